import type { TaskKinds } from '../runs/task';
import { roleKind } from './roleKind';
import type { RoleTask } from './roleTask';

/** Who knows the tasks of this folder. */
export const grantsKinds: TaskKinds<RoleTask> = new Map([[roleKind.kind, roleKind]]);
