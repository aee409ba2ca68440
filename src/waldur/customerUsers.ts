import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readCount, readPage } from './operations';
import type { Page, PageParams } from './paging';
import { fieldsOf, flag, hexUuid, order, paging, text, texts, writeQuery, type ParamsOf } from './params';
import { key, list, text as textField } from './row';

const customerUserShape = {
  uuid: key,
  url: textField,
  username: textField,
  full_name: textField,
  email: textField,
  /** One of the roles on the organisation; null when there are only roles on projects. */
  role_name: textField,
  /** Absent for those with roles on projects only. */
  expiration_time: textField,
  image: textField,
  projects: list({
    uuid: key,
    url: textField,
    name: textField,
    role_name: textField,
    expiration_time: textField,
  }),
};
export const customerUserSchema = z.looseObject(customerUserShape);

/** A person of an organisation, with the projects of it they have a role on. */
export type CustomerUser = z.infer<typeof customerUserSchema>;
export type CustomerUserField = keyof typeof customerUserShape;

const filters = {
  full_name: text,
  user_keyword: text,
  /** Equals; names and e-mail contain. */
  username: text,
  email: text,
  native_name: text,
  organization: text,
  job_title: text,
  phone_number: text,
  civil_number: text,
  description: text,
  registration_method: text,
  is_active: flag,
  /** Datetimes; later ones match. */
  date_joined: text,
  modified: text,
  agreement_date: text,
  /** Role names. Given both, those who hold either. */
  organization_role: texts,
  project_role: texts,
};
const listParams = {
  ...filters,
  field: fieldsOf<CustomerUserField>('uuid'),
  o: order('concatenated_name'),
};
export type CustomerUserFilters = ParamsOf<typeof filters>;
export type CustomerUserListParams = ParamsOf<typeof listParams>;

const pathOf = (customerUuid: string) => `api/customers/${hexUuid(customerUuid, 'customer')}/users/`;

/**
 * `GET /api/customers/{customer_uuid}/users/`: everyone with a role on the organisation or one of its projects,
 * one row a person, by user name. A person with several roles on the organisation shows one of them: to change
 * roles use `listUsers`. Servers of 2024 ignore `field`.
 * Errors: forbidden (it takes CUSTOMER.LIST_USERS; comes without words), notFound.
 */
export async function listCustomerUsers(
  client: WaldurClient,
  customerUuid: string,
  params: CustomerUserListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<CustomerUser>> {
  const query = writeQuery({ ...listParams, ...paging }, params);
  const call = { name: 'list the people of an organisation', path: pathOf(customerUuid), query };
  return readPage(client, call, customerUserSchema, options);
}

/** `HEAD /api/customers/{customer_uuid}/users/`: how many people match. */
export async function countCustomerUsers(
  client: WaldurClient,
  customerUuid: string,
  params: CustomerUserFilters = {},
  options?: CallOptions,
): Promise<number> {
  const call = {
    name: 'count the people of an organisation',
    path: pathOf(customerUuid),
    query: writeQuery(filters, params),
  };
  return readCount(client, call, options);
}
