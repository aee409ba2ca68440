import { typesOf, valueSchema } from './jsonSchema';
import type { WritableField } from './writableFields';

/** How a value of a field is asked for. */
export type FieldInput =
  | { readonly kind: 'switch' }
  /** One of few that the write schema knows. */
  | { readonly kind: 'oneOf'; readonly values: readonly (string | null)[] }
  /** One of those that the server lists; typed where it cannot be asked. */
  | { readonly kind: 'listed' }
  | { readonly kind: 'day' | 'list' | 'text' };

export function inputOf({ facts, schema }: WritableField): FieldInput {
  const { type, enum: values } = valueSchema(schema);
  if (values !== undefined) {
    return { kind: 'oneOf', values: values.map((value) => (typeof value === 'string' ? value : null)) };
  }
  if (facts.choices !== undefined) {
    return { kind: 'listed' };
  }
  if (type === 'boolean') {
    return { kind: 'switch' };
  }
  return { kind: type === 'array' ? 'list' : facts.form === 'day' ? 'day' : 'text' };
}

/** What stands for a line break in an input of one line. */
export const lineBreak = '⏎';

/** A value as it is typed in one line; empty for none. */
export function textOfValue(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    const items = value.map(String);
    const text = items.join(', ');
    return sameItems(itemsOf(text), items) ? text : JSON.stringify(items);
  }
  return typeof value === 'string' ? value.replace(/\r\n?|\n/g, lineBreak) : JSON.stringify(value);
}

/**
 * The value that a typed text stands for, not yet put to `checkValue`: null or "" for none, whichever the field takes; a
 * number of days from today for a day.
 */
export function valueOfText(field: WritableField, text: string, now: Date): unknown {
  const { facts, schema } = field;
  const types = typesOf(valueSchema(schema).type);
  const typed = text.trim();
  if (types.includes('array')) {
    return itemsOf(typed);
  }
  if (typed === '' && types.includes('null')) {
    return null;
  }
  if (!types.includes('string')) {
    return /^[-+]?\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : typed;
  }
  if (facts.form === 'day' && /^\d{1,5}$/.test(typed)) {
    const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + Number(typed)));
    return day.toISOString().slice(0, 10);
  }
  // Servers let some into names, too.
  return typed.replaceAll(lineBreak, '\n');
}

/** Items with commas between them, or a list as JSON has it. Commas in brackets are part of their item. */
export function itemsOf(text: string): readonly string[] {
  const list = listOf(text);
  if (list !== undefined) {
    return list;
  }
  const items: string[] = [];
  let item = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') {
      at++;
      item += character + text.charAt(at);
      continue;
    }
    depth += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
    if (character === ',' && depth <= 0) {
      items.push(item);
      item = '';
    } else {
      item += character;
    }
  }
  return [...items, item].map((one) => one.trim()).filter((one) => one !== '');
}

function listOf(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

function sameItems(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
