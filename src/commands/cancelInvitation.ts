import * as vscode from 'vscode';
import { connectionName } from '../connections/connectionNames';
import { runInvitations } from '../changes/runInvitations';
import { cancelling } from '../grants/invitationTasks';
import { confirm } from '../ui/confirm';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { notificationLine } from '../ui/serverText';
import { whatOf } from '../organisations/chosenInvitation';
import { invitationsOf } from '../pickers/invitationsOf';
import { invitationsOfNodes, scopesOfNodes } from '../tree/targets';
import type { RoleParts } from './roleParts';

/** Takes invitations back, after a question: they cannot be brought back, only sent anew. */
export async function cancelInvitation(parts: RoleParts, ...args: readonly unknown[]): Promise<void> {
  const chosen = await invitationsOf(parts, {
    title: vscode.l10n.t('Cancel Invitation'),
    calledOn: { invitations: invitationsOfNodes(parts, args), scopes: scopesOfNodes(parts, args) },
  });
  const [first] = chosen;
  if (first === undefined) {
    return;
  }
  const servers = listText([
    ...new Set(chosen.map(({ connection: { info } }) => connectionName(info, parts.connections.connections))),
  ]);
  const goesOn = await confirm({
    question:
      chosen.length === 1
        ? vscode.l10n.t(
            'Cancel the invitation for {0} to {1}?',
            notificationLine(first.invitation.email ?? '', 80),
            notificationLine(first.invitation.scope_name ?? '', 80),
          )
        : vscode.l10n.t('Cancel {0} invitations?', numberText(chosen.length)),
    detail: count(
      chosen.length,
      vscode.l10n.t('The link in the e-mail from {0} will stop working.', servers),
      vscode.l10n.t('The links in the e-mails from {0} will stop working.', servers),
    ),
    button: chosen.length === 1 ? vscode.l10n.t('Cancel Invitation') : vscode.l10n.t('Cancel Invitations'),
  });
  if (goesOn) {
    await runInvitations(parts.runs, 'cancelInvitation', chosen, (one) =>
      cancelling(one.invitation.uuid, whatOf(one)),
    );
  }
}
