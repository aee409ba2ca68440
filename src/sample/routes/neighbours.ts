import { isIP } from 'node:net';
import { ApiError, notFound } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { chosenFields, writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows } from '../http/filters';
import type { Endpoint } from '../http/router';
import { without } from '../json';
import { isOwner, isStaffOrSupport, requireOnCustomer, requireStaff } from '../rules/permissions';
import { connected, parseUuid, seesCustomer, visibleProjects } from '../rules/visibility';
import { newUuid } from '../store/store';
import { Invalid, readInputs, type Inputs } from '../validate/input';
import { link } from '../validate/linkInputs';
import { text } from '../validate/textInputs';
import type {
  World,
  WorldAccessSubnet,
  WorldCustomer,
  WorldCustomerCredit,
  WorldPaymentProfile,
  WorldResource,
} from '../world';
import { imageUrl, uuidParam } from './common';
import { knownProfiles, paymentProfileFields, peopleOf } from './customerFields';
import { hpcCategory } from './projectFields';

const subnetFields: Fields<WorldAccessSubnet> = {
  uuid: (row) => row.uuid,
  inet: (row) => row.inet,
  description: (row) => row.description ?? '',
  customer: (row, x) => x.url('customers', row.customer),
};

/** An owner sees the subnets also from outside of them. */
const seesSubnet = (exchange: Exchange, row: WorldAccessSubnet): boolean =>
  isStaffOrSupport(exchange.caller) || connected(exchange.app, exchange.caller, 'customer').has(row.customer);

function findSubnet(exchange: Exchange): WorldAccessSubnet {
  const row = exchange.app.store.accessSubnets.get(parseUuid(exchange.param('uuid')));
  if (!row || !seesSubnet(exchange, row)) {
    throw notFound('AccessSubnet');
  }
  return row;
}

const subnetInputs: Inputs = {
  inet: {
    required: true,
    meta: { type: 'field', label: 'Inet' },
    read: (value) => {
      const shown = String(value);
      const [address = '', bits] = shown.split('/');
      const family = isIP(address);
      const largest = family === 6 ? 128 : 32;
      if (family === 0 || (bits !== undefined && (!/^\d+$/.test(bits) || Number(bits) > largest))) {
        throw new Invalid(`'${shown}' does not appear to be an IPv4 or IPv6 network`);
      }
      return `${address}/${bits ?? largest}`;
    },
  },
  description: text('description', { max: 2000 }),
  customer: link<WorldCustomer>(
    'customer',
    'customers',
    (hex, x) => {
      const customer = x.app.store.customers.get(hex);
      return customer && seesCustomer(x, customer) ? customer : undefined;
    },
    { required: true },
  ),
};

function createSubnet(exchange: Exchange): Answer {
  const values = readInputs(exchange, subnetInputs, false);
  const customer = values.customer as WorldCustomer;
  requireOnCustomer(exchange, 'ACCESS_SUBNET.CREATE', customer.uuid);
  const row: WorldAccessSubnet = {
    uuid: newUuid(),
    inet: String(values.inet),
    description: typeof values.description === 'string' ? values.description : '',
    customer: customer.uuid,
  };
  exchange.app.store.accessSubnets.add(row);
  return created(writeRow(subnetFields, row, exchange));
}

function updateSubnet(exchange: Exchange): Answer {
  const row = findSubnet(exchange);
  const values = readInputs(exchange, without(subnetInputs, 'customer'), true);
  requireOnCustomer(exchange, 'ACCESS_SUBNET.UPDATE', row.customer);
  Object.assign(row, values);
  exchange.app.store.accessSubnets.changed(row);
  return ok(writeRow(subnetFields, row, exchange));
}

function deleteSubnet(exchange: Exchange): Answer {
  const row = findSubnet(exchange);
  requireOnCustomer(exchange, 'ACCESS_SUBNET.DELETE', row.customer);
  exchange.app.store.accessSubnets.remove(row);
  return { status: 204 };
}

function listSubnets(exchange: Exchange): Answer {
  const rows = new Filters<WorldAccessSubnet>(exchange)
    .uuid('customer_uuid', (row, value) => row.customer === value)
    .contains('description', (row) => row.description)
    .where((row) => seesSubnet(exchange, row))
    .apply(exchange.app.store.accessSubnets.rows);
  return exchange.list(rows, (row) => writeRow(subnetFields, row, exchange));
}

