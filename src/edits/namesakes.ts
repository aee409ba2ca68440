import { listCallManagingOrganisations } from '../waldur/callManagingOrganisations';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { listCustomers } from '../waldur/customers';
import { listProjects } from '../waldur/projects';
import type { NewObjectOfTask } from './createTask';

/** Far more than have one name: the newest come first, so that what was just made is among them in any case. */
const page_size = 300;
const o = ['-created'] as const;
const field = ['uuid', 'name'] as const;

/**
 * Uuids of what is called exactly the same in the same place: organisations on the server, projects in the organisation.
 * Of a managing organisation, that of its organisation. Those the caller sees. @throws WaldurError
 */
export async function namesakes(
  client: WaldurClient,
  { kind, name, customer }: Pick<NewObjectOfTask, 'kind' | 'name' | 'customer'>,
  options?: CallOptions,
): Promise<readonly string[]> {
  const isOne = (row: { readonly name: string }): boolean => row.name.trim() === name.trim();
  const uuidsOf = (rows: readonly { readonly uuid: string }[]): readonly string[] =>
    rows.map(({ uuid }) => uuid);
  switch (kind) {
    case 'customer': {
      const params = { name_exact: name.trim(), o, field, page_size };
      return uuidsOf((await listCustomers(client, params, options)).rows.filter(isOne));
    }
    case 'project': {
      // It knows names that contain this one alone.
      const params = { customer, name: name.trim(), o, field, page_size };
      return uuidsOf((await listProjects(client, params, options)).rows.filter(isOne));
    }
    case 'call-managing-organisation': {
      const { rows } = await listCallManagingOrganisations(client, { customer_uuid: customer }, options);
      return uuidsOf(rows.filter((row) => row.customer_uuid === customer));
    }
  }
}
