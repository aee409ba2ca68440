import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Exchange } from '../http/exchange';
import { connected, parseUuid, visibleProjects } from '../rules/visibility';
import { contains } from '../store/table';
import type { WorldProject } from '../world';

type Project = WorldProject;

function byCustomer(filters: Filters<Project>, exchange: Exchange, key: string): void {
  filters.text(key, () => true);
  const text = exchange.query.filter(key)?.trim();
  if (text === undefined || text === '') {
    return;
  }
  const uuids = text
    .split(',')
    .filter((part) => part !== '')
    .map(parseUuid);
  if (uuids.includes(undefined)) {
    filters.refuse(key, 'Enter a valid UUID.');
  } else {
    filters.where((row) => uuids.includes(row.customer));
  }
}

function matchesQuery(exchange: Exchange, row: Project, words: string): boolean {
  const resources = exchange.app.store.resourcesOf(row.uuid);
  const hex = parseUuid(words);
  return hex === undefined
    ? contains(row.name, words) || resources.some((resource) => resource.name === words)
    : row.uuid === hex;
}

/** The filters of a projects request, also of one that names a single project. */
export function projectFilters(exchange: Exchange): Filters<Project> {
  const { app, caller, query } = exchange;
  const customerOf = (row: Project) => app.store.customers.get(row.customer);
  const filters = new Filters<Project>(exchange)
    .contains('name', (row) => row.name)
    .exact('name_exact', (row) => row.name)
    .contains('customer_name', (row) => customerOf(row)?.name)
    .contains('customer_native_name', (row) => customerOf(row)?.native_name)
    .contains('customer_abbreviation', (row) => customerOf(row)?.abbreviation)
    .contains('description', (row) => row.description)
    .exact('backend_id', (row) => row.backend_id)
    .since('modified', (row) => row.created)
    .text('query', (row, words) => matchesQuery(exchange, row, words))
    .strictOrder(Object.keys(orderKeys(exchange)));
  byCustomer(filters, exchange, 'customer');
  if (!app.behaviour.newerFilters) {
    filters.time('created', (row, value) => Date.parse(row.created ?? '') === value);
  } else {
    byCustomer(filters, exchange, 'customer_uuid');
    filters
      .since('created', (row) => row.created)
      .exact('slug', (row) => row.slug)
      .flag('is_removed', (row, value) => (row.is_removed ?? false) === value)
      .loose(
        'conceal_finished_projects',
        (row, value) => !value || (row.end_date ?? '9') >= app.clock.today(),
      );
  }
  for (const [key, role] of [
    ['can_manage', 'PROJECT.MANAGER'],
    ['can_admin', 'PROJECT.ADMIN'],
  ] as const) {
    const owned =
      key === 'can_manage' ? connected(app, caller, 'customer', 'CUSTOMER.OWNER') : new Set<string>();
    const held = connected(app, caller, 'project', role);
    filters.loose(key, (row) => owned.has(row.customer) || held.has(row.uuid));
  }
  const user = query.filter('user_uuid');
  if (user !== undefined) {
    const found = app.store.users.get(parseUuid(user));
    const customers = found ? connected(app, found, 'customer') : new Set<string>();
    const projects = found ? connected(app, found, 'project') : new Set<string>();
    const all = found?.is_staff === true || found?.is_support === true;
    filters.where((row) => all || customers.has(row.customer) || projects.has(row.uuid));
  }
  return filters;
}

const orderKeys = (x: Exchange): Readonly<Record<string, SortKey<Project>>> => {
  const customerOf = (row: Project) => x.app.store.customers.get(row.customer);
  return {
    name: (row) => row.name,
    created: (row) => row.created ?? '',
    customer_name: (row) => customerOf(row)?.name ?? '',
    customer_native_name: (row) => customerOf(row)?.native_name ?? '',
    customer_abbreviation: (row) => customerOf(row)?.abbreviation ?? '',
    estimated_cost: () => 0,
    end_date: (row) => row.end_date ?? null,
    start_date: (row) => row.start_date ?? null,
  };
};

/** The projects the caller sees and the filters let through, in the order asked for. */
export function listedProjects(exchange: Exchange): readonly Project[] {
  const { app, query } = exchange;
  const removed =
    app.behaviour.removedProjects &&
    (query.get('include_terminated')?.toLowerCase() === 'true' ||
      query.get('is_removed')?.toLowerCase() === 'true');
  const keys = orderKeys(exchange);
  const order = knownOrder(query.get('o'), keys);
  const customers = query.all('customer');
  const only = customers.length === 1 ? parseUuid(customers[0] ?? '') : undefined;
  const visible =
    only === undefined ? visibleProjects(exchange, removed) : projectsSeenOf(exchange, only, removed);
  return sortRows(projectFilters(exchange).apply(visible), order.length > 0 ? order : ['name'], keys);
}

/** The visible projects of one customer, without a walk through all there are. */
function projectsSeenOf(exchange: Exchange, customer: string, removed: boolean): readonly Project[] {
  const { app, caller } = exchange;
  if (caller.is_staff === true || caller.is_support === true) {
    return removed ? app.store.projectsOf(customer) : app.store.liveProjectsOf(customer);
  }
  return visibleProjects(exchange, removed).filter((project) => project.customer === customer);
}
