import pLimit from 'p-limit';
import { contentTypeOf } from '../access/holding';
import { labelOfRole } from '../access/roleLabel';
import type { CallOptions } from '../waldur/client';
import type { Role } from '../waldur/roles';
import { rangeOfCell } from './csv';
import { type GrantScope, itemId, keyOf, type Person, sameExpiry } from './planItem';
import type { Wish } from './plan';
import {
  type CsvProblem,
  kindOfColumn,
  type LineProblem,
  type Named,
  type TeamCsv,
  type TeamLine,
} from './teamCsv';
import type { Column, PersonColumn, ScopeColumn, UnreadColumn } from './teamHeadings';
import { fitsPerson, hexOf, isPlainNumber, type KnownPerson, looksRewritten, sameName } from './whoIsMeant';

/** A role, with what it is called in the language of the reader. */
export interface NamedRole extends Role {
  readonly shownAs?: string | undefined;
}

/** Finds what lines name. */
export interface TeamLookups {
  readonly roles: readonly NamedRole[];
  /** Everyone who is exactly this, whatever the case of an address: by uuid, user name or address. */
  people(as: PersonColumn, text: string, options?: CallOptions): Promise<readonly KnownPerson[]>;
  /** User names of others of which a spreadsheet may have made this one. */
  lookalikes(username: string, options?: CallOptions): Promise<readonly string[]>;
  /** Every scope of that kind (any, if undefined) whose uuid or name is exactly this. */
  scopes(
    kind: GrantScope['kind'] | undefined,
    text: string,
    options?: CallOptions,
  ): Promise<readonly GrantScope[]>;
  /** Everybody who holds a role on the scope: a team shows some whom the search for people does not. */
  team(scope: GrantScope, options?: CallOptions): Promise<readonly KnownPerson[]>;
}

export interface ResolvedTeam {
  readonly wishes: readonly Wish[];
  /** Those of reading the file and those of looking up, by line. */
  readonly problems: readonly CsvProblem[];
  /** Columns that are not read and look as if they said who gets what, where or until when. */
  readonly heldUp: readonly UnreadColumn[];
  /** Whether the file says until when. */
  readonly saysEnds: boolean;
}

/** How many lines are in no wish for an error. */
export function linesLeftOut({ problems }: ResolvedTeam): number {
  return new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line)).size;
}

/** Whether who is not named may lose roles: not while there are lines that were left out, as they may be named there. */
export function mayRemoveOthers(team: ResolvedTeam): boolean {
  return linesLeftOut(team) === 0;
}

type Found<T> =
  | { readonly value: T; readonly notes?: readonly Note[] }
  | { readonly problem: LineProblem; readonly column: Column };

interface Note {
  readonly problem: LineProblem;
  readonly column: Column;
}

export interface ResolveOptions {
  /** Stops looking up: nothing more is asked. */
  readonly signal?: AbortSignal | undefined;
  /** After each line. */
  readonly onProgress?: ((progress: { readonly done: number; readonly total: number }) => void) | undefined;
}

/** Lookups under way at once: fewer than the client lets through, so that others need not wait for a whole file. */
const atOnce = 3;

/**
 * Looks up what the lines of a CSV name and says what is wrong with those that cannot be granted. Every text is asked
 * for once, and nothing more once a lookup failed.
 * @param defaultScope for files that name none
 * @throws what the lookups throw, and when it is stopped
 */
