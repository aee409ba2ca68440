import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { refuse } from './errors';
import { readCount, readPage, write, writeObject } from './operations';
import type { Page, PageParams } from './paging';
import {
  fieldsOf,
  hexUuid,
  order,
  paging,
  text,
  uuid,
  writeQuery,
  type ParamsOf,
  type QueryPairs,
} from './params';
import { key, text as textField } from './row';

/** What a role can be held on. */
export interface Scope {
  readonly kind: 'customer' | 'project' | 'call-managing-organisation';
  readonly uuid: string;
}

const grantShape = {
  uuid: key,
  created: textField,
  /** Null when it lasts. One that is past still counts until the server's daily sweep. */
  expiration_time: textField,
  role_name: textField,
  role_uuid: textField,
  user_email: textField,
  user_full_name: textField,
  user_username: textField,
  user_uuid: textField,
  user_image: textField,
  /** Absent when no one is on record as grantor. */
  created_by_full_name: textField,
  created_by_uuid: textField,
};
export const grantSchema = z.looseObject(grantShape);

/** One user holding one role on one scope. */
export type Grant = z.infer<typeof grantSchema>;
export type GrantField = keyof typeof grantShape;

/** Every server reads these, and none takes them for a filter of the scope itself. */
const filters = { user: uuid, search_string: text };

/** Servers of 2024 ignore these, or take them for filters and the order of what the team is of. */
const newFilters = { full_name: text, native_name: text, username: text, user_slug: text, user_url: text };
const newParams = {
  ...newFilters,
  o: order('username', 'full_name', 'native_name', 'email', 'expiration_time', 'created', 'role'),
};

const listParams = { ...filters, field: fieldsOf<GrantField>('uuid') };

export type GrantFilters = ParamsOf<typeof filters> & {
  /** The role's uuid, or its name. */
  readonly role?: string | undefined;
  /** Only for a server known to be of 7.6 or later: an older one answers everyone, "not found" or "invalid". */
  readonly newServer?: ParamsOf<typeof newFilters> | undefined;
};
export type GrantListParams = Omit<GrantFilters, 'newServer'> &
  Pick<ParamsOf<typeof listParams>, 'field'> & {
    /** As in `GrantFilters`; `o` too, which a project of an old server would take for its own. */
    readonly newServer?: ParamsOf<typeof newParams> | undefined;
  };

/**
 * `GET /api/{customers|projects|call-managing-organisations}/{uuid}/list_users/`: the grants on a scope, one row
 * a grant, so that a user with two roles comes twice. Only active users; oldest first unless `newServer.o` says
 * otherwise (servers of 2024 ignore `field`). `search_string` looks at first name, last name and e-mail.
 * Who may: anyone who holds a role there; after 8.1.2 the role must carry CUSTOMER.VIEW_TEAM or PROJECT.VIEW_TEAM.
 * Errors: notFound, forbidden, tooOld (managing organisations, before 7.6.5).
 */
