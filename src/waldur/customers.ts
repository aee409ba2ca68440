import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { type Customer, customerSchema } from './customerSchema';
import {
  customerFieldParam,
  type CustomerFilters,
  customerFilters,
  type CustomerListParams,
  customersCall,
  customersPath,
} from './customersCall';
import type { CustomerContact, CustomerCreate, CustomerWrite } from './customerWrite';
import {
  type ImageFile,
  readCount,
  readObject,
  readPage,
  write,
  writeImage,
  writeObject,
} from './operations';
import type { Page, PageParams } from './paging';
import { hexUuid, writeQuery, type ParamsOf } from './params';
import { key } from './row';

export type { Customer, CustomerField } from './customerSchema';
export type { CustomerFilters, CustomerListParams } from './customersCall';

const path = customersPath;
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
  return readPage(client, customersCall(params), customerSchema, options);
}

/** `HEAD /api/customers/`: how many organisations match. */
export async function countCustomers(
  client: WaldurClient,
  params: CustomerFilters = {},
  options?: CallOptions,
): Promise<number> {
  const query = writeQuery(customerFilters, params);
  return readCount(client, { name: 'count organisations', core: true, path, query }, options);
}

/** `GET /api/customers/{uuid}/`: one organisation, whole unless `field` says less. Errors: notFound. */
export async function retrieveCustomer(
  client: WaldurClient,
  customerUuid: string,
  params: ParamsOf<typeof customerFieldParam> = {},
  options?: CallOptions,
): Promise<Customer> {
  const call = {
    name: 'read an organisation',
    method: 'GET',
    path: pathOf(customerUuid),
    query: writeQuery(customerFieldParam, params),
  } as const;
  return readObject(client, call, customerSchema, options);
}

export const countrySchema = z.looseObject({ value: key, label: key });

/** `value` is the alpha-2 code (or "EU") that `country` takes. */
export type Country = z.infer<typeof countrySchema>;

/**
 * `GET /api/customers/countries/`: what `country` may be, all in one page. Not sorted, in English; the filters
 * the documentation lists have no effect and are not offered.
 */
export async function listCountries(client: WaldurClient, options?: CallOptions): Promise<Page<Country>> {
  const call = { name: 'list countries', path: `${path}countries/` };
  return { ...(await readPage(client, call, countrySchema, options)), hasNext: false };
}

/**
 * `POST /api/customers/`: a new organisation; staff only, and no one gets a role on it. An image follows by
 * `setCustomerImage`: a form would set every boolean left out to false. `domain` left out becomes the creator's
 * organisation. Errors: invalid, forbidden.
 */
export async function createCustomer(
  client: WaldurClient,
  customer: CustomerCreate,
  options?: CallOptions,
): Promise<Customer> {
  const call = { name: 'create an organisation', method: 'POST', path } as const;
  return writeObject(client, call, customerBody(client, customer), customerSchema, options);
}

/**
 * `PUT /api/customers/{uuid}/`: as `patchCustomer`, but the name must be given. What is left out stays as it is.
 */
export async function updateCustomer(
  client: WaldurClient,
  customerUuid: string,
  customer: CustomerCreate,
  options?: CallOptions,
): Promise<Customer> {
  const call = { name: 'change an organisation', method: 'PUT', path: pathOf(customerUuid) } as const;
  return writeObject(client, call, customerBody(client, customer), customerSchema, options);
}

/**
 * `PATCH /api/customers/{uuid}/`: changes what is given, all of it or, when one field is bad, nothing. It takes
 * CUSTOMER.UPDATE on the organisation, or staff. There is no compare-and-set: read again just before.
 * Errors: invalid (also "Blocked organization is not available."), forbidden, notFound.
 */
export async function patchCustomer(
  client: WaldurClient,
  customerUuid: string,
  changes: CustomerWrite,
  options?: CallOptions,
): Promise<Customer> {
  const call = { name: 'change an organisation', method: 'PATCH', path: pathOf(customerUuid) } as const;
  return writeObject(client, call, customerBody(client, changes), customerSchema, options);
}

