import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import type { Scope } from './members';
import { readPage } from './operations';
import type { Page, PageParams } from './paging';
import { hexUuid, integer, order, paging, texts, writeQuery, type ParamsOf } from './params';
import { anything, key, text } from './row';

export const eventSchema = z.looseObject({
  uuid: key,
  created: text,
  event_type: text,
  message: text,
  /** An object of texts. */
  context: anything,
});

/** A line of the audit log. */
export type Event = z.infer<typeof eventSchema>;

const listParams = {
  event_type: texts,
  /** Unix seconds. */
  created_from: integer(0, 2 ** 40),
  created_to: integer(0, 2 ** 40),
  o: order('created'),
};
export type EventListParams = ParamsOf<typeof listParams> & {
  /** Left out, only staff and support see anything. */
  readonly scope?: (Scope & { readonly kind: 'customer' | 'project' }) | undefined;
};

/**
 * `GET /api/events/`: what happened to an organisation or project, newest first with `o: '-created'`. For owners,
 * staff and support; others get an empty list. Errors: invalid (a scope one does not see).
 */
export async function listEvents(
  client: WaldurClient,
  params: EventListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<Event>> {
  const { scope, ...others } = params;
  const query = [
    ...writeQuery({ ...listParams, ...paging }, others),
    ...(scope === undefined
      ? []
      : [['scope', client.href(`api/${scope.kind}s/${hexUuid(scope.uuid)}/`)] as const]),
  ];
  return readPage(client, { name: 'list events', path: 'api/events/', query }, eventSchema, options);
}
