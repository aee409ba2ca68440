import * as vscode from 'vscode';
import type { Caller } from '../access/caller';
import type { InviteWish } from '../grants/invitationTasks';
import { planInvites } from '../grants/planInvites';
import { confirm } from '../ui/confirm';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { withLateProgress } from '../ui/progress';
import { notificationLine } from '../ui/serverText';
import { type ChosenInvitation, whatOf } from '../organisations/chosenInvitation';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { ChangeRuns } from './changeRuns';

export interface InviteAnewParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly runs: Pick<ChangeRuns, 'run'>;
}

/** Offers to cancel invitations that have expired, and to invite the same people to the same again. */
export async function inviteAnew(
  { stores, runs }: InviteAnewParts,
  over: readonly ChosenInvitation[],
): Promise<void> {
  const [first] = over;
  if (first === undefined) {
    return;
  }
  const goesOn = await confirm({
    question: count(
      over.length,
      vscode.l10n.t(
        'The invitation for {0} has expired. Resending does not extend it.',
        notificationLine(first.invitation.email ?? '', 80),
      ),
      vscode.l10n.t('{0} invitations have expired. Resending does not extend them.', numberText(over.length)),
    ),
    detail: vscode.l10n.t('You can cancel and send anew, with the same role and message.'),
    button: vscode.l10n.t('Cancel and Invite Again'),
  });
  if (!goesOn) {
    return;
  }
  for (const connection of new Set(over.map((one) => one.connection))) {
    const those = over.filter((one) => one.connection === connection);
    const planned = await withLateProgress(vscode.l10n.t('Checking the invitations…'), async (signal) => {
      const caller = await stores.of(connection).caller.get();
      const wishes = those.map((one) => anewOf(one, caller));
      // Someone may have been invited anew, or got the role, since that one expired; or have two of them.
      return planInvites(connection.client, caller, wishes, { signal });
    });
    if (planned.kind === 'error') {
      throw planned.error;
    }
    if (planned.kind === 'ok') {
      await runs.run({
        connection,
        name: { kind: 'command', command: 'invite' },
        plan: { tasks: planned.value },
      });
    }
  }
}

function anewOf(chosen: ChosenInvitation, caller: Caller): InviteWish {
  const { uuid, extra_invitation_text: message } = chosen.invitation;
  return {
    ...whatOf(chosen, caller.rolesBy),
    ...(message ? { message } : {}),
    replaces: [uuid],
  };
}
