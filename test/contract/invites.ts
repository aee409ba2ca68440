import { type InviteTask, inviteTaskId } from '../../src/grants/invitationTasks';
import type { GrantScope } from '../../src/grants/roleTask';
import { roleName } from '../../src/grants/teams';
import type { Plan } from '../../src/runs/task';
import type { Bench } from './grantsWorld';

/** Invites these addresses as readers, without looking before. */
export function invitesFor(
  bench: Bench,
  emails: readonly string[],
  scope: GrantScope = bench.organisation('kalev'),
): Plan<InviteTask> {
  const role = roleName(bench.role('CUSTOMER.READER'));
  return {
    tasks: emails.map((email) => ({
      kind: 'invite',
      id: inviteTaskId({ email, scope, role }),
      email,
      scope,
      role,
    })),
  };
}

/** Of those made by tests, the addresses with an invitation that waits, each as often as it was invited. */
export function addressesOf({ server }: Bench): readonly string[] {
  const names = /^(ann|bob|carl|dora|p\d+)@example\.org$/;
  return server.world.invitations
    .filter(({ email, state }) => state === 'pending' && names.test(email))
    .map(({ email }) => email)
    .toSorted();
}

/** Someone accepts the invitation for an address, which becomes theirs. */
export function acceptedAs({ server: { world } }: Bench, email: string, username: string): void {
  const invitation = world.invitations.find((row) => row.email === email);
  const user = world.users.find((row) => row.username === username);
  if (invitation === undefined || user === undefined) {
    throw new Error('There is no such invitation, or no such person.');
  }
  invitation.state = 'accepted';
  user.email = email;
  world.grants.push({
    uuid: 'b'.repeat(32),
    user: username,
    role: invitation.role,
    scope_type: invitation.scope_type,
    scope: invitation.scope,
    is_active: true,
  });
}
