import type { Exchange } from '../http/exchange';
import type { JsonObject } from '../json';
import type { Inputs } from './input';

const label = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

/** The types of fields that are only read, where they are not `field`. */
const types: Readonly<Record<string, string>> = { uuid: 'string', created: 'datetime' };

/** What OPTIONS tells of the fields of an object. What staff alone may write is `read_only` for everyone else. */
export function inputMetadata(
  fields: Readonly<Record<string, unknown>>,
  inputs: Inputs,
  exchange: Exchange,
): JsonObject {
  const names = Object.keys(fields);
  const described: JsonObject = {};
  for (const name of names) {
    const input = inputs[name];
    if (!input) {
      described[name] = {
        type: types[name] ?? 'field',
        required: false,
        read_only: true,
        label: label(name),
      };
      continue;
    }
    const { type = 'field', ...more } = input.meta;
    described[name] = {
      type,
      required: input.required ?? false,
      read_only: input.staffOnly === true && exchange.user?.is_staff !== true,
      ...more,
    };
  }
  return described;
}
