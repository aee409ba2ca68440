import { labelOfRole } from '../access/roleLabel';
import type { NamedRole } from './roleOfLine';

/** Days from 30 Dec 1899, as spreadsheets count them, to 1 Jan 1970; and what of theirs is likely to be a date. */
const epochOfSpreadsheets = 25_569;
const likelySerials = { from: 36_526, to: 73_050 };
const dayInMs = 24 * 60 * 60 * 1000;
const mostRoles = 3;

/** Days, as `2027-01-31`, that a text which is not a date may have been meant as; the likeliest first. */
export function nearestDays(source: string): readonly string[] {
  const text = source.trim();
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  if (serial >= likelySerials.from && serial <= likelySerials.to) {
    return [new Date((serial - epochOfSpreadsheets) * dayInMs).toISOString().slice(0, 10)];
  }
  const numbers = /^(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})(?!\d)/.exec(text)?.slice(1).map(Number) ?? [];
  const [first, second, third] = numbers;
  if (first === undefined || second === undefined || third === undefined) {
    return [];
  }
  const whole = (year: number): number => (year < 100 ? 2000 + year : year);
  const candidates =
    first > 31
      ? [
          [first, second, third],
          [first, third, second],
        ]
      : [
          [whole(third), second, first],
          [whole(third), first, second],
        ];
  return [...new Set(candidates.flatMap(([year = 0, month = 0, day = 0]) => dayOf(year, month, day)))];
}

/** A day that a month does not have is its last one. */
function dayOf(year: number, month: number, day: number): readonly string[] {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) {
    return [];
  }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return [new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10)];
}

/** Roles that may have been meant, the likeliest first; none that is switched off. */
export function nearestRoles(roles: readonly NamedRole[], text: string): readonly NamedRole[] {
  const wanted = plain(text);
  return roles
    .filter(({ is_active: isActive }) => isActive !== false)
    .map((role) => ({ role, distance: Math.min(...namesOf(role).map((name) => distanceOf(wanted, name))) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, mostRoles)
    .map(({ role }) => role);
}

/** As people write them, also without what all of a kind begin with. */
function namesOf(role: NamedRole): readonly string[] {
  const { name, description, shownAs } = role;
  const names = [
    name,
    name.split('.').slice(1).join(' '),
    description ?? '',
    shownAs ?? '',
    labelOfRole(role),
  ];
  return names.flatMap((one) => [plain(one), plain(one).replace(/^(organisation|project|call)/, '')]);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('organiz', 'organis')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** How many letters differ (Levenshtein); a name that shows nothing is far from everything. */
function distanceOf(one: string, other: string): number {
  if (other === '') {
    return Number.POSITIVE_INFINITY;
  }
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      const isSame = one[at - 1] === other[to - 1];
      next.push(Math.min((next[to - 1] ?? 0) + 1, (row[to] ?? 0) + 1, (row[to - 1] ?? 0) + (isSame ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
