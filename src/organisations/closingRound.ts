import * as vscode from 'vscode';
import { count } from '../ui/count';
import { dayText, numberText } from '../ui/datesAndNumbers';
import type { Call } from '../waldur/calls';
import { ending } from './ending';

/** Which round of an open call closes next, and when: `round 2 closes in 5 days`. Undefined where none will. */
export function closingText(call: Call, soonDays: number, now: Date): string | undefined {
  const rounds = (call.rounds ?? []).toSorted((a, b) => timeOf(a.start_time) - timeOf(b.start_time));
  const [next] = rounds
    .map((round, index) => ({ number: index + 1, end: ending(round.cutoff_time, soonDays, now) }))
    .flatMap(({ number, end }) => (end.kind === 'soon' || end.kind === 'later' ? [{ number, ...end }] : []))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  if (call.state !== 'active' || next === undefined) {
    return undefined;
  }
  const round = numberText(next.number);
  return next.kind === 'later'
    ? vscode.l10n.t('round {0} closes {1}', round, dayText(next.at))
    : count(
        next.days,
        vscode.l10n.t('round {0} closes in 1 day', round),
        vscode.l10n.t('round {0} closes in {1} days', round, numberText(next.days)),
      );
}

function timeOf(moment: string | null | undefined): number {
  const time = new Date(moment ?? '').getTime();
  return Number.isNaN(time) ? 0 : time;
}
