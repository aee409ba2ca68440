import { retrieveProtectedCall } from '../waldur/calls';
import { retrieveCallManagingOrganisation } from '../waldur/callManagingOrganisations';
import type { WaldurClient } from '../waldur/client';
import { listCustomerUsers } from '../waldur/customerUsers';
import { retrieveCustomer } from '../waldur/customers';
import { listUsers, type Scope } from '../waldur/members';
import { retrieveOrganizationGroup } from '../waldur/organizationGroups';
import { readAllPages } from '../waldur/paging';
import { retrieveProject } from '../waldur/projects';
import { readMe } from '../waldur/session';
import { retrieveUser } from '../waldur/users';

/** Names one object of a server in a way that survives a restart. */
export type DetailsReference =
  | {
      readonly kind: 'customer' | 'project' | 'managingOrganisation' | 'call' | 'organizationGroup' | 'user';
      readonly uuid: string;
    }
  | { readonly kind: 'grant'; readonly scope: Scope; readonly uuid: string; readonly user: string }
  | {
      readonly kind: 'customerUser';
      readonly customer: string;
      readonly uuid: string;
      readonly username: string;
    }
  | { readonly kind: 'me' };

/** The whole object, read anew; undefined when the row that showed it is gone from the server. */
export async function readDetails(
  client: WaldurClient,
  reference: DetailsReference,
  signal?: AbortSignal,
): Promise<object | undefined> {
  const options = signal === undefined ? {} : { signal };
  switch (reference.kind) {
    case 'customer':
      return retrieveCustomer(client, reference.uuid, {}, options);
    case 'project':
      return retrieveProject(client, reference.uuid, {}, options);
    case 'managingOrganisation':
      return retrieveCallManagingOrganisation(client, reference.uuid, options);
    case 'call':
      return retrieveProtectedCall(client, reference.uuid, options);
    case 'organizationGroup':
      return retrieveOrganizationGroup(client, reference.uuid, options);
    case 'user':
      return retrieveUser(client, reference.uuid, {}, options);
    case 'me':
      return readMe(client, {}, options);
    case 'grant': {
      const grants = readAllPages(
        (page, stop) =>
          listUsers(
            client,
            reference.scope,
            { user: reference.user, page, page_size: 300 },
            { signal: stop },
          ),
        options,
      );
      return findRow(grants, reference.uuid);
    }
    case 'customerUser': {
      const people = readAllPages(
        (page, stop) =>
          listCustomerUsers(
            client,
            reference.customer,
            { username: reference.username, page, page_size: 300 },
            { signal: stop },
          ),
        options,
      );
      return findRow(people, reference.uuid);
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
