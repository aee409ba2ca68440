import { type EditsTask, editsKinds } from '../edits/taskKinds';
import { type GrantsTask, grantsKinds } from '../grants/taskKinds';
import type { TaskKind, TaskKinds } from '../runs/task';

/** Whatever a run of this extension does. */
export type ChangeTask = GrantsTask | EditsTask;

/** Who knows all of them. */
export const changeKinds: TaskKinds<ChangeTask> = new Map<string, TaskKind<ChangeTask, ChangeTask>>([
  ...grantsKinds,
  ...editsKinds,
]);
