import { ApiError } from '../http/errors';
import { ok, type Answer, type Exchange } from '../http/exchange';
import { chosenFields, writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows } from '../http/filters';
import type { Endpoint } from '../http/router';
import { isStaffOrSupport } from '../rules/permissions';
import { seesCustomer, visibleProjects } from '../rules/visibility';
import type { World, WorldCustomer, WorldResource } from '../world';
import { imageUrl, staffWrites } from './common';
import { peopleOf } from './customerFields';
import { hpcCategory } from './projectFields';

function customerQuotas(exchange: Exchange): Answer {
  const name = exchange.query.filter('quota_name');
  if (name === undefined) {
    throw new ApiError(400, undefined);
  }
  const { app } = exchange;
  const { store } = app;
  const rows = isStaffOrSupport(exchange.caller)
    ? store.customers.rows
    : store.customers.rows.filter((customer) => seesCustomer(exchange, customer));
  const value = (customer: WorldCustomer): number => {
    const projects = store.liveProjectsOf(customer.uuid);
    switch (name) {
      case 'nc_user_count':
        return peopleOf(app, customer.uuid, projects).size;
      case 'nc_project_count':
        return projects.length;
      case 'nc_resource_count':
        return projects.reduce((sum, project) => sum + store.resourcesOf(project.uuid).length, 0);
      default:
        return 0;
    }
  };
  return exchange.list(rows, (customer) => ({
    customer_name: customer.name,
    customer_abbreviation: customer.abbreviation ?? '',
    value: value(customer),
  }));
}

type Provider = World['serviceProviders'][number];
const customerOf = (row: Provider, x: Exchange): WorldCustomer | undefined =>
  x.app.store.customers.get(row.customer);
const providerFields: Fields<Provider> = {
  url: (row, x) => x.url('marketplace-service-providers', row.uuid),
  uuid: (row) => row.uuid,
  created: (_row, x) => x.time(x.app.store.world.now),
  description: (row) => row.description ?? '',
  enable_notifications: () => true,
  customer: (row, x) => x.url('customers', row.customer),
  customer_name: (row, x) => customerOf(row, x)?.name ?? '',
  customer_uuid: (row) => row.customer,
  customer_image: (row, x) => {
    const customer = customerOf(row, x);
    return customer ? imageUrl(x, customer) : null;
  },
  customer_abbreviation: (row, x) => customerOf(row, x)?.abbreviation ?? '',
  customer_native_name: (row, x) => customerOf(row, x)?.native_name ?? '',
  customer_country: (row, x) => customerOf(row, x)?.country ?? '',
  image: () => null,
  organization_group: (row, x) => x.app.store.groups.get(customerOf(row, x)?.organization_group)?.name,
  offering_count: (row, x) => x.app.store.offeringsOf(row.customer).length,
};

const resourceStates = ['Creating', 'OK', 'Erred', 'Updating', 'Terminating', 'Terminated'];

const resourceFields: Fields<WorldResource> = {
  offering: (row, x) => x.url('marketplace-public-offerings', row.offering),
  offering_name: (row, x) => x.app.store.offerings.get(row.offering)?.name ?? '',
  offering_uuid: (row) => row.offering,
  category_title: () => hpcCategory.title,
  category_uuid: () => hpcCategory.uuid,
  limits: (row) => row.limits ?? {},
  uuid: (row) => row.uuid,
  url: (row, x) => x.url('marketplace-resources', row.uuid),
  created: (row, x) => x.time(row.created ?? x.app.store.world.now),
  state: (row) => row.state,
  name: (row) => row.name ?? '',
  current_usages: (row) => row.current_usages ?? {},
  end_date: (row) => row.end_date ?? null,
  project: (row, x) => x.url('projects', row.project),
  project_uuid: (row) => row.project,
  project_name: (row, x) => x.app.store.projects.get(row.project)?.name ?? '',
  customer_uuid: (row, x) => x.app.store.projects.get(row.project)?.customer ?? '',
};

function listResources(exchange: Exchange): Answer {
  const { store } = exchange.app;
  const visible = new Set(visibleProjects(exchange).map((project) => project.uuid));
  const fields = chosenFields(resourceFields, exchange);
  const rows = new Filters<WorldResource>(exchange)
    .uuid('project_uuid', (row, value) => row.project === value)
    .uuid('customer_uuid', (row, value) => store.projects.get(row.project)?.customer === value)
    .uuid('offering_uuid', (row, value) => row.offering === value)
    .choices('state', resourceStates, (row) => row.state)
    .contains('name', (row) => row.name)
    .contains('query', (row) => row.name)
    .where((row) => visible.has(row.project))
    .apply(store.resources.rows);
  const keys = {
    name: (row: WorldResource) => row.name ?? '',
    created: (row: WorldResource) => row.created ?? '',
  };
  const order = knownOrder(exchange.query.get('o'), keys);
  return exchange.list(sortRows(rows, order, keys), (row) => writeRow(fields, row, exchange));
}

const emptyList = (exchange: Exchange): Answer => {
  return exchange.list<never>([], (row) => row);
};

/** There are none, but their filters are looked at. */
const listReviews = (exchange: Exchange): Answer =>
  exchange.list(
    new Filters<never>(exchange)
      .uuid('customer_uuid', () => true)
      .uuid('reviewer_uuid', () => true)
      .strictOrder(['created', 'closed'])
      .apply([]),
    (row) => row,
  );

function metadata(exchange: Exchange): Answer {
  const { roles } = exchange.app.store;
  const permissions = [...new Set(roles.rows.flatMap((role) => role.permissions ?? []))].sort();
  return ok({
    roles: Object.fromEntries(roles.rows.map((role) => [role.name.replaceAll('.', '_'), role.name])),
    permissions: Object.fromEntries(
      permissions.map((permission) => [permission.replaceAll('.', '_'), permission]),
    ),
    permission_map: {},
    permission_descriptions: [],
  });
}

/** What lies beside organisations and their members; enough of it for a client to read. */
export function neighbourEndpoints(newer: boolean): Endpoint[] {
  const older: Endpoint[] = [
    { path: '/api/marketplace-checklists/', name: 'Checklist List', GET: emptyList },
  ];
  const latest: Endpoint[] = [{ path: '/api/metadata/permissions/', name: 'Permissions', GET: metadata }];
  return [
    { path: '/api/customer-quotas/', name: 'Customer Quotas List', GET: customerQuotas },
    { path: '/api/customer-permissions-reviews/', name: 'Customer Permission Review List', GET: listReviews },
    {
      path: '/api/user-group-invitations/',
      name: 'Group Invitation List',
      GET: emptyList,
      POST: staffWrites,
    },
    {
      path: '/api/marketplace-service-providers/',
      name: 'Service Provider List',
      anonymous: true,
      GET: (x) =>
        x.list(
          sortRows(x.app.store.serviceProviders.rows, ['name'], {
            name: (row) => customerOf(row, x)?.name ?? '',
          }),
          (row) => writeRow(providerFields, row, x),
        ),
      POST: staffWrites,
    },
    { path: '/api/marketplace-resources/', name: 'Resource List', GET: listResources, POST: staffWrites },
    ...(newer ? latest : older),
  ];
}
