import type { Json, JsonObject } from '../json';
import type { Exchange } from './exchange';

/** How a row is written, key by key in the order of the answer; `undefined` leaves the key out. */
export type Fields<T> = Readonly<Record<string, (row: T, exchange: Exchange) => Json | undefined>>;

/** The fields the caller asks for with `field`: unknown names do not count, and none left means all. */
export function chosenFields<T>(fields: Fields<T>, exchange: Exchange): Fields<T> {
  const wanted = new Set(exchange.query.all('field'));
  if (wanted.size === 0) {
    return fields;
  }
  const chosen = Object.entries(fields).filter(([name]) => wanted.has(name));
  return chosen.length === 0 ? fields : Object.fromEntries(chosen);
}

export function writeRow<T>(fields: Fields<T>, row: T, exchange: Exchange): JsonObject {
  const object: JsonObject = {};
  for (const name in fields) {
    const value = fields[name]?.(row, exchange);
    if (value !== undefined) {
      object[name] = value;
    }
  }
  return object;
}
