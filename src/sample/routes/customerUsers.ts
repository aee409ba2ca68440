import { ApiError, forbidden, notFound, ServerCrash } from '../http/errors';
import type { Answer, Exchange } from '../http/exchange';
import { chosenFields, writeRow, type Fields } from '../http/fields';
import { sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import type { Json } from '../json';
import { hasPermission, holdsRole } from '../rules/permissions';
import { parseUuid, seesCustomer } from '../rules/visibility';
import { fullName } from '../store/store';
import { contains } from '../store/table';
import type { WorldCustomer, WorldGrant, WorldUser } from '../world';
import { imageUrl } from './common';
import { uuidParam } from './uuidParam';
import { peopleOf } from './customerFields';
import { personFilters } from './users';

const legacyRoles: Readonly<Record<string, string>> = {
  'CUSTOMER.OWNER': 'owner',
  'CUSTOMER.SUPPORT': 'support',
  'CUSTOMER.MANAGER': 'service_manager',
  'PROJECT.ADMIN': 'admin',
  'PROJECT.MANAGER': 'manager',
  'PROJECT.MEMBER': 'member',
};

const legacy = (role: string | undefined): string | null => legacyRoles[role ?? ''] ?? null;

/** The one role on the customer that shows of several. */
function roleOn(exchange: Exchange, customer: WorldCustomer, user: WorldUser): WorldGrant | undefined {
  const grants = exchange.app.store
    .grantsOfScope('customer', customer.uuid)
    .filter((grant) => grant.user === user.username);
  return grants.find((grant) => grant.role in legacyRoles) ?? grants[0];
}

function projectsOf(exchange: Exchange, customer: WorldCustomer, user: WorldUser): Json {
  const { store, behaviour } = exchange.app;
  return store
    .liveProjectsOf(customer.uuid)
    .flatMap((project) =>
      store
        .grantsOfScope('project', project.uuid)
        .filter((grant) => grant.user === user.username)
        .map((grant) => ({ project, grant })),
    )
    .map(({ project, grant }) => ({
      url: exchange.url('projects', project.uuid),
      uuid: project.uuid,
      name: project.name,
      ...(behaviour.legacyCustomerUsers ? { role: legacy(grant.role) } : {}),
      role_name: grant.role,
      expiration_time: exchange.time(grant.expiration_time),
    }));
}

function fieldsFor(exchange: Exchange, customer: WorldCustomer): Fields<WorldUser> {
  const grantOf = (row: WorldUser): WorldGrant | undefined => roleOn(exchange, customer, row);
  const old = exchange.app.behaviour.legacyCustomerUsers;
  return {
    url: (row, x) => x.url('users', row.uuid),
    uuid: (row) => row.uuid,
    username: (row) => row.username,
    full_name: (row) => fullName(row),
    email: (row) => row.email ?? '',
    ...(old ? { role: (row: WorldUser) => legacy(grantOf(row)?.role) } : {}),
    role_name: (row) => grantOf(row)?.role ?? null,
    projects: (row, x) => projectsOf(x, customer, row),
    // The key is there for the three roles the server has known longest.
    expiration_time: (row, x) => {
      const grant = grantOf(row);
      return grant && grant.role in legacyRoles ? x.time(grant.expiration_time) : undefined;
    },
    image: (row, x) => imageUrl(x, row),
  };
}

function findCustomer(exchange: Exchange): WorldCustomer {
  const { app, caller } = exchange;
  const customer = app.store.customers.get(parseUuid(exchange.param('uuid')));
  if (!customer) {
    throw app.behaviour.legacyCustomerUsers ? notFound('Customer') : new ServerCrash();
  }
  if (!seesCustomer(exchange, customer)) {
    throw app.behaviour.legacyCustomerUsers ? notFound('Customer') : forbidden();
  }
  const scope = { type: 'customer', uuid: customer.uuid };
  const allowed =
    caller.is_support === true ||
    caller.is_staff === true ||
    (app.behaviour.legacyCustomerUsers
      ? holdsRole(app, caller, 'CUSTOMER.OWNER', scope) || holdsRole(app, caller, 'CUSTOMER.SUPPORT', scope)
      : hasPermission(app, caller, 'CUSTOMER.LIST_USERS', scope));
  if (!allowed) {
    throw app.behaviour.legacyCustomerUsers ? new ApiError(403, undefined) : forbidden();
  }
  return customer;
}

/** Those with one of the organisation roles or one of the project roles that are asked for; an empty name is no one's. */
function byRoles(exchange: Exchange, customer: WorldCustomer): (row: WorldUser) => boolean {
  const { store } = exchange.app;
  const organisationRoles = exchange.query.all('organization_role');
  const projectRoles = exchange.query.all('project_role');
  if (organisationRoles.length + projectRoles.length === 0) {
    return () => true;
  }
  const grants = [
    ...store
      .grantsOfScope('customer', customer.uuid)
      .filter((grant) => organisationRoles.includes(grant.role)),
    ...store
      .liveProjectsOf(customer.uuid)
      .flatMap((project) => store.grantsOfScope('project', project.uuid))
      .filter((grant) => projectRoles.includes(grant.role)),
  ];
  const names = new Set(grants.map((grant) => grant.user));
  return (row) => names.has(row.username);
}

const orderKeys: Readonly<Record<string, SortKey<WorldUser>>> = {
  username: (row) => row.username,
  concatenated_name: (row) => `${row.first_name ?? ''}${row.last_name ?? ''}${row.username}`,
};

/** Any of the fields; two words together find no one here. */
const matchesKeyword = (row: WorldUser, words: string): boolean =>
  [row.first_name, row.last_name, row.username, row.email, row.native_name].some((value) =>
    contains(value, words),
  );

function list(exchange: Exchange): Answer {
  const customer = findCustomer(exchange);
  const { store } = exchange.app;
  const people = [...peopleOf(exchange.app, customer.uuid, store.liveProjectsOf(customer.uuid))]
    .map((name) => store.userNamed(name))
    .filter((user) => user !== undefined)
    .filter((user) => user.is_active !== false);
  const found = personFilters(exchange)
    .text('user_keyword', matchesKeyword)
    .where(byRoles(exchange, customer))
    .apply(people);
  const asked = exchange.query.get('o') ?? '';
  const order = ['concatenated_name', '-concatenated_name'].includes(asked) ? asked : 'username';
  const all = fieldsFor(exchange, customer);
  const fields = exchange.app.behaviour.legacyCustomerUsers ? all : chosenFields(all, exchange);
  return exchange.list(sortRows(found, [order], orderKeys), (row) => writeRow(fields, row, exchange));
}

/** One row a person, also those with roles on projects only. */
export const customerUsersEndpoint: Endpoint = {
  path: `/api/customers/${uuidParam}/users/`,
  name: 'Customer Users List',
  GET: list,
};
