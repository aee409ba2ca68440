import pLimit from 'p-limit';
import type { CallOptions } from '../waldur/client';
import type { Role } from '../waldur/roles';
import { rangeOfCell } from '../csv/csv';
import type { Found, Lookups } from './lineLookups';
import { personOfLine } from './personOfLine';
import { keyOf } from '../access/objects';
import { type GrantScope, roleTaskId, type Person, sameExpiry } from './roleTask';
import type { Wish } from './planRole';
import { type NamedRole, roleFor, rolesNamed } from './roleOfLine';
import { otherTitle, scopeOf } from './scopeOfLine';
import type { LineProblem, TeamProblem } from './lineProblem';
import type { TeamCsv } from './teamCsv';
import type { TeamLine } from './teamLine';
import type { Column, PersonColumn, UnreadColumn } from './teamHeadings';
import type { KnownPerson } from './whoIsMeant';

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
  readonly problems: readonly TeamProblem[];
  /** Columns that are not read and look as if they said who gets what, where or until when. */
  readonly heldUp: readonly UnreadColumn[];
  /** Whether the file says until when. */
  readonly saysEnds: boolean;
  /** What lines name beside a person, as far as it was found, by their numbers. */
  readonly lines: ReadonlyMap<number, FoundLine>;
}

interface FoundLine {
  readonly scope: GrantScope;
  /** Undefined where it is none that can be granted there. */
  readonly role: Role | undefined;
}

/** How many lines are in no wish for an error. */
export function linesLeftOut({ problems }: ResolvedTeam): number {
  return new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line)).size;
}

/** Whether who is not named may lose roles: not while there are lines that were left out, as they may be named there. */
export function mayRemoveOthers(team: ResolvedTeam): boolean {
  return linesLeftOut(team) === 0;
}

/** `signal` stops looking up: nothing more is asked. */
export interface ResolveOptions extends CallOptions {
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
  { onProgress, ...options }: ResolveOptions = {},
): Promise<ResolvedTeam> {
  const limit = pLimit(atOnce);
  const ask = <T>(question: (call: CallOptions) => Promise<T>) =>
    limit(async () => {
      try {
        options.signal?.throwIfAborted();
        return await question(options);
      } catch (error) {
        limit.clearQueue();
        throw error;
      }
    });
  const asked: Lookups = {
    people: once((as: PersonColumn, text) => ask((call) => lookups.people(as, text, call))),
    lookalikes: once((text) => ask((call) => lookups.lookalikes(text, call))),
    scopes: once((kind: GrantScope['kind'] | 'any', text) =>
      ask((call) => lookups.scopes(kind === 'any' ? undefined : kind, text, call)),
    ),
    team: onceOf(
      (scope: GrantScope) => keyOf(scope),
      (scope) => ask((call) => lookups.team(scope, call)),
    ),
  };
  const problems = [...csv.problems];
  const wishes = new Map<string, Wish & { readonly line: number }>();
  const contradicted = new Set<string>();
  const lines = new Map<number, FoundLine>();
  const note = (
    line: TeamLine,
    problem: LineProblem,
    column: Column,
    severity: TeamProblem['severity'] = 'error',
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
      const person = await personOfLine(line, asked, where, readsTeam);
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
    if ('value' in scope) {
      const granted = role !== undefined && 'value' in role ? role.value : undefined;
      lines.set(line.line, { scope: scope.value, role: granted });
    }
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
    const id = roleTaskId('hold', wish.scope, wish.role, wish.person);
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
    lines,
  };
}

/** A plan is kept and shown as the server names people in teams. */
function withoutNativeName({ uuid, name, username, email, active }: KnownPerson): Person {
  return { uuid, name, username, email, active };
}

function namesRoles({ table }: TeamCsv, { index }: UnreadColumn, roles: readonly NamedRole[]): boolean {
  return table.rows.some(({ cells }) => rolesNamed(roles, cells[index]?.trim() ?? '').length > 0);
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
