import { plainIdentifier } from '../csv/invisible';
import type { Expiry } from './roleTask';

/** Why a text is not an end. Data: the sentence is made where it is shown. */
export type NoEnd =
  | 'unknown'
  /** Day and month could be meant the other way round. */
  | 'order'
  | 'noSuchDay'
  /** Also an hour that is left out when clocks go forward. */
  | 'noSuchTime'
  /** A bare number that could be a year. */
  | 'year'
  | 'tooManyDays'
  /** A number where no count of days is taken: spreadsheets write dates so. */
  | 'number';

/** So many whole days, weeks, months or years. */
export interface TimeSpan {
  readonly count: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

export type EndText =
  /** Null: permanently. `after`: it was given as so long from now. */
  | { readonly kind: 'end'; readonly expiry: Expiry; readonly after?: TimeSpan }
  | { readonly kind: 'past'; readonly expiry: string }
  | { readonly kind: 'none'; readonly why: NoEnd };

export const mostDays = 3650;

const forever = new Set(['never', 'permanent', 'permanently']);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = '([A-Za-z]{3,9})\\.?';
const parts = {
  yearFirst: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  yearLast: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/,
  dayMonthName: new RegExp(`^(\\d{1,2})[ -]${monthName}[ -](\\d{4})$`),
  monthNameDay: new RegExp(`^${monthName} (\\d{1,2}),? (\\d{4})$`),
};
const withTime =
  /^(.*?)(?:T|,? )(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * What a text means as the end of a role, wherever it is typed or read: a day lasts to its end here, a moment without
 * a zone is local. What could mean two things means neither.
 * @param days whether a number is a count of days from now, and `+6m`, `2 weeks` or `1y` are so long from now
 */
export function parseEnd(source: string, now: Date, { days }: { readonly days: boolean }): EndText {
  const text = plainIdentifier(source.normalize('NFKC'))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ');
  if (forever.has(text.toLowerCase())) {
    return { kind: 'end', expiry: null };
  }
  const count = /^\+?(\d+)( ?d(?:ays?)?)?$/i.exec(text);
  if (count !== null) {
    return days ? inDays(Number(count[1]), count[2] !== undefined, now) : none('number');
  }
  const span = days ? spanOf(text) : undefined;
  if (span !== undefined) {
    return afterSpan(span, now);
  }
  const timed = withTime.exec(text);
  const day = dayOf(timed?.[1] ?? text);
  if ('kind' in day) {
    return day;
  }
  const expiry = timed === null ? endOfDay(day) : momentOf(day, timed);
  if (expiry === undefined) {
    return none('noSuchTime');
  }
  return Date.parse(expiry) <= now.getTime() ? { kind: 'past', expiry } : { kind: 'end', expiry };
}

/** The end of the day so many days from now, local time. */
export function endOfDayIn(days: number, now: Date): string {
  return endOfDay({ year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() + days });
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The last minute before the next day: on days when clocks change there may be no 23:59. */
function endOfDay({ year, month, day }: Day): string {
  return new Date(new Date(year, month - 1, day + 1).getTime() - 60_000).toISOString();
}

function inDays(count: number, isSaid: boolean, now: Date): EndText {
  if (!isSaid && count >= 1900 && count < 2200) {
    return none('year');
  }
  if (count > mostDays) {
    return none('tooManyDays');
  }
  return afterSpan({ count, unit: 'day' }, now);
}

const units = { w: 'week', m: 'month', y: 'year' } as const;

/** `+6m`, `2 weeks`, `1y`; days are read as a count. */
function spanOf(text: string): TimeSpan | undefined {
  const [, count, unit] = /^\+?(\d{1,6}) ?(w|m|y|weeks?|months?|years?)$/i.exec(text) ?? [];
  const letter = unit?.charAt(0).toLowerCase();
  return letter === 'w' || letter === 'm' || letter === 'y'
    ? { count: Number(count), unit: units[letter] }
    : undefined;
}

/** A month from the 31st on is the last day of a month that has none. */
function afterSpan(after: TimeSpan, now: Date): EndText {
  const { count, unit } = after;
  const months = unit === 'month' ? count : unit === 'year' ? count * 12 : 0;
  const year = now.getFullYear();
  const month = now.getMonth() + 1 + months;
  const lastDay = new Date(year, month, 0).getDate();
  const days = unit === 'day' ? count : unit === 'week' ? count * 7 : 0;
  const expiry = endOfDay({ year, month, day: Math.min(now.getDate(), lastDay) + days });
  if (Date.parse(expiry) > Date.parse(endOfDayIn(mostDays, now))) {
    return none('tooManyDays');
  }
  return count === 0 ? { kind: 'past', expiry } : { kind: 'end', expiry, after };
}

function dayOf(text: string): Day | Extract<EndText, { kind: 'none' }> {
  const yearFirst = parts.yearFirst.exec(text);
  if (yearFirst !== null) {
    return existing(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  }
  const yearLast = parts.yearLast.exec(text);
  if (yearLast !== null) {
    const first = Number(yearLast[1]);
    const second = Number(yearLast[3]);
    const year = Number(yearLast[4]);
    if (first <= 12 && second <= 12 && first !== second) {
      return none('order');
    }
    // No one writes the month first with dots.
    return second > 12 && yearLast[2] !== '.' ? existing(year, first, second) : existing(year, second, first);
  }
  const dayMonth = parts.dayMonthName.exec(text);
  if (dayMonth !== null) {
    return named(dayMonth[3], dayMonth[2], dayMonth[1]);
  }
  const monthDay = parts.monthNameDay.exec(text);
  return monthDay === null ? none('unknown') : named(monthDay[3], monthDay[1], monthDay[2]);
}

function named(year?: string, name = '', day?: string): Day | Extract<EndText, { kind: 'none' }> {
  const long = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
  const month = months.indexOf(name.slice(0, 3).toLowerCase());
  const isName =
    name.length === 3 || long.format(Date.UTC(2027, month, 1)).toLowerCase() === name.toLowerCase();
  return month === -1 || !isName ? none('unknown') : existing(Number(year), month + 1, Number(day));
}

function existing(year: number, month: number, day: number): Day | Extract<EndText, { kind: 'none' }> {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // The last day of 9999 has its end in no year that servers know, west of Greenwich.
  return exists && year < 9999 ? { year, month, day } : none('noSuchDay');
}

/** As it was written, to the microsecond, where it has a zone. */
function momentOf(
  { year, month, day }: Day,
  [, , ...time]: readonly (string | undefined)[],
): string | undefined {
  const [hours = '', minutes = '', seconds = '00', fraction, zone] = time;
  const hour = Number(hours);
  const minute = Number(minutes);
  const second = Number(seconds);
  if (hour > 23 || minute > 59 || second > 59) {
    return undefined;
  }
  if (zone === undefined) {
    const at = new Date(year, month - 1, day, hour, minute, second, Number(`0.${fraction ?? '0'}`) * 1000);
    return at.getHours() === hour && at.getMinutes() === minute ? at.toISOString() : undefined;
  }
  const two = (value: number) => String(value).padStart(2, '0');
  const [, sign = '', offset = '', rest = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const full = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minutes}:${seconds}${
    fraction === undefined ? '' : `.${fraction.slice(0, 6)}`
  }${sign === '' ? 'Z' : `${sign}${offset}:${rest}`}`;
  return Number.isNaN(Date.parse(full)) ? undefined : full;
}

function none(why: NoEnd): Extract<EndText, { kind: 'none' }> {
  return { kind: 'none', why };
}
