import * as vscode from 'vscode';
import { resending } from '../grants/invitationTasks';
import { isOver } from '../waldur/invitations';
import { inviteAnew } from '../changes/inviteAnew';
import { runInvitations } from '../changes/runInvitations';
import { whatOf } from '../organisations/chosenInvitation';
import { invitationsOf } from '../pickers/invitationsOf';
import { invitationsOfNodes, scopesOfNodes } from '../tree/targets';
import type { RoleParts } from './roleParts';

/** Sends the e-mail of invitations again; those that have expired are offered to be sent anew, as that moves no end. */
export async function resendInvitation(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const chosen = await invitationsOf(parts, {
    title: vscode.l10n.t('Resend Invitation'),
    calledOn: { invitations: invitationsOfNodes(parts, args), scopes: scopesOfNodes(parts, args) },
  });
  const now = new Date();
  const over = chosen.filter(({ invitation }) => isOver(invitation, now));
  await runInvitations(
    parts.runs,
    'resendInvitation',
    chosen.filter((one) => !over.includes(one)),
    (one) => resending(one.invitation.uuid, whatOf(one)),
  );
  await inviteAnew(parts, over);
}
