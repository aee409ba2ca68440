import type { NoReason, WhoCan } from '../access/answer';
import { keyOf } from '../access/objects';
import type { Task } from '../runs/task';
import type { Problem } from '../waldur/errors';
import type { WritableRef } from '../waldur/rawObjects';
import { type FieldChange, patchBody } from './threeWay';
import type { Values } from './values';
import type { WhyNotWritable, WritableFields } from './writableFields';

/** An object whose fields are changed, with names to show. */
export interface FieldsObject extends WritableRef {
  readonly name: string;
  /** The organisation a project belongs to, where it is known: many projects are called the same. */
  readonly customerName?: string | undefined;
}

/** What a field was as its change was planned, and what it is to be. */
interface ValueChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Why the fields of an object cannot be changed as wished; known before anything is sent. */
export type FieldsWhy =
  | { readonly kind: 'notAllowed'; readonly reason: NoReason; readonly whoCan: WhoCan }
  /** This one of them is not among those that the caller can write here. */
  | { readonly kind: 'notWritable'; readonly field: string; readonly why: WhyNotWritable }
  /** The caller may clear this one, and not set it. */
  | { readonly kind: 'onlyClear'; readonly field: string }
  /** The object could not be read, and without that nothing is written. */
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** Fields of one object that are changed together, with one request. */
export interface FieldsTask extends Task {
  readonly kind: 'fields';
  readonly object: FieldsObject;
  /** `put`: by PUT of the object, as a whole file of it was applied. */
  readonly way: WritableFields['way'] | 'put';
  readonly changes: readonly ValueChange[];
  /** Fields that are sent with them as they are, by name, because the server wants them in the same request. */
  readonly beside: Readonly<Record<string, unknown>>;
  /** Nothing is sent then: what was wanted together is not done in part. */
  readonly why?: FieldsWhy | undefined;
}

/** @param server what the object has; what goes with the changes is taken from there */
export function fieldsTask(
  object: FieldsObject,
  way: FieldsTask['way'],
  changes: readonly FieldChange[],
  server: Values,
): FieldsTask {
  const changed = new Set(changes.map(({ field }) => field.name));
  return {
    kind: 'fields',
    id: `fields ${keyOf(object)}`,
    object,
    way,
    changes: changes.map((change) => ({ field: change.field.name, from: change.server, to: change.mine })),
    beside: Object.fromEntries(
      Object.entries(patchBody(changes, server)).filter(([name]) => !changed.has(name)),
    ),
  };
}
