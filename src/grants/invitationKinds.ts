import type { LookOptions, TaskKind, Verdict } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import {
  cancelInvitation,
  type Invitation,
  isOver,
  retrieveInvitation,
  sendInvitation,
  waitingStates,
} from '../waldur/invitations';
import { waitingInvitations } from './invitationLists';
import {
  type CancelInvitationTask,
  customerOf,
  invitingPermission,
  type ResendInvitationTask,
} from './invitationTasks';
import { readCancelInvitationTask, readResendInvitationTask } from './readInvitationTask';

/** Takes invitations back. They cannot be brought back, only sent anew. */
export const cancelInvitationKind: TaskKind<CancelInvitationTask, never> = {
  kind: 'cancelInvitation',
  looksFirst: true,
  read: readCancelInvitationTask,
  aim: () => 'send',
  phase: () => ({ order: 1 }),
  permission: invitingPermission,

  async look(client, { invitation }, options) {
    const row = await retrieveInvitation(client, invitation, options);
    return row.state === 'canceled' ? { kind: 'reached' } : waits(row) ? { kind: 'go' } : otherState(row);
  },

  send: (client, { invitation }, options) => cancelInvitation(client, invitation, options),
  list: ({ scope }) => customerOf(scope),
  missing: stillWaiting,
  inverse: () => [],
};

/** Sends the e-mail again. Nothing shows whether that was done, and nothing takes it back. */
export const resendInvitationKind: TaskKind<ResendInvitationTask, never> = {
  kind: 'resendInvitation',
  looksFirst: true,
  read: readResendInvitationTask,
  aim: () => 'send',
  phase: () => ({ order: 0 }),
  permission: invitingPermission,
  look: lookBeforeResending,
  send: (client, { invitation }, options) => sendInvitation(client, invitation, options),
  list: () => undefined,
  missing: () => Promise.resolve(new Set<string>()),
  inverse: () => [],
};

/** Servers of 2024 would send a cancelled one, too. */
async function lookBeforeResending(
  client: WaldurClient,
  { invitation }: ResendInvitationTask,
  options: LookOptions,
): Promise<Verdict> {
  const row = await retrieveInvitation(client, invitation, options);
  return waits(row) && !isOver(row, new Date()) ? { kind: 'go' } : otherState(row);
}

function waits({ state }: Invitation): boolean {
  return waitingStates.some((waiting) => waiting === state);
}

function otherState(row: Invitation): Verdict {
  const now = isOver(row, new Date()) ? 'expired' : row.state;
  return { kind: 'other', outcome: { kind: 'skipped', reason: { kind: 'changedByOther', now } } };
}

async function stillWaiting(
  client: WaldurClient,
  tasks: readonly CancelInvitationTask[],
  { signal }: CallOptions,
): Promise<ReadonlySet<string>> {
  const [first] = tasks;
  const waiting = new Set<string>();
  if (first !== undefined) {
    const customer = customerOf(first.scope);
    for await (const rows of waitingInvitations(client, customer, { accepted: false, signal })) {
      rows.forEach(({ uuid }) => waiting.add(uuid));
    }
  }
  return new Set(tasks.filter(({ invitation }) => waiting.has(invitation)).map(({ id }) => id));
}
