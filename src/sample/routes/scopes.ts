import type { Exchange } from '../http/exchange';
import { parseUuid, seesCustomer, seesProject, visibleCalls } from '../rules/visibility';
import { str } from '../validate/python';
import type { Behaviour } from '../versions';

/** What an address stands for that the caller may use as a scope. */
export interface FoundScope {
  readonly kind: 'found';
  /** The model's name. */
  readonly type: 'customer' | 'project' | 'call';
  readonly uuid: string;
  readonly customer: string;
}
export type ReadScope = FoundScope | { readonly kind: 'refused'; readonly words: string };

const structure = 'waldur_core.structure.models';
const marketplace = 'waldur_mastermind.marketplace.models';
const proposals = 'waldur_mastermind.proposal.models';

/** What roles can be held on, by the key of the role type: the model's name as grants carry it, and its class. */
const olderTypes: Readonly<Record<string, readonly [model: string, module: string, name: string]>> = {
  customer: ['customer', structure, 'Customer'],
  project: ['project', structure, 'Project'],
  offering: ['offering', marketplace, 'Offering'],
  call: ['call', proposals, 'Call'],
  proposal: ['proposal', proposals, 'Proposal'],
};
const newerTypes: typeof olderTypes = {
  ...olderTypes,
  service_provider: ['serviceprovider', marketplace, 'ServiceProvider'],
  call_organizer: ['callmanagingorganisation', proposals, 'CallManagingOrganisation'],
  resource: ['resource', marketplace, 'Resource'],
  resource_project: ['resourceproject', marketplace, 'ResourceProject'],
};

const typesOf = (behaviour: Behaviour): typeof olderTypes =>
  behaviour.moreScopeTypes ? newerTypes : olderTypes;

/** The model's name of a role type, as grants and invitations carry it; undefined: there is no such type. */
export function modelOf(behaviour: Behaviour, roleType: string): string | undefined {
  const types = typesOf(behaviour);
  return Object.hasOwn(types, roleType) ? types[roleType]?.[0] : undefined;
}

const className = (module: string, name: string): string => `<class '${module}.${name}'>`;

/** Other things with an address, which everyone finds there and no one can hold a role on. */
const otherClasses: Readonly<Record<string, string>> = {
  users: className('waldur_core.core.models', 'User'),
  roles: className('waldur_core.permissions.models', 'Role'),
  'organization-groups': className(structure, 'OrganizationGroup'),
  'organization-group-types': className(structure, 'OrganizationGroupType'),
  'project-types': className(structure, 'ProjectType'),
};

function isThere({ app: { store } }: Exchange, collection: string, uuid: string | undefined): boolean {
  const tables = {
    users: store.users,
    roles: store.roles,
    'organization-groups': store.groups,
    'organization-group-types': store.groupTypes,
    'project-types': store.projectTypes,
  };
  const table = Object.entries(tables).find(([name]) => name === collection)?.[1];
  return table?.get(uuid) !== undefined;
}

function findScope(exchange: Exchange, collection: string, uuid: string | undefined): FoundScope | undefined {
  const { store } = exchange.app;
  switch (collection) {
    case 'customers': {
      const customer = store.customers.get(uuid);
      return customer && seesCustomer(exchange, customer)
        ? { kind: 'found', type: 'customer', uuid: customer.uuid, customer: customer.uuid }
        : undefined;
    }
    case 'projects': {
      const project = store.projects.get(uuid);
      return project && seesProject(exchange, project)
        ? { kind: 'found', type: 'project', uuid: project.uuid, customer: project.customer }
        : undefined;
    }
    case 'proposal-protected-calls':
    case 'proposal-public-calls': {
      const call = visibleCalls(exchange).find((row) => row.uuid === uuid);
      const customer = store.managingOrganisations.get(call?.manager)?.customer;
      return call && customer !== undefined
        ? { kind: 'found', type: 'call', uuid: call.uuid, customer }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** The object whose address a value is, if roles can be held on it. */
export function readScope(exchange: Exchange, value: unknown): ReadScope {
  const address = typeof value === 'string' ? value : '';
  // The server cuts off the host and nothing else.
  const path = address.startsWith('http') ? `/${address.split('/').slice(3).join('/')}` : address;
  const route = exchange.app.routes.resolve(path);
  const collection = route?.kind === 'object' ? route.collection : '';
  const uuid = route?.kind === 'object' ? parseUuid(route.uuid) : undefined;
  const found = findScope(exchange, collection, uuid);
  if (found) {
    return found;
  }
  const other = otherClasses[collection];
  if (other !== undefined && isThere(exchange, collection, uuid)) {
    const valid = Object.values(typesOf(exchange.app.behaviour)).map(([, ...names]) => className(...names));
    return { kind: 'refused', words: `${other} is not valid. Valid models are: ${valid.join(', ')}` };
  }
  return { kind: 'refused', words: `Can't restore object from url: ${str(value)}` };
}
