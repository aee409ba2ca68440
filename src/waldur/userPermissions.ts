import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readCount, readPage } from './operations';
import type { Page, PageParams } from './paging';
import { oneOf, onlyTrue, order, paging, uuid, writeQuery, type ParamsOf } from './params';
import { key, text } from './row';

export const userPermissionSchema = z.looseObject({
  user_uuid: key,
  user_name: text,
  user_slug: text,
  created: text,
  /** Null when it lasts. One that is past: see `listUserPermissions`. */
  expiration_time: text,
  /** Absent when no one is on record as grantor. */
  created_by_full_name: text,
  created_by_username: text,
  role_name: text,
  role_uuid: text,
  role_description: text,
  /** The model's name: customer, project, callmanagingorganisation, call … Absent where the object is gone. */
  scope_type: key,
  scope_uuid: key,
  /** Absent for managing organisations of some versions, which have no name of their own. */
  scope_name: text,
  /** Absent for grants on a customer or a call: use `scope_uuid`. */
  customer_uuid: text,
  customer_name: text,
});

/** One user holding one role on one scope of any kind. */
export type UserPermission = z.infer<typeof userPermissionSchema>;

const filters = {
  user: uuid,
  /** Ignored by servers of 2024: filter again. */
  scope_type: oneOf('customer', 'project', 'callmanagingorganisation'),
  /** Revoked grants too, for staff and support. Servers of 2024 give them in any case. */
  show_inactive: onlyTrue,
};
const listParams = {
  ...filters,
  /** By `expiration_time` those that last come last. Without it the server is free in its order. */
  o: order('username', 'full_name', 'native_name', 'email', 'expiration_time', 'created', 'role'),
};
export type UserPermissionFilters = ParamsOf<typeof filters>;
export type UserPermissionListParams = ParamsOf<typeof listParams>;

const path = 'api/user-permissions/';

/**
 * `GET /api/user-permissions/`: the grants on scopes of every kind in one list, those of disabled accounts too. Staff
 * and support see all of the server; others their own, on servers of 2024 those of all people they see. There are no
 * sparse fields and no uuids: `userPermissionKey` tells rows apart.
 *
 * A row whose `expiration_time` is past is still held until the server's daily sweep, except that servers of 2024
 * list revoked grants too, as ended when they were revoked: there `listUsers` of the scope tells.
 */
export async function listUserPermissions(
  client: WaldurClient,
  params: UserPermissionListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<UserPermission>> {
  const query = writeQuery({ ...listParams, ...paging }, params);
  return readPage(client, { name: 'list roles of people', path, query }, userPermissionSchema, options);
}

/** `HEAD /api/user-permissions/`: how many grants match. */
export async function countUserPermissions(
  client: WaldurClient,
  params: UserPermissionFilters = {},
  options?: CallOptions,
): Promise<number> {
  return readCount(
    client,
    { name: 'count roles of people', path, query: writeQuery(filters, params) },
    options,
  );
}

/** The same for a row that comes again, and for no other: of two equal grants one was made later. */
export function userPermissionKey(row: UserPermission): string {
  const { user_uuid: user, scope_type: type, scope_uuid: scope, role_uuid: role, role_name: name } = row;
  return [user, type, scope, role ?? name, row.created].join(' ');
}
