import { contains } from '../store/table';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Exchange } from '../http/exchange';
import { connected, customersOf, parseUuid, visibleCustomers } from '../rules/visibility';
import { hasPermission } from '../rules/permissions';
import type { WorldCustomer, WorldResource } from '../world';
import { groupsOf } from './customerFields';

type Customer = WorldCustomer;

function matchesQuery(row: Customer, words: string): boolean {
  return (
    contains(row.name, words) ||
    contains(row.native_name, words) ||
    contains(row.abbreviation, words) ||
    contains(row.domain, words) ||
    contains(row.registration_code, words) ||
    (row.agreement_number ?? '').includes(words) ||
    row.uuid === parseUuid(words)
  );
}

/** Repeated group uuids, of which every one must be a group, in exactly this form. */
function byGroup(filters: Filters<Customer>, exchange: Exchange): void {
  const key = 'organization_group_uuid';
  const values = exchange.query.all(key);
  const bad = values.find((value) => exchange.app.store.groups.get(value) === undefined);
  if (bad !== undefined) {
    filters.refuseChoice(key, bad);
  } else if (values.length > 0) {
    filters.where((row) => groupsOf(exchange.app, row).some((group) => values.includes(group.uuid)));
  }
}

/** The organisations with resources of any state in projects of any state, removed ones too. */
function withResources(
  { app: { store } }: Exchange,
  which: (row: WorldResource) => boolean,
): ReadonlySet<string> {
  return new Set(
    store.resources.rows
      .filter(which)
      .map((row) => store.projects.get(row.project)?.customer)
      .filter((customer) => customer !== undefined),
  );
}

const isTrue = (text: string | undefined): boolean => text === 'true' || text === 'True';

function byRelations(filters: Filters<Customer>, exchange: Exchange): void {
  const { app, query } = exchange;
  if (isTrue(query.get('is_service_provider'))) {
    filters.where((row) => app.store.providersOf(row.uuid).length > 0);
  }
  if (isTrue(query.get('is_call_managing_organization'))) {
    filters.where((row) => app.store.managingOrganisationOf(row.uuid) !== undefined);
  }
  // With any value, also with none.
  if (query.get('has_resources') !== undefined) {
    const customers = withResources(exchange, () => true);
    filters.where((row) => customers.has(row.uuid));
  }
  const provider = parseUuid(query.get('service_provider_uuid') ?? '');
  if (provider !== undefined) {
    const customers = withResources(
      exchange,
      (resource) => app.store.offerings.get(resource.offering)?.customer === provider,
    );
    filters.where((row) => customers.has(row.uuid));
  }
  const user = query.filter('user_uuid');
  if (user !== undefined) {
    const found = app.store.users.get(parseUuid(user));
    const customers = found ? customersOf(app, found) : new Set<string>();
    const all = found?.is_staff === true || found?.is_support === true;
    filters.where((row) => all || customers.has(row.uuid));
  }
}

function byNewer(filters: Filters<Customer>, exchange: Exchange): void {
  const { app, caller } = exchange;
  filters
    .exact('slug', (row) => row.slug)
    .text('current_user_has_role', (row, roles) =>
      roles.split(',').some((role) => connected(app, caller, 'customer', role.trim()).has(row.uuid)),
    )
    .flag(
      'current_user_has_project_create_permission',
      (row, wanted) =>
        !wanted || hasPermission(app, caller, 'PROJECT.CREATE', { type: 'customer', uuid: row.uuid }),
    );
}

/** The filters of a customers request, also of one that names a single customer. */
export function customerFilters(exchange: Exchange): Filters<Customer> {
  const { app, caller } = exchange;
  const filters = new Filters<Customer>(exchange)
    .text('query', matchesQuery)
    .contains('name', (row) => row.name)
    .exact('name_exact', (row) => row.name)
    .contains('native_name', (row) => row.native_name)
    .contains('abbreviation', (row) => row.abbreviation)
    .contains('contact_details', (row) => row.contact_details)
    .exact('registration_code', (row) => row.registration_code)
    .exact('agreement_number', (row) => row.agreement_number)
    .exact('backend_id', (row) => row.backend_id)
    .modelFlag('archived', (row, value) => (row.archived ?? false) === value)
    .text('organization_group_name', (row, value) =>
      groupsOf(app, row).some((group) => contains(group.name, value)),
    );
  byGroup(filters, exchange);
  if (app.behaviour.singleOrganizationGroup) {
    const typeOf = (row: Customer): string => groupsOf(app, row)[0]?.type ?? '';
    filters
      .text('organization_group_type_name', (row, value) =>
        contains(app.store.groupTypes.get(typeOf(row))?.name, value),
      )
      .uuid('organization_group_type_uuid', (row, value) => typeOf(row) === value);
  }
  const owned = connected(app, caller, 'customer', 'CUSTOMER.OWNER');
  filters.flag('owned_by_current_user', (row, value) => !value || owned.has(row.uuid));
  byRelations(filters, exchange);
  if (app.behaviour.newerFilters) {
    byNewer(filters, exchange);
  }
  return filters;
}

const orderKeys: Readonly<Record<string, SortKey<Customer>>> = {
  abbreviation: (row) => row.abbreviation ?? '',
  accounting_start_date: (row) => row.accounting_start_date ?? row.created ?? '',
  agreement_number: (row) => row.agreement_number ?? '',
  contact_details: (row) => row.contact_details ?? '',
  created: (row) => row.created ?? '',
  name: (row) => row.name,
  native_name: (row) => row.native_name ?? '',
  registration_code: (row) => row.registration_code ?? '',
};
const newerOrderKeys: typeof orderKeys = { ...orderKeys, description: (row) => row.description ?? '' };

/** All customers in the orders that were asked for, until a customer changes. */
const sorted = new WeakMap<
  readonly Customer[],
  { version: number; orders: Map<string, readonly Customer[]> }
>();

/** The customers the caller sees and the filters let through, in the order asked for. */
export function listedCustomers(exchange: Exchange): readonly Customer[] {
  const { store, behaviour } = exchange.app;
  const keys = behaviour.newerFilters ? newerOrderKeys : orderKeys;
  const known = knownOrder(exchange.query.get('o'), keys);
  const order = known.length === 0 ? ['name'] : known;
  const filters = customerFilters(exchange);
  const visible = visibleCustomers(exchange);
  if (visible !== store.customers.rows) {
    return sortRows(filters.apply(visible), order, keys);
  }
  let kept = sorted.get(store.customers.rows);
  if (kept?.version !== store.customers.version) {
    kept = { version: store.customers.version, orders: new Map() };
    sorted.set(store.customers.rows, kept);
  }
  const name = order.join(',');
  let rows = kept.orders.get(name);
  if (!rows) {
    rows = sortRows(store.customers.rows, order, keys);
    kept.orders.set(name, rows);
  }
  return filters.apply(rows);
}
