import type { CallOptions, WaldurClient } from './client';
import { readCount, readObject, readPage } from './operations';
import { type OrganizationGroup, organizationGroupSchema } from './organizationGroupSchema';
import {
  organizationGroupFilters,
  type OrganizationGroupListParams,
  organizationGroupsCall,
  organizationGroupsOperation as operation,
  organizationGroupsPath as path,
} from './organizationGroupsCall';
import type { Page, PageParams } from './paging';
import { hexUuid, writeQuery } from './params';

export type { OrganizationGroup } from './organizationGroupSchema';

/**
 * `GET /api/organization-groups/`: the groups, anybody may read them. `name` contains, `name_exact` equals,
 * `parent` is a uuid; `field` and `query` are ignored by servers of 2024, whose `parent_name` shows the type's name.
 */
export async function listOrganizationGroups(
  client: WaldurClient,
  params: OrganizationGroupListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<OrganizationGroup>> {
  return readPage(client, organizationGroupsCall(params), organizationGroupSchema, options);
}

/** `HEAD /api/organization-groups/`: how many groups match. */
export async function countOrganizationGroups(
  client: WaldurClient,
  params: Omit<OrganizationGroupListParams, 'field' | 'o'> = {},
  options?: CallOptions,
): Promise<number> {
  return readCount(
    client,
    { ...operation, path, query: writeQuery(organizationGroupFilters, params) },
    options,
  );
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
