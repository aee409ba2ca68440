import * as vscode from 'vscode';
import type { ChosenInvitation } from '../organisations/chosenInvitation';
import { readWhole } from '../organisations/readWhole';
import { description } from '../ui/description';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { RoleScope } from '../organisations/roleScope';
import type { ManyItem } from './checkedRows';
import { searchManyStep } from './searchManyStep';
import { roleText } from '../organisations/roleText';
import { plainLine } from '../ui/serverText';
import { runSteps } from '../ui/stepSequence';
import type { Invitation } from '../waldur/invitations';
import { type ScopeParts, scopesOf } from './scopes';
import { shownName } from '../waldur/shownName';

interface InvitationItem extends ManyItem {
  readonly chosen: ChosenInvitation;
}

export interface InvitationParts extends ScopeParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
}

export interface InvitationQuestion {
  readonly title: string;
  /** What the command was called on: invitations, else the organisation to choose them in. */
  readonly calledOn: {
    readonly invitations: readonly ChosenInvitation[];
    readonly scopes: readonly RoleScope[];
  };
}

/** The invitations a command was called on, else those picked among an organisation's; empty when they gave up. */
export async function invitationsOf(
  parts: InvitationParts,
  { title, calledOn }: InvitationQuestion,
): Promise<readonly ChosenInvitation[]> {
  if (calledOn.invitations.length > 0) {
    return calledOn.invitations;
  }
  const [scope] = await scopesOf(parts, calledOn.scopes, { title, several: false, kinds: ['customer'] });
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
  let picked: readonly InvitationItem[] = [];
  const answered = await runSteps([
    {
      run: (position) =>
        searchManyStep<InvitationItem>({
          title,
          position,
          placeholder: vscode.l10n.t('Select one or more invitations and press Enter'),
          source: {
            kind: 'list',
            read: (offer, signal) =>
              readWhole(
                parts.stores.of(connection).teams.invitations(object.uuid),
                (invitations) => offer(invitations.map(itemOf)),
                signal,
              ),
            none: vscode.l10n.t('No invitations to {0} are pending.', plainLine(object.name, 80)),
          },
          initial: [],
          chosen: picked,
          accept: (chosen) => {
            picked = chosen;
            return Promise.resolve(undefined);
          },
        }),
    },
  ]);
  return answered ? picked.map(({ chosen }) => chosen) : [];
}
