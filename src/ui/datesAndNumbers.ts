import * as vscode from 'vscode';

// Everything here is written in the language of VS Code: left to itself, the platform takes that of the system.

/** `1,249`. */
export function numberText(n: number): string {
  return n.toLocaleString(vscode.env.language);
}

/** `18,942.5`, with some more digits of what is less than one. */
export function quantityText(n: number): string {
  return n.toLocaleString(vscode.env.language, { maximumFractionDigits: Math.abs(n) < 1 ? 6 : 2 });
}

/** `3 Jan 2027`, local time. */
export function dayText(at: Date): string {
  return Number.isNaN(at.getTime()) ? String(at) : formatOf('day').format(at);
}

/** `3 Jan` of this year, local time; of others with the year. */
export function shortDayText(at: Date, now: Date): string {
  return at.getFullYear() === now.getFullYear()
    ? at.toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'short' })
    : dayText(at);
}

/** `November 2026`, local time. */
export function wholeMonthText(at: Date): string {
  return at.toLocaleDateString(vscode.env.language, { month: 'long', year: 'numeric' });
}

/** `Nov`, as a scale has it; of January with the year. */
export function monthText(at: Date): string {
  const year = at.getMonth() === 0 ? ({ year: 'numeric' } as const) : {};
  return at.toLocaleDateString(vscode.env.language, { month: 'short', ...year });
}

/** `3 Jan 2027, 23:59` in local time; a day of the calendar, `2027-01-03`, as that day; else the text itself. */
export function momentText(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return iso;
  }
  return isDay(iso) ? calendarDayText(date) : formatOf('moment').format(date);
}

const styles = {
  day: { dateStyle: 'medium' },
  moment: { dateStyle: 'medium', timeStyle: 'short' },
} as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, as lists show thousands: making one takes a hundred times as long as using it. */
function formatOf(what: keyof typeof styles): Intl.DateTimeFormat {
  const { language } = vscode.env;
  const key = `${language} ${what}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, styles[what]);
  formats.set(key, format);
  return format;
}

/** `10:42` of today; with its day, where that is another. */
export function clockText(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString()
    ? at.toLocaleTimeString(vscode.env.language, { timeStyle: 'short' })
    : momentText(at.toISOString());
}

/** The day that a server means by a date without a time, which it reads as the start of that day in UTC. */
export function calendarDayText(at: Date): string {
  return at.toLocaleDateString(vscode.env.language, { dateStyle: 'medium', timeZone: 'UTC' });
}

/** Whether a text is a day of the calendar and no moment: `2027-01-03`. */
export function isDay(iso: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso);
}

/** The time zone of this VS Code, as people write it: Europe/Tallinn. */
export function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
