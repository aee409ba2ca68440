import type { ListCall } from './client';
import type { OrganizationGroupField } from './organizationGroupSchema';
import type { PageParams } from './paging';
import { fieldsOf, order, paging, text, uuid, writeQuery, type ParamsOf } from './params';

// Apart from what reads the answers: the first page is asked for before that is loaded.

export const organizationGroupFilters = {
  name: text,
  name_exact: text,
  parent: uuid,
  query: text,
  field: fieldsOf<OrganizationGroupField>('uuid', 'name'),
  o: order('name', 'customers_count'),
};
export type OrganizationGroupListParams = ParamsOf<typeof organizationGroupFilters>;

export const organizationGroupsPath = 'api/organization-groups/';
export const organizationGroupsOperation = { name: 'list organisation groups' };

/** A page of `GET /api/organization-groups/`, which `listOrganizationGroups` reads. */
export function organizationGroupsCall(params: OrganizationGroupListParams & PageParams): ListCall {
  const query = writeQuery({ ...organizationGroupFilters, ...paging }, params);
  return { ...organizationGroupsOperation, path: organizationGroupsPath, query };
}
