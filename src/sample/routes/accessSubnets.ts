import { isIP } from 'node:net';
import { notFound } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import { Filters } from '../http/filters';
import type { Endpoint } from '../http/router';
import { without } from '../json';
import { requireOnCustomer } from '../rules/permissions';
import { isConnected, parseUuid } from '../rules/visibility';
import { newUuid } from '../store/store';
import { Invalid, readInputs, type Inputs } from '../validate/input';
import { visibleCustomerLink } from '../validate/linkInputs';
import { text } from '../validate/textInputs';
import type { WorldAccessSubnet, WorldCustomer } from '../world';
import { uuidParam } from './uuidParam';

const subnetFields: Fields<WorldAccessSubnet> = {
  uuid: (row) => row.uuid,
  inet: (row) => row.inet,
  description: (row) => row.description ?? '',
  customer: (row, x) => x.url('customers', row.customer),
};

const subnetFilters = (exchange: Exchange): Filters<WorldAccessSubnet> =>
  new Filters<WorldAccessSubnet>(exchange)
    .url('customer', 'customers', (row, uuid) => row.customer === uuid)
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
  customer: visibleCustomerLink('customer', { required: true }),
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

/** The networks from which an organisation may be used. */
export const accessSubnetEndpoints: readonly Endpoint[] = [
  { path: '/api/access-subnets/', name: 'Access Subnet List', GET: listSubnets, POST: createSubnet },
  {
    path: `/api/access-subnets/${uuidParam}/`,
    name: 'Access Subnet Instance',
    GET: (x) => ok(writeRow(subnetFields, findSubnet(x), x)),
    PUT: updateSubnet(false),
    PATCH: updateSubnet(true),
    DELETE: deleteSubnet,
  },
];
