import { refuse } from './errors';

/**
 * How one query parameter is checked and written. The type says what callers may pass; the check at run time
 * refuses what the server would silently misread.
 */
export interface Param<T> {
  /** The values to send under this name; none leaves the parameter out. */
  readonly write: (value: unknown, name: string) => readonly string[];
  /** Exists for the compiler only. */
  readonly type?: T;
}

export type ParamSpec = Readonly<Record<string, Param<unknown>>>;

/** The parameters a spec allows: all optional, `undefined` means left out. */
export type ParamsOf<S extends ParamSpec> = {
  readonly [K in keyof S]?: S[K] extends Param<infer T> ? T | undefined : never;
};

export type QueryPairs = readonly (readonly [name: string, value: string])[];

/** 32 lower-case hex digits, from dashed or upper-case input; anything else is refused. */
export function hexUuid(value: unknown, name = 'uuid'): string {
  const hex = typeof value === 'string' ? value.trim().replaceAll('-', '').toLowerCase() : '';
  return /^[0-9a-f]{32}$/.test(hex)
    ? hex
    : refuse('parameter', `${name} must be a UUID, which is 32 hexadecimal digits.`);
}

/** The uuid an API URL ends in, or undefined. Only the uuid of such a URL is ever used. */
export function uuidOfUrl(url: string | null | undefined): string | undefined {
  return /\/([0-9a-f]{32})\/?$/i.exec(url ?? '')?.[1]?.toLowerCase();
}

function checkText(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    return refuse('parameter', `${name} must be text.`);
  }
  return value.includes('\0') ? refuse('nullCharacter', `${name} must not contain null characters.`) : value;
}

function each(value: unknown, name: string, check: (item: unknown, name: string) => string): string[] {
  return Array.isArray(value)
    ? value.map((item) => check(item, name))
    : refuse('parameter', `${name} must be a list.`);
}

/** Free text. An empty one is left out, as the server takes it for no filter. */
export const text: Param<string> = {
  write: (value, name) => {
    const checked = checkText(value, name);
    return checked === '' ? [] : [checked];
  },
};

export const texts: Param<readonly string[]> = { write: (value, name) => each(value, name, checkText) };

/** Texts that the endpoint takes as one, with commas between. */
export const joined: Param<readonly string[]> = {
  write: (value, name) => {
    const items = each(value, name, checkText);
    return items.some((item) => item.includes(','))
      ? refuse('parameter', `${name} must not contain commas.`)
      : items.length === 0
        ? []
        : [items.join(',')];
  },
};

/** `true` or `false`, the only spellings every server reads. */
export const flag: Param<boolean> = {
  write: (value, name) =>
    typeof value === 'boolean' ? [String(value)] : refuse('parameter', `${name} must be true or false.`),
};

/** For filters that only know `true`: with `false` the server would not filter at all. */
export const onlyTrue: Param<true> = {
  write: (value, name) =>
    value === true ? ['true'] : refuse('parameter', `${name} can only be true, or left out.`),
};

export const uuid: Param<string> = { write: (value, name) => [hexUuid(value, name)] };

export const uuids: Param<readonly string[]> = { write: (value, name) => each(value, name, hexUuid) };

/** A whole number within bounds, both included. */
export function integer(least: number, most: number): Param<number> {
  return {
    write: (value, name) =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
        ? [String(value)]
        : refuse('parameter', `${name} must be a whole number from ${least} to ${most}.`),
  };
}

/** One of the words the endpoint knows. */
export function oneOf<const T extends string>(...known: readonly T[]): Param<T> {
  return { write: (value, name) => [checkWord(known, value, name)] };
}

/** Any number of the words the endpoint knows, sent one by one. */
export function someOf<const T extends string>(...known: readonly T[]): Param<readonly T[]> {
  return { write: (value, name) => each(value, name, (item) => checkWord(known, item, name)) };
}

/** A sort key, descending with a leading minus. */
export type Order<T extends string> = T | `-${T}`;

/** Sort keys, most important first; sent as one comma-separated value, since repeating keeps only the last. */
export function order<const T extends string>(...known: readonly T[]): Param<Order<T> | readonly Order<T>[]> {
  const words = known.flatMap((word) => [word, `-${word}`]);
  return {
    write: (value, name) => {
      const list: unknown[] = Array.isArray(value) ? value : [value];
      return list.length === 0 ? [] : [list.map((item) => checkWord(words, item, name)).join(',')];
    },
  };
}

/**
 * Sparse fields, sent one by one: the comma form would return everything. `always` are asked for in any case.
 */
export function fieldsOf<const T extends string>(...always: readonly T[]): Param<readonly T[]> {
  const check = (item: unknown, name: string) =>
    typeof item === 'string' && /^[a-z0-9_]+$/.test(item)
      ? item
      : refuse('parameter', `${name} must be a list of field names.`);
  return {
    write: (value, name) => {
      const asked = each(value, name, check);
      return asked.length === 0 ? [] : [...new Set([...always, ...asked])];
    },
  };
}

function checkWord(known: readonly string[], value: unknown, name: string): string {
  return typeof value === 'string' && known.includes(value)
    ? value
    : refuse('parameter', `${name} must be one of ${known.join(', ')}.`);
}

/** Pages count from 1; the server takes at most 300 rows a page and would silently correct other sizes. */
export const paging = { page: integer(1, Number.MAX_SAFE_INTEGER), page_size: integer(1, 300) };

/** Checks parameters against a spec and puts them in the order given. Names the spec does not know are refused. */
export function writeQuery(spec: ParamSpec, params: object): QueryPairs {
  return Object.entries(params).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) {
      return [];
    }
    const param = Object.hasOwn(spec, name) ? spec[name] : undefined;
    return param === undefined
      ? refuse('parameter', `${name} is not a parameter of this request.`)
      : param.write(value, name).map((written) => [name, written] as const);
  });
}
