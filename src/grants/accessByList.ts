import type { Caller } from '../access/caller';
import { keyOf } from '../access/objects';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { type Customer, listCustomers, retrieveCustomer } from '../waldur/customers';
import { orNone, WaldurError } from '../waldur/errors';
import { readAllPages } from '../waldur/paging';
import { listUserPermissions, type UserPermission, userPermissionKey } from '../waldur/userPermissions';
import { retrieveUser } from '../waldur/users';
import type { AccessFailure, AccessLimit, PersonAccess } from './accessByScopes';
import { personFields } from './findPeople';
import { customerScopeFields } from './grantScopes';
import { isScopeType, scopeOfPermission } from './scopeOfPermission';
import type { GrantScope, HeldRole } from './roleTask';
import { personOfUser, readTeam, roleOf, type Team } from './teams';

/** The clocks of a server and of the computer here may disagree by so many milliseconds. */
const mostClockDifference = 24 * 60 * 60 * 1000;

const rowsAPage = 300;

/**
 * Everything a person holds, by the server's list of all grants: one request a 300 of them, one for the person and
 * one a 300 organisations. The team of a scope is read only where a row does not tell that it is still held.
 * @param caller staff or support: others are not shown everything
 * @throws WaldurError also where the list is not one of this person's grants
 */
export async function accessByList(
  client: WaldurClient,
  person: { readonly uuid: string },
  caller: Caller,
  now: Date,
  { mostTeams = Number.POSITIVE_INFINITY, ...options }: CallOptions & AccessLimit,
): Promise<PersonAccess> {
  const [rows, user] = await Promise.all([
    readRows(client, person.uuid, options),
    retrieveUser(client, person.uuid, { field: personFields }, options),
  ]);
  if (typeof user.is_active !== 'boolean') {
    // Told to staff and support alone: the caller no longer is, and the list may be the caller's own.
    return refuseList('the list of roles is not shown in full');
  }
  const failures: AccessFailure[] = [];
  const teams = new Map<string, Team>();
  if (!user.is_active) {
    // As in teams, where disabled accounts do not appear.
    return { grants: [], failures, teams };
  }
  const customers = await readCustomers(client, person.uuid, customersOf(rows), options);
  const ofScopes = new Map<string, { readonly scope: GrantScope; readonly rows: UserPermission[] }>();
  for (const row of rows) {
    if (!isScopeType(row.scope_type)) {
      continue;
    }
    const scope = scopeOfPermission(row, customers);
    if (scope === undefined) {
      return refuseList('a role came without what it is a role in');
    }
    const key = keyOf(scope);
    const known = ofScopes.get(key) ?? { scope, rows: [] };
    known.rows.push(row);
    ofScopes.set(key, known);
  }
  const holder = personOfUser(user);
  const latest = now.getTime() + mostClockDifference;
  let [asked, unread] = [0, 0];
  const grants = await Promise.all(
    [...ofScopes].map(async ([key, { scope, rows: all }]): Promise<readonly HeldRole[]> => {
      const held = all.filter((row) => isHeld(row, latest));
      if (held.length < all.length && asked >= mostTeams) {
        unread++;
      } else if (held.length < all.length) {
        asked++;
        const team = await readTeam(client, scope, {
          ...options,
          person: person.uuid,
          roles: caller.rolesBy,
        });
        teams.set(key, team);
        if (team.kind === 'read') {
          return team.grants;
        }
        // What is gone has no team.
        if (team.problem.kind !== 'notFound') {
          failures.push({ kind: 'team', scope, problem: team.problem });
        }
      }
      return held.map((row) => ({
        scope,
        person: holder,
        role: roleOf(row, caller.rolesBy),
        expiry: row.expiration_time ?? null,
      }));
    }),
  );
  return { grants: grants.flat(), failures, teams, ...(unread === 0 ? {} : { unread }) };
}

/** Whether a row alone tells which role is held: one that ended may have been revoked, or not been swept yet. */
function isHeld(row: UserPermission, latest: number): boolean {
  const { expiration_time: end, role_uuid: uuid, role_name: name } = row;
  return (end === null || Date.parse(end ?? '') > latest) && Boolean(uuid ?? name);
}

/** All rows of a person. @throws WaldurError where they are not */
async function readRows(
  client: WaldurClient,
  person: string,
  options: CallOptions,
): Promise<readonly UserPermission[]> {
  const rows: UserPermission[] = [];
  let expected: number | undefined;
  let count = 0;
  const pages = readAllPages(async (page, call) => {
    const answer = await listUserPermissions(
      client,
      { user: person, o: 'created', page, page_size: rowsAPage },
      call,
    );
    return { ...answer, rows: answer.rows.map((row) => ({ row, uuid: userPermissionKey(row) })) };
  }, options);
  for await (const page of pages) {
    if (page.dropped > 0 && page.rows.length === 0) {
      return refuseList('the list of roles cannot be read');
    }
    rows.push(...page.rows.map(({ row }) => row));
    if (page.rows.some(({ row }) => row.user_uuid !== person)) {
      return refuseList('the roles of other people came');
    }
    expected ??= page.total;
    count += page.rows.length + page.dropped;
  }
  if (count < (expected ?? 0)) {
    // A role that was taken away meanwhile moves another to a page that was read before.
    return refuseList('the list of roles became shorter while it was read');
  }
  return rows;
}

function refuseList(what: string): never {
  throw new WaldurError({ kind: 'notWaldur', status: 200, what });
}

/** The organisations that rows are about. */
function customersOf(rows: readonly UserPermission[]): ReadonlySet<string> {
  return new Set(
    rows.flatMap((row) => {
      switch (row.scope_type) {
        case 'customer':
          return [row.scope_uuid];
        case 'project':
          return row.customer_uuid ? [row.customer_uuid] : [];
        default:
          return [];
      }
    }),
  );
}

/**
 * The organisations a person is in, those that are wanted. For staff and support the server takes all it has for
 * theirs: where that is more pages than organisations, these are read one by one.
 */
async function readCustomers(
  client: WaldurClient,
  person: string,
  wanted: ReadonlySet<string>,
  options: CallOptions,
): Promise<ReadonlyMap<string, Customer>> {
  const found = new Map<string, Customer>();
  if (wanted.size === 0) {
    return found;
  }
  const field = customerScopeFields;
  const pages = readAllPages(
    (page, call) =>
      listCustomers(client, { user_uuid: person, field, o: 'created', page, page_size: rowsAPage }, call),
    { ...options, readAhead: 1 },
  );
  for await (const { rows, page, hasNext, total = 0 } of pages) {
    for (const row of rows) {
      if (wanted.has(row.uuid)) {
        found.set(row.uuid, row);
      }
    }
    const missing = [...wanted].filter((uuid) => !found.has(uuid));
    if (missing.length === 0) {
      break;
    }
    if (hasNext && missing.length < total / rowsAPage - page) {
      const rest = await Promise.all(
        missing.map((uuid) => orNone(retrieveCustomer(client, uuid, { field }, options))),
      );
      rest.forEach((row) => row !== undefined && found.set(row.uuid, row));
      break;
    }
  }
  return found;
}
