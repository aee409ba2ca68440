import { itemsOf } from './fieldInput';
import { typesOf, valueSchema } from './jsonSchema';
import { readNumber } from './cellNumber';
import type { WritableField } from './writableFields';

/** What a field has, as a cell of a table. Nothing set is an empty cell, whether it is null, "" or an empty list. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return listCell(value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** One item a line; as JSON where that would be read as another list, as an item with commas alone in its line. */
function listCell(items: readonly unknown[]): string {
  const lines = items.map(cellOf).join('\n');
  const read = readList(lines);
  const isSame = read.length === items.length && read.every((item, at) => item === items[at]);
  return isSame ? lines : JSON.stringify(items);
}

function readList(cell: string): readonly unknown[] {
  if (cell.trimStart().startsWith('[')) {
    try {
      const items: unknown = JSON.parse(cell);
      if (Array.isArray(items)) {
        return items;
      }
    } catch {
      // A pattern may begin with a bracket, too.
    }
  }
  const lines = cell
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [only, ...more] = lines;
  // As lists are typed where there is one line.
  return only === undefined || more.length > 0 ? lines : itemsOf(only);
}

/** What a cell wants a field to have. */
export type WantedValue =
  | { readonly kind: 'value'; readonly value: unknown }
  /** No number of this locale and of no other; a number that spreadsheets have rounded; no word for true or false. */
  | { readonly kind: 'type'; readonly expected: readonly string[] };

/**
 * The value that a cell that is not empty stands for. It is to be put to the field's schema.
 * @param decimalComma whether the table separates by something else than commas, as where numbers have them
 */
export function valueOfCell(
  { schema, facts }: WritableField,
  cell: string,
  decimalComma: boolean,
): WantedValue {
  const expected = typesOf(valueSchema(schema).type).filter((type) => type !== 'null');
  if (expected.includes('boolean')) {
    const value = truths.get(cell.trim().toLowerCase());
    return value === undefined ? { kind: 'type', expected } : { kind: 'value', value };
  }
  if (expected.includes('array')) {
    return { kind: 'value', value: readList(cell) };
  }
  if (expected.includes('integer') || expected.includes('number')) {
    const value = readNumber(cell, { whole: expected.includes('integer'), decimalComma });
    if (facts.form === 'decimal') {
      // Its form says what is wrong with it.
      return { kind: 'value', value: value === undefined ? cell.trim() : String(value) };
    }
    return value === undefined ? { kind: 'type', expected } : { kind: 'value', value };
  }
  return { kind: 'value', value: cell };
}

/** What clears a field: null where it takes that, "" or no items where not. */
export function emptyValue({ schema }: WritableField): unknown {
  const types = typesOf(valueSchema(schema).type);
  return types.includes('null') ? null : types.includes('array') ? [] : '';
}

/** As spreadsheets write them, in the languages of Waldur's servers and their neighbours. */
export const truths: ReadonlyMap<string, boolean> = new Map([
  ...[
    ...['true', 'wahr', 'vrai', 'verdadero', 'vero', 'verdadeiro', 'waar', 'sant', 'sann', 'tosi', 'tõene'],
    ...['prawda', 'pravda', 'истина', 'patiess', 'igaz', 'αληθης', 'doğru', 'adevărat', 'tiesa'],
  ].map((word) => [word, true] as const),
  ...[
    ...['false', 'falsch', 'faux', 'falso', 'onwaar', 'falskt', 'falsk', 'usann', 'epätosi', 'väär', 'fałsz'],
    ...['nepravda', 'ложь', 'aplams', 'hamis', 'ψευδης', 'yanliş', 'yanlış', 'fals', 'netiesa'],
  ].map((word) => [word, false] as const),
]);
