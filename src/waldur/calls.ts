import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readObject, readPage } from './operations';
import type { Page, PageParams } from './paging';
import { flag, hexUuid, order, paging, someOf, text, uuid, writeQuery, type ParamsOf } from './params';
import { key, list, text as textField } from './row';

export const callSchema = z.looseObject({
  uuid: key,
  name: key,
  url: textField,
  created: textField,
  slug: textField,
  /** draft, active or archived. */
  state: textField,
  description: textField,
  start_date: textField,
  end_date: textField,
  /** URL of the managing organisation. */
  manager: textField,
  manager_uuid: textField,
  customer_uuid: textField,
  customer_name: textField,
  reference_code: textField,
  external_url: textField,
  rounds: list({
    uuid: key,
    slug: textField,
    name: textField,
    start_time: textField,
    cutoff_time: textField,
    /** scheduled, open or ended. */
    status: textField,
  }),
  offerings: list({}),
  documents: list({}),
});

/** A call for proposals. */
export type Call = z.infer<typeof callSchema>;

const listParams = {
  /** The managing customer, not the managing organisation. */
  customer_uuid: uuid,
  state: someOf('draft', 'active', 'archived'),
  name: text,
  has_active_round: flag,
  o: order('name', 'created', 'manager__customer__name'),
};
export type CallListParams = ParamsOf<typeof listParams>;

/**
 * `GET /api/proposal-protected-calls/`: the calls the caller runs. Servers of 2024 show them to staff and to
 * holders of CALL.MANAGER only; others get an empty list. No sparse fields.
 */
export async function listProtectedCalls(
  client: WaldurClient,
  params: CallListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<Call>> {
  const query = writeQuery({ ...listParams, ...paging }, params);
  return readPage(
    client,
    { name: 'list calls', path: 'api/proposal-protected-calls/', query },
    callSchema,
    options,
  );
}

/** `GET /api/proposal-protected-calls/{uuid}/`. Errors: notFound. */
export async function retrieveProtectedCall(
  client: WaldurClient,
  callUuid: string,
  options?: CallOptions,
): Promise<Call> {
  const path = `api/proposal-protected-calls/${hexUuid(callUuid)}/`;
  return readObject(client, { name: 'read a call', method: 'GET', path }, callSchema, options);
}
