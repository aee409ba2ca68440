import { invalid } from '../http/errors';
import type { Exchange } from '../http/exchange';
import { pythonType } from '../http/pythonJson';
import { isRecord, type Json, type JsonObject } from '../json';

/** What a value is refused for: the messages of one field. */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  readonly messages: Json;

  constructor(messages: Json) {
    super('invalid');
    this.messages = typeof messages === 'string' ? [messages] : messages;
  }
}

/** How one field of a body is read. */
export interface Input<V = unknown> {
  readonly required?: boolean;
  /** null is a value. */
  readonly nullable?: boolean;
  /** A value without which a form means false. */
  readonly isBoolean?: true;
  /** "" is a value; otherwise a form's "" means null where that is one, and nothing where the field may be left out. */
  readonly allowsBlank?: boolean;
  /** "" means null, in JSON too. */
  readonly blankIsNull?: true;
  /** Only staff write it; from others it is not even looked at. */
  readonly staffOnly?: true;
  /** As OPTIONS describes it: `type`, `label`, `max_length`, … */
  readonly meta: JsonObject;
  /** Throws {@link Invalid}. The value is neither undefined nor null. */
  readonly read: (value: unknown, exchange: Exchange) => V;
}

export type Inputs = Readonly<Record<string, Input>>;

/** The values of the inputs by name; only those the body had. */
export type Values = Readonly<Record<string, unknown>>;

const required = 'This field is required.';
const nullError = 'This field may not be null.';

/** What a body gives a field; undefined: nothing. */
function given(input: Input, name: string, object: Record<string, unknown>, html: boolean): unknown {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (value !== '') {
    return value;
  }
  if (input.blankIsNull === true) {
    return null;
  }
  if (!html || input.allowsBlank === true) {
    return value;
  }
  return input.nullable === true ? null : input.required === true ? value : undefined;
}

/** One value by its input. Throws {@link Invalid}. */
export function readOne(input: Input, value: unknown, exchange: Exchange): unknown {
  if (value === null) {
    if (input.nullable !== true) {
      throw new Invalid(nullError);
    }
    return null;
  }
  return input.read(value, exchange);
}

/** The body as an object. Throws 400 where it is none. */
export function bodyObject(exchange: Exchange): Record<string, unknown> {
  const { value } = exchange.body();
  if (value === null) {
    throw invalid({ non_field_errors: ['No data provided'] });
  }
  if (!isRecord(value)) {
    throw invalid({
      non_field_errors: [`Invalid data. Expected a dictionary, but got ${pythonType(value)}.`],
    });
  }
  return value;
}

/**
 * Reads a body by its inputs, in their order; unknown keys are not looked at. Throws 400 with the errors of all fields.
 * @param partial absent fields are left alone (PATCH)
 */
export function readInputs(exchange: Exchange, inputs: Inputs, partial: boolean): Values {
  const object = bodyObject(exchange);
  const { html } = exchange.body();
  const errors: JsonObject = {};
  const values: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(inputs)) {
    if (input.staffOnly === true && exchange.user?.is_staff !== true) {
      continue;
    }
    const absent = html && !partial && input.isBoolean === true && !Object.hasOwn(object, name);
    const value = absent ? false : given(input, name, object, html);
    if (value === undefined) {
      if (input.required === true && !partial) {
        errors[name] = [required];
      }
      continue;
    }
    try {
      values[name] = readOne(input, value, exchange);
    } catch (error) {
      if (!(error instanceof Invalid)) {
        throw error;
      }
      errors[name] = error.messages;
    }
  }
  if (Object.keys(errors).length > 0) {
    throw invalid(errors);
  }
  return values;
}

/**
 * The inputs that are left where the query has `field`: a write loses those that are not named,
 * unless none of the names is a field of the answer.
 */
export function writableInputs(
  exchange: Exchange,
  inputs: Inputs,
  fields: Readonly<Record<string, unknown>>,
): Inputs {
  const named = exchange.query
    .all('field')
    .filter((name) => Object.hasOwn(fields, name) || Object.hasOwn(inputs, name));
  return named.length === 0
    ? inputs
    : Object.fromEntries(Object.entries(inputs).filter(([name]) => named.includes(name)));
}

/** Whether the query's `field` names some of the fields of the answer. */
export const isSparse = (exchange: Exchange, fields: Readonly<Record<string, unknown>>): boolean =>
  exchange.query.all('field').some((name) => Object.hasOwn(fields, name));
