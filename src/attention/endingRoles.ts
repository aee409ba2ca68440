import type { Caller } from '../access/caller';
import { scopeOfPermission } from '../grants/scopeOfPermission';
import { endOf, type HeldRole } from '../grants/roleTask';
import { personOfUser, readTeam, roleOf } from '../grants/teams';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { readAllPages } from '../waldur/paging';
import { listUserPermissions, type UserPermission, userPermissionKey } from '../waldur/userPermissions';
import { searchUsers } from '../waldur/users';
import { readEnding } from './readEnding';

const rowsAPage = 300;
const dayInMs = 24 * 60 * 60 * 1000;

/** What ended before that was taken away by the server's daily sweep, unless it fails. */
const sweptAfterMs = 2 * dayInMs;

/** So many pages of disabled accounts are read: 900 accounts. */
const mostDisabledPages = 3;

/** So many people are asked for, where a role that ended may still be held. */
const mostAsked = 8;

/**
 * The roles of a server that end within a span, and those that have ended and are still held, soonest first, by the list
 * of all grants: `GET /api/user-permissions/?o=expiration_time`. Servers of 2024 list revoked grants there as ended when
 * they were revoked, so that of what has ended the team tells whether it is still held: of the latest eight. Roles of
 * disabled accounts are left out, as in teams: the server takes no change of them.
 * @param caller staff or support: others are not shown everything
 * @throws WaldurError
 */
export async function endingRolesByList(
  client: WaldurClient,
  caller: Caller,
  now: Date,
  days: number,
  options: CallOptions,
): Promise<readonly HeldRole[]> {
  const span = { from: now.getTime() - sweptAfterMs, until: now.getTime() + days * dayInMs };
  const disabled = readDisabled(client, options);
  // Whatever the other read ends with comes first.
  disabled.catch(() => undefined);
  const rows = new Map(
    (
      await readEnding(
        (page, call) =>
          listUserPermissions(client, { o: 'expiration_time', page, page_size: rowsAPage }, call),
        (row) => endOf(row.expiration_time ?? null),
        span,
        options,
      )
    ).map((row) => [userPermissionKey(row), row]),
  );
  const accounts = await disabled;
  const roles = [...rows.values()]
    .filter(({ user_uuid: user }) => !accounts.has(user))
    .flatMap((row) => roleOfRow(row, caller) ?? []);
  const isOver = ({ expiry }: HeldRole): boolean => endOf(expiry) <= now.getTime();
  const over = roles.filter(isOver).slice(-mostAsked);
  const stillHeld = await Promise.all(over.map((role) => isStillHeld(client, role, options)));
  return inOrderOfEnd([
    ...over.filter((_, index) => stillHeld[index] === true),
    ...roles.filter((role) => !isOver(role)),
  ]);
}

/** `GET /api/users/?is_active=false`: the disabled accounts of a server, as far as the first pages tell them. */
async function readDisabled(client: WaldurClient, options: CallOptions): Promise<ReadonlySet<string>> {
  const accounts = new Set<string>();
  const pages = readAllPages(
    (page, call) =>
      searchUsers(
        client,
        { is_active: false, field: ['uuid'], o: 'username', page, page_size: rowsAPage },
        call,
      ),
    { ...options, readAhead: 1 },
  );
  for await (const { rows, page } of pages) {
    rows.forEach(({ uuid }) => accounts.add(uuid));
    if (page >= mostDisabledPages) {
      break;
    }
  }
  return accounts;
}

/** Soonest first. */
export function inOrderOfEnd(roles: readonly HeldRole[]): readonly HeldRole[] {
  return roles.toSorted((one, other) => endOf(one.expiry) - endOf(other.expiry));
}

function roleOfRow(row: UserPermission, { rolesBy }: Caller): HeldRole | undefined {
  const scope = scopeOfPermission(row);
  const { user_uuid: uuid, user_name: full_name, expiration_time: expiry = null } = row;
  return scope === undefined
    ? undefined
    : { scope, person: personOfUser({ uuid, full_name }), role: roleOf(row, rolesBy), expiry };
}

async function isStillHeld(client: WaldurClient, role: HeldRole, options: CallOptions): Promise<boolean> {
  const team = await readTeam(client, role.scope, { ...options, person: role.person.uuid });
  return (
    team.kind === 'read' &&
    team.grants.some((held) => held.role.uuid === role.role.uuid && endOf(held.expiry) === endOf(role.expiry))
  );
}
