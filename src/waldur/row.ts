import * as z from 'zod/mini';

/**
 * Building blocks for what a server answers. Only what identifies an object is required; every other field may
 * be missing, null or of a wrong type (then it is undefined, and the object stays). Unknown keys pass.
 */

/**
 * What a field's schema leaves as it is, told without it: the type, null aside, or a question. Nearly every value is
 * so, and finding that out is thirty times as fast as building it anew.
 */
type Fit = 'string' | 'number' | 'boolean' | ((value: unknown) => boolean);

/** How to tell for the schemas below. */
const fits = new WeakMap<object, Fit>();
const required = new WeakSet<object>();

function fitting<S extends object>(schema: S, fit: Fit): S {
  fits.set(schema, fit);
  return schema;
}

/** `z.catch` would do it, too, and bring 8 KB of what else is in zod. */
const ofAnotherType = z.pipe(
  z.unknown(),
  z.transform(() => undefined),
);

/** A value that may be missing, null or of another type. */
function optional<S extends z.core.SomeType>(schema: S) {
  return z.optional(z.union([z.nullable(schema), ofAnotherType]));
}

function identifying() {
  const schema = fitting(z.string(), 'string');
  required.add(schema);
  return schema;
}

/** Identifies the object; without it the row is dropped. One schema serves all fields of a kind: making them takes time. */
export const key = identifying();

/** Old servers send some texts as numbers. */
export const text = fitting(
  optional(z.union([z.string(), z.pipe(z.number(), z.transform(String))])),
  'string',
);

/** Some servers send numbers as text. */
export const number = fitting(
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
export const amount = fitting(
  optional(z.union([z.string(), z.number()])),
  (value) => value === null || typeof value === 'string' || Number.isFinite(value),
);

export const flag = fitting(optional(z.boolean()), 'boolean');

export const anything = fitting(z.optional(z.unknown()), () => true);

export const texts = fitting(
  optional(
    z.pipe(
      z.array(z.unknown()),
      z.transform((items) => items.filter((item) => typeof item === 'string')),
    ),
  ),
  (value) => value === null || (Array.isArray(value) && value.every((item) => typeof item === 'string')),
);

/** An object inside an object. */
export function object<S extends z.core.$ZodLooseShape>(shape: S) {
  const schema = z.looseObject(shape);
  return fitting(optional(schema), (value) => value === null || readRow(schema, value) === value);
}

/** A list inside an object; items that cannot be read are left out. */
export function list<S extends z.core.$ZodLooseShape>(shape: S) {
  const schema = z.looseObject(shape);
  return fitting(
    optional(
      z.pipe(
        z.array(z.unknown()),
        z.transform((items) => readRows(schema, items)),
      ),
    ),
    (value) =>
      value === null || (Array.isArray(value) && value.every((item) => readRow(schema, item) === item)),
  );
}

/** A number sent as number or text; null where there is none. */
export function toNumber(value: string | number | null | undefined): number | null {
  const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

export type RowSchema = z.ZodMiniObject;

/**
 * What a schema reads, or undefined when the value lacks what identifies it; the value itself where nothing is odd.
 * Only fields that are odd are put to their schema. Never throws.
 */
export function readRow<S extends RowSchema>(schema: S, value: unknown): z.output<S> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const { fields, inOrder, required: needed } = shapes.get(schema) ?? shapeOf(schema);
  const row = value as Readonly<Record<string, unknown>>;
  let mended: Record<string, unknown> | undefined;
  let known = 0;
  let identifying = 0;
  for (const name in row) {
    let field = inOrder[known];
    if (field?.name !== name) {
      field = fields.get(name);
      if (field === undefined) {
        // The schema leaves this one key out.
        if (name === '__proto__') {
          const result = schema.safeParse(value);
          return result.success ? result.data : undefined;
        }
        continue;
      }
      inOrder[known] = field;
    }
    known++;
    if (isFitting(field, row[name])) {
      identifying += field.required ? 1 : 0;
    } else if (field.required) {
      return undefined;
    } else {
      mended ??= { ...row };
      mended[name] = mend(schema, name, row[name]);
    }
  }
  if (identifying < needed) {
    return undefined;
  }
  return (mended ?? row) as z.output<S>;
}

function isFitting({ fit, required }: Field, value: unknown): boolean {
  return typeof fit === 'function'
    ? fit(value)
    : typeof value === fit
      ? fit !== 'number' || Number.isFinite(value)
      : value === null && !required;
}

/** Every field but those that identify the object is something to its schema, if only nothing. */
function mend({ shape }: RowSchema, name: string, value: unknown): unknown {
  const field = shape[name];
  return field === undefined ? value : z.safeParse(field, value).data;
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

interface Field {
  readonly name: string;
  readonly fit: Fit;
  readonly required: boolean;
}

interface Shape {
  readonly fields: ReadonlyMap<string, Field>;
  /** Those of the row read last, in its order: the next row of a list mostly has the same, found without looking them up. */
  readonly inOrder: Field[];
  /** How many identify the object. */
  readonly required: number;
}

const shapes = new WeakMap<RowSchema, Shape>();

function shapeOf(schema: RowSchema): Shape {
  const fields = Object.entries(schema.shape).map(([name, field]) => ({
    name,
    fit: fits.get(field) ?? (() => false),
    required: required.has(field),
  }));
  const shape: Shape = {
    fields: new Map(fields.map((field) => [field.name, field])),
    inOrder: [],
    required: fields.filter((field) => field.required).length,
  };
  shapes.set(schema, shape);
  return shape;
}
