import type { Json } from '../json';

/** An error body in the caller's language, as far as Django and REST framework have the words. */
export function translate(body: Json, _language: string): Json {
  return body;
}
