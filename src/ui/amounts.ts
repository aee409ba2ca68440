import * as vscode from 'vscode';

// As in datesAndNumbers.ts, everything is written in the language of VS Code.

/** `0 %`, `58.1 %`, `100 %`. @param percent 0 to 100 */
export function percentText(percent: number): string {
  return percentFormat(percent === 0 || percent === 100 ? 0 : 1).format(percent / 100);
}

const percents = new Map<string, Intl.NumberFormat>();

/** Kept, as lists show thousands. */
function percentFormat(digits: number): Intl.NumberFormat {
  const { language } = vscode.env;
  const key = `${language} ${digits}`;
  const format =
    percents.get(key) ??
    new Intl.NumberFormat(language, {
      style: 'percent',
      maximumFractionDigits: 1,
      minimumFractionDigits: digits,
    });
  percents.set(key, format);
  return format;
}

/** `€1,249.50`, apart: `€1,249` and `.50`. @param currency three letters; others are written behind the number */
export function moneyParts(
  amount: number,
  currency: string,
): { readonly whole: string; readonly fraction: string } {
  const isCode = /^[A-Z]{3}$/.test(currency);
  const format = new Intl.NumberFormat(
    vscode.env.language,
    isCode
      ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  );
  const parts = format.formatToParts(amount);
  const at = parts.findIndex(({ type }) => type === 'decimal');
  const text = (some: typeof parts): string => some.map(({ value }) => value).join('');
  const [whole, fraction] = at < 0 ? [text(parts), ''] : [text(parts.slice(0, at)), text(parts.slice(at))];
  return { whole, fraction: isCode || currency === '' ? fraction : `${fraction} ${currency}` };
}

/** `€1,249.50`. */
export function moneyText(amount: number, currency: string): string {
  const { whole, fraction } = moneyParts(amount, currency);
  return `${whole}${fraction}`;
}

/** `10 days`, `7 months`, `3 years`. @param days more than none */
export function durationText(days: number): string {
  const [unit, number] =
    days < 60
      ? (['day', days] as const)
      : days < 730
        ? (['month', Math.round(days / 30.44)] as const)
        : (['year', Math.round(days / 365.25)] as const);
  return unitFormat(unit).format(number);
}

const units = new Map<string, Intl.NumberFormat>();

function unitFormat(unit: 'day' | 'month' | 'year'): Intl.NumberFormat {
  const { language } = vscode.env;
  const key = `${language} ${unit}`;
  const format =
    units.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  units.set(key, format);
  return format;
}

/** `5 hours`. @param hours more than none */
export function hoursText(hours: number): string {
  return hours.toLocaleString(vscode.env.language, { style: 'unit', unit: 'hour', unitDisplay: 'long' });
}

/** `240 kB`. */
export function fileSizeText(bytes: number): string {
  const [unit, number] =
    bytes < 1_000
      ? (['byte', bytes] as const)
      : bytes < 1_000_000
        ? (['kilobyte', bytes / 1_000] as const)
        : (['megabyte', bytes / 1_000_000] as const);
  return number.toLocaleString(vscode.env.language, { style: 'unit', unit, maximumFractionDigits: 0 });
}
