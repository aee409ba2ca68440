import { notFound } from '../http/errors';
import { ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import { isStaffOrSupport, requireStaff } from '../rules/permissions';
import { isConnected, parseUuid } from '../rules/visibility';
import type { Table } from '../store/table';
import type { WorldCustomerCredit, WorldPaymentProfile } from '../world';
import { staffWrites } from './common';
import { uuidParam } from './uuidParam';
import { paymentProfileFields, paymentTypes } from './customerFields';

/** Rows that are listed and read alike. */
interface Collection<T extends { readonly uuid: string }> {
  /** What a 404 calls one of them. */
  readonly name: string;
  readonly rows: (exchange: Exchange) => Table<T>;
  readonly filters: (exchange: Exchange) => Filters<T>;
  readonly keys: (exchange: Exchange) => Readonly<Record<string, SortKey<T>>>;
  /** Where none is asked for. */
  readonly order: readonly string[];
  readonly fields: Fields<T>;
}

const listOf =
  <T extends { readonly uuid: string }>(of: Collection<T>) =>
  (exchange: Exchange): Answer => {
    const keys = of.keys(exchange);
    const order = knownOrder(exchange.query.get('o'), keys);
    const rows = of.filters(exchange).apply(of.rows(exchange).rows);
    return exchange.list(sortRows(rows, order.length > 0 ? order : of.order, keys), (row) =>
      writeRow(of.fields, row, exchange),
    );
  };

const oneOf =
  <T extends { readonly uuid: string }>(of: Collection<T>) =>
  (exchange: Exchange): Answer => {
    const row = of.rows(exchange).get(parseUuid(exchange.param('uuid')));
    if (!row || of.filters(exchange).apply([row]).length === 0) {
      throw notFound(of.name);
    }
    return ok(writeRow(of.fields, row, exchange));
  };

const profileKeys: Readonly<Record<string, SortKey<WorldPaymentProfile>>> = {
  name: (row) => row.name,
  payment_type: (row) => row.payment_type,
  is_active: (row) => row.is_active ?? null,
};

/** All of an organisation's people see its active ones, and that is more than its own `payment_profiles` shows them. */
const profileFilters = (exchange: Exchange): Filters<WorldPaymentProfile> =>
  new Filters<WorldPaymentProfile>(exchange)
    .url('organization', 'customers', (row, uuid) => row.organization === uuid)
    .uuid('organization_uuid', (row, value) => row.organization === value)
    .choices('payment_type', Object.keys(paymentTypes), (row) => row.payment_type)
    .loose('is_active', (row, value) => (row.is_active ?? null) === value)
    .strictOrder(Object.keys(profileKeys))
    .where((row) => isConnected(exchange, row.organization))
    .where((row) => isStaffOrSupport(exchange.caller) || row.is_active === true);

const paymentProfiles: Collection<WorldPaymentProfile> = {
  name: 'PaymentProfile',
  rows: (x) => x.app.store.paymentProfiles,
  filters: profileFilters,
  keys: () => profileKeys,
  order: ['name'],
  fields: paymentProfileFields,
};

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

const customerCredits: Collection<WorldCustomerCredit> = {
  name: 'CustomerCredit',
  rows: (x) => x.app.store.customerCredits,
  filters: creditFilters,
  keys: creditKeys,
  order: [],
  fields: creditFields,
};

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

function totalCost(exchange: Exchange): Answer {
  if (!isStaffOrSupport(exchange.caller)) {
    requireStaff(exchange);
  }
  return ok({ total: 0, price: 0 });
}

/** What an organisation pays and is credited with. */
export const billingEndpoints: readonly Endpoint[] = [
  {
    path: '/api/payment-profiles/',
    name: 'Payment Profile List',
    GET: listOf(paymentProfiles),
    POST: staffWrites,
  },
  {
    path: '/api/customer-credits/',
    name: 'Customer Credit List',
    GET: listOf(customerCredits),
    POST: staffWrites,
  },
  {
    path: `/api/customer-credits/${uuidParam}/`,
    name: 'Customer Credit Instance',
    GET: oneOf(customerCredits),
    PUT: staffWrites,
    PATCH: staffWrites,
    DELETE: staffWrites,
  },
  {
    path: `/api/payment-profiles/${uuidParam}/`,
    name: 'Payment Profile Instance',
    GET: oneOf(paymentProfiles),
    PUT: staffWrites,
    PATCH: staffWrites,
    DELETE: staffWrites,
  },
  { path: '/api/invoices/', name: 'Invoice List', GET: listInvoices, POST: staffWrites },
  { path: '/api/billing-total-cost/', name: 'Total Customer Cost', GET: totalCost },
];
