import type { Exchange } from '../http/exchange';
import { isRecord } from '../json';
import { parseUuid, seesCustomer } from '../rules/visibility';
import type { WorldCustomer } from '../world';
import { Invalid, type Input } from './input';
import { label, rest, type Options } from './options';

/** A plain uuid. */
export function uuid(name: string, options: Options<string> = {}): Input<string> {
  return {
    ...rest(options),
    meta: { type: 'string', label: label(name), ...options.meta },
    read: (value) => {
      // Python's True and False are numbers.
      const number = typeof value === 'boolean' ? Number(value) : value;
      const text =
        typeof number === 'number' && Number.isInteger(number) && number >= 0
          ? number.toString(16).padStart(32, '0')
          : typeof number === 'string'
            ? number
            : '';
      const hex = parseUuid(text);
      if (hex === undefined || text !== text.trim()) {
        throw new Invalid('Must be a valid UUID.');
      }
      return hex;
    },
  };
}

/** The path of an address: the host does not count. */
export const addressPath = (value: string): string =>
  value.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/, '');

/** The same as an input of an address takes it: a path that stands alone stays as it is, with its query. */
const linkPath = (value: string): string => (/^https?:/.test(value) ? addressPath(value) : value);

/**
 * An object of one collection by its address; only the path of it counts.
 * @param find by uuid; undefined where it does not exist or the caller does not see it
 */
export function link<T>(
  name: string,
  collection: string,
  find: (uuid: string, exchange: Exchange) => T | undefined,
  options: Options<T> = {},
): Input<T> {
  return {
    ...rest(options),
    blankIsNull: true,
    meta: { type: 'field', label: label(name), ...options.meta },
    read: (value, exchange) => {
      if (typeof value !== 'string') {
        throw new Invalid(`Incorrect type. Expected URL string, received ${pythonName(value)}.`);
      }
      const route = exchange.app.routes.resolve(linkPath(value));
      if (!route) {
        throw new Invalid('Invalid hyperlink - No URL match.');
      }
      if (route.kind !== 'object' || route.collection !== collection) {
        throw new Invalid('Invalid hyperlink - Incorrect URL match.');
      }
      const hex = parseUuid(route.uuid);
      const found = hex === undefined ? undefined : find(hex, exchange);
      if (found === undefined) {
        throw new Invalid('Invalid hyperlink - Object does not exist.');
      }
      return found;
    },
  };
}

/** An organisation that the caller sees. */
export function visibleCustomerLink(name: string, options: Options<WorldCustomer>): Input<WorldCustomer> {
  return link<WorldCustomer>(
    name,
    'customers',
    (hex, exchange) => {
      const customer = exchange.app.store.customers.get(hex);
      return customer && seesCustomer(exchange, customer) ? customer : undefined;
    },
    options,
  );
}

const pythonName = (value: unknown): string =>
  value === null
    ? 'NoneType'
    : Array.isArray(value)
      ? 'list'
      : isRecord(value)
        ? 'dict'
        : typeof value === 'boolean'
          ? 'bool'
          : Number.isInteger(value)
            ? 'int'
            : 'float';
