import { type Found, type Lookups, otherMeant } from './lineLookups';
import type { GrantScope } from './roleTask';
import type { Named, TeamLine } from './teamLine';
import type { PersonColumn } from './teamHeadings';
import { fitsPerson, hexOf, isPlainNumber, type KnownPerson, looksRewritten } from './whoIsMeant';

/** By the first cell that finds somebody; what the other cells say has to fit. */
export async function personOfLine(
  { person: cells }: TeamLine,
  lookups: Lookups,
  scope: GrantScope | undefined,
  readsTeam: boolean,
): Promise<Found<KnownPerson>> {
  if (scope !== undefined && readsTeam) {
    const found = await inTeam(cells, lookups, scope);
    if (found !== undefined) {
      return { value: found };
    }
  }
  const asking = cells.filter(({ column }) => !isName(column));
  const notFound: Named<PersonColumn>[] = [];
  for (const cell of asking) {
    let found = await lookups.people(cell.column, cell.text);
    if (found.length === 0 && scope !== undefined) {
      found = (await lookups.team(scope)).filter((person) => isExactly(person, cell));
    }
    if (found.length > 0) {
      return theOne(found, cell, cells, notFound, lookups);
    }
    notFound.push(cell);
  }
  const [first] = asking;
  const { column = 'person', text: value = '' } = first ?? {};
  const [like] = first === undefined || !isNumber(first) ? [] : await lookups.lookalikes(value);
  return {
    problem:
      like !== undefined || looksRewritten(value)
        ? { kind: 'rewritten', value, like }
        : { kind: 'unknown', what: 'person', value },
    column,
  };
}

async function theOne(
  found: readonly KnownPerson[],
  by: Named<PersonColumn>,
  cells: readonly Named<PersonColumn>[],
  notFound: readonly Named<PersonColumn>[],
  lookups: Lookups,
): Promise<Found<KnownPerson>> {
  let left = found;
  let isConfirmed = false;
  // People put names where user names belong. Those have no blanks.
  const others = notFound.filter(
    (cell) => !isFullName(cell) || !left.some((each) => fitsPerson(each, { ...cell, column: 'name' })),
  );
  const wrong = others.find(isFullName);
  if (wrong !== undefined) {
    return otherMeant(wrong, left);
  }
  for (const cell of cells.filter((other) => other !== by && !notFound.includes(other))) {
    const fitting = left.filter((person) => fitsPerson(person, cell));
    if (fitting.length > 0) {
      left = fitting;
      isConfirmed = true;
    } else if (cell.column !== 'email' && !hasUserName(cell.column) && cell.column !== 'uuid') {
      return otherMeant(cell, left);
    } else if ((await lookups.people(cell.column, cell.text)).length > 0) {
      return otherMeant(cell, left);
    } else {
      others.push(cell);
    }
  }
  const [person] = left;
  if (person === undefined || left.length > 1) {
    const { column, text: value } = by;
    return { problem: { kind: 'ambiguous', what: 'person', value, matches: left.length }, column };
  }
  if (!isConfirmed && isNumber(by)) {
    const [like] = await lookups.lookalikes(by.text);
    if (like !== undefined) {
      return { problem: { kind: 'rewritten', value: by.text, like }, column: by.column };
    }
  }
  return {
    value: person,
    notes: others.map(({ column, text: value }) => ({
      problem: { kind: 'foundByOther', value, found: person.name },
      column,
    })),
  };
}

/** Whom the team alone tells for sure: an address may be another's, too, and a number may be rewritten. */
async function inTeam(
  cells: readonly Named<PersonColumn>[],
  { team }: Lookups,
  scope: GrantScope,
): Promise<KnownPerson | undefined> {
  const [by] = cells;
  if (by === undefined || !(by.column === 'uuid' || isPlainUserName(by))) {
    return undefined;
  }
  return (await team(scope)).find(
    (person) =>
      isExactly(person, by) &&
      cells.every((cell) => fitsPerson(person, cell)) &&
      (!isNumber(by) || cells.length > 1),
  );
}

function isPlainUserName({ column, text }: Named<PersonColumn>): boolean {
  return column === 'username' || (column === 'person' && !text.includes('@') && hexOf(text) === undefined);
}

/** Not by a name, which `person` may be, too. */
function isExactly(person: KnownPerson, { column, text, raw }: Named<PersonColumn>): boolean {
  return column === 'person'
    ? (['uuid', 'username', 'email'] as const).some((as) => fitsPerson(person, { column: as, text, raw }))
    : fitsPerson(person, { column, text, raw });
}

function hasUserName(column: PersonColumn): boolean {
  return column === 'username' || column === 'person';
}

/** What a spreadsheet may have made of another user name. */
function isNumber({ column, text }: Named<PersonColumn>): boolean {
  return hasUserName(column) && isPlainNumber(text);
}

function isName(column: PersonColumn): boolean {
  return column === 'name' || column === 'native_name' || column === 'first_name' || column === 'last_name';
}

function isFullName({ column, text }: Named<PersonColumn>): boolean {
  return hasUserName(column) && /\s/.test(text);
}
