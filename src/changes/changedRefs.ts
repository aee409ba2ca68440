import type { Connection } from '../connections/connection';
import type { DeletedObject } from '../edits/deleteTask';
import type { CreateTask } from '../edits/createTask';
import { customerOf } from '../grants/invitationTasks';
import { type ChangedRef, objectRef, type ObjectRef } from '../organisations/objectRef';
import type { Outcome } from '../runs/outcome';
import type { RunResult, TaskResult } from '../runs/result';
import type { ChangeTask } from './taskKinds';

/** What a run may have changed, for the store. */
export function changedRefs(
  connection: Pick<Connection, 'info'>,
  { results }: Pick<RunResult<ChangeTask>, 'results'>,
): readonly ChangedRef[] {
  const caller = objectRef(connection, { kind: 'user', uuid: connection.info.user.uuid });
  return [
    ...results.flatMap(({ task, outcome }) => (isFinal(outcome) ? [] : changedBy(connection, task))),
    // What the caller may do is not what it was thought to be.
    ...(results.some(wasRefused) ? [caller] : []),
  ];
}

function changedBy(connection: Pick<Connection, 'info'>, task: ChangeTask): readonly ChangedRef[] {
  const customer = objectRef(connection, { kind: 'customer', uuid: customerUuidOf(task) });
  switch (task.kind) {
    case 'fields':
    case 'groups':
    case 'image':
      return [objectRef(connection, task.object)];
    case 'create':
      return changedByCreation(task, customer);
    case 'delete':
    case 'recover':
      return changedByDeletion(connection, task.object, customer);
    case 'role':
      return [
        { ...objectRef(connection, task.scope), list: 'team' },
        { ...customer, list: 'people' },
        objectRef(connection, { kind: 'user', uuid: task.person.uuid }),
      ];
    case 'invite':
    case 'cancelInvitation':
    case 'resendInvitation':
      return [{ ...customer, list: 'invitations' }];
  }
}

/** Where the new object shows; organisations are shown by whoever made one. */
function changedByCreation({ object }: CreateTask, customer: ObjectRef): readonly ChangedRef[] {
  switch (object.kind) {
    case 'project':
      return [{ ...customer, list: 'projects' }, customer];
    case 'call-managing-organisation':
      // The organisation says whether it manages calls.
      return [customer];
    case 'customer':
      return [];
  }
}

function changedByDeletion(
  connection: Pick<Connection, 'info'>,
  { managing, ...deleted }: DeletedObject,
  customer: ObjectRef,
): readonly ChangedRef[] {
  const object = objectRef(connection, deleted);
  switch (object.kind) {
    case 'project':
      return [object, { ...customer, list: 'projects' }];
    case 'call-managing-organisation':
      // The organisation says whether it manages calls.
      return [object, customer];
    case 'customer':
      return managing === undefined
        ? [object]
        : [object, objectRef(connection, { kind: 'call-managing-organisation', uuid: managing })];
  }
}

function customerUuidOf(task: ChangeTask): string {
  if (!('object' in task)) {
    return customerOf(task.scope);
  }
  return 'customer' in task.object ? (task.object.customer ?? '') : '';
}

/** As planned, nothing was to be sent. */
function isFinal(outcome: Outcome): boolean {
  return outcome.kind === 'skipped' && ['unchanged', 'impossible', 'leftOut'].includes(outcome.reason.kind);
}

function wasRefused({ task, outcome }: TaskResult<ChangeTask>): boolean {
  // Newer servers say "not found" to those who may not invite.
  const words = 'object' in task || task.kind === 'role' ? ['forbidden'] : ['forbidden', 'notFound'];
  return outcome.kind === 'failed' && words.includes(outcome.problem.kind);
}
