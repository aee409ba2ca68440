import type { ListCall } from './client';
import type { CustomerField } from './customerSchema';
import type { PageParams } from './paging';
import {
  fieldsOf,
  flag,
  joined,
  onlyTrue,
  order,
  paging,
  text,
  uuid,
  uuids,
  writeQuery,
  type ParamsOf,
  type QueryPairs,
} from './params';

// Apart from what reads the answers: the first page is asked for before that is loaded.

export const customersPath = 'api/customers/';

export const customerFieldParam = { field: fieldsOf<CustomerField>('uuid', 'name') };

export const customerFilters = {
  /** Contains; so do `native_name`, `abbreviation` and `contact_details`. */
  name: text,
  native_name: text,
  abbreviation: text,
  contact_details: text,
  /** Equals; so do `registration_code`, `agreement_number` and `backend_id`. */
  name_exact: text,
  registration_code: text,
  agreement_number: text,
  backend_id: text,
  /** Left out, archived ones come too. */
  archived: flag,
  organization_group_name: text,
  /** One that does not exist is an error, not an empty list. */
  organization_group_uuid: uuids,
  /** Only those where the caller is owner. */
  owned_by_current_user: flag,
  /** Name, native name, abbreviation, domain, registration code, agreement number, or the whole uuid. */
  query: text,
  /** On servers of 2024 alone, whose groups have types. */
  organization_group_type_uuid: uuid,
  /** Not in the documentation; ignored by servers that do not know them. */
  user_uuid: uuid,
  slug: text,
  service_provider_uuid: uuid,
  is_service_provider: onlyTrue,
  is_call_managing_organization: onlyTrue,
  has_resources: onlyTrue,
  accounting_is_running: flag,
  /** Names of roles, of which the caller has one. */
  current_user_has_role: joined,
  current_user_has_project_create_permission: flag,
};
const listParams = {
  ...customerFilters,
  ...customerFieldParam,
  o: order(
    'abbreviation',
    'accounting_start_date',
    'agreement_number',
    'contact_details',
    'created',
    'description',
    'name',
    'native_name',
    'registration_code',
  ),
};
const pageParams = { ...listParams, ...paging };
export type CustomerFilters = ParamsOf<typeof customerFilters>;
export type CustomerListParams = ParamsOf<typeof listParams>;

/** What a page of organisations is asked for with. */
export function customersQuery(params: CustomerListParams & PageParams): QueryPairs {
  return writeQuery(pageParams, params);
}

/** A page of `GET /api/customers/`, which `listCustomers` reads. */
export function customersCall(params: CustomerListParams & PageParams): ListCall {
  return { name: 'list organisations', core: true, path: customersPath, query: customersQuery(params) };
}
