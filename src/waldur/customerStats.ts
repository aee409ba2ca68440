import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { readObject } from './operations';
import { flag, hexUuid, writeQuery, type ParamsOf } from './params';
import { list, number, text } from './row';

export const customerStatsSchema = z.looseObject({
  components: list({
    type: text,
    name: text,
    description: text,
    measured_unit: text,
    billing_type: text,
    usage: number,
    limit_usage: number,
    /** The part of `usage` and `limit_usage` that came from terminated resources (8.1.3). */
    usage_terminated: number,
    limit_usage_terminated: number,
    /** Null without a limit. */
    limit: number,
    offering_name: text,
    offering_uuid: text,
  }),
});

/** What the resources of an organisation use, component by component. Empty when there are none. */
export type CustomerStats = z.infer<typeof customerStatsSchema>;
export type UsageComponent = NonNullable<CustomerStats['components']>[number];

const params = { for_current_month: flag };

/**
 * `GET /api/customers/{uuid}/stats/`: usage of this month or, unless asked for, in total. Numbers may be
 * fractions. Servers of 2024 have no `billing_type`, `limit_usage` and `offering_*`, add components of one type up
 * over offerings, whatever their units, and ignore `for_current_month` (seen on a real one). Errors: notFound.
 */
export async function readCustomerStats(
  client: WaldurClient,
  customerUuid: string,
  period: ParamsOf<typeof params> = {},
  options?: CallOptions,
): Promise<CustomerStats> {
  const call = {
    name: 'read the usage of an organisation',
    method: 'GET',
    path: `api/customers/${hexUuid(customerUuid)}/stats/`,
    query: writeQuery(params, period),
  } as const;
  return readObject(client, call, customerStatsSchema, options);
}
