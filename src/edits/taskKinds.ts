import type { TaskKind, TaskKinds } from '../runs/task';
import { createKind } from './createKind';
import type { CreateTask } from './createTask';
import { deleteKind } from './deleteKind';
import type { DeleteTask, RecoverTask } from './deleteTask';
import { fieldsKind } from './fieldsKind';
import type { FieldsTask } from './fieldsTask';
import { recoverKind } from './recoverKind';

export type EditsTask = FieldsTask | CreateTask | DeleteTask | RecoverTask;

const kinds: readonly TaskKind<EditsTask, EditsTask>[] = [fieldsKind, createKind, deleteKind, recoverKind];

/** Who knows the tasks of this folder. */
export const editsKinds: TaskKinds<EditsTask> = new Map(kinds.map((kind) => [kind.kind, kind]));
