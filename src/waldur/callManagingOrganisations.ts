import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readCount, readObject, readPage } from './operations';
import type { Page, PageParams } from './paging';
import { hexUuid, order, paging, text, uuid, writeQuery, type ParamsOf } from './params';
import { key, number, text as textField } from './row';

export const callManagingOrganisationSchema = z.looseObject({
  uuid: key(),
  url: textField(),
  created: textField(),
  description: textField(),
  /** A URL; the caller may well not see that organisation. */
  customer: textField(),
  /** It has no name of its own: this is its label. */
  customer_name: textField(),
  customer_uuid: textField(),
  customer_image: textField(),
  customer_abbreviation: textField(),
  customer_native_name: textField(),
  customer_country: textField(),
  image: textField(),
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
    path: `${path}${hexUuid(organisationUuid)}/`,
  } as const;
  return readObject(client, call, callManagingOrganisationSchema, options);
}

export const callManagingOrganisationStatsSchema = z.looseObject({
  open_calls: number(),
  active_rounds: number(),
  accepted_proposals: number(),
  pending_proposals: number(),
  pending_review: number(),
  rounds_closing_in_one_week: number(),
  calls_closing_in_one_week: number(),
  offering_requests_pending: number(),
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
    path: `${path}${hexUuid(organisationUuid)}/stats/`,
  } as const;
  return readObject(client, call, callManagingOrganisationStatsSchema, options);
}
