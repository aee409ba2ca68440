import * as vscode from 'vscode';
import type { Expiry } from '../../grants/planItem';
import { momentText } from '../../ui/datesAndNumbers';

/** `until 3 Jan 2027, 23:59`, `permanently`. Local time. */
export function untilText(expiry: Expiry): string {
  return expiry === null ? vscode.l10n.t('permanently') : vscode.l10n.t('until {0}', momentText(expiry));
}

/** The end of the day so many days from now, local time. */
export function endOfDayIn(days: number, now: Date): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return endOfDay(day);
}

function endOfDay(day: Date): string {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), 23, 59).toISOString();
}

export type TypedTime =
  { readonly kind: 'time'; readonly expiry: string } | { readonly kind: 'none' } | { readonly kind: 'past' };

/**
 * What a person types as an end: `2027-01-31`, which lasts to the end of that day, `2027-01-31 12:00`, or `90` days
 * from now. Local time.
 */
export function typedTime(text: string, now: Date): TypedTime {
  const days = /^\+?(\d{1,4})\s*(?:d|days?)?$/i.exec(text.trim());
  if (days !== null) {
    const count = Number(days[1]);
    return count === 0 ? { kind: 'past' } : { kind: 'time', expiry: endOfDayIn(count, now) };
  }
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/.exec(text.trim());
  if (match === null) {
    return { kind: 'none' };
  }
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const [hour, minute] = match[4] === undefined ? [23, 59] : [Number(match[4]), Number(match[5])];
  const at = new Date(year, month - 1, day, hour, minute);
  if (at.getMonth() !== month - 1 || at.getDate() !== day || hour > 23 || minute > 59) {
    return { kind: 'none' };
  }
  return at.getTime() <= now.getTime() ? { kind: 'past' } : { kind: 'time', expiry: at.toISOString() };
}
