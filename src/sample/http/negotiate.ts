import { ApiError } from './errors';

export const languages: readonly (readonly [code: string, label: string])[] = [
  ['en', 'English'],
  ['et', 'Eesti'],
  ['lt', 'Lietuvių'],
  ['lv', 'Latviešu'],
  ['ru', 'Русский'],
  ['it', 'Italiano'],
  ['de', 'Deutsch'],
  ['da', 'Dansk'],
  ['sv', 'Svenska'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['nb', 'Norsk'],
  ['ar', 'العربية'],
  ['cs', 'Čeština'],
];
const codes = new Set(languages.map(([code]) => code));

/** The language of the answer by `Accept-Language`, as Django's LocaleMiddleware finds it; unknown: English. */
export function languageOf(header: string | undefined): string {
  const wishes: { code: string; weight: number }[] = [];
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const match =
      /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*$/.exec(part);
    if (!match) {
      // One malformed part and Django takes none of the header.
      return 'en';
    }
    wishes.push({ code: match[1] ?? '', weight: match[2] === undefined ? 1 : Number(match[2]) });
  }
  wishes.sort((a, b) => b.weight - a.weight);
  for (const { code, weight } of wishes) {
    if (weight === 0) {
      continue;
    }
    if (code === '*') {
      return 'en';
    }
    const known = [code, code.split('-')[0] ?? '', ...(code.startsWith('no') ? ['nb'] : [])].find((c) =>
      codes.has(c),
    );
    if (known !== undefined) {
      return known;
    }
  }
  return 'en';
}

export interface Rendering {
  /** Spaces an `Accept: application/json; indent=4` asks for; 0: compact. */
  readonly indent: number;
}

/**
 * Whether JSON will do, as DRF's negotiation with a JSON renderer only: 406 for an `Accept` that leaves none,
 * 404 for a `format` other than `json`.
 */
export function negotiate(accept: string | undefined, format: string | undefined): Rendering {
  if (format !== undefined && format !== 'json') {
    throw new ApiError(404, { detail: 'Not found.' });
  }
  for (const range of (accept ?? '*/*').split(',')) {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (type === 'application/json' || type === 'application/*' || type === '*/*') {
      const indent = parameters
        .map((parameter) => /^indent=(\d+)$/.exec(parameter)?.[1])
        .find((n) => n !== undefined);
      return { indent: Math.min(Number(indent ?? 0), 8) };
    }
  }
  throw new ApiError(406, { detail: 'Could not satisfy the request Accept header.' });
}