export async function resolveTeam(
  csv: TeamCsv,
  lookups: TeamLookups,
  defaultScope?: GrantScope,
  { signal, onProgress }: ResolveOptions = {},
): Promise<ResolvedTeam> {
  const limit = pLimit(atOnce);
  const ask = <T>(question: (options: CallOptions) => Promise<T>) =>
    limit(async () => {
      try {
        signal?.throwIfAborted();
        return await question({ signal });
      } catch (error) {
        limit.clearQueue();
        throw error;
      }
    });
  const asked: Lookups = {
    people: once((as: PersonColumn, text) => ask((options) => lookups.people(as, text, options))),
    lookalikes: once((text) => ask((options) => lookups.lookalikes(text, options))),
    scopes: once((kind: GrantScope['kind'] | 'any', text) =>
      ask((options) => lookups.scopes(kind === 'any' ? undefined : kind, text, options)),
    ),
    team: onceOf(
      (scope: GrantScope) => keyOf(scope),
      (scope) => ask((options) => lookups.team(scope, options)),
    ),
  };
  const problems = [...csv.problems];
  const wishes = new Map<string, Wish & { readonly line: number }>();
  const contradicted = new Set<string>();
  const note = (
    line: TeamLine,
    problem: LineProblem,
    column: Column,
    severity: CsvProblem['severity'] = 'error',
  ) =>
    problems.push({
      line: line.line,
      range: rangeOfCell(csv.table, line.row, csv.columns.get(column) ?? 0),
      severity,
      problem,
    });
  const other = await otherTitle(csv.titles, asked, defaultScope);
  const scopes = await Promise.all(
    csv.lines.map((line): Promise<Found<GrantScope>> =>
      other !== undefined && line.scope.length === 0
        ? Promise.resolve({ problem: { kind: 'titleOfOther', value: other }, column: 'person' })
        : scopeOf(line, asked, defaultScope),
    ),
  );
  const onScope = countBy(scopes.map((scope) => ('value' in scope ? keyOf(scope.value) : '')));
  let done = 0;
  const people = await Promise.all(
    csv.lines.map(async (line, index) => {
      const scope = scopes[index];
      const where = scope !== undefined && 'value' in scope ? scope.value : undefined;
      // One question for a team costs less than one for each of its people.
      const readsTeam = where !== undefined && (onScope.get(keyOf(where)) ?? 0) > 1;
      const person = await personOf(line, asked, where, readsTeam);
      onProgress?.({ done: ++done, total: csv.lines.length });
      return person;
    }),
  );
  csv.lines.forEach((line, index) => {
    const [person, scope] = [people[index], scopes[index]];
    if (person === undefined || scope === undefined) {
      return;
    }
    const role = 'value' in scope ? roleFor(lookups.roles, line.role, scope.value) : undefined;
    for (const part of [person, scope, role]) {
      if (part !== undefined && 'problem' in part) {
        note(line, part.problem, part.column);
      } else if (part?.notes !== undefined) {
        part.notes.forEach(({ problem, column }) => note(line, problem, column, 'warning'));
      }
    }
    if (!('value' in person) || !('value' in scope) || role === undefined || !('value' in role)) {
      return;
    }
    const wish = {
      person: withoutNativeName(person.value),
      scope: scope.value,
      role: role.value,
      expiry: line.expiry,
      line: line.line,
    };
    const id = itemId('hold', wish.scope, wish.role, wish.person);
    const first = wishes.get(id);
    if (first === undefined) {
      wishes.set(id, wish);
    } else if (sameExpiry(first.expiry, wish.expiry)) {
      note(line, { kind: 'duplicate', firstLine: first.line }, 'role', 'warning');
    } else {
      // Which of them is meant is not for the order of lines to say.
      const earlier = csv.lines.find((each) => each.line === first.line);
      if (earlier !== undefined && !contradicted.has(id)) {
        note(earlier, { kind: 'contradicts', firstLine: line.line }, 'expiry');
      }
      contradicted.add(id);
      note(line, { kind: 'contradicts', firstLine: first.line }, 'expiry');
    }
  });
  return {
    wishes: [...wishes].flatMap(([id, wish]) => (contradicted.has(id) ? [] : [wish])),
    problems: problems.toSorted((a, b) => a.line - b.line),
    heldUp: csv.unread.filter((column) => column.matters || namesRoles(csv, column, lookups.roles)),
    saysEnds: csv.columns.has('expiry'),
  };
}

