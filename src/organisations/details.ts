import * as z from 'zod/mini';
import type { Connection } from '../connections/connection';
import { listCustomerUsers } from '../waldur/customerUsers';
import { listUsers } from '../waldur/members';
import { readAllPages } from '../waldur/paging';
import type { ChangedRef } from './objectRef';
import type { OrganisationStore } from './organisationStore';

const names = { connectionId: z.string(), uuid: z.string() };

const detailsRef = z.discriminatedUnion('kind', [
  z.object({
    ...names,
    kind: z.enum(['customer', 'project', 'call-managing-organisation', 'call', 'organization-group', 'user']),
  }),
  z.object({
    ...names,
    kind: z.literal('grant'),
    scope: z.object({
      kind: z.enum(['customer', 'project', 'call-managing-organisation']),
      uuid: z.string(),
    }),
    user: z.string(),
  }),
  z.object({ ...names, kind: z.literal('customer-user'), customer: z.string(), username: z.string() }),
]);

/** An `ObjectRef`, or a row that has no address of its own: then what it is a row of is named too. */
export type DetailsRef = Readonly<z.infer<typeof detailsRef>>;

/** @param text JSON, from an address that others may have made; undefined where it names nothing with details */
export function parseDetailsRef(text: string): DetailsRef | undefined {
  try {
    return detailsRef.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * The whole object, or the row read anew; undefined when the row is gone from the server.
 * @throws what reading threw
 */
export async function readDetails(
  { client }: Pick<Connection, 'client'>,
  store: Pick<OrganisationStore, 'object'>,
  ref: DetailsRef,
  options: { readonly anew: boolean; readonly signal: AbortSignal },
): Promise<object | undefined> {
  switch (ref.kind) {
    case 'customer':
    case 'project':
    case 'call-managing-organisation':
    case 'call':
    case 'organization-group':
    case 'user':
      return store.object(ref, options);
    case 'grant': {
      const grants = readAllPages(
        (page, call) => listUsers(client, ref.scope, { user: ref.user, page, page_size: 300 }, call),
        options,
      );
      return findRow(grants, ref.uuid);
    }
    case 'customer-user': {
      const people = readAllPages(
        (page, call) =>
          listCustomerUsers(client, ref.customer, { username: ref.username, page, page_size: 300 }, call),
        options,
      );
      return findRow(people, ref.uuid);
    }
  }
}

/** Whether what was changed shows in these details. An object tells of its lists too, by counts at least. */
export function concerns({ connectionId, kind, uuid }: ChangedRef, details: DetailsRef): boolean {
  const shown: readonly { readonly kind: string; readonly uuid: string }[] =
    details.kind === 'grant'
      ? [details.scope, { kind: 'user', uuid: details.user }]
      : details.kind === 'customer-user'
        ? [
            { kind: 'customer', uuid: details.customer },
            { kind: 'user', uuid: details.uuid },
          ]
        : [details];
  return (
    connectionId === details.connectionId &&
    shown.some((object) => object.kind === kind && object.uuid === uuid)
  );
}

async function findRow<T extends { readonly uuid: string }>(
  pages: AsyncIterable<{ readonly rows: readonly T[] }>,
  uuid: string,
): Promise<T | undefined> {
  for await (const { rows } of pages) {
    const row = rows.find((candidate) => candidate.uuid === uuid);
    if (row !== undefined) {
      return row;
    }
  }
  return undefined;
}
