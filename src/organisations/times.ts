import * as vscode from 'vscode';
import { mostDays, type NoEnd } from '../grants/endText';
import type { Expiry } from '../grants/roleTask';
import { momentText, numberText } from '../ui/datesAndNumbers';
import { plainLine } from '../ui/serverText';

/** `until 3 Jan 2027, 23:59`, `permanently`. Local time. */
export function untilText(expiry: Expiry): string {
  return expiry === null ? vscode.l10n.t('permanently') : vscode.l10n.t('until {0}', momentText(expiry));
}

/** `until 3 Jan 2027, 23:59 instead of permanently`: the new end of a role, then the old one. */
export function insteadText(to: Expiry, from: Expiry): string {
  if (to === null) {
    return from === null
      ? vscode.l10n.t('permanently')
      : vscode.l10n.t('permanently instead of until {0}', momentText(from));
  }
  return from === null
    ? vscode.l10n.t('until {0} instead of permanently', momentText(to))
    : vscode.l10n.t('until {0} instead of until {1}', momentText(to), momentText(from));
}

/** `expires 3 Jan 2027, 23:59`, `permanent`: a role as it is. */
export function expiresText(expiry: Expiry): string {
  return expiry === null ? vscode.l10n.t('permanent') : vscode.l10n.t('expires {0}', momentText(expiry));
}

/** What to enter instead of a text that is not an end. */
export function noEndText(why: NoEnd, text: string): string {
  const value = plainLine(text, 60);
  switch (why) {
    case 'unknown':
      return vscode.l10n.t(
        '“{0}” is not a date. Enter it as YYYY-MM-DD, for example 2027-01-31, or with a time: 2027-01-31 12:00.',
        value,
      );
    case 'order':
      return vscode.l10n.t('“{0}” could mean two different days. Enter the date as YYYY-MM-DD.', value);
    case 'noSuchDay':
      return vscode.l10n.t('“{0}” is not a day of the calendar. Enter the date as YYYY-MM-DD.', value);
    case 'noSuchTime':
      return vscode.l10n.t(
        'The time in “{0}” does not exist on that day. Enter it as YYYY-MM-DD HH:MM, from 00:00 to 23:59.',
        value,
      );
    case 'year':
      return vscode.l10n.t(
        '“{0}” could be a year. Enter the date as YYYY-MM-DD, or add the word “days” to the number.',
        value,
      );
    case 'tooManyDays':
      return vscode.l10n.t(
        'Enter a number of days up to {0}, or the date as YYYY-MM-DD, for example 2027-01-31.',
        numberText(mostDays),
      );
    case 'number':
      return vscode.l10n.t(
        '“{0}” is a number, not a date. Enter the date as YYYY-MM-DD, for example 2027-01-31.',
        value,
      );
  }
}
