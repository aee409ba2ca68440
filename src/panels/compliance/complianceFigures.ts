import * as vscode from 'vscode';
import { percentText } from '../../ui/amounts';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import type { Figure } from '../panelView';
import type { ComplianceReads } from './complianceReads';
import type { ComplianceViewParts } from './complianceViewParts';
import type { StateFilter } from './place';
import { projectState } from './projectState';

/** How all projects are, each figure the way to those that it counts. */
export function complianceFigures({ reads, actions }: ComplianceViewParts): Figure[] {
  const { value } = reads.overview;
  if (value === undefined) {
    return [];
  }
  const all = value.total_projects ?? 0;
  const average = value.average_completion_percentage;
  const complete = value.fully_completed_projects ?? 0;
  const waiting = notStarted(reads);
  const lead = (state: StateFilter) => ({
    action: actions.action(`figure ${state}`, () => reads.go({ tab: 'projects', state })),
  });
  return [
    ...(typeof average === 'number'
      ? [
          {
            ...{ id: 'average', label: vscode.l10n.t('Average completion'), value: percentText(average) },
            note: count(
              all,
              vscode.l10n.t('of 1 project'),
              vscode.l10n.t('of all {0} projects', numberText(all)),
            ),
            ring: { share: average / 100 },
          },
        ]
      : []),
    {
      ...{ id: 'complete', label: vscode.l10n.t('Complete'), value: numberText(complete), tone: 'good' },
      note: vscode.l10n.t('All required answered'),
      ...lead('complete'),
    },
    ...(waiting === undefined
      ? [
          {
            ...{ id: 'incomplete', label: vscode.l10n.t('Not complete'), tone: 'begun' as const },
            value: numberText(Math.max(0, all - complete)),
            note: vscode.l10n.t('Required answers missing'),
          },
        ]
      : [
          {
            ...{ id: 'begun', label: vscode.l10n.t('In progress'), tone: 'begun' as const },
            value: numberText(Math.max(0, all - complete - waiting)),
            note: vscode.l10n.t('Some answers missing'),
            ...lead('begun'),
          },
          {
            ...{ id: 'open', label: vscode.l10n.t('Not started'), value: numberText(waiting) },
            ...{ tone: 'open' as const, note: vscode.l10n.t('No answer yet') },
            ...lead('open'),
          },
        ]),
    {
      ...{ id: 'review', label: vscode.l10n.t('Needs review'), tone: 'review' },
      value: numberText(value.projects_requiring_review ?? 0),
      note: vscode.l10n.t('Answers to check'),
      ...lead('review'),
    },
  ];
}

/**
 * Projects without an answer. Some servers count them by what has not begun; others begin for every project, so that
 * only its rows tell. Undefined where that is not known.
 */
function notStarted({ overview: { value }, projects }: ComplianceReads): number | undefined {
  if (projects.loaded && !projects.hasMore) {
    return projects.rows.filter((row) => projectState(row) === 'open').length;
  }
  const begun = value?.projects_with_completions;
  const apart = typeof begun === 'number' ? (value?.total_projects ?? 0) - begun : 0;
  return apart > 0 ? apart : undefined;
}
