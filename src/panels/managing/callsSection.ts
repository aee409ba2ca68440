import * as vscode from 'vscode';
import { durationText } from '../../ui/amounts';
import { numberText } from '../../ui/datesAndNumbers';
import { may } from '../../access/may';
import { listParts } from '../listParts';
import type { Choice, Section } from '../panelView';
import { callsTable, isListed } from './callsTable';
import { callLists, type CallList, type ManagingViewParts } from './managingViewParts';
import { roundsTable } from './roundsTable';

/** Calls on a time line, or their rounds: of the one list that is chosen. */
export function callsSection(parts: ManagingViewParts): Section {
  const { reads, list, now } = parts;
  const isRounds = list === 'rounds' || list === 'activeRounds' || list === 'closingRounds';
  const section: Section = {
    id: 'calls',
    title: isRounds ? vscode.l10n.t('Rounds') : vscode.l10n.t('Calls'),
    tools: [],
    choices: [choiceOf(parts)],
    search: isRounds ? vscode.l10n.t('Search rounds') : vscode.l10n.t('Search calls'),
  };
  const { calls } = reads;
  if (calls === undefined) {
    return { ...section, loading: { rows: 6 } };
  }
  const shown = listParts(parts, calls, {
    id: 'calls',
    failed: vscode.l10n.t('The calls could not be read'),
    none: noneText(parts),
    few: 6,
    table: (rows) => (isRounds ? roundsTable(parts, rows) : callsTable(parts, rows)),
  });
  const rows = shown.content?.kind === 'table' ? shown.content.rows.length : undefined;
  return {
    ...section,
    ...shown,
    ...(rows === undefined || calls.hasMore
      ? {}
      : { note: vscode.l10n.t('{0}, soonest cutoff first', numberText(rows)) }),
    ...(rows === 0 && calls.rows.every((call) => !isListed(list, call, now))
      ? {
          notice: shown.notice ?? { kind: 'notice', text: vscode.l10n.t('None of them now.'), buttons: [] },
          content: undefined,
        }
      : {}),
  };
}

function noneText({ caller, scope: { object }, now }: ManagingViewParts): string {
  const isSure =
    caller !== undefined &&
    object.kind === 'call-managing-organisation' &&
    may(caller, 'seeCalls', object, now).kind === 'yes';
  return isSure
    ? vscode.l10n.t('This organisation has no calls yet.')
    : vscode.l10n.t('There are no calls, or your roles do not let you see them.');
}

function choiceOf({ actions, list, showList }: ManagingViewParts): Choice {
  const titles: Readonly<Record<CallList, string>> = {
    calls: vscode.l10n.t('All calls'),
    openCalls: vscode.l10n.t('Open calls'),
    draftCalls: vscode.l10n.t('Drafts'),
    archivedCalls: vscode.l10n.t('Archived calls'),
    closingCalls: vscode.l10n.t('Calls closing within {0}', durationText(7)),
    rounds: vscode.l10n.t('All rounds'),
    activeRounds: vscode.l10n.t('Active rounds'),
    closingRounds: vscode.l10n.t('Rounds closing within {0}', durationText(7)),
  };
  return {
    id: 'list',
    label: vscode.l10n.t('Show'),
    options: callLists.map((each) => ({
      action: actions.action(`list ${each}`, () => showList(each)),
      title: titles[each],
    })),
    selected: callLists.indexOf(list),
  };
}
