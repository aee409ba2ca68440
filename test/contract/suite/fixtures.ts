import assert from 'node:assert/strict';
import {
  type CallManagingOrganisation,
  createCallManagingOrganisation,
} from '../../../src/waldur/callManagingOrganisations';
import {
  createCustomer,
  type Customer,
  deleteCustomer,
  listCustomers,
  patchCustomer,
  updateOrganizationGroups,
} from '../../../src/waldur/customers';
import { WaldurError } from '../../../src/waldur/errors';
import { addUser, deleteUser, type Expiry, type RoleOfUser, type Scope } from '../../../src/waldur/members';
import { parseJson } from '../../../src/waldur/operations';
import { listOrganizationGroups, type OrganizationGroup } from '../../../src/waldur/organizationGroups';
import type { CustomerWrite } from '../../../src/waldur/customerWrite';
import { createProject, deleteProject, type Project } from '../../../src/waldur/projects';
import type { ProjectWrite } from '../../../src/waldur/projectWrite';
import { type Bench } from './bench';
import { words } from './contractCase';
import { Unmet } from './unmet';

/** An organisation of the suite's own, which goes with all that is in it. */
export async function ownCustomer(bench: Bench, fields: CustomerWrite = {}): Promise<Customer> {
  const name = fields.name ?? bench.name('organisation');
  const customer = await createCustomer(bench.client, { ...fields, name });
  bench.undo.later(`organisation ${name}, ${customer.uuid}`, () =>
    deleteCustomer(bench.client, customer.uuid),
  );
  return customer;
}

/** A project that is deleted afterwards; in an organisation of the suite's own it goes with it. */
export async function ownProject(
  bench: Bench,
  customer: string,
  fields: ProjectWrite = {},
): Promise<Project> {
  const name = fields.name ?? bench.name('project');
  const project = await createProject(bench.client, { ...fields, name, customer });
  bench.undo.later(`project ${name}, ${project.uuid}`, () => deleteProject(bench.client, project.uuid));
  return project;
}

/** A managing organisation in an organisation of the suite's own. */
export async function ownManager(
  bench: Bench,
  description?: string,
): Promise<{ readonly manager: CallManagingOrganisation; readonly customer: Customer }> {
  const customer = await ownCustomer(bench);
  const manager = await createCallManagingOrganisation(bench.client, {
    customer: customer.uuid,
    ...(description === undefined ? {} : { description }),
  });
  return { manager, customer };
}

/** A draft call of a managing organisation. The client reads calls and makes none. */
export async function ownCall(bench: Bench, manager: CallManagingOrganisation): Promise<string> {
  const name = bench.name('call');
  const call = {
    name: 'create a call',
    method: 'POST',
    path: 'api/proposal-protected-calls/',
    body: {
      contentType: 'application/json',
      content: JSON.stringify({
        name,
        manager: bench.client.href(`api/call-managing-organisations/${manager.uuid}/`),
      }),
    },
  } as const;
  try {
    const made = parseJson(await bench.client.send(call), call);
    assert.ok(typeof made === 'object' && made !== null && 'uuid' in made && typeof made.uuid === 'string');
    const { uuid } = made;
    bench.undo.later(`call ${name}, ${uuid}`, () =>
      bench.client.send({ name: 'delete a call', method: 'DELETE', path: `${call.path}${uuid}/` }),
    );
    return uuid;
  } catch (error) {
    if (error instanceof WaldurError && ['invalid', 'forbidden', 'tooOld'].includes(error.problem.kind)) {
      throw new Unmet(`the caller may not create a call: ${words(error.problem)}`);
    }
    throw error;
  }
}

/** Grants a role that is revoked afterwards, also where the grant was not supposed to work. */
export async function grantForNow(
  bench: Bench,
  scope: Scope,
  grant: RoleOfUser & { readonly expiration_time?: string | null },
): Promise<Expiry> {
  const expiry = await addUser(bench.client, scope, grant);
  bench.undo.later(`role ${grant.role} of ${grant.user} on ${scope.kind} ${scope.uuid}`, () =>
    deleteUser(bench.client, scope, { role: grant.role, user: grant.user }),
  );
  return expiry;
}

/** Some organisation the caller sees, neither blocked nor archived. */
export async function visibleCustomer(bench: Bench): Promise<Customer> {
  const { rows } = await listCustomers(bench.client, { archived: false });
  const customer = rows.find(({ blocked }) => blocked !== true);
  if (customer === undefined) {
    throw new Unmet('the caller sees no organisation that is neither blocked nor archived');
  }
  return customer;
}

/** The organisation that was named as one that may be changed. */
export function namedCustomer(bench: Bench): string {
  const { organisation } = bench.facts;
  if (organisation === undefined) {
    throw new Unmet('no organisation was named');
  }
  return organisation;
}

/** Some organisation group of the server's. */
export async function someGroup(bench: Bench): Promise<OrganizationGroup> {
  const { rows } = await listOrganizationGroups(bench.client, { page_size: 1 });
  const [group] = rows;
  if (group === undefined) {
    throw new Unmet('there are no organisation groups');
  }
  return group;
}

/** Puts an organisation into a group, in the way of the server's age. */
export async function putInGroup(bench: Bench, customer: string, group: string): Promise<void> {
  try {
    await updateOrganizationGroups(bench.client, customer, [group]);
  } catch (error) {
    if (!(error instanceof WaldurError) || error.problem.kind !== 'tooOld') {
      throw error;
    }
    await patchCustomer(bench.client, customer, { organization_group: group });
  }
}

/** A time some days from now, in whole seconds. */
export function inDays(days: number): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`;
}

/** Whether two texts are the same moment, however they are written. */
export function sameInstant(actual: string | null | undefined, expected: string): void {
  assert.equal(new Date(actual ?? Number.NaN).getTime(), new Date(expected).getTime(), `${actual}`);
}
