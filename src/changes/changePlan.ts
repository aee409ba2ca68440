import type { DeleteTask, RecoverTask } from '../edits/deleteTask';
import type { ImageTask } from '../edits/imageTask';
import type { EditsTask } from '../edits/taskKinds';
import type { PlannedTask } from '../grants/taskKinds';
import type { Plan } from '../runs/task';

/** What the plans are made of that are shown before they are run. Deletions and images are asked about in another way. */
export type ShownTask = PlannedTask | Exclude<EditsTask, DeleteTask | RecoverTask | ImageTask>;

/** What is going to happen. */
export interface ChangePlan<T extends ShownTask = ShownTask> extends Plan<T> {
  /** What a person should know before, one sentence each. */
  readonly warnings: readonly string[];
}
