import type { Caller } from '../access/caller';
import { may } from '../access/may';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { type Invitation, isOver } from '../waldur/invitations';
import { shownName } from '../waldur/shownName';
import { findHolder, findInvitations } from './invitationLists';
import { type InviteTask, inviteTaskId, type InviteWhy, type InviteWish } from './invitationTasks';
import type { GrantScope } from './roleTask';

/** One wish an address and scope. */
export function inviteWishes(
  addresses: readonly string[],
  scopes: readonly GrantScope[],
  { role, message }: Pick<InviteWish, 'role' | 'message'>,
): readonly InviteWish[] {
  return scopes.flatMap((scope) => addresses.map((email) => ({ email, scope, role, message })));
}

/**
 * Looks for what stands against each invitation: it would be the second one, the person has the role already, or the
 * caller may not invite there. The server itself looks for none of the first two.
 */
export async function planInvites(
  client: WaldurClient,
  caller: Caller,
  wishes: readonly InviteWish[],
  options: CallOptions,
): Promise<readonly InviteTask[]> {
  const seen = new Map<string, number>();
  return Promise.all(
    wishes.map(async (wish): Promise<InviteTask> => {
      const id = inviteTaskId(wish);
      const times = seen.get(id) ?? 0;
      seen.set(id, times + 1);
      return times > 0
        ? { kind: 'invite', id: `${id} ${times + 1}`, ...wish, why: { kind: 'listedTwice' } }
        : { kind: 'invite', id, ...wish, ...(await findings(client, caller, wish, options)) };
    }),
  );
}

async function findings(
  client: WaldurClient,
  caller: Caller,
  wish: InviteWish,
  options: CallOptions,
): Promise<Pick<InviteTask, 'why' | 'replaces' | 'unlisted'>> {
  const { email, scope } = wish;
  if (scope.kind === 'call-managing-organisation') {
    return { why: { kind: 'managingOrganisation' } };
  }
  const now = new Date();
  const answer = may(caller, 'invite', scope, now);
  if (answer.kind === 'no') {
    return { why: { kind: 'notAllowed', reason: answer.reason, whoCan: answer.whoCan } };
  }
  const [invited, holder] = await Promise.all([
    findInvitations(client, wish, options),
    findHolder(client, wish, options),
  ]);
  const open = invited.find((row) => !isOver(row, now));
  if (open !== undefined) {
    return { why: alreadyInvited(open) };
  }
  if (holder !== undefined) {
    const { user_full_name: fullName, user_username: username } = holder;
    return { why: { kind: 'alreadyHeld', name: shownName(email, fullName, username) } };
  }
  return {
    ...(invited.length === 0 ? {} : { replaces: invited.map(({ uuid }) => uuid) }),
    ...(may(caller, 'listInvitations', scope, now).kind === 'yes' ? {} : { unlisted: true }),
  };
}

function alreadyInvited({ state }: Invitation): InviteWhy {
  return {
    kind: 'alreadyInvited',
    state: state === 'requested' || state === 'project' ? state : 'pending',
  };
}
