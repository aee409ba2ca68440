import * as vscode from 'vscode';
import { calendarDayText, dayText, isDay } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { Customer } from '../../waldur/customers';

/** What a field of an organisation has; undefined where it is not set. */
export function fieldText(name: string, customer: Customer): string | undefined {
  const value: unknown = customer[name];
  switch (name) {
    case 'country':
      return textOf(customer.country_name) ?? textOf(customer.country);
    case 'accounting_start_date':
      return dateOf(customer.accounting_start_date);
    case 'notification_emails':
      // Servers part them by commas alone, where no line can end.
      return textOf(typeof value === 'string' ? value.replace(/,\s*/g, ', ') : value);
    default:
      return textOf(value);
  }
}

/** A value in a line; undefined where there is none, or it is no. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'boolean') {
    return value ? vscode.l10n.t('Yes') : undefined;
  }
  const text = Array.isArray(value)
    ? value.map(String).join(', ')
    : typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : '';
  const line = plainText(text, 400);
  return line === '' ? undefined : line;
}

/** A moment or a day of the calendar as a day. */
export function dateOf(value: string | null | undefined): string | undefined {
  const at = new Date(value ?? '');
  if (Number.isNaN(at.getTime())) {
    return undefined;
  }
  return isDay(value ?? '') ? calendarDayText(at) : dayText(at);
}
