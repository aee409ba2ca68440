import * as vscode from 'vscode';
import { connectionName } from '../connections/connectionNames';
import { cancelling, type InvitationTask, resending } from '../grants/invitationTasks';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { notificationLine } from '../ui/serverText';
import { isOver } from '../waldur/invitations';
import { inviteAnew } from '../changes/inviteAnew';
import { type ChosenInvitation, whatOf } from '../organisations/chosenInvitation';
import { type InvitationQuestion, invitationsOf } from '../pickers/invitationsOf';
import { invitationsOfNodes, scopesOfNodes } from '../tree/targets';
import type { Command, CommandContext } from './commandContext';

/** Sends the e-mail of invitations again; those that have expired are offered to be sent anew, as that moves no end. */
export const resendInvitation: Command = async (context, ...args) => {
  const chosen = await invitationsOf(context, {
    title: vscode.l10n.t('Resend Invitation'),
    calledOn: calledOn(context, args),
  });
  const now = new Date();
  const over = chosen.filter(({ invitation }) => isOver(invitation, now));
  await run(
    context,
    'resendInvitation',
    chosen.filter((one) => !over.includes(one)),
    (one) => resending(one.invitation.uuid, whatOf(one)),
  );
  await inviteAnew(context, over);
};

/** Takes invitations back, after a question: they cannot be brought back, only sent anew. */
export const cancelInvitation: Command = async (context, ...args) => {
  const chosen = await invitationsOf(context, {
    title: vscode.l10n.t('Cancel Invitation'),
    calledOn: calledOn(context, args),
  });
  const [first] = chosen;
  if (first === undefined) {
    return;
  }
  const servers = listText([
    ...new Set(
      chosen.map(({ connection: { info } }) => connectionName(info, context.connections.connections)),
    ),
  ]);
  const confirm =
    chosen.length === 1 ? vscode.l10n.t('Cancel Invitation') : vscode.l10n.t('Cancel Invitations');
  const answer = await vscode.window.showWarningMessage(
    chosen.length === 1
      ? vscode.l10n.t(
          'Cancel the invitation for {0} to {1}?',
          notificationLine(first.invitation.email ?? '', 80),
          notificationLine(first.invitation.scope_name ?? '', 80),
        )
      : vscode.l10n.t('Cancel {0} invitations?', numberText(chosen.length)),
    {
      modal: true,
      detail: count(
        chosen.length,
        vscode.l10n.t('The link in the e-mail from {0} will stop working.', servers),
        vscode.l10n.t('The links in the e-mails from {0} will stop working.', servers),
      ),
    },
    confirm,
  );
  if (answer === confirm) {
    await run(context, 'cancelInvitation', chosen, (one) => cancelling(one.invitation.uuid, whatOf(one)));
  }
};

function calledOn(context: CommandContext, args: readonly unknown[]): InvitationQuestion['calledOn'] {
  return { invitations: invitationsOfNodes(context, args), scopes: scopesOfNodes(context, args) };
}

/** A run a server, each with its own report. */
async function run(
  context: CommandContext,
  command: 'resendInvitation' | 'cancelInvitation',
  chosen: readonly ChosenInvitation[],
  taskOf: (one: ChosenInvitation) => InvitationTask,
): Promise<void> {
  for (const connection of new Set(chosen.map((one) => one.connection))) {
    const tasks = chosen.filter((one) => one.connection === connection).map(taskOf);
    await context.roleRuns.run({ connection, name: { kind: 'command', command }, plan: { tasks } });
  }
}
