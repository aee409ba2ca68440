import type { CallOptions, WaldurClient } from '../waldur/client';
import { createTask, type CreateTask, type NewObjectOfTask } from './createTask';
import { namesakes } from './namesakes';
import type { Values } from './values';
import type { WritableFields } from './writableFields';

/**
 * The task that makes an object, once however often it is tried: it knows who was called the same before.
 * @param values checked with `checkValue` @param answer of `fieldsToCreate`; on "no" nothing is read or sent
 * @throws WaldurError
 */
export async function planCreate(
  client: WaldurClient,
  object: NewObjectOfTask,
  values: Values,
  answer: WritableFields['answer'],
  options?: CallOptions,
): Promise<CreateTask> {
  if (answer.kind === 'no') {
    const { reason, whoCan } = answer;
    return createTask(object, values, [], { kind: 'notAllowed', reason, whoCan });
  }
  return createTask(object, values, await namesakes(client, object, options));
}
