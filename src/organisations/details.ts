import * as z from 'zod/mini';
import type { Connection } from '../connections/connection';
import { retrieveProtectedCall } from '../waldur/calls';
import { retrieveCallManagingOrganisation } from '../waldur/callManagingOrganisations';
import { listCustomerUsers } from '../waldur/customerUsers';
import { retrieveCustomer } from '../waldur/customers';
import { listUsers } from '../waldur/members';
import { retrieveOrganizationGroup } from '../waldur/organizationGroups';
import { readAllPages } from '../waldur/paging';
import { retrieveProject } from '../waldur/projects';
import { readMe } from '../waldur/session';
import { retrieveUser } from '../waldur/users';

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

/** The whole object, read anew; undefined when the row that showed it is gone from the server. */
export async function readDetails(
  { client, info }: Pick<Connection, 'client' | 'info'>,
  ref: DetailsRef,
  signal?: AbortSignal,
): Promise<object | undefined> {
  const options = signal === undefined ? {} : { signal };
  switch (ref.kind) {
    case 'customer':
      return retrieveCustomer(client, ref.uuid, {}, options);
    case 'project':
      return retrieveProject(client, ref.uuid, {}, options);
    case 'call-managing-organisation':
      return retrieveCallManagingOrganisation(client, ref.uuid, options);
    case 'call':
      return retrieveProtectedCall(client, ref.uuid, options);
    case 'organization-group':
      return retrieveOrganizationGroup(client, ref.uuid, options);
    case 'user':
      // Who may not look at others sees themselves, and more of it.
      return ref.uuid === info.user.uuid
        ? readMe(client, {}, options)
        : retrieveUser(client, ref.uuid, {}, options);
    case 'grant': {
      const grants = readAllPages(
        (page, stop) =>
          listUsers(client, ref.scope, { user: ref.user, page, page_size: 300 }, { signal: stop }),
        options,
      );
      return findRow(grants, ref.uuid);
    }
    case 'customer-user': {
      const people = readAllPages(
        (page, stop) =>
          listCustomerUsers(
            client,
            ref.customer,
            { username: ref.username, page, page_size: 300 },
            { signal: stop },
          ),
        options,
      );
      return findRow(people, ref.uuid);
    }
  }
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
