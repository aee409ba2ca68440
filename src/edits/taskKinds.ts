import type { TaskKind, TaskKinds } from '../runs/task';
import { createKind } from './createKind';
import type { CreateTask } from './createTask';
import { deleteKind } from './deleteKind';
import type { DeleteTask, RecoverTask } from './deleteTask';
import { fieldsKind } from './fieldsKind';
import type { FieldsTask } from './fieldsTask';
import { groupsKind } from './groupsKind';
import type { GroupsTask } from './groupsTask';
import { imageKind } from './imageKind';
import type { ImageTask } from './imageTask';
import { recoverKind } from './recoverKind';

export type EditsTask = FieldsTask | GroupsTask | ImageTask | CreateTask | DeleteTask | RecoverTask;

const kinds: readonly TaskKind<EditsTask, EditsTask>[] = [
  fieldsKind,
  groupsKind,
  imageKind,
  createKind,
  deleteKind,
  recoverKind,
];

/** Who knows the tasks of this folder. */
export const editsKinds: TaskKinds<EditsTask> = new Map(kinds.map((kind) => [kind.kind, kind]));
