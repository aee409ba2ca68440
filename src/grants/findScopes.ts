import {
  listCallManagingOrganisations,
  retrieveCallManagingOrganisation,
} from '../waldur/callManagingOrganisations';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { type Customer, listCustomers, retrieveCustomer } from '../waldur/customers';
import { orNone } from '../waldur/errors';
import type { Scope } from '../waldur/members';
import { readRowsInTurn } from '../waldur/paging';
import { listProjects, type Project, type ProjectField, retrieveProject } from '../waldur/projects';
import { customerScopeFields, scopeOfCustomer, scopeOfManaging, scopeOfProject } from './grantScopes';
import type { GrantScope } from './roleTask';
import { hexOf } from './whoIsMeant';

const projectFields = [
  'uuid',
  'name',
  'customer_uuid',
  'customer_name',
  'is_removed',
] as const satisfies readonly ProjectField[];

/** By its uuid or its whole name. */
export async function findCustomers(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly Customer[]> {
  const hex = hexOf(text);
  if (hex !== undefined) {
    const customer = await orNone(readCustomer(client, hex, options));
    return customer === undefined ? [] : [customer];
  }
  const { rows } = await listCustomers(
    client,
    { name_exact: text, field: customerScopeFields, page_size: 100 },
    options,
  );
  return rows.filter(({ name }) => name === text);
}

/** By their uuid or their whole name, which several may have. */
export async function findProjects(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly Project[]> {
  const hex = hexOf(text);
  if (hex !== undefined) {
    const project = await orNone(retrieveProject(client, hex, { field: projectFields }, options));
    return project === undefined ? [] : [project];
  }
  const rows = await readRowsInTurn(
    (page, call) => listProjects(client, { name: text, field: projectFields, page, page_size: 100 }, call),
    options,
  );
  return rows.filter(({ name }) => name === text);
}

/** By its own uuid, or by the name of the organisation, which is the only name it has. */
export async function findManaging(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly GrantScope[]> {
  const hex = hexOf(text);
  const rows = await readRowsInTurn(
    (page, call) =>
      listCallManagingOrganisations(
        client,
        { page, page_size: 100, ...(hex === undefined ? { customer_keyword: text } : {}) },
        call,
      ),
    options,
  );
  return rows
    .filter(({ uuid, customer_name: name }) => (hex === undefined ? name === text : uuid === hex))
    .map(scopeOfManaging);
}

/** As much of an organisation as a scope needs. */
export function readCustomer(client: WaldurClient, uuid: string, options: CallOptions): Promise<Customer> {
  return retrieveCustomer(client, uuid, { field: customerScopeFields }, options);
}

/** One scope, a project without the state of its organisation. Errors: notFound, tooOld. */
export async function readScope(
  client: WaldurClient,
  { kind, uuid }: Scope,
  options: CallOptions,
): Promise<GrantScope> {
  switch (kind) {
    case 'customer':
      return scopeOfCustomer(await readCustomer(client, uuid, options));
    case 'project':
      return scopeOfProject(
        await retrieveProject(client, uuid, { field: projectFields }, options),
        undefined,
      );
    case 'call-managing-organisation':
      return scopeOfManaging(await retrieveCallManagingOrganisation(client, uuid, options));
  }
}
