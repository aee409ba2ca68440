import * as z from 'zod/mini';
import { failureOf } from '../runs/failure';
import type { LookOptions, TaskKind, Verdict } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { cancelInvitation, createInvitation, isOver } from '../waldur/invitations';
import { findHolder, findInvitations, isFor, waitingInvitations } from './invitationLists';
import {
  cancelling,
  type CancelInvitationTask,
  customerOf,
  invitationScope,
  type InviteTask,
  invitingPermission,
} from './invitationTasks';
import { readInviteTask } from './readInvitationTask';

/** What an invitation that was sent is known by. */
const result = z.object({ invitation: z.string() });

/** Invitations by e-mail. The server would send a second one, so what was tried is looked for first. */
export const inviteKind: TaskKind<InviteTask, CancelInvitationTask> = {
  kind: 'invite',
  looksFirst: false,
  read: readInviteTask,
  aim: ({ why }) => (why === undefined ? 'send' : 'impossible'),
  phase: () => ({ order: 0 }),
  permission: invitingPermission,
  look,
  send,
  list: ({ scope }) => customerOf(scope),
  missing,

  inverse(task, sent) {
    const { data } = result.safeParse(sent);
    return data === undefined ? [] : [cancelling(data.invitation, task)];
  },
};

/** After it was tried: whether an invitation stands, or was accepted meanwhile. */
async function look(client: WaldurClient, task: InviteTask, options: LookOptions): Promise<Verdict> {
  const now = new Date();
  const open = (await findInvitations(client, task, options)).find((row) => !isOver(row, now));
  if (open !== undefined) {
    return { kind: 'reached', result: { invitation: open.uuid } satisfies z.infer<typeof result> };
  }
  if ((await findHolder(client, task, options)) !== undefined) {
    return { kind: 'reached' };
  }
  return task.unlisted === true
    ? { kind: 'other', outcome: { kind: 'unknown', problem: { kind: 'forbidden', status: 403 } } }
    : { kind: 'go' };
}

async function send(
  client: WaldurClient,
  task: InviteTask,
  options: CallOptions,
): Promise<z.infer<typeof result> | undefined> {
  const { email, role, message, replaces = [] } = task;
  const scope = invitationScope(task.scope);
  if (scope === undefined) {
    return undefined;
  }
  for (const uuid of replaces) {
    await cancelIfPending(client, uuid, options);
  }
  const text = message === undefined || message === '' ? {} : { extra_invitation_text: message };
  const { uuid } = await createInvitation(client, { email, role: role.uuid, scope, ...text }, options);
  return { invitation: uuid };
}

/** One that is pending no more is as good as cancelled. */
async function cancelIfPending(client: WaldurClient, uuid: string, options: CallOptions): Promise<void> {
  try {
    await cancelInvitation(client, uuid, options);
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind !== 'invalid' && kind !== 'notFound') {
      throw error;
    }
  }
}

/** The newest come first, so that one page will do, unless something is missing. */
async function missing(
  client: WaldurClient,
  tasks: readonly InviteTask[],
  { signal }: CallOptions,
): Promise<ReadonlySet<string>> {
  let left = tasks.filter(({ unlisted }) => unlisted !== true);
  const [first] = left;
  if (first === undefined) {
    return new Set();
  }
  for await (const rows of waitingInvitations(client, customerOf(first.scope), { accepted: true, signal })) {
    left = left.filter(
      (task) =>
        !rows.some((row) => isFor(row, task) && (row.scope_uuid ?? task.scope.uuid) === task.scope.uuid),
    );
    if (left.length === 0) {
      break;
    }
  }
  return new Set(left.map(({ id }) => id));
}
