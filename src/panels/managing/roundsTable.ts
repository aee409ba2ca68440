import * as vscode from 'vscode';
import { dayText, momentText, numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { Call } from '../../waldur/calls';
import { shownName } from '../../waldur/shownName';
import type { Cell, Row, Table } from '../panelView';
import { openingOf, timeLeft } from './callsTable';
import type { ManagingViewParts } from './managingViewParts';
import { isActive, isClosing, momentOf, type Round, roundState } from './rounds';
import { roundName } from './timeLine';

const few = 12;

/** The rounds of all calls, as figures count them: the table behind the time line. */
export function roundsTable(parts: ManagingViewParts, calls: readonly Call[]): Table {
  const { now, list } = parts;
  const rows = calls.flatMap((call) =>
    (call.rounds ?? []).flatMap((round, index) => {
      const isListed =
        list === 'rounds' || (list === 'activeRounds' ? isActive : isClosing)(call, round, now);
      return isListed ? [rowOf(parts, call, round, index)] : [];
    }),
  );
  return {
    kind: 'table',
    columns: [
      { id: 'round', title: vscode.l10n.t('Round'), width: 160 },
      { id: 'call', title: vscode.l10n.t('Call') },
      { id: 'state', title: vscode.l10n.t('State'), width: 108 },
      { id: 'opens', title: vscode.l10n.t('Opens'), optional: true, width: 128 },
      { id: 'cutoff', title: vscode.l10n.t('Cutoff'), optional: true, width: 176 },
      { id: 'left', title: vscode.l10n.t('Time left'), width: 128 },
    ],
    rows,
    sorted: { column: 'left', descending: false },
    few,
    showAll: vscode.l10n.t('Show all rounds ({0})', numberText(rows.length)),
  };
}

function rowOf(parts: ManagingViewParts, call: Call, round: Round, index: number): Row {
  const { now } = parts;
  const [start, cutoff] = [momentOf(round.start_time), momentOf(round.cutoff_time)];
  const state = roundState(round, now);
  return {
    key: `${call.uuid} ${round.uuid}`,
    ...openingOf(parts, call),
    cells: [
      { text: roundName(round, index) },
      { text: plainText(shownName(call.uuid, call.name), 200) },
      state === undefined
        ? { text: plainText(round.status ?? '', 40) || vscode.l10n.t('Not told'), quiet: true }
        : stateCell(state),
      start === undefined ? notTold() : { text: dayText(new Date(start)), sort: start },
      cutoff === undefined ? notTold() : { text: momentText(new Date(cutoff).toISOString()), sort: cutoff },
      leftCell(cutoff, isClosing(call, round, now), now),
    ],
  };
}

function stateCell(state: NonNullable<ReturnType<typeof roundState>>): Cell {
  switch (state) {
    case 'open':
      return {
        text: vscode.l10n.t({ message: 'Open', args: [], comment: ['State of a call.'] }),
        tone: 'good',
      };
    case 'scheduled':
      return { text: vscode.l10n.t('Scheduled'), icon: 'calendar' };
    case 'ended':
      return { text: vscode.l10n.t('Ended'), quiet: true };
  }
}

/** The soonest first, then those that have closed, the latest first. */
function leftCell(cutoff: number | undefined, isSoon: boolean, now: Date): Cell {
  if (cutoff === undefined) {
    return notTold();
  }
  return cutoff < now.getTime()
    ? { text: vscode.l10n.t('Closed'), quiet: true, sort: Number.MAX_SAFE_INTEGER - cutoff }
    : { text: timeLeft(cutoff, now), sort: cutoff, ...(isSoon ? { tone: 'warning' } : {}) };
}

function notTold(): Cell {
  return { text: vscode.l10n.t('Not told'), quiet: true, sort: null };
}
