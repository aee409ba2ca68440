import { keyOf } from '../access/objects';
import type { Task } from '../runs/task';
import type { FieldsObject } from './fieldsTask';

/** An object that is deleted or recovered, with names to show. */
export interface DeletedObject extends FieldsObject {
  /** The organisation that a project or a managing organisation belongs to, where it is known. */
  readonly customer?: string | undefined;
  /** The managing organisation that goes with an organisation. */
  readonly managing?: string | undefined;
}

/** What goes with an organisation or a project when it is deleted, as it was counted; left out: it is not known. */
export interface Contents {
  readonly projects?: number | undefined;
  readonly resources?: number | undefined;
  /** With a role in it itself. */
  readonly people?: number | undefined;
}

/** What a project that was deleted comes back with. */
export interface Recovery {
  /** The server gives it its team again for staff only. */
  readonly team: boolean;
}

/** One object that is deleted. */
export interface DeleteTask extends Task {
  readonly kind: 'delete';
  readonly object: DeletedObject;
  /** What the person knew would go with it. */
  readonly contents: Contents;
  /** Left out: nothing takes it back. */
  readonly recovery?: Recovery | undefined;
}

/** One project that was deleted and is brought back. */
export interface RecoverTask extends Task {
  readonly kind: 'recover';
  readonly object: DeletedObject;
  readonly contents: Contents;
  readonly recovery: Recovery;
}

/** @param recovery of a project, where the server can recover it */
export function deleteTask(object: DeletedObject, contents: Contents, recovery?: Recovery): DeleteTask {
  return {
    kind: 'delete',
    id: `delete ${keyOf(object)}`,
    object,
    contents,
    ...(recovery === undefined ? {} : { recovery }),
  };
}

/** What takes a deletion back; undefined where nothing does. */
export function recoveryOf({ object, contents, recovery }: DeleteTask): RecoverTask | undefined {
  return recovery === undefined
    ? undefined
    : { kind: 'recover', id: `recover ${keyOf(object)}`, object, contents, recovery };
}
