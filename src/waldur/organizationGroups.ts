import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readCount, readObject, readPage } from './operations';
import type { Page, PageParams } from './paging';
import { fieldsOf, hexUuid, order, paging, text, uuid, writeQuery, type ParamsOf } from './params';
import { key, number, text as textField } from './row';

export const organizationGroupShape = {
  uuid: key,
  name: key,
  url: textField,
  /** A URL; null at the top. The two keys beside it are absent then. */
  parent: textField,
  parent_uuid: textField,
  parent_name: textField,
  customers_count: number,
  /** A uuid, and what it is called: on servers of 2024 alone. */
  type: textField,
  type_name: textField,
};
export const organizationGroupSchema = z.looseObject(organizationGroupShape);

/** A group of organisations, perhaps inside another. Parents may form a circle: guard against it. */
export type OrganizationGroup = z.infer<typeof organizationGroupSchema>;
export type OrganizationGroupField = keyof typeof organizationGroupShape;

const filters = {
  name: text,
  name_exact: text,
  parent: uuid,
  query: text,
  field: fieldsOf<OrganizationGroupField>('uuid', 'name'),
  o: order('name', 'customers_count'),
};
export type OrganizationGroupListParams = ParamsOf<typeof filters>;

const path = 'api/organization-groups/';
const operation = { name: 'list organisation groups' };

/**
 * `GET /api/organization-groups/`: the groups, anybody may read them. `name` contains, `name_exact` equals,
 * `parent` is a uuid; `field` and `query` are ignored by servers of 2024, whose `parent_name` shows the type's name.
 */
export async function listOrganizationGroups(
  client: WaldurClient,
  params: OrganizationGroupListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<OrganizationGroup>> {
  const query = writeQuery({ ...filters, ...paging }, params);
  return readPage(client, { ...operation, path, query }, organizationGroupSchema, options);
}

/** `HEAD /api/organization-groups/`: how many groups match. */
export async function countOrganizationGroups(
  client: WaldurClient,
  params: Omit<OrganizationGroupListParams, 'field' | 'o'> = {},
  options?: CallOptions,
): Promise<number> {
  return readCount(client, { ...operation, path, query: writeQuery(filters, params) }, options);
}

/** `GET /api/organization-groups/{uuid}/`. Errors: notFound. */
export async function retrieveOrganizationGroup(
  client: WaldurClient,
  groupUuid: string,
  options?: CallOptions,
): Promise<OrganizationGroup> {
  const call = { ...operation, method: 'GET', path: `${path}${hexUuid(groupUuid)}/` } as const;
  return readObject(client, call, organizationGroupSchema, options);
}
