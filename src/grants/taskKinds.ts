import type { TaskKind, TaskKinds } from '../runs/task';
import { cancelInvitationKind, resendInvitationKind } from './invitationKinds';
import type { InvitationTask, InviteTask } from './invitationTasks';
import { inviteKind } from './inviteKind';
import { roleKind } from './roleKind';
import type { RoleTask } from './roleTask';

export type GrantsTask = RoleTask | InvitationTask;

/** What the plans that are shown before they are run are made of. */
export type PlannedTask = RoleTask | InviteTask;

const kinds: readonly TaskKind<GrantsTask, GrantsTask>[] = [
  roleKind,
  inviteKind,
  cancelInvitationKind,
  resendInvitationKind,
];

/** Who knows the tasks of this folder. */
export const grantsKinds: TaskKinds<GrantsTask> = new Map(kinds.map((kind) => [kind.kind, kind]));
