import * as z from 'zod/mini';
import type { Verdict } from '../runs/task';
import type { RawObject } from '../waldur/rawObjects';
import { compareEcho } from './echo';
import { fieldChangesOf, fieldsResult } from './fieldsEcho';
import type { FieldsTask } from './fieldsTask';
import { sameValue } from './sameValue';
import type { FieldChange } from './threeWay';
import { valuesOf } from './values';
import { fieldNamed } from './writableFields';

/**
 * Compares what an object has with what a task was planned for. One field that someone else changed leaves all of them
 * alone: they were wanted together. What is partly there is sent again, which does no harm.
 */
export function judgeFields(task: FieldsTask, row: RawObject): Verdict {
  const changes = fieldChangesOf(task);
  const beside = Object.entries(task.beside).flatMap(([name, value]): readonly FieldChange[] => {
    const field = fieldNamed(task.object.kind, name);
    return field === undefined ? [] : [{ field, opened: value, server: value, mine: value }];
  });
  const values = valuesOf(
    [...changes, ...beside].map(({ field }) => field),
    row,
  );
  const has = ({ field }: FieldChange): unknown => values.get(field.name);
  const isAsBefore = (change: FieldChange): boolean => sameValue(change.field, change.server, has(change));
  const isReached = (change: FieldChange): boolean =>
    !isAsBefore(change) && compareEcho([change], values).length === 0;
  if (changes.every(isReached)) {
    return { kind: 'reached', result: fieldsResult(task, row) };
  }
  const others = [...changes, ...beside].filter((change) => !isReached(change) && !isAsBefore(change));
  if (others.length === 0) {
    return { kind: 'go' };
  }
  const now = Object.fromEntries(others.map((change) => [change.field.name, has(change) ?? null]));
  return { kind: 'other', outcome: { kind: 'skipped', reason: { kind: 'changedByOther', now } } };
}

const nowSchema = z.catchall(z.object({}), z.unknown());

/** What the fields have that someone else changed, by name: what the outcome of such a task tells. */
export function fieldsNow(now: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(nowSchema.safeParse(now).data ?? {}));
}
