import { canPut } from '../waldur/rawObjects';
import type { FieldsTask } from './fieldsTask';
import type { ReadDocument } from './readDocument';
import type { Values } from './values';
import type { WritableFields } from './writableFields';

/**
 * The same task by PUT, where a file says all that can be written of an object, so that it is written as a whole. What
 * the file leaves as it is is not sent, save for the name, without which the server takes no PUT.
 * @param server what the object has
 */
export function wholeFileTask(
  task: FieldsTask,
  { fields }: WritableFields,
  { places }: Pick<ReadDocument, 'places'>,
  server: Values,
): FieldsTask {
  const { kind } = task.object;
  const isWhole = fields.every(({ name }) => places.has(name));
  if (task.way !== 'patch' || task.changes.length === 0 || !isWhole || !canPut(kind)) {
    return task;
  }
  const isNamed = kind !== 'customer' || task.changes.some(({ field }) => field === 'name');
  const name = isNamed ? {} : { name: server.get('name') };
  return { ...task, way: 'put', beside: { ...task.beside, ...name } };
}
