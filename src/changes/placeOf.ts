import type { GrantScope } from '../grants/roleTask';
import type { ChangeTask } from './taskKinds';

/** Where a task changes something, with what is shown of it. */
type Place = Pick<GrantScope, 'uuid' | 'name' | 'customerName' | 'abbreviation'>;

export function placeOf(task: ChangeTask): Place {
  return 'object' in task ? task.object : task.scope;
}
