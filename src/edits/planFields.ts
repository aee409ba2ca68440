import type { Plan } from '../runs/task';
import type { Problem } from '../waldur/errors';
import type { RawObject } from '../waldur/rawObjects';
import { type FieldsObject, type FieldsTask, fieldsTask, type FieldsWhy } from './fieldsTask';
import { sameValue } from './sameValue';
import type { FieldChange } from './threeWay';
import { type Values, valuesOf } from './values';
import { fieldNamed, type WritableFields } from './writableFields';

/** What fields of an object are to become. */
export interface WantedFields {
  readonly object: FieldsObject;
  /** As the server has it. */
  readonly row: RawObject;
  /** What the caller can change of it. */
  readonly fields: WritableFields;
  /** By field, put to `checkValue` before. */
  readonly values: Values;
}

/** The same of an object that could not be read. */
export interface UnreadFields extends Pick<WantedFields, 'object' | 'values'> {
  readonly problem: Problem;
}

/**
 * One task an object: what differs from what the server has. An object that is as wanted has a task without changes; one
 * that cannot be changed as wanted has one that says why. Of several for one object the last one counts.
 */
export function planFields(wanted: readonly (WantedFields | UnreadFields)[]): Plan<FieldsTask> {
  const tasks = wanted.map((one) => ('problem' in one ? unread(one) : taskOf(one)));
  return { tasks: [...new Map(tasks.map((task) => [task.id, task])).values()] };
}

function taskOf({ object, row, fields, values }: WantedFields): FieldsTask {
  const wanted = [...values].flatMap(([name, mine]) => {
    const field = fields.fields.find((one) => one.name === name) ?? fieldNamed(object.kind, name);
    return field === undefined ? [] : [{ field, mine }];
  });
  const server = valuesOf([...fields.fields, ...wanted.map(({ field }) => field)], row);
  const changes = wanted
    .map(({ field, mine }): FieldChange => {
      const has = server.get(field.name);
      return { field, opened: has, server: has, mine };
    })
    .filter(({ field, server: has, mine }) => !sameValue(field, has, mine));
  const task = fieldsTask(object, fields.way, changes, server);
  const why = whyNot(fields, changes);
  return why === undefined ? task : { ...task, why };
}

function whyNot(
  { answer, fields, others }: WritableFields,
  changes: readonly FieldChange[],
): FieldsWhy | undefined {
  if (changes.length === 0) {
    return undefined;
  }
  if (answer.kind === 'no') {
    return { kind: 'notAllowed', reason: answer.reason, whoCan: answer.whoCan };
  }
  for (const { field, mine } of changes) {
    const { name } = field;
    const writable = fields.find((one) => one.name === name);
    if (writable === undefined) {
      return { kind: 'notWritable', field: name, why: others.get(name) ?? { kind: 'unknownHere' } };
    }
    if (writable.onlyClear === true && mine !== null) {
      return { kind: 'onlyClear', field: name };
    }
  }
  return undefined;
}

function unread({ object, values, problem }: UnreadFields): FieldsTask {
  const changes = [...values].flatMap(([name, mine]): readonly FieldChange[] => {
    const field = fieldNamed(object.kind, name);
    return field === undefined ? [] : [{ field, opened: null, server: null, mine }];
  });
  return { ...fieldsTask(object, 'patch', changes, new Map()), why: { kind: 'unreadable', problem } };
}
