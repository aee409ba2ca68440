import * as z from 'zod/mini';
import type { RawObject } from '../waldur/rawObjects';
import { compareEcho, type EchoDifference } from './echo';
import type { FieldsTask } from './fieldsTask';
import type { FieldChange } from './threeWay';
import { type Values, valuesOf } from './values';
import { fieldNamed } from './writableFields';

/** What a record keeps of an answer: what the object has since in the fields that were to be changed. */
const resultSchema = z.object({ after: z.catchall(z.object({}), z.unknown()) });
export type FieldsResult = Readonly<z.infer<typeof resultSchema>>;

/** What is kept of this object as the result of a task. */
export function fieldsResult(task: FieldsTask, row: RawObject): FieldsResult {
  const fields = fieldChangesOf(task).map(({ field }) => field);
  return { after: Object.fromEntries(valuesOf(fields, row)) };
}

/** What the object has since, as far as the answer told it. @param result of the task */
export function afterOf(result: unknown): Values {
  return new Map(Object.entries(resultSchema.safeParse(result).data?.after ?? {}));
}

/** The changes of a task with all that is known of their fields. */
export function fieldChangesOf({ object, changes }: FieldsTask): readonly FieldChange[] {
  return changes.flatMap(({ field: name, from, to }) => {
    const field = fieldNamed(object.kind, name);
    return field === undefined ? [] : [{ field, opened: from, server: from, mine: to }];
  });
}

/** What the server did not take as it was sent. None, where the answer told nothing. @param result of the task */
export function differencesOf(task: FieldsTask, result: unknown): readonly EchoDifference[] {
  const after = afterOf(result);
  return compareEcho(
    fieldChangesOf(task).filter(({ field }) => after.has(field.name)),
    after,
  );
}

/** Whether the server ignored all of it. @param result of the task */
export function isAllKept(task: FieldsTask, result: unknown): boolean {
  return differencesOf(task, result).filter(({ kind }) => kind === 'kept').length === task.changes.length;
}
