import type { GrantScope } from '../grants/roleTask';
import type { ChangeTask } from './taskKinds';

/** Where a task changes something, with what is shown of it. */
type Place = Pick<GrantScope, 'uuid' | 'name' | 'customerName' | 'abbreviation'>;

export function placeOf(task: ChangeTask): Place {
  if (!('object' in task)) {
    return task.scope;
  }
  // What is still to be made has no uuid yet, and is told from others by what is wanted.
  return task.kind === 'create' ? { ...task.object, uuid: task.id } : task.object;
}
