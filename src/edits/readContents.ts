import { type CustomerState, stateOfCustomer } from '../access/answer';
import type { Caller } from '../access/caller';
import { may } from '../access/may';
import type { ScopeObject } from '../access/objects';
import { retrieveCallManagingOrganisation } from '../waldur/callManagingOrganisations';
import { listProtectedCalls } from '../waldur/calls';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { retrieveCustomer } from '../waldur/customers';
import { isCancelled, WaldurError } from '../waldur/errors';
import { countUsers } from '../waldur/members';
import { countProjects, retrieveProject } from '../waldur/projects';
import { countActiveResources } from '../waldur/resources';
import type { Contents } from './deleteTask';

/** What an object holds; left out: it could not be counted, or the caller may not see all of it. */
export interface AllContents extends Contents {
  readonly calls?: number | undefined;
  /** Of an organisation, as far as the caller is shown them. */
  readonly paymentProfiles?: number | undefined;
}

/** An object as it is read before it is deleted. */
export interface ObjectToDelete {
  readonly name: string;
  /** The organisation it belongs to. */
  readonly customer?: string | undefined;
  readonly customerName?: string | undefined;
  /** The managing organisation that goes with an organisation. */
  readonly managing?: string | undefined;
  /** Of an organisation; otherwise it is not known from this. */
  readonly state?: CustomerState | undefined;
  readonly contents: AllContents;
  /** A project that the server can bring back. */
  readonly isRecoverable: boolean;
}

/**
 * Reads what is to be deleted, and counts what goes with it or stands in the way: up to five requests, none of them
 * large. Undefined: it was deleted before. @throws WaldurError where the object itself cannot be read
 */
export function readContents(
  client: WaldurClient,
  object: ScopeObject,
  caller: Caller,
  options: CallOptions,
): Promise<ObjectToDelete | undefined> {
  switch (object.kind) {
    case 'customer':
      return readCustomer(client, object.uuid, caller, options);
    case 'project':
      return readProject(client, object.uuid, options);
    case 'call-managing-organisation':
      return readManaging(client, object.uuid, caller, options);
  }
}

async function readCustomer(
  client: WaldurClient,
  uuid: string,
  caller: Caller,
  options: CallOptions,
): Promise<ObjectToDelete> {
  const [row, projects, resources] = await Promise.all([
    retrieveCustomer(
      client,
      uuid,
      {
        field: [
          'uuid',
          'name',
          'blocked',
          'archived',
          'users_count',
          'payment_profiles',
          'call_managing_organization_uuid',
        ],
      },
      options,
    ),
    counted(countProjects(client, { customer: uuid }, options)),
    counted(countActiveResources(client, { customer_uuid: uuid }, options)),
  ]);
  const managing = row.call_managing_organization_uuid;
  return {
    name: row.name,
    managing: managing ?? undefined,
    state: stateOfCustomer(row),
    contents: {
      projects,
      resources,
      people: row.users_count ?? undefined,
      calls: managing ? await countCalls(client, managing, uuid, caller, options) : 0,
      paymentProfiles: row.payment_profiles?.length,
    },
    isRecoverable: false,
  };
}

async function readProject(
  client: WaldurClient,
  uuid: string,
  options: CallOptions,
): Promise<ObjectToDelete | undefined> {
  const [row, resources, people] = await Promise.all([
    retrieveProject(
      client,
      uuid,
      { field: ['uuid', 'name', 'is_removed', 'customer_uuid', 'customer_name'] },
      options,
    ),
    counted(countActiveResources(client, { project_uuid: uuid }, options)),
    counted(countUsers(client, { kind: 'project', uuid }, {}, options)),
  ]);
  if (row.is_removed === true) {
    return undefined;
  }
  return {
    name: row.name,
    customer: row.customer_uuid ?? undefined,
    customerName: row.customer_name ?? undefined,
    contents: { resources, people },
    // What tells deleted projects from others came with what recovers them.
    isRecoverable: row.is_removed === false,
  };
}

async function readManaging(
  client: WaldurClient,
  uuid: string,
  caller: Caller,
  options: CallOptions,
): Promise<ObjectToDelete> {
  const row = await retrieveCallManagingOrganisation(client, uuid, options);
  const customer = row.customer_uuid ?? undefined;
  const [calls, people] = await Promise.all([
    customer === undefined ? undefined : countCalls(client, uuid, customer, caller, options),
    counted(countUsers(client, { kind: 'call-managing-organisation', uuid }, {}, options)),
  ]);
  return { name: row.customer_name ?? '', customer, contents: { calls, people }, isRecoverable: false };
}

/** Calls that the caller does not see may be there as well. */
async function countCalls(
  client: WaldurClient,
  uuid: string,
  customer: string,
  caller: Caller,
  options: CallOptions,
): Promise<number | undefined> {
  const first = listProtectedCalls(client, { customer_uuid: customer, page_size: 1 }, options);
  const calls = await counted(first.then(({ total }) => total));
  const seesAll =
    may(caller, 'seeCalls', { kind: 'call-managing-organisation', uuid, customer }, new Date()).kind ===
    'yes';
  return calls === 0 && !seesAll ? undefined : calls;
}

/** Undefined where it cannot be counted, which is said. What an older server lacks there is none of. */
async function counted(counting: Promise<number | undefined>): Promise<number | undefined> {
  try {
    return await counting;
  } catch (error) {
    if (isCancelled(error) || !(error instanceof WaldurError)) {
      throw error;
    }
    return error.problem.kind === 'tooOld' ? 0 : undefined;
  }
}

/** What the server would refuse to delete an object for. */
export function inTheWay(
  { kind }: Pick<ScopeObject, 'kind'>,
  { resources = 0, calls = 0, people = 0, paymentProfiles = 0 }: AllContents,
): AllContents {
  switch (kind) {
    case 'project':
      return held({ resources });
    case 'customer':
      return held({ calls, paymentProfiles });
    case 'call-managing-organisation':
      return held({ calls, people });
  }
}

function held(contents: AllContents): AllContents {
  return Object.fromEntries(Object.entries(contents).filter(([, count]) => count > 0));
}
