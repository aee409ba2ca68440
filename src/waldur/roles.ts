import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readObject, readPage } from './operations';
import type { Page, PageParams } from './paging';
import {
  fieldsOf,
  flag,
  hexUuid,
  oneOf,
  order,
  paging,
  text,
  uuid,
  writeQuery,
  type ParamsOf,
} from './params';
import { flag as flagField, key, number, text as textField, texts } from './row';

const roleShape = {
  uuid: key,
  /** CUSTOMER.OWNER, … */
  name: key,
  /** The label HomePort shows; "" for some. */
  description: textField,
  /** Which kind of scope it is for: customer, project, call_organizer … Not the words of `scope_type`. */
  content_type: textField,
  permissions: texts,
  is_active: flagField,
  is_system_role: flagField,
  /** For staff and support only. */
  users_count: number,
  template_uuid: textField,
  template_name: textField,
  /** Set for roles that one organisation alone may use (8.1.2). */
  customer_uuid: textField,
  customer_name: textField,
};
export const roleSchema = z.looseObject(roleShape);

/** A named set of permissions that can be granted on one kind of scope. */
export type Role = z.infer<typeof roleSchema>;
export type RoleField = keyof typeof roleShape;

const listParams = {
  is_active: flag,
  /** All but `is_active` are ignored by servers of 2024: filter again. */
  content_type: oneOf(
    'customer',
    'service_provider',
    'call_organizer',
    'project',
    'offering',
    'resource',
    'resource_project',
    'call',
    'proposal',
  ),
  name: text,
  description: text,
  is_system_role: flag,
  query: text,
  available_for_customer: uuid,
  include_concealed: flag,
  field: fieldsOf<RoleField>('uuid', 'name'),
  o: order('name', 'description'),
};
export type RoleListParams = ParamsOf<typeof listParams>;

/** `GET /api/roles/`: every role, for everyone; paged, so ask for 300. */
export async function listRoles(
  client: WaldurClient,
  params: RoleListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<Role>> {
  const query = writeQuery({ ...listParams, ...paging }, params);
  return readPage(client, { name: 'list roles', path: 'api/roles/', query }, roleSchema, options);
}

/** `GET /api/roles/{uuid}/`. Errors: notFound. */
export async function retrieveRole(
  client: WaldurClient,
  roleUuid: string,
  options?: CallOptions,
): Promise<Role> {
  const call = { name: 'read a role', method: 'GET', path: `api/roles/${hexUuid(roleUuid)}/` } as const;
  return readObject(client, call, roleSchema, options);
}
