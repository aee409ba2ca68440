import { ApiError } from './errors';
import { falls, parseHeader, type HeaderValue } from './mediaType';
import { pythonInt } from './paging';

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

const longestLanguages = 500;

/** The language of the answer by `Accept-Language`, as Django's LocaleMiddleware finds it; unknown: English. */
export function languageOf(header: string | undefined): string {
  const whole = (header ?? '').toLowerCase();
  const text =
    whole.length > longestLanguages ? whole.slice(0, whole.lastIndexOf(',', longestLanguages - 1)) : whole;
  const wishes: { code: string; weight: number }[] = [];
  for (const part of text.replace(/\s*,\s*$/, '').split(/\s*,\s*/)) {
    const match = /^([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:\s*;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/.exec(
      part,
    );
    if (!match) {
      // One malformed part and Django takes none of the header.
      return 'en';
    }
    wishes.push({ code: match[1] ?? '', weight: match[2] === undefined ? 1 : Number(match[2]) });
  }
  wishes.sort((a, b) => b.weight - a.weight);
  for (const { code } of wishes) {
    if (code === '*') {
      return 'en';
    }
    const known = [code, code.split('-')[0] ?? ''].find((candidate) => codes.has(candidate));
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

/** Which ranges count first: those with parameters, then plain types, then wildcards. */
function precedence({ value, parameters }: HeaderValue): number {
  const [main, sub] = value.split('/');
  if (main === '*') {
    return 0;
  }
  return sub === '*' ? 1 : [...parameters.keys()].some((name) => name !== 'q') ? 3 : 2;
}

/**
 * Whether JSON will do, as DRF's negotiation with a JSON renderer only: 406 for an `Accept` that leaves none,
 * 404 for a `format` other than `json`.
 */
export function negotiate(accept: string | undefined, format: string | undefined): Rendering {
  if (format !== undefined && format !== '' && format !== 'json') {
    throw new ApiError(404, { detail: 'Not found.' });
  }
  const [range] = (accept ?? '*/*')
    .split(',')
    .map(parseHeader)
    .filter(({ value }) => falls('application/json', value))
    .sort((a, b) => precedence(b) - precedence(a));
  if (!range) {
    throw new ApiError(406, { detail: 'Could not satisfy the request Accept header.' });
  }
  const indent = pythonInt(range.parameters.get('indent') ?? '') ?? 0;
  return { indent: Math.max(0, Math.min(indent, 8)) };
}
