import type { TaskKinds } from '../runs/task';
import { fieldsKind } from './fieldsKind';
import type { FieldsTask } from './fieldsTask';

export type EditsTask = FieldsTask;

/** Who knows the tasks of this folder. */
export const editsKinds: TaskKinds<EditsTask> = new Map([[fieldsKind.kind, fieldsKind]]);
