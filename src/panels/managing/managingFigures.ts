import * as vscode from 'vscode';
import { numberText } from '../../ui/datesAndNumbers';
import type { callManagingOrganisationStatsSchema } from '../../waldur/callManagingOrganisations';
import type { Figure } from '../panelView';
import type { CallList, ManagingViewParts } from './managingViewParts';

/** What a figure leads to: a list of the panel, or a page of HomePort. */
type Rows = CallList | 'proposals' | 'reviews';

/** What the server counts. */
type Counted = keyof (typeof callManagingOrganisationStatsSchema)['shape'];

/** The eight figures of a managing organisation. What the server does not tell is left out. */
export function managingFigures({ reads, actions, showList, openInHomePort }: ManagingViewParts): Figure[] {
  const { value: stats } = reads.stats;
  if (stats === undefined) {
    return [];
  }
  const figure = (
    group: string,
    id: Counted,
    label: string,
    note: string,
    rows: Rows,
    none = note,
  ): Figure[] => {
    const number = stats[id];
    if (typeof number !== 'number') {
      return [];
    }
    const isPage = rows === 'proposals' || rows === 'reviews';
    const open = (): unknown => (isPage ? openInHomePort(rows) : showList(rows));
    return [
      {
        ...{ id, group, label, value: numberText(number) },
        note: number === 0 ? none : note,
        action: actions.action(`figure ${id}`, open),
        ...(isPage ? { title: vscode.l10n.t('Open in HomePort') } : { section: 'calls' }),
        ...(number === 0 ? { quiet: true } : {}),
        ...(number > 0 && id.includes('closing') ? { tone: 'warning' as const } : {}),
      },
    ];
  };
  const running = vscode.l10n.t('Running and closing');
  const proposals = vscode.l10n.t('Proposals and requests');
  const week = vscode.l10n.t('Within a week');
  const noneInWeek = vscode.l10n.t('None within a week');
  return [
    ...figure(
      running,
      'open_calls',
      vscode.l10n.t('Open calls'),
      vscode.l10n.t('Taking proposals'),
      'openCalls',
    ),
    ...figure(
      running,
      'active_rounds',
      vscode.l10n.t('Active rounds'),
      vscode.l10n.t('Cutoff ahead'),
      'activeRounds',
    ),
    ...figure(
      running,
      'calls_closing_in_one_week',
      vscode.l10n.t('Calls closing'),
      week,
      'closingCalls',
      noneInWeek,
    ),
    ...figure(
      running,
      'rounds_closing_in_one_week',
      vscode.l10n.t('Rounds closing'),
      week,
      'closingRounds',
      noneInWeek,
    ),
    ...figure(
      proposals,
      'pending_proposals',
      vscode.l10n.t({ message: 'Pending', args: [], comment: ['Proposals that are pending.'] }),
      vscode.l10n.t('Not decided yet'),
      'proposals',
    ),
    ...figure(
      proposals,
      'pending_review',
      vscode.l10n.t('Reviews'),
      vscode.l10n.t('Still pending'),
      'reviews',
    ),
    ...figure(
      proposals,
      'offering_requests_pending',
      vscode.l10n.t('Offering requests'),
      vscode.l10n.t('Waiting'),
      'openCalls',
      vscode.l10n.t('None waiting'),
    ),
    ...figure(
      proposals,
      'accepted_proposals',
      vscode.l10n.t({ message: 'Accepted', args: [], comment: ['Proposals that were accepted.'] }),
      vscode.l10n.t('In open calls'),
      'proposals',
    ),
  ];
}
