import { uuidOfUrl } from '../waldur/params';
import type { RawObject } from '../waldur/rawObjects';
import type { WritableField } from './writableFields';

/** Values of fields, by their names. What is not there is not known, or left as it is. */
export type Values = ReadonlyMap<string, unknown>;

/** What an object has in these fields, as the server tells it; other objects by their uuid instead of their URL. */
export function valuesOf(fields: readonly WritableField[], row: RawObject): Values {
  return new Map(fields.filter(({ name }) => name in row).map((field) => [field.name, valueIn(field, row)]));
}

/** The same of one field; undefined where the server does not tell it. */
export function valueIn({ name, facts }: WritableField, row: RawObject): unknown {
  const value = row[name];
  return facts.form === 'uuid' && typeof value === 'string' ? (uuidOfUrl(value) ?? value) : value;
}