export async function listUsers(
  client: WaldurClient,
  scope: Scope,
  params: GrantListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<Grant>> {
  return readPage(
    client,
    { ...callOn(scope, 'list_users', 'list the team'), query: queryOf(params) },
    grantSchema,
    options,
  );
}

/** `HEAD …/list_users/`: how many grants match. */
export async function countUsers(
  client: WaldurClient,
  scope: Scope,
  params: GrantFilters = {},
  options?: CallOptions,
): Promise<number> {
  return readCount(
    client,
    { ...callOn(scope, 'list_users', 'count the team'), query: queryOf(params) },
    options,
  );
}

function queryOf(params: GrantListParams & PageParams): QueryPairs {
  const { role, newServer, ...others } = params;
  return [
    ...writeQuery({ ...listParams, ...paging }, others),
    ...(role === undefined ? [] : ([['role', roleOf(role)]] as const)),
    ...writeQuery(newParams, newServer ?? {}),
  ];
}

/** One role of one user. `role` is a role's uuid or name, `user` the uuid of an active user. */
export interface RoleOfUser {
  readonly role: string;
  readonly user: string;
}

const expirySchema = z.looseObject({ expiration_time: textField });

/** When a grant ends, as the server understood it; null when it lasts. */
export type Expiry = z.infer<typeof expirySchema>;

/**
 * `POST …/add_user/`: grants a role, until `expiration_time` (a datetime, or a date meaning 00:00 UTC) or for
 * good. Never to prolong a grant that exists: a longer one is created beside it, and then the server can neither
 * change nor revoke either. Use `updateUser` there.
 * Errors: invalid ("User has already the same role in this scope.", "Role is not valid for this scope.", a time
 * in the past, an unknown or inactive user …), forbidden, notFound, tooOld.
 */
export async function addUser(
  client: WaldurClient,
  scope: Scope,
  grant: RoleOfUser & { readonly expiration_time?: string | null | undefined },
  options?: CallOptions,
): Promise<Expiry> {
  const { expiration_time } = grant;
  const body = {
    ...bodyOf(grant),
    ...(expiration_time === undefined ? {} : { expiration_time: expiryOf(expiration_time) }),
  };
  return writeObject(client, writeOn(scope, 'add_user', 'grant a role'), body, expirySchema, options);
}

/**
 * `POST …/update_user/`: when a grant that exists ends. `expiration_time` must be given, since leaving it out
 * would make the grant permanent; null does so on purpose. Also revives a grant that is past but not yet swept.
 * Errors: invalid, forbidden, notFound; server (500) when there is no such grant, or two of it.
 */
export async function updateUser(
  client: WaldurClient,
  scope: Scope,
  grant: RoleOfUser & { readonly expiration_time: string | null },
  options?: CallOptions,
): Promise<Expiry> {
  const body = { ...bodyOf(grant), expiration_time: expiryOf(grant.expiration_time) };
  return writeObject(
    client,
    writeOn(scope, 'update_user', 'change when a role ends'),
    body,
    expirySchema,
    options,
  );
}

/**
 * `POST …/delete_user/`: revokes a role. One that is not held is no error. The `expiration_time` the
 * documentation lists is not used, but a past one would be refused, so it is not offered.
 * Errors: invalid, forbidden, notFound; server (500) when the grant exists twice.
 */
export async function deleteUser(
  client: WaldurClient,
  scope: Scope,
  grant: RoleOfUser,
  options?: CallOptions,
): Promise<void> {
  return write(client, writeOn(scope, 'delete_user', 'revoke a role'), bodyOf(grant), options);
}

function callOn(scope: Scope, action: string, name: string) {
  const since = scope.kind === 'call-managing-organisation' ? { since: '7.6.5' } : {};
  return { name, path: `${rootOf(scope)}${hexUuid(scope.uuid)}/${action}/`, ...since };
}

function writeOn(scope: Scope, action: string, name: string) {
  return { ...callOn(scope, action, name), method: 'POST' } as const;
}

function rootOf(scope: Scope): string {
  switch (scope.kind) {
    case 'customer':
      return 'api/customers/';
    case 'project':
      return 'api/projects/';
    case 'call-managing-organisation':
      return 'api/call-managing-organisations/';
  }
}

function bodyOf(grant: RoleOfUser): { role: string; user: string } {
  return { role: roleOf(grant.role), user: hexUuid(grant.user, 'user') };
}

/** A name such as CUSTOMER.OWNER as it stands, a uuid as 32 digits. */
function roleOf(role: string): string {
  if (/^[0-9a-f-]{32,36}$/i.test(role.trim())) {
    return hexUuid(role, 'role');
  }
  return role.trim() === '' ? refuse('parameter', 'role must be a name or a UUID.') : role.trim();
}

function expiryOf(time: string | null): string | null {
  return time === null || !Number.isNaN(Date.parse(time))
    ? time
    : refuse('parameter', 'expiration_time must be a date and time, or null.');
}
