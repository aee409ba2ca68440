import type { Caller } from '../../../src/access/caller';
import type { PlanContext } from '../../../src/grants/planRole';
import { keyOf } from '../../../src/access/objects';
import type { Expiry, GrantScope, HeldGrant, Person, RoleTask } from '../../../src/grants/roleTask';
import { roleName, type Team } from '../../../src/grants/teams';
import type { Role } from '../../../src/waldur/roles';
import { caller, customer, now, project, roles, uuidOf } from '../access/callers';

export const organisation: GrantScope = { kind: 'customer', uuid: customer, name: 'Organisation' };
export const itsProject = { kind: 'project', uuid: project, customer, name: 'Project' } as const;
export const staff: Caller = caller([], { version: '8.1.2', me: { is_staff: true } });

export function person(name: string, more: Partial<Person> = {}): Person {
  return { uuid: uuidOf(name), name, username: name, email: `${name}@example.org`, ...more };
}

export function role(name: string): Role {
  const found = roles.find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new Error(`There is no role ${name}.`);
  }
  return found;
}

/** In the organisation, or wherever `context` is told that it is. */
export function held(who: Person, which: Role, expiry: Expiry = null, uuid = 'grant'): HeldGrant {
  return {
    uuid: uuidOf(`${uuid} ${who.name} ${which.name}`),
    scope: organisation,
    person: who,
    role: roleName(which),
    expiry,
  };
}

export function context(
  grants: readonly (readonly [GrantScope, readonly HeldGrant[]])[],
  who: Caller = staff,
): PlanContext {
  const teams = new Map<string, Team>(
    [organisation, itsProject].map((scope) => [keyOf(scope), { kind: 'read', grants: [] }]),
  );
  for (const [scope, rows] of grants) {
    teams.set(keyOf(scope), { kind: 'read', grants: rows.map((grant) => ({ ...grant, scope })) });
  }
  return { caller: who, now, teams };
}

/** The kind of each change, and why where it is impossible. */
export function kinds(items: readonly RoleTask[]): readonly string[] {
  return items.map(({ change }) => (change.kind === 'impossible' ? `no: ${change.why.kind}` : change.kind));
}

/** The end of a day, as a text means it. */
export function endOfDay(year: number, month: number, day: number): string {
  return new Date(year, month - 1, day, 23, 59).toISOString();
}