/**
 * `DELETE /api/customers/{uuid}/`: deletes the organisation and, without asking, its projects with everything in
 * them: count those first. Staff only on newer servers, CUSTOMER.DELETE on those of 2024.
 * Errors: invalid (blocked, archived), forbidden, notFound, conflict (one thing still uses it), server (several do).
 */
export async function deleteCustomer(
  client: WaldurClient,
  customerUuid: string,
  options?: CallOptions,
): Promise<void> {
  const call = { name: 'delete an organisation', method: 'DELETE', path: pathOf(customerUuid) } as const;
  return write(client, call, undefined, options);
}

/**
 * `PATCH /api/customers/{uuid}/` with the image alone, as a form. PNG, JPEG, GIF, BMP, WebP, TIFF or ICO by
 * content, with such a name; SVG on newer servers only. The server has no size limit, HomePort keeps to 2 MB.
 * Errors: invalid (field `image`), forbidden, notFound.
 */
export async function setCustomerImage(
  client: WaldurClient,
  customerUuid: string,
  image: ImageFile,
  options?: CallOptions,
): Promise<Customer> {
  const call = { name: 'set the image of an organisation', path: pathOf(customerUuid) };
  return writeImage(client, call, image, customerSchema, options);
}

/** `PATCH /api/customers/{uuid}/` with `image: null`. The old image goes on answering at its URL. */
export async function clearCustomerImage(
  client: WaldurClient,
  customerUuid: string,
  options?: CallOptions,
): Promise<Customer> {
  return patchCustomer(client, customerUuid, { image: null }, options);
}

/**
 * `POST /api/customers/{uuid}/update_organization_groups/`: the groups it is in from now on, by uuid; none clears
 * them. Staff only. Answers with nothing. Errors: invalid, forbidden, notFound, tooOld (2024: use the field
 * `organization_group`).
 */
export async function updateOrganizationGroups(
  client: WaldurClient,
  customerUuid: string,
  groupUuids: readonly string[],
  options?: CallOptions,
): Promise<void> {
  const call = {
    name: 'set organisation groups',
    since: '7.6.5',
    method: 'POST',
    path: `${pathOf(customerUuid)}update_organization_groups/`,
  } as const;
  const organization_groups = groupUuids.map((group) => groupUrl(client, group));
  return write(client, call, { organization_groups }, options);
}

/**
 * `POST /api/customers/{uuid}/contact/`: the contact fields, for those who hold CUSTOMER.CONTACT_UPDATE but not
 * CUSTOMER.UPDATE. Errors: invalid, forbidden, notFound, tooOld (before 8.0.3).
 */
export async function updateCustomerContact(
  client: WaldurClient,
  customerUuid: string,
  contact: CustomerContact,
  options?: CallOptions,
): Promise<void> {
  const call = {
    name: 'change contact details alone',
    since: '8.0.3',
    method: 'POST',
    path: `${pathOf(customerUuid)}contact/`,
  } as const;
  return write(client, call, contact, options);
}

/** As the server wants it: what is named by a uuid there is a URL here, save for checklists. */
export function customerBody(client: WaldurClient, customer: CustomerWrite): object {
  const { project_metadata_checklist: checklist, organization_group: group, ...others } = customer;
  return {
    ...others,
    ...(checklist === undefined
      ? {}
      : {
          project_metadata_checklist:
            checklist === null ? null : hexUuid(checklist, 'project_metadata_checklist'),
        }),
    ...(group === undefined ? {} : { organization_group: group === null ? null : groupUrl(client, group) }),
  };
}

function groupUrl(client: WaldurClient, groupUuid: string): string {
  return client.href(`api/organization-groups/${hexUuid(groupUuid, 'organisation group')}/`);
}
