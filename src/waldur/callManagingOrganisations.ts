import * as z from 'zod/mini';
import type {
  CallManagingOrganisationCreate,
  CallManagingOrganisationWrite,
} from './callManagingOrganisationWrite';
import type { CallOptions, WaldurClient } from './client';
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
import { hexUuid, order, paging, text, uuid, writeQuery, type ParamsOf } from './params';
import { key, number, text as textField } from './row';

export const callManagingOrganisationSchema = z.looseObject({
  uuid: key,
  url: textField,
  created: textField,
  description: textField,
  /** A URL; the caller may well not see that organisation. */
  customer: textField,
  /** It has no name of its own: this is its label. */
  customer_name: textField,
  customer_uuid: textField,
  customer_image: textField,
  customer_abbreviation: textField,
  customer_native_name: textField,
  customer_country: textField,
  image: textField,
});

/** An organisation's right to run calls for proposals. Its uuid is not the organisation's. */
export type CallManagingOrganisation = z.infer<typeof callManagingOrganisationSchema>;

const filters = {
  /** The organisation's uuid; sent as its URL, the only form this filter reads. */
  customer: uuid,
  customer_uuid: uuid,
  /** Name, abbreviation or native name of the organisation contain it. */
  customer_keyword: text,
};
const listParams = { ...filters, o: order('customer_name') };
export type CallManagingOrganisationFilters = ParamsOf<typeof filters>;
export type CallManagingOrganisationListParams = ParamsOf<typeof listParams>;

const path = 'api/call-managing-organisations/';
const pathOf = (organisationUuid: string) => `${path}${hexUuid(organisationUuid)}/`;

