import type { JsonObject } from '../json';
import type { Input } from './input';

/** The name of a field as OPTIONS shows it. */
export const label = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

export const characters = (text: string): number => Array.from(text).length;

/** What all inputs may be told. */
export type Options<V> = Partial<Pick<Input<V>, 'required' | 'nullable' | 'staffOnly'>> & {
  readonly meta?: JsonObject;
};

export const rest = <V>(options: Options<V>): Partial<Input<V>> => ({
  ...(options.required === undefined ? {} : { required: options.required }),
  ...(options.nullable === undefined ? {} : { nullable: options.nullable }),
  ...(options.staffOnly === undefined ? {} : { staffOnly: options.staffOnly }),
});
