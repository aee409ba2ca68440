import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { durationText, moneyParts, moneyText, percentText } from '../../ui/amounts';
import { numberText } from '../../ui/datesAndNumbers';
import type { Project } from '../../waldur/projects';
import type { Figure } from '../panelView';
import { projectEnding } from '../../organisations/ending';
import type { OrganisationViewParts } from './organisationViewParts';

/** What is counted of an organisation. What the caller may not see is left out. */
export function figuresOf(parts: OrganisationViewParts): Figure[] {
  const { value: customer } = parts.reads.customer;
  if (customer === undefined) {
    return [];
  }
  return [
    ...projectsFigure(parts),
    ...peopleFigure(parts),
    ...costFigure(parts),
    ...creditFigure(parts),
    ...complianceFigure(parts),
  ];
}

function projectsFigure({ reads, soonDays, now }: OrganisationViewParts): Figure[] {
  const number = reads.customer.value?.projects_count ?? reads.projects.total;
  if (number === undefined) {
    return [];
  }
  return [
    {
      ...{ id: 'projects', label: vscode.l10n.t('Projects'), value: numberText(number) },
      ...(reads.projects.loaded ? endingNote(reads.projects.rows, soonDays, now) : {}),
    },
  ];
}

/** How many of them end soon. @param projects the first page is enough: those that end first are there */
function endingNote(
  projects: readonly Project[],
  soonDays: number,
  now: Date,
): Pick<Figure, 'tone' | 'note'> {
  const ending = projects.filter((row) => projectEnding(row, soonDays, now).kind === 'soon').length;
  return ending === 0
    ? { note: vscode.l10n.t('None ends within {0}', durationText(soonDays)) }
    : {
        tone: 'warning',
        note: count(
          ending,
          vscode.l10n.t('1 ends within {0}', durationText(soonDays)),
          vscode.l10n.t('{0} end within {1}', numberText(ending), durationText(soonDays)),
        ),
      };
}

function peopleFigure({ reads }: OrganisationViewParts): Figure[] {
  const number = reads.customer.value?.users_count;
  if (number === undefined || number === null) {
    return [];
  }
  const figure: Figure = { id: 'people', label: vscode.l10n.t('People'), value: numberText(number) };
  if (number === 0) {
    return [figure];
  }
  const team = new Set(reads.team.rows.map(({ user_uuid: user, uuid }) => user ?? uuid)).size;
  const isWhole = reads.team.loaded && !reads.team.hasMore;
  return [
    {
      ...figure,
      note: isWhole
        ? count(
            team,
            vscode.l10n.t('1 of them in the team'),
            vscode.l10n.t('{0} of them in the team', numberText(team)),
          )
        : vscode.l10n.t('in the team and in projects'),
    },
  ];
}

function costFigure({ reads }: OrganisationViewParts): Figure[] {
  const { total, current } = reads.customer.value?.billing_price_estimate ?? {};
  const cost = amountOf(total);
  if (cost === undefined) {
    return [];
  }
  const { whole, fraction } = moneyParts(cost, reads.currency);
  const soFar = amountOf(current);
  return [
    {
      id: 'cost',
      label: vscode.l10n.t('Cost this month'),
      value: whole,
      unit: fraction,
      note:
        soFar === undefined
          ? vscode.l10n.t('Estimate')
          : vscode.l10n.t('Estimate; {0} so far', moneyText(soFar, reads.currency)),
    },
  ];
}

function creditFigure({ reads }: OrganisationViewParts): Figure[] {
  const { customer_credit: all, customer_unallocated_credit: unallocated } = reads.customer.value ?? {};
  const credit = amountOf(all);
  if (credit === undefined) {
    return [];
  }
  const { whole, fraction } = moneyParts(credit, reads.currency);
  const free = amountOf(unallocated);
  return [
    {
      id: 'credit',
      label: vscode.l10n.t('Credit left'),
      value: whole,
      unit: fraction,
      ...(free === undefined
        ? {}
        : { note: vscode.l10n.t('{0} unallocated', moneyText(free, reads.currency)) }),
    },
  ];
}

function complianceFigure({ reads, actions, run }: OrganisationViewParts): Figure[] {
  const { value } = reads.compliance;
  const average = value?.average_completion_percentage;
  if (value === undefined || average === undefined || average === null) {
    return [];
  }
  const complete = value.fully_completed_projects ?? 0;
  const all = value.total_projects ?? 0;
  return [
    {
      id: 'compliance',
      label: vscode.l10n.t('Compliance, average'),
      value: percentText(average),
      note: vscode.l10n.t('Complete: {0} of {1}', numberText(complete), numberText(all)),
      action: actions.action('compliance', () => run('waldur.openCompliance')),
    },
  ];
}

/** Amounts come as texts or numbers. */
export function amountOf(amount: string | number | null | undefined): number | undefined {
  const number = typeof amount === 'string' && amount.trim() !== '' ? Number(amount) : amount;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