/** The lookups, each asked for once. */
interface Lookups {
  readonly people: (as: PersonColumn, text: string) => Promise<readonly KnownPerson[]>;
  readonly lookalikes: (text: string) => Promise<readonly string[]>;
  readonly scopes: (kind: GrantScope['kind'] | 'any', text: string) => Promise<readonly GrantScope[]>;
  readonly team: (scope: GrantScope) => Promise<readonly KnownPerson[]>;
}

/** A plan is kept and shown as the server names people in teams. */
function withoutNativeName({ uuid, name, username, email, active }: KnownPerson): Person {
  return { uuid, name, username, email, active };
}

function namesRoles({ table }: TeamCsv, { index }: UnreadColumn, roles: readonly NamedRole[]): boolean {
  return table.rows.some(({ cells }) => rolesNamed(roles, cells[index]?.trim() ?? '').length > 0);
}

/** By the first cell that finds somebody; what the other cells say has to fit. */
async function personOf(
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

function otherMeant(
  { column, text: value }: Named<Column>,
  found: readonly { readonly name: string }[],
): Found<never> {
  return { problem: { kind: 'otherMeant', value, found: found[0]?.name ?? '' }, column };
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

/** A title that names something else than the row the import was started from, where that row is to be taken. */
async function otherTitle(
  titles: readonly string[],
  lookups: Lookups,
  defaultScope: GrantScope | undefined,
): Promise<string | undefined> {
  if (defaultScope === undefined) {
    return undefined;
  }
  const found = await Promise.all(titles.map((title) => lookups.scopes('any', title)));
  const isRow = (scope: GrantScope) => keyOf(scope) === keyOf(defaultScope);
  return found.some((scopes) => scopes.some(isRow))
    ? undefined
    : titles.find((_title, index) => (found[index]?.length ?? 0) > 0);
}

/** The file's own scope where it names scopes, and never another; else the one the import was started from. */
async function scopeOf(
  { scope: cells, scopeKind }: TeamLine,
  lookups: Lookups,
  defaultScope: GrantScope | undefined,
): Promise<Found<GrantScope>> {
  const [first] = cells;
  if (first === undefined) {
    if (defaultScope === undefined) {
      return { problem: { kind: 'missingColumn', column: 'scope' }, column: 'scope' };
    }
    return scopeKind === undefined || scopeKind === defaultScope.kind
      ? { value: defaultScope }
      : {
          problem: { kind: 'otherMeant', value: scopeKind, found: defaultScope.name },
          column: 'scope_kind',
        };
  }
  // The narrowest that is named: organisations beside projects tell whose project it is.
  const kind =
    scopeKind ?? cells.map(({ column }) => kindOfColumn(column)).find((each) => each !== undefined);
  const principal =
    cells.find(({ column }) => kindOfColumn(column) === undefined) ??
    cells.find(({ column }) => kindOfColumn(column) === kind) ??
    first;
  const { column, text: value, raw } = principal;
  const wanted = kindOfColumn(column) ?? scopeKind ?? 'any';
  let found = await lookups.scopes(wanted, value);
  if (found.length === 0 && raw.trim() !== value) {
    // A name may hold what does not show.
    found = await lookups.scopes(wanted, raw.trim());
  }
  if (found.length === 0) {
    return { problem: { kind: 'unknown', what: 'scope', value }, column };
  }
  let left = found;
  for (const cell of cells.filter((other) => other !== principal)) {
    const fitting = left.filter((scope) => fitsScope(scope, cell));
    if (fitting.length === 0) {
      return otherMeant(cell, left);
    }
    left = fitting;
  }
  const [scope] = scopeKind === undefined ? left : left.filter((each) => each.kind === scopeKind);
  if (scope === undefined) {
    return {
      problem: { kind: 'otherMeant', value: scopeKind ?? '', found: left[0]?.name ?? '' },
      column: 'scope_kind',
    };
  }
  if (left.length > 1) {
    return { problem: { kind: 'ambiguous', what: 'scope', value, matches: left.length }, column };
  }
  const isElsewhere =
    defaultScope !== undefined &&
    scope.kind === 'project' &&
    hexOf(value) === undefined &&
    organisationOf(scope) !== organisationOf(defaultScope) &&
    !cells.some(({ column: other }) => kindOfColumn(other) === 'customer');
  return isElsewhere
    ? {
        problem: {
          kind: 'elsewhere',
          value,
          organisation: scope.customerName ?? scope.customer,
        },
        column,
      }
    : { value: scope };
}

function organisationOf(scope: GrantScope): string {
  return scope.kind === 'customer' ? scope.uuid : scope.customer;
}

function fitsScope(scope: GrantScope, { column, text }: Named<ScopeColumn>): boolean {
  const kind = kindOfColumn(column);
  const hex = hexOf(text);
  if (kind === undefined || kind === scope.kind) {
    return (hex !== undefined && hex === scope.uuid) || sameName(scope.name, text);
  }
  return (
    kind === 'customer' &&
    scope.kind !== 'customer' &&
    (hex === scope.customer || sameName(scope.kind === 'project' ? scope.customerName : scope.name, text))
  );
}

function plainRole(text: string): string {
  return text.trim().toLowerCase().replaceAll('organiz', 'organis');
}

/** By uuid or exact name, else by any name that is shown. */
function rolesNamed(roles: readonly NamedRole[], text: string): readonly NamedRole[] {
  if (text === '') {
    return [];
  }
  const hex = hexOf(text);
  const exact = roles.filter(({ uuid, name }) => uuid === hex || name === text);
  const wanted = plainRole(text);
  return exact.length > 0
    ? exact
    : roles.filter((role) =>
        [role.name, role.description ?? '', labelOfRole(role), role.shownAs ?? ''].some(
          (name) => plainRole(name) === wanted,
        ),
      );
}

/**
 * Where several go by one name, those count that are for this kind of scope, belong to its organisation or to all, and
 * are active.
 */
function roleFor(roles: readonly NamedRole[], text: string, scope: GrantScope): Found<Role> {
  const named = rolesNamed(roles, text);
  const column = 'role';
  if (named.length === 0) {
    return { problem: { kind: 'unknown', what: column, value: text }, column };
  }
  const ofKind = named.filter(
    ({ content_type: type }) => (type ?? contentTypeOf(scope.kind)) === contentTypeOf(scope.kind),
  );
  if (ofKind.length === 0) {
    return { problem: { kind: 'roleForOtherScope', value: text }, column };
  }
  const organisation = organisationOf(scope);
  const fitting = ofKind.filter(({ customer_uuid: owner }) => !owner || hexOf(owner) === hexOf(organisation));
  if (fitting.length === 0) {
    return { problem: { kind: 'roleOfOtherOrganisation', value: text }, column };
  }
  // A role that is switched off may still be held: the plan tells whether it would have to be granted.
  const active = fitting.filter(({ is_active: isActive }) => isActive !== false);
  const usable = active.length > 0 ? active : fitting;
  const [role] = usable;
  return role !== undefined && usable.length === 1
    ? { value: role }
    : { problem: { kind: 'ambiguous', what: column, value: text, matches: usable.length }, column };
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function once<A extends readonly string[], T>(ask: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  const asked = onceOf<A, T>(
    (args) => args.join('\0'),
    (args) => ask(...args),
  );
  return (...args) => asked(args);
}

function onceOf<A, T>(keyFor: (args: A) => string, ask: (args: A) => Promise<T>): (args: A) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (args) => {
    const key = keyFor(args);
    const answer = asked.get(key) ?? ask(args);
    asked.set(key, answer);
    return answer;
  };
}
