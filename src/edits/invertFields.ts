import { afterOf, differencesOf, fieldChangesOf } from './fieldsEcho';
import { fieldsTask, type FieldsTask } from './fieldsTask';
import type { FieldChange } from './threeWay';

/**
 * What takes the changes back that the server took: none once the object is locked; without those that cost what does
 * not come back. @param result of the task
 */
export function undoneFields(task: FieldsTask, result: unknown): readonly FieldsTask[] {
  const { object, way, beside } = task;
  const took = changesTaken(task, result);
  const last = new Set(lastingFields(task, result));
  const after = afterOf(result);
  const back = took
    .filter(({ field }) => !last.has(field.name))
    .map((change): FieldChange => {
      const now = after.has(change.field.name) ? after.get(change.field.name) : change.mine;
      return { field: change.field, opened: now, server: now, mine: change.server };
    });
  // What was sent beside them, and what was changed with them and stays, is what the server has.
  const server = new Map([
    ...Object.entries(beside),
    ...took.map(({ field, mine }) => [field.name, mine] as const),
  ]);
  return back.length === 0 ? [] : [fieldsTask(object, way === 'put' ? 'patch' : way, back, server)];
}

/** Names of the fields that were changed for good. @param result of the task */
export function lastingFields(task: FieldsTask, result: unknown): readonly string[] {
  const took = changesTaken(task, result);
  const isLocked = took.some(isLock);
  return took
    .filter(({ field }) => isLocked || field.facts.cost === 'answers')
    .map(({ field }) => field.name);
}

function changesTaken(task: FieldsTask, result: unknown): readonly FieldChange[] {
  const kept = new Set(
    differencesOf(task, result)
      .filter(({ kind }) => kind === 'kept')
      .map(({ field }) => field.name),
  );
  return fieldChangesOf(task).filter(({ field }) => !kept.has(field.name));
}

function isLock({ field, mine }: FieldChange): boolean {
  return field.facts.cost === 'lock' && mine === true;
}
