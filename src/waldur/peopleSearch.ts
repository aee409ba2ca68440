import type { CallOptions, WaldurClient } from './client';
import { searchUsers, type User, type UserField, type UserFilters } from './users';

/** Of each question, so many answers. */
const mostOfEach = 50;

/** More is no name, and would make an address that servers refuse. */
const longestText = 200;

const namedBy = ['full_name', 'native_name', 'username', 'email'] as const satisfies readonly UserField[];

/**
 * The people whom a text may mean, the best first. The server decides who that is: it compares the full name with
 * accents and all that is not Latin taken away from both, and so finds Põld for “pold”. Where nothing Latin is left,
 * it lets everyone through (so do `full_name` and `user_keyword` on every version that was read); then `query` and
 * `native_name` are asked, which compare letter by letter, in both forms in which accents are written.
 */
export async function findPeople(
  client: WaldurClient,
  text: string,
  fields: readonly UserField[],
  options?: CallOptions,
): Promise<readonly User[]> {
  const wanted = wantedOf(text);
  if (wanted.length === 0) {
    return [];
  }
  const field = [...new Set([...fields, ...namedBy])];
  const pages = await Promise.all(
    questionsOf(wanted).map((filters) =>
      searchUsers(client, { ...filters, page_size: mostOfEach, field }, options),
    ),
  );
  const found = new Map(pages.flatMap(({ rows }) => rows).map((user) => [user.uuid, user]));
  return [...found.values()]
    .map((user) => ({ user, rank: rankOf(user, wanted) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ user }) => user);
}

/** What is looked for: an address where there is one, as in `Ann Lee <ann@example.org>`; else the words alone. */
function wantedOf(text: string): readonly string[] {
  const words = text
    .slice(0, longestText)
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .split(/[\s\p{Cc},;<>"]+/u)
    .filter((word) => word !== '');
  const address = words.find((word) => /.@./u.test(word));
  return address === undefined ? words : [address];
}

function questionsOf(words: readonly string[]): readonly UserFilters[] {
  const [first = '', ...others] = words;
  const whole = words.join(' ');
  // The server knows the given name first, whatever a person types first.
  const orders = new Set([
    whole,
    [...others, first].join(' '),
    [words.at(-1), ...words.slice(0, -1)].join(' '),
  ]);
  const keywords = latinOf(whole) === '' ? [] : [...orders].map((user_keyword) => ({ user_keyword }));
  if (latinOf(whole) === bare(whole).trim()) {
    return keywords;
  }
  // Given and family name are kept apart: all words together find no one.
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best));
  return [
    ...keywords,
    ...[...new Set([longest, longest.normalize('NFD')])].map((query) => ({ query })),
    ...[...new Set([whole, whole.normalize('NFD'), longest])].map((native_name) => ({ native_name })),
  ];
}

/** What the server leaves of a name. */
function latinOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\u0020-\u007e]/gu, '')
    .trim();
}

/** A name without its accents. */
function bare(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/gu, '');
}

/** 0 for the very name, then its beginning, the beginnings of words, any part, and what only the server can tell. */
function rankOf(user: Pick<User, (typeof namedBy)[number]>, words: readonly string[]): number {
  const wanted = words.map(folded);
  const whole = wanted.join(' ');
  const names = namedBy.map((field) => folded(user[field] ?? ''));
  const all = ` ${names.join(' ')}`;
  const tests = [
    () => names.some((name) => name === whole),
    () => names.some((name) => name.startsWith(whole)),
    () => wanted.every((word) => all.includes(` ${word}`)),
    () => wanted.every((word) => all.includes(word)),
  ];
  const rank = tests.findIndex((test) => test());
  return rank < 0 ? tests.length : rank;
}

/** A name as it is compared: in one normal form, without accents, capitals and marks that show nothing. */
export function folded(text: string): string {
  return bare(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
