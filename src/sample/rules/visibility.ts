import { BlockList } from 'node:net';
import type { SampleApp } from '../app';
import { notFound } from '../http/errors';
import type { Exchange } from '../http/exchange';
import type { WorldCall, WorldCustomer, WorldProject, WorldUser } from '../world';
import { holdsRole, isStaffOrSupport } from './permissions';

/** Strips dashes and capitals of a uuid as a path or filter may have it; undefined where it is none. */
export function parseUuid(text: string): string | undefined {
  const hex = text
    .trim()
    .replace(/urn:|uuid:|^\{|\}$/g, '')
    .replaceAll('-', '')
    .toLowerCase();
  return /^[0-9a-f]{32}$/.test(hex) ? hex : undefined;
}

/** The scopes of one kind on which a user holds any role. */
export function connected(app: SampleApp, user: WorldUser, type: string, role?: string): ReadonlySet<string> {
  return new Set(
    app.store
      .grantsOfUser(user.username)
      .filter((grant) => grant.scope_type === type && (role === undefined || grant.role === role))
      .map((grant) => grant.scope),
  );
}

/** Whether the caller holds a role on the customer itself; from where it asks does not matter. */
export const isConnected = (exchange: Exchange, customer: string): boolean =>
  isStaffOrSupport(exchange.caller) || connected(exchange.app, exchange.caller, 'customer').has(customer);

/** The customers a user holds a role on, or on something of theirs. The address of the caller is not looked at. */
export function customersOf(app: SampleApp, user: WorldUser): ReadonlySet<string> {
  const { store, behaviour } = app;
  const found = new Set(connected(app, user, 'customer'));
  for (const uuid of connected(app, user, 'project')) {
    const project = store.projects.get(uuid);
    if (project && project.is_removed !== true) {
      found.add(project.customer);
    }
  }
  if (behaviour.callRolesShowCustomer) {
    const managers = new Set(connected(app, user, 'callmanagingorganisation'));
    for (const uuid of connected(app, user, 'call')) {
      managers.add(store.calls.get(uuid)?.manager ?? '');
    }
    for (const uuid of managers) {
      const organisation = store.managingOrganisations.get(uuid);
      if (organisation) {
        found.add(organisation.customer);
      }
    }
  }
  return found;
}

function isInside(ip: string, inet: string): boolean {
  const [address = '', bits] = inet.split('/');
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  if ((ip.includes(':') ? 'ipv6' : 'ipv4') !== family) {
    return false;
  }
  try {
    const list = new BlockList();
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
    return list.check(ip, family);
  } catch {
    return false;
  }
}

/** Whether the customer's access subnets let the caller in; a customer without any lets everyone in. */
export function letsIn(exchange: Exchange, customer: string): boolean {
  const subnets = exchange.app.store.subnetsOf(customer);
  return subnets.length === 0 || subnets.some((subnet) => isInside(exchange.ip, subnet.inet));
}

export function seesCustomer(exchange: Exchange, customer: WorldCustomer): boolean {
  const user = exchange.caller;
  return (
    isStaffOrSupport(user) ||
    (customersOf(exchange.app, user).has(customer.uuid) && letsIn(exchange, customer.uuid))
  );
}

/** The customers the caller sees, in the order they came into being. */
export function visibleCustomers(exchange: Exchange): readonly WorldCustomer[] {
  const { app, caller } = exchange;
  if (isStaffOrSupport(caller)) {
    return app.store.customers.rows;
  }
  return [...customersOf(app, caller)]
    .map((uuid) => app.store.customers.get(uuid))
    .filter((customer) => customer !== undefined)
    .filter((customer) => letsIn(exchange, customer.uuid));
}

/** A customer by the path's uuid; throws 404 where it does not exist or the caller does not see it. */
export function visibleCustomer(exchange: Exchange, uuid: string): WorldCustomer {
  const customer = exchange.app.store.customers.get(parseUuid(uuid));
  if (!customer || !seesCustomer(exchange, customer)) {
    throw notFound('Customer');
  }
  return customer;
}

