import * as z from 'zod/mini';

/**
 * Building blocks for what a server answers. Only what identifies an object is required; every other field may
 * be missing, null or of a wrong type (then it is undefined, and the object stays). Unknown keys pass.
 */

type Plain = 'string' | 'number' | 'boolean';

/** The schemas below whose good values can be told by `typeof`; all but the required ones also take null. */
const plain = new WeakMap<object, Plain>();
const required = new WeakSet<object>();

function marked<S extends object>(schema: S, type: Plain): S {
  plain.set(schema, type);
  return schema;
}

/** A value that may be missing, null or of another type. */
export function optional<S extends z.core.SomeType>(schema: S) {
  return z.catch(z.optional(z.nullable(schema)), undefined);
}

function identifying() {
  const schema = marked(z.string(), 'string');
  required.add(schema);
  return schema;
}

/** Identifies the object; without it the row is dropped. One schema serves all fields of a kind: making them takes time. */
export const key = identifying();

/** Old servers send some texts as numbers. */
export const text = marked(
  optional(z.union([z.string(), z.pipe(z.number(), z.transform(String))])),
  'string',
);

/** Some servers send numbers as text. */
export const number = marked(
  optional(
    z.union([
      z.number(),
      z.pipe(
        z.string(),
        z.transform((value) => toNumber(value) ?? undefined),
      ),
    ]),
  ),
  'number',
);

/** Money and decimals: text on some servers, a number on others. `toNumber` reads both. */
export const amount = optional(z.union([z.string(), z.number()]));

export const flag = marked(optional(z.boolean()), 'boolean');

export const anything = z.optional(z.unknown());

export const texts = optional(
  z.pipe(
    z.array(z.unknown()),
    z.transform((items) => items.filter((item) => typeof item === 'string')),
  ),
);

/** A list inside an object; items that cannot be read are left out. */
export function list<S extends z.core.$ZodLooseShape>(shape: S) {
  const schema = z.looseObject(shape);
  return optional(
    z.pipe(
      z.array(z.unknown()),
      z.transform((items) => readRows(schema, items)),
    ),
  );
}

/** A number sent as number or text; null where there is none. */
export function toNumber(value: string | number | null | undefined): number | null {
  const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

export type RowSchema = z.ZodMiniObject;

/** What a schema reads, or undefined when the value lacks what identifies it. Never throws. */
export function readRow<S extends RowSchema>(schema: S, value: unknown): z.output<S> | undefined {
  if (isPlain(schema, value)) {
    return value;
  }
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

/** The items a schema can read; how many are missing tells how many were dropped. */
export function readRows<S extends RowSchema>(schema: S, items: readonly unknown[]): z.output<S>[] {
  const rows: z.output<S>[] = [];
  for (const item of items) {
    const row = readRow(schema, item);
    if (row !== undefined) {
      rows.push(row);
    }
  }
  return rows;
}

interface Shape {
  readonly types: ReadonlyMap<string, Plain | 'other'>;
  readonly required: readonly string[];
}

const shapes = new WeakMap<RowSchema, Shape>();

/**
 * Whether a value is already what the schema would make of it. Nearly every row is, and finding out is thirty
 * times as fast as building it anew.
 */
function isPlain<S extends RowSchema>(schema: S, value: unknown): value is z.output<S> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const shape = shapes.get(schema) ?? shapeOf(schema);
  const row = value as Readonly<Record<string, unknown>>;
  for (const name of shape.required) {
    if (typeof row[name] !== 'string') {
      return false;
    }
  }
  for (const name in row) {
    const type = shape.types.get(name);
    const field = row[name];
    if (type === undefined) {
      // The schema leaves this one key out.
      if (name === '__proto__') {
        return false;
      }
    } else if (field !== null && (typeof field !== type || (type === 'number' && !Number.isFinite(field)))) {
      return false;
    }
  }
  return true;
}

function shapeOf(schema: RowSchema): Shape {
  const fields = Object.entries(schema.shape);
  const shape: Shape = {
    types: new Map(fields.map(([name, field]) => [name, plain.get(field) ?? 'other'])),
    required: fields.filter(([, field]) => required.has(field)).map(([name]) => name),
  };
  shapes.set(schema, shape);
  return shape;
}
