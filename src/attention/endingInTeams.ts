import type { Caller } from '../access/caller';
import { may } from '../access/may';
import { type CustomerObject, keyOf, type ProjectObject } from '../access/objects';
import { scopeOfPermission } from '../grants/scopeOfPermission';
import { endOf, type GrantScope, type HeldRole } from '../grants/roleTask';
import { readGrants, rolesInProjects } from '../grants/teams';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { type CustomerUser, listCustomerUsers } from '../waldur/customerUsers';
import { orNone } from '../waldur/errors';
import { unseen } from '../waldur/unseen';
import { readAllPages } from '../waldur/paging';

const rowsAPage = 300;
const dayInMs = 24 * 60 * 60 * 1000;

/** What the caller may change the roles in, or in the projects of: organisations, projects and managing organisations, each once. */
export function managedScopes(caller: Caller, now: Date): readonly GrantScope[] {
  const scopes = new Map<string, GrantScope>();
  for (const grant of caller.grants) {
    const { scope_type, scope_uuid, ...row } = grant;
    const scope =
      scope_type && scope_uuid
        ? scopeOfPermission({ ...row, user_uuid: caller.uuid, scope_type, scope_uuid })
        : undefined;
    if (
      scope !== undefined &&
      // Who cannot change roles in an organisation may still change those in its projects.
      [scope, ...(scope.kind === 'customer' ? [anyProjectOf(scope)] : [])].some((object) =>
        (['changeExpiry', 'revoke'] as const).some(
          (action) => may(caller, action, object, now).kind !== 'no',
        ),
      )
    ) {
      scopes.set(keyOf(scope), scope);
    }
  }
  // The projects of an organisation are read with it.
  return [...scopes.values()].filter(
    (scope) => scope.kind !== 'project' || !scopes.has(keyOf({ kind: 'customer', uuid: scope.customer })),
  );
}

function anyProjectOf({ uuid, state }: CustomerObject): ProjectObject {
  return { kind: 'project', uuid: '', customer: uuid, state };
}

/** What was found in the teams of one object. */
export interface TeamLook {
  readonly roles: readonly HeldRole[];
  readonly requests: number;
}

/**
 * The roles on one object that end within so many days or have ended and are still held; of an organisation those in its
 * projects too. One request a 300 people for each. What the caller may not read is left out: a role may let its holder
 * grant and not look.
 * @throws WaldurError
 */
export async function endingInTeam(
  client: WaldurClient,
  scope: GrantScope,
  { rolesBy: roles }: Caller,
  now: Date,
  days: number,
  options: CallOptions,
): Promise<TeamLook> {
  const [own = [], people = []] = await Promise.all([
    orNone(readGrants(client, scope, { ...options, roles }), unseen),
    scope.kind === 'customer' ? orNone(readPeople(client, scope.uuid, options), unseen) : undefined,
  ]);
  const inProjects = people.flatMap((row) => rolesInProjects(row, scope, roles));
  return {
    roles: [...own, ...inProjects].filter(endsBy(now, days)),
    requests: pagesOf(own) + (scope.kind === 'customer' ? pagesOf(people) : 0),
  };
}

/** The same of the object itself alone. @throws WaldurError */
export async function endingOn(
  client: WaldurClient,
  scope: GrantScope,
  { rolesBy: roles }: Caller,
  now: Date,
  days: number,
  options: CallOptions,
): Promise<readonly HeldRole[]> {
  const team = await orNone(readGrants(client, scope, { ...options, roles }), unseen);
  return (team ?? []).filter(endsBy(now, days));
}

function endsBy(now: Date, days: number): (role: HeldRole) => boolean {
  const until = now.getTime() + days * dayInMs;
  return ({ expiry }) => endOf(expiry) <= until;
}

function pagesOf(rows: readonly unknown[]): number {
  return Math.max(1, Math.ceil(rows.length / rowsAPage));
}

async function readPeople(
  client: WaldurClient,
  customer: string,
  options: CallOptions,
): Promise<readonly CustomerUser[]> {
  const people: CustomerUser[] = [];
  const pages = readAllPages(
    (page, call) => listCustomerUsers(client, customer, { page, page_size: rowsAPage }, call),
    options,
  );
  for await (const { rows } of pages) {
    people.push(...rows);
  }
  return people;
}
