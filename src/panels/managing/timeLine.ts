import * as vscode from 'vscode';
import { dayText, monthText, numberText, shortDayText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import { listText } from '../../ui/listText';
import type { Call } from '../../waldur/calls';
import type { Cell, Column } from '../panelView';
import { momentOf, type Round, roundState, type RoundState } from './rounds';

/** Months shown before that of today, and all of them. */
const monthsBefore = 2;
const months = 8;
/** Rounds drawn of one call, and told of to those who do not see them. */
const mostDrawn = 40;
const mostTold = 12;
/** What a letter of a label takes of the width of a lane; it is drawn only where it has room. */
const letter = 0.0125;

/** The months that a time line shows, from the first moment of the first to the last of the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function spanAround(now: Date): Span {
  return {
    from: monthFrom(now, -monthsBefore).getTime(),
    to: monthFrom(now, months - monthsBefore).getTime(),
  };
}

function monthFrom(now: Date, offset: number): Date {
  return new Date(now.getFullYear(), now.getMonth() + offset, 1);
}

function shareOf(at: number, { from, to }: Span): number {
  return (at - from) / (to - from);
}

/** Where months begin, and today. */
export function timeScale(span: Span, now: Date): NonNullable<Column['scale']> {
  return {
    today: { at: shareOf(now.getTime(), span), title: vscode.l10n.t('Today') },
    marks: Array.from({ length: months }, (_, at) => {
      const month = monthFrom(now, at - monthsBefore);
      return { at: shareOf(month.getTime(), span), title: monthText(month) };
    }),
  };
}

/** The rounds of a call on the time line, and a sentence that says the same. */
export function laneOf(call: Call, span: Span, now: Date): NonNullable<Cell['lane']> {
  const rounds = call.rounds ?? [];
  const bars = rounds
    .flatMap((round, index) => barOf(round, index, span, now) ?? [])
    .sort((a, b) => a.from - b.from)
    .slice(0, mostDrawn);
  return {
    bars: bars.map((bar, at) => {
      const room = (bars[at + 1]?.from ?? 1) - bar.from;
      return bar.label.length * letter <= room ? bar : { ...bar, label: '' };
    }),
    title: rounds.length === 0 ? noRounds() : roundsText(rounds, now),
    ...(bars.length > 0
      ? {}
      : { text: rounds.length === 0 ? noRounds() : vscode.l10n.t('No rounds in these months') }),
  };
}

function barOf(
  round: Round,
  index: number,
  span: Span,
  now: Date,
): NonNullable<Cell['lane']>['bars'][number] | undefined {
  const state = roundState(round, now);
  const [start, cutoff] = [momentOf(round.start_time), momentOf(round.cutoff_time)];
  if (state === undefined || start === undefined || cutoff === undefined || cutoff < start) {
    return undefined;
  }
  const [from, to] = [shareOf(start, span), shareOf(cutoff, span)];
  if (to <= 0 || from >= 1) {
    return undefined;
  }
  const name = roundName(round, index);
  return {
    ...{ from: Math.max(from, 0), to: Math.min(to, 1), state },
    ...(from < 0 ? { isCut: true } : {}),
    label: from < 0 && state === 'open' ? sinceText(name, new Date(start), now) : stateText(name, state),
  };
}

/** What people call a round; some have no name. */
export function roundName({ name }: Round, index: number): string {
  const text = plainText(name ?? '', 60);
  return text === '' ? vscode.l10n.t('Round {0}', numberText(index + 1)) : text;
}

function stateText(name: string, state: RoundState): string {
  switch (state) {
    case 'open':
      return name;
    case 'ended':
      return vscode.l10n.t('{0} ended', name);
    case 'scheduled':
      return vscode.l10n.t('{0} scheduled', name);
  }
}

function sinceText(name: string, start: Date, now: Date): string {
  return vscode.l10n.t({
    message: '{0} since {1}',
    args: [name, shortDayText(start, now)],
    comment: ['A round and the day it began: “Round 1 since 1 Jan”.'],
  });
}

function noRounds(): string {
  return vscode.l10n.t('No rounds yet');
}

function roundsText(rounds: readonly Round[], now: Date): string {
  const told = rounds.slice(0, mostTold).map((round, index) => {
    const [start, cutoff] = [momentOf(round.start_time), momentOf(round.cutoff_time)];
    const name = stateText(roundName(round, index), roundState(round, now) ?? 'open');
    return start === undefined || cutoff === undefined
      ? name
      : vscode.l10n.t({
          message: '{0}, {1} to {2}',
          args: [name, dayText(new Date(start)), dayText(new Date(cutoff))],
          comment: ['A round and its days: “Round 1, 1 Oct 2026 to 27 Nov 2026”.'],
        });
  });
  const more = rounds.length - told.length;
  return listText(more === 0 ? told : [...told, vscode.l10n.t('{0} more', numberText(more))]);
}
