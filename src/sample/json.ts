/** What a JSON document holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** An object whose keys with `undefined` are not sent. */
export type JsonObject = Record<string, Json>;

/** An object as `JSON.parse` makes it: neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