function projectIsVisible(exchange: Exchange, project: WorldProject): boolean {
  const { app, caller } = exchange;
  return (
    isStaffOrSupport(caller) ||
    ((connected(app, caller, 'project').has(project.uuid) ||
      connected(app, caller, 'customer').has(project.customer)) &&
      letsIn(exchange, project.customer))
  );
}

export function seesProject(exchange: Exchange, project: WorldProject): boolean {
  return project.is_removed !== true && projectIsVisible(exchange, project);
}

/** The projects the caller sees. @param removed also the soft-deleted ones */
export function visibleProjects(exchange: Exchange, removed = false): readonly WorldProject[] {
  const { app, caller } = exchange;
  const live = (project: WorldProject): boolean => removed || project.is_removed !== true;
  if (isStaffOrSupport(caller)) {
    return app.store.projects.rows.filter(live);
  }
  const found = new Set<WorldProject>();
  for (const customer of connected(app, caller, 'customer')) {
    app.store.projectsOf(customer).forEach((project) => found.add(project));
  }
  for (const uuid of connected(app, caller, 'project')) {
    const project = app.store.projects.get(uuid);
    if (project) {
      found.add(project);
    }
  }
  return [...found].filter((project) => live(project) && letsIn(exchange, project.customer));
}

export function visibleProject(exchange: Exchange, uuid: string, removed = false): WorldProject {
  const project = exchange.app.store.projects.get(parseUuid(uuid));
  if (!project || (project.is_removed === true && !removed) || !projectIsVisible(exchange, project)) {
    throw notFound('Project');
  }
  return project;
}

/** The people the caller sees: oneself and those who hold a role on a customer or project in common; no staff. */
export function visibleUsers(exchange: Exchange): readonly WorldUser[] {
  const { app, caller } = exchange;
  const { store } = app;
  if (isStaffOrSupport(caller)) {
    return store.users.rows;
  }
  const customers = new Set(connected(app, caller, 'customer'));
  const projects = new Set(connected(app, caller, 'project'));
  for (const customer of customers) {
    store.liveProjectsOf(customer).forEach((project) => projects.add(project.uuid));
  }
  for (const uuid of connected(app, caller, 'project')) {
    const project = store.projects.get(uuid);
    if (project) {
      customers.add(project.customer);
    }
  }
  const names = new Set([caller.username]);
  customers.forEach((uuid) =>
    store.grantsOfScope('customer', uuid).forEach((grant) => names.add(grant.user)),
  );
  projects.forEach((uuid) => store.grantsOfScope('project', uuid).forEach((grant) => names.add(grant.user)));
  return [...names]
    .map((name) => store.userNamed(name))
    .filter((user) => user !== undefined)
    .filter((user) => user.is_staff !== true && user.is_active !== false);
}

export function visibleUser(exchange: Exchange, uuid: string): WorldUser {
  const wanted = parseUuid(uuid);
  const user = visibleUsers(exchange).find((candidate) => candidate.uuid === wanted);
  if (!user) {
    throw notFound('User');
  }
  return user;
}

function seesCall(exchange: Exchange, call: WorldCall): boolean {
  const { app, caller } = exchange;
  if (caller.is_staff === true || holdsRole(app, caller, 'CALL.MANAGER', { type: 'call', uuid: call.uuid })) {
    return true;
  }
  if (!app.behaviour.callsForManagers) {
    return false;
  }
  const customer = app.store.managingOrganisations.get(call.manager)?.customer ?? '';
  return (
    caller.is_support === true ||
    connected(app, caller, 'call').has(call.uuid) ||
    connected(app, caller, 'callmanagingorganisation').has(call.manager) ||
    connected(app, caller, 'customer', 'CUSTOMER.OWNER').has(customer)
  );
}

export const visibleCalls = (exchange: Exchange): readonly WorldCall[] =>
  exchange.app.store.calls.rows.filter((call) => seesCall(exchange, call));

export function visibleCall(exchange: Exchange, uuid: string): WorldCall {
  const call = exchange.app.store.calls.get(parseUuid(uuid));
  if (!call || !seesCall(exchange, call)) {
    throw notFound('Call');
  }
  return call;
}