/** `GET /api/call-managing-organisations/`: all of them, whoever asks; there are no sparse fields. */
export async function listCallManagingOrganisations(
  client: WaldurClient,
  params: CallManagingOrganisationListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<CallManagingOrganisation>> {
  const query = queryOf(client, params);
  const call = { name: 'list managing organisations', path, query };
  return readPage(client, call, callManagingOrganisationSchema, options);
}

/** `HEAD /api/call-managing-organisations/`: how many match. */
export async function countCallManagingOrganisations(
  client: WaldurClient,
  params: CallManagingOrganisationFilters = {},
  options?: CallOptions,
): Promise<number> {
  return readCount(
    client,
    { name: 'count managing organisations', path, query: queryOf(client, params) },
    options,
  );
}

function queryOf(client: WaldurClient, params: object) {
  return writeQuery({ ...listParams, ...paging }, params).map(([name, value]) =>
    name === 'customer'
      ? ([name, client.href(`api/customers/${value}/`)] as const)
      : ([name, value] as const),
  );
}

/** `GET /api/call-managing-organisations/{uuid}/`, by its own uuid. Errors: notFound. */
export async function retrieveCallManagingOrganisation(
  client: WaldurClient,
  organisationUuid: string,
  options?: CallOptions,
): Promise<CallManagingOrganisation> {
  const call = {
    name: 'read a managing organisation',
    method: 'GET',
    path: pathOf(organisationUuid),
  } as const;
  return readObject(client, call, callManagingOrganisationSchema, options);
}

export const callManagingOrganisationStatsSchema = z.looseObject({
  open_calls: number,
  active_rounds: number,
  accepted_proposals: number,
  pending_proposals: number,
  pending_review: number,
  rounds_closing_in_one_week: number,
  calls_closing_in_one_week: number,
  offering_requests_pending: number,
});

/** Its eight figures; all zero when it is idle. */
export type CallManagingOrganisationStats = z.infer<typeof callManagingOrganisationStatsSchema>;

/** `GET /api/call-managing-organisations/{uuid}/stats/`: for any signed-in user. Errors: notFound. */
export async function readCallManagingOrganisationStats(
  client: WaldurClient,
  organisationUuid: string,
  options?: CallOptions,
): Promise<CallManagingOrganisationStats> {
  const call = {
    name: 'read the figures of a managing organisation',
    method: 'GET',
    path: `${pathOf(organisationUuid)}stats/`,
  } as const;
  return readObject(client, call, callManagingOrganisationStatsSchema, options);
}

/**
 * `POST /api/call-managing-organisations/`: makes an organisation, given by its uuid, one that manages calls. It
 * takes staff, or SERVICE_PROVIDER.REGISTER, which no shipped role has.
 * Errors: invalid (unknown organisation, "Call managing organisation with this customer already exists."),
 * forbidden.
 */
export async function createCallManagingOrganisation(
  client: WaldurClient,
  organisation: CallManagingOrganisationCreate,
  options?: CallOptions,
): Promise<CallManagingOrganisation> {
  const call = { name: 'create a managing organisation', method: 'POST', path } as const;
  const body = newCallManagingOrganisationBody(client, organisation);
  return writeObject(client, call, body, callManagingOrganisationSchema, options);
}

/** What a new one is made of, as the server wants it: what it belongs to is a URL. */
export function newCallManagingOrganisationBody(
  client: WaldurClient,
  { customer, ...others }: CallManagingOrganisationCreate,
): object {
  return { ...others, customer: client.href(`api/customers/${hexUuid(customer, 'customer')}/`) };
}

/**
 * `PUT /api/call-managing-organisations/{uuid}/`: as `patchCallManagingOrganisation`. The documentation demands
 * `customer`, the server ignores it: it is sent when given, and never changes.
 */
export async function updateCallManagingOrganisation(
  client: WaldurClient,
  organisationUuid: string,
  organisation: Partial<CallManagingOrganisationCreate>,
  options?: CallOptions,
): Promise<CallManagingOrganisation> {
  const call = {
    name: 'change a managing organisation',
    method: 'PUT',
    path: pathOf(organisationUuid),
  } as const;
  const { customer, ...others } = organisation;
  const link =
    customer === undefined
      ? {}
      : { customer: client.href(`api/customers/${hexUuid(customer, 'customer')}/`) };
  return writeObject(client, call, { ...others, ...link }, callManagingOrganisationSchema, options);
}

/**
 * `PATCH /api/call-managing-organisations/{uuid}/`: for owners of the organisation and staff.
 * Errors: invalid, forbidden (never notFound for one that exists, since everyone sees all), notFound.
 */
export async function patchCallManagingOrganisation(
  client: WaldurClient,
  organisationUuid: string,
  changes: CallManagingOrganisationWrite,
  options?: CallOptions,
): Promise<CallManagingOrganisation> {
  const call = {
    name: 'change a managing organisation',
    method: 'PATCH',
    path: pathOf(organisationUuid),
  } as const;
  return writeObject(client, call, changes, callManagingOrganisationSchema, options);
}

/** `PATCH /api/call-managing-organisations/{uuid}/` with the image alone, as a form. Formats as for organisations. */
export async function setCallManagingOrganisationImage(
  client: WaldurClient,
  organisationUuid: string,
  image: ImageFile,
  options?: CallOptions,
): Promise<CallManagingOrganisation> {
  const call = { name: 'set the image of a managing organisation', path: pathOf(organisationUuid) };
  return writeImage(client, call, image, callManagingOrganisationSchema, options);
}

/** `PATCH /api/call-managing-organisations/{uuid}/` with `image: null`. */
export async function clearCallManagingOrganisationImage(
  client: WaldurClient,
  organisationUuid: string,
  options?: CallOptions,
): Promise<CallManagingOrganisation> {
  return patchCallManagingOrganisation(client, organisationUuid, { image: null }, options);
}

/**
 * `DELETE /api/call-managing-organisations/{uuid}/`: the organisation itself stays. For its owners and staff.
 * Errors: forbidden, notFound; while it has calls or grants: invalid on newer servers, on those of 2024 conflict
 * (one call) or server (several).
 */
export async function deleteCallManagingOrganisation(
  client: WaldurClient,
  organisationUuid: string,
  options?: CallOptions,
): Promise<void> {
  const call = {
    name: 'delete a managing organisation',
    method: 'DELETE',
    path: pathOf(organisationUuid),
  } as const;
  return write(client, call, undefined, options);
}
