/** What a JSON document holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** An object whose keys with `undefined` are not sent. */
export type JsonObject = Record<string, Json>;

/** An object as `JSON.parse` makes it: neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy without some of the keys. */
export function without<T extends object, K extends keyof T>(object: T, ...keys: readonly K[]): Omit<T, K> {
  const copy = { ...object };
  for (const key of keys) {
    Reflect.deleteProperty(copy, key);
  }
  return copy;
}
