import * as vscode from 'vscode';
import { resourceOf } from '../../organisations/resource';
import { ShownObject } from '../../organisations/shownObject';
import { durationText, hoursText } from '../../ui/amounts';
import { dayText, momentText, numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { Call } from '../../waldur/calls';
import { shownName } from '../../waldur/shownName';
import type { Cell, Row, Table } from '../panelView';
import type { CallList, ManagingViewParts } from './managingViewParts';
import { cutoffOf, isClosing } from './rounds';
import { laneOf, spanAround, timeScale } from './timeLine';

const hourInMs = 60 * 60 * 1000;
const dayInMs = 24 * hourInMs;
/** Calls shown before all are asked for. */
const few = 12;

/** Whether a call is in one of the lists of calls. */
export function isListed(list: CallList, call: Call, now: Date): boolean {
  switch (list) {
    case 'calls':
    case 'rounds':
      return true;
    case 'openCalls':
    case 'activeRounds':
      return call.state === 'active';
    case 'draftCalls':
      return call.state === 'draft';
    case 'archivedCalls':
      return call.state === 'archived';
    case 'closingCalls':
    case 'closingRounds':
      return (call.rounds ?? []).some((round) => isClosing(call, round, now));
  }
}

/** Calls with their rounds on a time line. */
export function callsTable(parts: ManagingViewParts, calls: readonly Call[]): Table {
  const { now, list } = parts;
  const span = spanAround(now);
  const rows = calls.filter((call) => isListed(list, call, now));
  return {
    kind: 'table',
    isTall: true,
    columns: [
      { id: 'name', title: vscode.l10n.t('Call'), width: 240 },
      { id: 'state', title: vscode.l10n.t('State'), marked: true, width: 112 },
      {
        id: 'rounds',
        title: vscode.l10n.t('Rounds'),
        optional: true,
        scale: timeScale(span, now),
      },
      { id: 'cutoff', title: vscode.l10n.t('Next cutoff'), marked: true, width: 168 },
    ],
    rows: rows.map((call) => rowOf(parts, call, laneOf(call, span, now))),
    sorted: { column: 'cutoff', descending: false },
    few,
    showAll: vscode.l10n.t('Show all calls ({0})', numberText(rows.length)),
  };
}

function rowOf(parts: ManagingViewParts, call: Call, lane: NonNullable<Cell['lane']>): Row {
  const code = plainText(call.reference_code ?? '', 60);
  return {
    key: call.uuid,
    ...openingOf(parts, call),
    cells: [
      {
        text: plainText(shownName(call.uuid, call.name), 200),
        ...(code === '' ? {} : { second: code }),
      },
      stateCell(call.state),
      { text: lane.title, lane },
      cutoffCell(call, parts.now),
    ],
  };
}

/** What opens a call from a row of it. */
export function openingOf(
  { actions, run, scope: { connection } }: ManagingViewParts,
  call: Call,
): { readonly action: string; readonly tools: [] } {
  const name = plainText(shownName(call.uuid, call.name), 120);
  const shown = new ShownObject({
    resource: resourceOf(connection, { kind: 'call', uuid: call.uuid }, name),
  });
  return {
    action: actions.action(`details ${call.uuid}`, () => run('waldur.showDetails', shown)),
    tools: [],
  };
}

/** States are open: a newer server may have more, which are shown as they are. */
function stateCell(state: string | null | undefined): Cell {
  switch (state ?? '') {
    case 'active':
      return {
        text: vscode.l10n.t({ message: 'Open', args: [], comment: ['State of a call.'] }),
        tone: 'good',
      };
    case 'draft':
      return {
        text: vscode.l10n.t({ message: 'Draft', args: [], comment: ['State of a call.'] }),
        icon: 'edit',
      };
    case 'archived':
      return {
        text: vscode.l10n.t({ message: 'Archived', args: [], comment: ['State of a call.'] }),
        quiet: true,
      };
    default:
      return { text: plainText(state ?? '', 40) || vscode.l10n.t('Not told'), quiet: true };
  }
}

/** The soonest first, then those that have none ahead, the latest first. */
function cutoffCell(call: Call, now: Date): Cell {
  const cutoff = cutoffOf(call, now);
  if (cutoff === undefined) {
    return { text: vscode.l10n.t('None planned'), quiet: true, sort: null };
  }
  const { at, isAhead } = cutoff;
  return isAhead
    ? {
        text: vscode.l10n.t('In {0}', timeLeft(at, now)),
        sort: at,
        second: momentText(new Date(at).toISOString()),
        ...(call.state === 'active' && at - now.getTime() <= 7 * dayInMs ? { tone: 'warning' } : {}),
      }
    : {
        text: vscode.l10n.t('Closed {0}', dayText(new Date(at))),
        quiet: true,
        sort: Number.MAX_SAFE_INTEGER - at,
      };
}

/** How long it is until then. */
export function timeLeft(at: number, now: Date): string {
  const left = at - now.getTime();
  return left < 2 * dayInMs
    ? hoursText(Math.max(Math.ceil(left / hourInMs), 1))
    : durationText(Math.ceil(left / dayInMs));
}
