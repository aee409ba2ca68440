import * as vscode from 'vscode';
import type { ChosenInvitation } from '../organisations/chosenInvitation';
import { readWhole } from '../organisations/readWhole';
import { namesMatch } from '../organisations/teamView';
import { description } from '../ui/description';
import { InvitationNode } from '../tree/nodes/invitationNode';
import { type ManyItem, searchManyStep } from './searchManyStep';
import { roleText } from '../organisations/roleText';
import { plainLine } from '../ui/serverText';
import { runSteps } from '../ui/stepSequence';
import type { Invitation } from '../waldur/invitations';
import type { CommandContext } from '../commands/commandContext';
import { nodesOf } from '../tree/targets';
import { scopesOf } from './scopes';
import { shownName } from '../waldur/shownName';

interface InvitationItem extends ManyItem {
  readonly chosen: ChosenInvitation;
}

/** The invitations of the rows a command was called on, else those picked among an organisation's. */
export async function invitationsOf(
  context: CommandContext,
  args: readonly unknown[],
  title: string,
): Promise<readonly ChosenInvitation[]> {
  const ofNodes = nodesOf(context, args).flatMap((node): ChosenInvitation[] => {
    const scope = node.roleScope;
    return node instanceof InvitationNode && scope !== undefined
      ? [{ connection: scope.connection, customer: scope.object.uuid, invitation: node.invitation }]
      : [];
  });
  if (ofNodes.length > 0) {
    return ofNodes;
  }
  const [scope] = await scopesOf(context, args, { title, several: false, kinds: ['customer'] });
  if (scope === undefined) {
    return [];
  }
  const { connection, object } = scope;
  const itemOf = (invitation: Invitation): InvitationItem => ({
    key: invitation.uuid,
    label: plainLine(shownName(invitation.uuid, invitation.email)),
    description: description(
      roleText({ name: invitation.role_name ?? '', description: invitation.role_description }),
      invitation.scope_name,
    ),
    chosen: { connection, customer: object.uuid, invitation },
  });
  let items: readonly InvitationItem[] = [];
  let picked: readonly InvitationItem[] = [];
  const answered = await runSteps([
    {
      run: (position) =>
        searchManyStep<InvitationItem>({
          title,
          position,
          placeholder: vscode.l10n.t('Select one or more invitations and press Enter'),
          initial: items,
          fill: (offer, signal) =>
            readWhole(
              context.stores.of(connection).teams.invitations(object.uuid),
              (invitations) => {
                items = invitations.map(itemOf);
                offer(items);
              },
              signal,
            ),
          none: vscode.l10n.t('No invitations to {0} are pending.', plainLine(object.name, 80)),
          chosen: picked,
          search: (text) =>
            Promise.resolve(
              items.filter(({ label, description: about }) => namesMatch(text, { names: [label, about] })),
            ),
          accept: (chosen) => {
            picked = chosen;
            return Promise.resolve(undefined);
          },
        }),
    },
  ]);
  return answered ? picked.map(({ chosen }) => chosen) : [];
}
