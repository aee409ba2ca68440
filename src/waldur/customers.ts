import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { type Customer, type CustomerField, customerSchema } from './customerSchema';
import { readCount, readObject, readPage } from './operations';
import type { Page, PageParams } from './paging';
import {
  fieldsOf,
  flag,
  hexUuid,
  onlyTrue,
  order,
  paging,
  text,
  uuid,
  uuids,
  writeQuery,
  type ParamsOf,
} from './params';
import { key } from './row';

export type { Customer, CustomerField } from './customerSchema';

const fieldParam = { field: fieldsOf<CustomerField>('uuid', 'name') };

const filters = {
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
  /** Not in the documentation; ignored by servers that do not know them. */
  user_uuid: uuid,
  slug: text,
  service_provider_uuid: uuid,
  is_service_provider: onlyTrue,
  is_call_managing_organization: onlyTrue,
  has_resources: onlyTrue,
  accounting_is_running: flag,
  current_user_has_project_create_permission: flag,
};
const listParams = {
  ...filters,
  ...fieldParam,
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
export type CustomerFilters = ParamsOf<typeof filters>;
export type CustomerListParams = ParamsOf<typeof listParams>;

const path = 'api/customers/';
const pathOf = (customerUuid: string) => `${path}${hexUuid(customerUuid)}/`;

/**
 * `GET /api/customers/`: the organisations the caller sees, 10 a page unless asked, by name unless asked. Ask
 * for few fields: whole rows cost ten times as much, counts more than all the rest of a row.
 * Errors: invalid (unknown organisation group). Names are not unique and the sort has no tie-breaker.
 */
export async function listCustomers(
  client: WaldurClient,
  params: CustomerListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<Customer>> {
  const query = writeQuery({ ...listParams, ...paging }, params);
  return readPage(client, { name: 'list organisations', core: true, path, query }, customerSchema, options);
}

/** `HEAD /api/customers/`: how many organisations match. */
export async function countCustomers(
  client: WaldurClient,
  params: CustomerFilters = {},
  options?: CallOptions,
): Promise<number> {
  const query = writeQuery(filters, params);
  return readCount(client, { name: 'count organisations', core: true, path, query }, options);
}

/** `GET /api/customers/{uuid}/`: one organisation, whole unless `field` says less. Errors: notFound. */
export async function retrieveCustomer(
  client: WaldurClient,
  customerUuid: string,
  params: ParamsOf<typeof fieldParam> = {},
  options?: CallOptions,
): Promise<Customer> {
  const call = {
    name: 'read an organisation',
    method: 'GET',
    path: pathOf(customerUuid),
    query: writeQuery(fieldParam, params),
  } as const;
  return readObject(client, call, customerSchema, options);
}

export const countrySchema = z.looseObject({ value: key(), label: key() });

/** `value` is the alpha-2 code (or "EU") that `country` takes. */
export type Country = z.infer<typeof countrySchema>;

/**
 * `GET /api/customers/countries/`: what `country` may be. Not paginated, not sorted, in English; the filters
 * the documentation lists have no effect and are not offered.
 */
export async function listCountries(
  client: WaldurClient,
  options?: CallOptions,
): Promise<readonly Country[]> {
  const call = { name: 'list countries', path: `${path}countries/` };
  return (await readPage(client, call, countrySchema, options)).rows;
}
