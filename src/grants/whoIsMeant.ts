import { folded } from '../waldur/peopleSearch';
import type { Person } from './roleTask';
import type { Named } from './teamLine';
import type { PersonColumn } from './teamHeadings';

/** Someone with the names that a file may use. */
export interface KnownPerson extends Person {
  readonly nativeName?: string | undefined;
}

/** 32 hexadecimal digits, however a uuid is written. */
export function hexOf(text: string): string | undefined {
  const hex = text
    .replace(/^(urn:uuid:)?\{?|\}$/gi, '')
    .replaceAll('-', '')
    .toLowerCase();
  return /^[0-9a-f]{32}$/.test(hex) ? hex : undefined;
}

/** Whether a cell may mean this person. */
export function fitsPerson(person: KnownPerson, { column, text }: Named<PersonColumn>): boolean {
  const { uuid, username, email } = person;
  const lower = text.toLowerCase();
  switch (column) {
    case 'uuid':
      return hexOf(text) === uuid;
    case 'username':
      return username === text || (hexOf(text) !== undefined && username?.toLowerCase() === lower);
    case 'email':
      return email?.toLowerCase() === lower;
    case 'person':
      return (
        (['uuid', 'username', 'email'] as const).some((as) =>
          fitsPerson(person, { column: as, text, raw: text }),
        ) || fitsName(person, text)
      );
    case 'name':
    case 'native_name':
    case 'first_name':
    case 'last_name':
      return fitsName(person, text);
  }
}

/**
 * Whether someone may be called so: every word is one of their names, or the first letter of one; or all their names
 * are among the words.
 */
function fitsName(person: KnownPerson, text: string): boolean {
  const wanted = words(text);
  return [person.name, person.nativeName].some((name) => {
    const known = words(name ?? '');
    return (
      sameName(name, text) ||
      (known.length > 0 &&
        wanted.length > 0 &&
        (wanted.every((word) => known.some((other) => fits(word, other))) ||
          known.every((word) => wanted.some((other) => fits(other, word))) ||
          // Some scripts set no blanks, and some people leave them out.
          known.join('') === wanted.join('')))
    );
  });
}

function fits(word: string, name: string): boolean {
  return word === name || (/^[a-z]$/.test(word) && name.startsWith(word));
}

function words(name: string): readonly string[] {
  return folded(name)
    .split(/[\s,.;()'’_-]+/u)
    .filter((word) => word !== '');
}

/** Whether two names are the same but for what people write differently. */
export function sameName(a: string | undefined, b: string): boolean {
  return a !== undefined && folded(a) !== '' && folded(a) === folded(b);
}

/**
 * What a spreadsheet makes of an identifier: numbers with an exponent, of more digits than it keeps, with separators
 * or a fraction, dates, errors, logical values, and uuids of which a part is missing.
 */
const ofSpreadsheet = [
  /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i,
  /^\d{15}\d*0{2,}$/,
  /^\d{1,3}([.,’' ]\d{3})+([.,]0+)?$/,
  /^\d+[.,]0*$/,
  /^\d{1,2}[-./ ]\p{L}{3,}\.?([-./ ]\d{2,4})?$/u,
  /^\p{L}{3}[-./ ]\d{2,4}$/u,
  /^\d{1,4}[-./]\d{1,2}([-./]\d{1,4})?( 0?0:00(:00)?)?$/,
  /^#/,
  /^(true|false)$/i,
  /^[0-9a-f-]{20,}$/i,
];

export function looksRewritten(text: string): boolean {
  return hexOf(text) === undefined && ofSpreadsheet.some((form) => form.test(text));
}

/** A number as a spreadsheet writes it: it keeps no zeros in front. */
export function isPlainNumber(text: string): boolean {
  return /^(0|[1-9]\d*)$/.test(text);
}

/** What to search to find user names of which a spreadsheet may have made this number. */
export function lookalikesOf(text: string): readonly string[] {
  const [, digits = '', zeros = ''] = /^(\d*?)(0*)$/.exec(text) ?? [];
  return digits === ''
    ? []
    : [`${digits}${zeros}`.replace(/^0+/, ''), ...(zeros === '' ? [] : [`${digits}e`])];
}

/** Whether a spreadsheet may make the one of the other. */
export function sameNumber(text: string, username: string): boolean {
  return (
    text !== username &&
    isPlainNumber(text) &&
    /^\+?\d+(\.\d+)?(e\+?\d+)?$/i.test(username) &&
    Number(text) === Number(username)
  );
}