function listProfiles(exchange: Exchange): Answer {
  const { store } = exchange.app;
  const rows = new Filters<WorldPaymentProfile>(exchange)
    .uuid('organization_uuid', (row, value) => row.organization === value)
    .flag('is_active', (row, value) => (row.is_active ?? false) === value)
    .where((row) => knownProfiles(exchange, row.organization)?.includes(row) === true)
    .apply(store.paymentProfiles.rows);
  return exchange.list(rows, (row) => writeRow(paymentProfileFields, row, exchange));
}

const creditFields: Fields<WorldCustomerCredit> = {
  uuid: (row) => row.uuid,
  url: (row, x) => x.url('customer-credits', row.uuid),
  value: (row) => row.value,
  customer: (row, x) => x.url('customers', row.customer),
  customer_name: (row, x) => x.app.store.customers.get(row.customer)?.name ?? '',
  customer_uuid: (row) => row.customer,
  customer_slug: (row, x) => x.app.store.customers.get(row.customer)?.slug ?? '',
  offerings: () => [],
  end_date: (row) => row.end_date ?? null,
  minimal_consumption: () => '0.00000',
  minimal_consumption_logic: () => 'fixed',
  allocated_to_projects: () => 0,
  consumption_last_month: () => null,
};

function listCredits(exchange: Exchange): Answer {
  const { app, caller } = exchange;
  const rows = new Filters<WorldCustomerCredit>(exchange)
    .uuid('customer_uuid', (row, value) => row.customer === value)
    .where((row) => isStaffOrSupport(caller) || isOwner(app, caller, row.customer))
    .apply(app.store.customerCredits.rows);
  return exchange.list(rows, (row) => writeRow(creditFields, row, exchange));
}

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
const listInvoices = (exchange: Exchange): Answer =>
  exchange.list(
    new Filters<never>(exchange)
      .uuid('customer_uuid', () => true)
      .choices('state', ['pending', 'created', 'paid', 'canceled'], () => '')
      .number('year', () => true)
      .number('month', () => true)
      .apply([]),
    (row) => row,
  );

const listReviews = (exchange: Exchange): Answer =>
  exchange.list(
    new Filters<never>(exchange)
      .uuid('customer_uuid', () => true)
      .uuid('reviewer_uuid', () => true)
      .strictOrder(['created', 'closed'])
      .apply([]),
    (row) => row,
  );

function totalCost(exchange: Exchange): Answer {
  if (!isStaffOrSupport(exchange.caller)) {
    requireStaff(exchange);
  }
  return ok({ total: 0, price: 0 });
}

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
    { path: '/api/access-subnets/', name: 'Access Subnet List', GET: listSubnets, POST: createSubnet },
    {
      path: `/api/access-subnets/${uuidParam}/`,
      name: 'Access Subnet Instance',
      GET: (x) => ok(writeRow(subnetFields, findSubnet(x), x)),
      PUT: updateSubnet,
      PATCH: updateSubnet,
      DELETE: deleteSubnet,
    },
    { path: '/api/payment-profiles/', name: 'Payment Profile List', GET: listProfiles, POST: staffWrites },
    { path: '/api/customer-credits/', name: 'Customer Credit List', GET: listCredits, POST: staffWrites },
    {
      path: `/api/payment-profiles/${uuidParam}/`,
      name: 'Payment Profile Instance',
      GET: (x) => {
        const row = x.app.store.paymentProfiles.get(parseUuid(x.param('uuid')));
        if (!row || knownProfiles(x, row.organization)?.includes(row) !== true) {
          throw notFound('PaymentProfile');
        }
        return ok(writeRow(paymentProfileFields, row, x));
      },
    },
    { path: '/api/customer-quotas/', name: 'Customer Quotas List', GET: customerQuotas },
    { path: '/api/invoices/', name: 'Invoice List', GET: listInvoices, POST: staffWrites },
    { path: '/api/billing-total-cost/', name: 'Total Customer Cost', GET: totalCost },
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

/** Writes the sample leaves to a real server. */
function staffWrites(exchange: Exchange): Answer {
  requireStaff(exchange);
  throw new ApiError(400, { detail: 'The sample server does not offer this.' });
}
