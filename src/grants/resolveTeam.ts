import pLimit from 'p-limit';
import { contentTypeOf } from '../access/holding';
import { labelOfRole } from '../access/roleLabel';
import type { CallOptions } from '../waldur/client';
import type { Role } from '../waldur/roles';
import { rangeOfCell } from './csv';
import { type GrantScope, itemId, type Person, sameExpiry } from './planItem';
import type { Wish } from './plan';
import type { Column, CsvProblem, LineProblem, TeamCsv, TeamLine } from './teamCsv';

/** Finds what lines name. */
export interface TeamLookups {
  readonly roles: readonly Role[];
  /** Everybody whose user name, e-mail address or uuid is exactly this, whatever the case of an address. */
  people(text: string, options?: CallOptions): Promise<readonly Person[]>;
  /** Every scope of that kind (any, if undefined) whose uuid or name is exactly this. */
  scopes(
    kind: GrantScope['kind'] | undefined,
    text: string,
    options?: CallOptions,
  ): Promise<readonly GrantScope[]>;
  /**
   * Everybody who holds a role on the scope and goes by this, as with `people`: a team shows some whom the search for
   * people does not.
   */
  members(scope: GrantScope, text: string, options?: CallOptions): Promise<readonly Person[]>;
}

export interface ResolvedTeam {
  readonly wishes: readonly Wish[];
  /** Those of reading the file and those of looking up, by line. */
  readonly problems: readonly CsvProblem[];
}

/** How many lines are in no wish for an error. */
export function linesLeftOut({ problems }: ResolvedTeam): number {
  return new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line)).size;
}

/** Whether who is not named may lose roles: not while there are lines that were left out, as they may be named there. */
export function mayRemoveOthers(team: ResolvedTeam): boolean {
  return linesLeftOut(team) === 0;
}

type Found<T> = { readonly value: T } | { readonly problem: LineProblem; readonly column: Column };

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
 * @param defaultScope for lines that name none
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
  const people = once((text) => ask((options) => lookups.people(text, options)));
  const scopes = once((key) => {
    const [kind = '', ...rest] = key.split(' ');
    return ask((options) =>
      lookups.scopes(kind === '' ? undefined : (kind as GrantScope['kind']), rest.join(' '), options),
    );
  });
  let done = 0;
  const problems = [...csv.problems];
  const wishes = new Map<string, Wish & { readonly line: number }>();
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
  const resolveLine = async (line: TeamLine) => {
    const [found, scope] = await Promise.all([
      people(line.person),
      line.scope === '' && defaultScope !== undefined
        ? { value: defaultScope }
        : scopes(`${line.scopeKind ?? ''} ${line.scope}`).then((matches) =>
            theOne(matches, 'scope', line.scope),
          ),
    ]);
    const matches =
      found.length === 0 && 'value' in scope
        ? await ask((options) => lookups.members(scope.value, line.person, options))
        : found;
    onProgress?.({ done: ++done, total: csv.lines.length });
    return { line, person: theOne(matches, 'person', line.person), scope };
  };
  const resolved = await Promise.all(csv.lines.map(resolveLine));
  for (const { line, person, scope } of resolved) {
    const role = 'value' in scope ? roleFor(lookups.roles, line.role, scope.value) : undefined;
    for (const part of [person, scope, role]) {
      if (part !== undefined && 'problem' in part) {
        note(line, part.problem, part.column);
      }
    }
    if (!('value' in person) || !('value' in scope) || role === undefined || !('value' in role)) {
      continue;
    }
    const wish = {
      person: person.value,
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
      note(line, { kind: 'duplicate', firstLine: first.line }, 'person', 'warning');
    } else {
      note(line, { kind: 'contradicts', firstLine: first.line }, 'expiry');
    }
  }
  return { wishes: [...wishes.values()], problems: problems.toSorted((a, b) => a.line - b.line) };
}

function theOne<T>(matches: readonly T[], what: 'person' | 'scope', value: string): Found<T> {
  const [match] = matches;
  if (match === undefined) {
    return { problem: { kind: 'unknown', what, value }, column: what };
  }
  return matches.length === 1
    ? { value: match }
    : { problem: { kind: 'ambiguous', what, value, matches: matches.length }, column: what };
}

/** By uuid, name or label; where several go by one description, the active one for this kind of scope. */
function roleFor(roles: readonly Role[], text: string, scope: GrantScope): Found<Role> {
  const wanted = text.toLowerCase();
  const hex = wanted.replaceAll('-', '');
  const named = roles.filter(
    (role) =>
      role.uuid === hex || role.name.toLowerCase() === wanted || labelOfRole(role).toLowerCase() === wanted,
  );
  const column = 'role';
  if (named.length === 0) {
    return { problem: { kind: 'unknown', what: column, value: text }, column };
  }
  const fitting = named.filter(
    ({ content_type: type }) => (type ?? contentTypeOf(scope.kind)) === contentTypeOf(scope.kind),
  );
  if (fitting.length === 0) {
    return { problem: { kind: 'roleForOtherScope', value: text }, column };
  }
  // A role that is switched off may still be held: the plan tells whether it would have to be granted.
  const active = fitting.filter(({ is_active: isActive }) => isActive !== false);
  const usable = active.length > 0 ? active : fitting;
  const [role] = usable;
  return role !== undefined && usable.length === 1
    ? { value: role }
    : { problem: { kind: 'ambiguous', what: column, value: text, matches: usable.length }, column };
}

function once<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (key) => {
    const answer = asked.get(key) ?? ask(key);
    asked.set(key, answer);
    return answer;
  };
}
