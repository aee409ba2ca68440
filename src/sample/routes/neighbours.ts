import { isIP } from 'node:net';
import { ApiError, notFound } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { chosenFields, writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import { without } from '../json';
import { isStaffOrSupport, requireOnCustomer, requireStaff } from '../rules/permissions';
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
import { customerInUrl, imageUrl, uuidParam } from './common';
import { paymentProfileFields, paymentTypes, peopleOf } from './customerFields';
import { hpcCategory } from './projectFields';

const subnetFields: Fields<WorldAccessSubnet> = {
  uuid: (row) => row.uuid,
  inet: (row) => row.inet,
  description: (row) => row.description ?? '',
  customer: (row, x) => x.url('customers', row.customer),
};

/** Whether the caller holds a role on the customer itself; from where it asks does not matter. */
const isConnected = (exchange: Exchange, customer: string): boolean =>
  isStaffOrSupport(exchange.caller) || connected(exchange.app, exchange.caller, 'customer').has(customer);

const subnetFilters = (exchange: Exchange): Filters<WorldAccessSubnet> =>
  new Filters<WorldAccessSubnet>(exchange)
    .text('customer', (row, value) => row.customer === customerInUrl(value))
    .uuid('customer_uuid', (row, value) => row.customer === value)
    .contains('inet', (row) => row.inet)
    .contains('description', (row) => row.description)
    .where((row) => isConnected(exchange, row.customer));

function findSubnet(exchange: Exchange): WorldAccessSubnet {
  const row = exchange.app.store.accessSubnets.get(parseUuid(exchange.param('uuid')));
  if (!row || subnetFilters(exchange).apply([row]).length === 0) {
    throw notFound('AccessSubnet');
  }
  return row;
}

/** Whether an IPv4 address has more than its network's part. */
function hasHostBits(address: string, bits: number): boolean {
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return value % 2 ** (32 - bits) !== 0;
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
      if (family === 4 && bits !== undefined && hasHostBits(address, Number(bits))) {
        throw new Invalid(`${shown} has host bits set`);
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

const updateSubnet =
  (partial: boolean) =>
  (exchange: Exchange): Answer => {
    const row = findSubnet(exchange);
    requireOnCustomer(exchange, 'ACCESS_SUBNET.UPDATE', row.customer);
    Object.assign(row, readInputs(exchange, without(subnetInputs, 'customer'), partial));
    exchange.app.store.accessSubnets.changed(row);
    return ok(writeRow(subnetFields, row, exchange));
  };

function deleteSubnet(exchange: Exchange): Answer {
  const row = findSubnet(exchange);
  requireOnCustomer(exchange, 'ACCESS_SUBNET.DELETE', row.customer);
  exchange.app.store.accessSubnets.remove(row);
  return { status: 204 };
}

function listSubnets(exchange: Exchange): Answer {
  const rows = subnetFilters(exchange).apply(exchange.app.store.accessSubnets.rows);
  return exchange.list(rows, (row) => writeRow(subnetFields, row, exchange));
}

const profileKeys: Readonly<Record<string, SortKey<WorldPaymentProfile>>> = {
  name: (row) => row.name,
  payment_type: (row) => row.payment_type,
  is_active: (row) => row.is_active ?? null,
};

/** All of an organisation's people see its active ones, and that is more than its own `payment_profiles` shows them. */
const profileFilters = (exchange: Exchange): Filters<WorldPaymentProfile> =>
  new Filters<WorldPaymentProfile>(exchange)
    .text('organization', (row, value) => row.organization === customerInUrl(value))
    .uuid('organization_uuid', (row, value) => row.organization === value)
    .choices('payment_type', Object.keys(paymentTypes), (row) => row.payment_type)
    .loose('is_active', (row, value) => (row.is_active ?? null) === value)
    .strictOrder(Object.keys(profileKeys))
    .where((row) => isConnected(exchange, row.organization))
    .where((row) => isStaffOrSupport(exchange.caller) || row.is_active === true);

function listProfiles(exchange: Exchange): Answer {
  const rows = profileFilters(exchange).apply(exchange.app.store.paymentProfiles.rows);
  const order = knownOrder(exchange.query.get('o'), profileKeys);
  const sorted = sortRows(rows, order.length > 0 ? order : ['name'], profileKeys);
  return exchange.list(sorted, (row) => writeRow(paymentProfileFields, row, exchange));
}

function getProfile(exchange: Exchange): Answer {
  const row = exchange.app.store.paymentProfiles.get(parseUuid(exchange.param('uuid')));
  if (!row || profileFilters(exchange).apply([row]).length === 0) {
    throw notFound('PaymentProfile');
  }
  return ok(writeRow(paymentProfileFields, row, exchange));
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

const creditKeys = (x: Exchange): Readonly<Record<string, SortKey<WorldCustomerCredit>>> => ({
  customer_name: (row) => x.app.store.customers.get(row.customer)?.name ?? '',
  value: (row) => Number(row.value),
  end_date: (row) => row.end_date ?? null,
});

function creditFilters(exchange: Exchange): Filters<WorldCustomerCredit> {
  const { customers } = exchange.app.store;
  return new Filters<WorldCustomerCredit>(exchange)
    .uuid('customer_uuid', (row, value) => row.customer === value)
    .contains('customer_name', (row) => customers.get(row.customer)?.name)
    .exact('customer_slug', (row) => customers.get(row.customer)?.slug)
    .strictOrder([...Object.keys(creditKeys(exchange)), 'expected_consumption'])
    .where((row) => isConnected(exchange, row.customer));
}

function listCredits(exchange: Exchange): Answer {
  const rows = creditFilters(exchange).apply(exchange.app.store.customerCredits.rows);
  const keys = creditKeys(exchange);
  const sorted = sortRows(rows, knownOrder(exchange.query.get('o'), keys), keys);
  return exchange.list(sorted, (row) => writeRow(creditFields, row, exchange));
}

function getCredit(exchange: Exchange): Answer {
  const row = exchange.app.store.customerCredits.get(parseUuid(exchange.param('uuid')));
  if (!row || creditFilters(exchange).apply([row]).length === 0) {
    throw notFound('CustomerCredit');
  }
  return ok(writeRow(creditFields, row, exchange));
}

/** The sample world has no invoices; what one may ask for is still looked at. */
function listInvoices(exchange: Exchange): Answer {
  const rows = new Filters<never>(exchange)
    .uuid('customer_uuid', () => true)
    .choices('state', ['pending', 'pending_finalization', 'created', 'paid', 'canceled'], () => '')
    .number('year', () => true)
    .number('month', () => true)
    .strictOrder(['created', 'year', 'month'])
    .apply([]);
  return exchange.list(rows, (row) => row);
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
      PUT: updateSubnet(false),
      PATCH: updateSubnet(true),
      DELETE: deleteSubnet,
    },
    { path: '/api/payment-profiles/', name: 'Payment Profile List', GET: listProfiles, POST: staffWrites },
    { path: '/api/customer-credits/', name: 'Customer Credit List', GET: listCredits, POST: staffWrites },
    {
      path: `/api/customer-credits/${uuidParam}/`,
      name: 'Customer Credit Instance',
      GET: getCredit,
      PUT: staffWrites,
      PATCH: staffWrites,
      DELETE: staffWrites,
    },
    {
      path: `/api/payment-profiles/${uuidParam}/`,
      name: 'Payment Profile Instance',
      GET: getProfile,
      PUT: staffWrites,
      PATCH: staffWrites,
      DELETE: staffWrites,
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
