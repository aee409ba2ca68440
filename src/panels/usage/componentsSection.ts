import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { numberText, quantityText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import { errorNotice } from '../errorNotice';
import type { Choice, Column, Notice, Row, Section, Table } from '../panelView';
import { isAddedUp, type ComponentUsage, type LimitState } from './componentUsage';
import { type Period, periods, type StateFilter, stateFilters } from './usagePlace';
import {
  billingCell,
  componentName,
  offeringName,
  shareText,
  stateText,
  toneOf,
  unitText,
} from './usageTexts';
import type { UsageViewParts } from './usageViewParts';

/** What states a filter lets through. */
const shownBy: Readonly<Record<StateFilter, readonly LimitState[]>> = {
  all: ['over', 'near', 'within', 'unused', 'unlimited', 'unknown'],
  alert: ['over', 'near'],
  over: ['over'],
  near: ['near'],
  within: ['within', 'unused'],
  unlimited: ['unlimited'],
};

/** The components that an organisation uses, by offering, each against its limit. */
export function componentsSection(parts: UsageViewParts): Section {
  const { reads, actions } = parts;
  const { usage } = reads.own;
  const { value, error, isReading } = usage;
  const shown = value?.filter(({ state }) => shownBy[reads.shown.filter].includes(state)) ?? [];
  const failed =
    error === undefined
      ? undefined
      : errorNotice(
          vscode.l10n.t('The usage could not be read'),
          error,
          actions.button('retry', vscode.l10n.t('Retry'), () => reads.retry()),
        );
  const notice = failed ?? noticeOf(parts, shown.length);
  return {
    id: 'components',
    title: vscode.l10n.t('Components'),
    ...(shown.length === 0
      ? {}
      : { note: vscode.l10n.t('{0}, largest share of its limit first', numberText(shown.length)) }),
    tools: [],
    choices: choicesOf(parts),
    search: vscode.l10n.t('Search components and offerings'),
    ...(value === undefined && (isReading || error === undefined) ? { loading: { rows: 6 } } : {}),
    ...(notice === undefined ? {} : { notice }),
    ...(shown.length === 0 ? {} : { content: tableOf(shown) }),
  };
}

function noticeOf({ reads, actions }: UsageViewParts, shown: number): Notice | undefined {
  const { value } = reads.own.usage;
  if (value === undefined) {
    return undefined;
  }
  if (value.length === 0) {
    const isMonth = reads.shown.period === 'month';
    return {
      kind: 'notice',
      title: vscode.l10n.t('No usage'),
      text: isMonth
        ? vscode.l10n.t('Nothing in the projects of this organisation uses a service this month.')
        : vscode.l10n.t('Nothing in the projects of this organisation has used a service.'),
      buttons: isMonth
        ? [
            actions.button('period total', vscode.l10n.t('Show in Total'), () =>
              reads.goTo({ period: 'total' }),
            ),
          ]
        : [],
    };
  }
  if (shown === 0) {
    return {
      kind: 'notice',
      text: vscode.l10n.t('No component is in this state.'),
      buttons: [actions.button('state all', vscode.l10n.t('Show All'), () => reads.goTo({ filter: 'all' }))],
    };
  }
  return isAddedUp(value)
    ? {
        kind: 'notice',
        text: vscode.l10n.t(
          'This server adds up components of one type over all offerings, whatever their units, and does not tell this month from the total.',
        ),
        buttons: [],
      }
    : undefined;
}

function choicesOf({ reads, actions }: UsageViewParts): Choice[] {
  const { period, filter } = reads.shown;
  const periodTexts: Readonly<Record<Period, string>> = {
    month: vscode.l10n.t('This month'),
    total: vscode.l10n.t('In total'),
  };
  const filterTexts: Readonly<Record<StateFilter, string>> = {
    all: vscode.l10n.t('All states'),
    alert: vscode.l10n.t('Near or over limit'),
    over: stateText('over'),
    near: stateText('near'),
    within: stateText('within'),
    unlimited: stateText('unlimited'),
  };
  const states: Choice = {
    id: 'state',
    label: vscode.l10n.t('State'),
    options: stateFilters.map((each) => ({
      action: actions.action(`state ${each}`, () => reads.goTo({ filter: each })),
      title: filterTexts[each],
    })),
    selected: stateFilters.indexOf(filter),
  };
  if (isAddedUp(reads.own.usage.value ?? [])) {
    return [states];
  }
  return [
    {
      id: 'period',
      label: vscode.l10n.t('Period'),
      options: periods.map((each) => ({
        action: actions.action(`period ${each}`, () => reads.goTo({ period: each })),
        title: periodTexts[each],
      })),
      selected: periods.indexOf(period),
    },
    states,
  ];
}

function tableOf(components: readonly ComponentUsage[]): Table {
  const isTold = components.some(({ terminated = 0 }) => terminated > 0);
  const columns: Column[] = [
    { id: 'name', title: vscode.l10n.t('Component') },
    { id: 'billing', title: vscode.l10n.t('Billed by'), optional: true, width: 80 },
    { id: 'used', title: vscode.l10n.t('Used'), end: true, width: 96 },
    ...(isTold ? [{ id: 'terminated', title: vscode.l10n.t('Terminated'), end: true, width: 96 }] : []),
    { id: 'limit', title: vscode.l10n.t('Limit'), end: true, optional: true, width: 88 },
    { id: 'unit', title: vscode.l10n.t('Unit'), width: 96 },
    { id: 'share', title: vscode.l10n.t('Of the limit'), optional: true, width: 136 },
    { id: 'percent', title: vscode.l10n.t('Share'), end: true, width: 72 },
    { id: 'state', title: vscode.l10n.t('State'), marked: true, width: 124 },
  ];
  return {
    kind: 'table',
    columns,
    groups: groupsOf(components),
    groupedBy: vscode.l10n.t('Offering'),
    rows: components.map((component) => rowOf(component, isTold)),
    sorted: { column: 'percent', descending: true },
  };
}

/** The offerings, those with the largest share of a limit first. */
function groupsOf(components: readonly ComponentUsage[]): NonNullable<Table['groups']> {
  const largest = (all: readonly ComponentUsage[]): number =>
    Math.max(...all.map(({ share }) => Math.min(share ?? -1, Number.MAX_VALUE)));
  return [...new Set(components.map(({ offeringKey }) => offeringKey))]
    .map((id) => ({ id, members: components.filter(({ offeringKey }) => offeringKey === id) }))
    .toSorted((one, other) => largest(other.members) - largest(one.members))
    .map(({ id, members }) => ({
      id,
      title: offeringName(members[0]),
      note: count(
        members.length,
        vscode.l10n.t('1 component'),
        vscode.l10n.t('{0} components', numberText(members.length)),
      ),
    }));
}

const stateRank: Readonly<Record<LimitState, number>> = {
  ...{ over: 0, near: 1, within: 2, unused: 3, unlimited: 4, unknown: 5 },
};

function rowOf(component: ComponentUsage, isTold: boolean): Row {
  const { key, offeringKey, used, limit, share, state, terminated } = component;
  const description = plainText(component.description, 300);
  const tone = toneOf(state);
  const unknown = { text: vscode.l10n.t('Not told'), quiet: true, sort: null };
  const amount = (of: number | undefined) =>
    of === undefined ? unknown : { text: quantityText(of), sort: of, quiet: of === 0 };
  return {
    key,
    group: offeringKey,
    tools: [],
    cells: [
      {
        text: componentName(component),
        title: [description, plainText(component.type, 80)].filter((text) => text !== '').join('\n'),
      },
      billingCell(component.billing),
      amount(used),
      // Of what was used.
      ...(isTold ? [amount(terminated)] : []),
      limit === undefined
        ? { text: vscode.l10n.t('None'), quiet: true, sort: null }
        : { text: quantityText(limit), sort: limit },
      { text: unitText(component), quiet: true },
      {
        text: '',
        limit: { share: share ?? null, ...(tone === undefined ? {} : { tone }) },
        sort: share === undefined ? null : Math.min(share, Number.MAX_VALUE),
      },
      share === undefined
        ? { text: '', sort: null }
        : {
            text: shareText(share),
            title: vscode.l10n.t('Limit: {0} {1}', quantityText(limit ?? 0), unitText(component)).trimEnd(),
            sort: Math.min(share, Number.MAX_VALUE),
            quiet: share === 0,
          },
      {
        text: stateText(state),
        sort: stateRank[state],
        ...(tone === undefined ? { quiet: true } : { tone }),
      },
    ],
  };
}
