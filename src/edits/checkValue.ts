import * as z from 'zod/mini';
import type { ValueProblem } from './documentProblem';
import { typesOf, valueSchema } from './jsonSchema';
import type { WritableField } from './writableFields';

/** A value as it is to be sent, or what is wrong with it; `item`: at that place of a list. */
export type CheckedValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | {
      readonly kind: 'problems';
      readonly problems: readonly { readonly problem: ValueProblem; readonly item?: number }[];
    };

/** Puts a value to the write schema of its field, and to what else is known of the field here. */
export function checkValue(field: WritableField, value: unknown): CheckedValue {
  const parsed = z.safeParse(field.schema, value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const [item] = issue.path;
      return { problem: problemOf(issue, field, value), ...(typeof item === 'number' ? { item } : {}) };
    });
    return { kind: 'problems', problems };
  }
  const problem = problemHere(field, parsed.data);
  return problem === undefined
    ? { kind: 'value', value: parsed.data }
    : { kind: 'problems', problems: [{ problem }] };
}

/** What this server, or the caller's permission, leaves less room for. */
function problemHere({ facts, most, onlyClear }: WritableField, value: unknown): ValueProblem | undefined {
  if (onlyClear === true && value !== null) {
    return { kind: 'onlyClear' };
  }
  if (most === undefined) {
    return undefined;
  }
  if (facts.form === 'decimal') {
    return Number(value) > most ? { kind: 'outOfRange', least: facts.minimum ?? 0, most } : undefined;
  }
  const length = lengthOf(value);
  return length > most ? { kind: 'tooLong', most, length } : undefined;
}

function problemOf(issue: z.core.$ZodIssue, field: WritableField, value: unknown): ValueProblem {
  const { form, maxLength, minimum, maximum } = field.facts;
  const { type, items, ...limits } = valueSchema(field.schema);
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? { kind: 'empty' } : outOfRange();
    case 'too_big':
      return issue.origin === 'string'
        ? { kind: 'tooLong', most: maxLength ?? 0, length: lengthOf(value) }
        : outOfRange();
    case 'invalid_format':
      return form === undefined ? { kind: 'characters' } : { kind: 'form', form };
    case 'custom':
      return { kind: 'characters' };
    case 'invalid_value':
      return { kind: 'choice' };
    case 'invalid_type':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return limits.enum === undefined
        ? { kind: 'type', expected: typesOf(issue.path.length === 0 ? type : items?.type) }
        : { kind: 'choice' };
  }

  function outOfRange(): ValueProblem {
    return {
      kind: 'outOfRange',
      least: limits.minimum ?? minimum ?? 0,
      most: field.most ?? limits.maximum ?? maximum ?? 0,
    };
  }
}

/** In characters, as the server counts. */
function lengthOf(value: unknown): number {
  return typeof value === 'string' ? Array.from(value.trim()).length : 0;
}
