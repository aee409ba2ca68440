import * as vscode from 'vscode';
import { may } from '../../access/may';
import type { ScopeObject } from '../../access/objects';
import { type Invitation, isOver } from '../../waldur/invitations';
import { roleText, withoutScope } from '../../organisations/roleText';
import { momentText, numberText } from '../../ui/datesAndNumbers';
import { factsTooltip, iconOf, rowLabel } from '../appearance';
import { endingAround, endingText } from '../../organisations/endingText';
import { description } from '../../ui/description';
import { ending } from '../../organisations/ending';
import { objectRef } from '../../organisations/objectRef';
import type { Resource } from '../../organisations/resource';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { shownName } from '../../waldur/shownName';

const dayInMs = 24 * 60 * 60 * 1000;

/** An e-mail that offers someone a role and waits for an answer. */
export class InvitationNode extends TreeNode {
  readonly id: string;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private row: Invitation,
    private readonly customer: string,
  ) {
    super(parent);
    this.id = `${parent.idPrefix}/invitation:${row.uuid}`;
  }

  get invitation(): Invitation {
    return this.row;
  }

  private get role(): string {
    return roleText({ name: this.row.role_name ?? '', description: this.row.role_description });
  }

  override get resource(): Resource {
    const { connection } = this.context;
    const { uuid, email } = this.row;
    return { connection, name: email ?? uuid, ref: objectRef(connection, { kind: 'invitation', uuid }) };
  }

  override treeItem(): vscode.TreeItem {
    const { row } = this;
    const item = new vscode.TreeItem(rowLabel(shownName(row.uuid, row.email)));
    item.id = this.id;
    const end = ending(row.expires, soonDays(row, this.context.expiringSoonDays()), new Date());
    item.iconPath = row.error_message ? new vscode.ThemeIcon('warning') : iconOf('mail', end);
    const { first, last } = endingAround('invitation', end);
    const told = [
      row.state === 'pending' ? undefined : stateText(row.state),
      row.scope_type === 'customer' ? withoutScope('customer', this.role) : this.role,
      row.scope_type === 'customer' ? undefined : row.scope_name,
      ageText(row.created),
    ];
    item.description = description(first, ...told, last);
    item.contextValue = ['invitation+name+uuid', ...(this.mayManage() ? ['canManage'] : [])].join('+');
    item.accessibilityInformation = {
      label: description(
        vscode.l10n.t('Invitation for {0}', row.email ?? row.uuid),
        ...told,
        endingText('invitation', end),
        row.error_message,
      ),
    };
    return item;
  }

  override adopt(row: Invitation): boolean {
    this.row = row;
    return true;
  }

  override tooltip(): Promise<vscode.MarkdownString> {
    const { row } = this;
    return Promise.resolve(
      factsTooltip(row.email ?? row.uuid, [
        [vscode.l10n.t('Role'), this.role],
        [vscode.l10n.t('Invited to'), row.scope_name],
        [vscode.l10n.t('State'), stateText(isOver(row, new Date()) ? 'expired' : row.state)],
        [vscode.l10n.t('Invited'), row.created ? momentText(row.created) : undefined],
        [vscode.l10n.t('Invited by'), row.created_by_full_name],
        [vscode.l10n.t('Expires'), row.expires ? momentText(row.expires) : undefined],
        [vscode.l10n.t('Message'), row.extra_invitation_text],
        [vscode.l10n.t('Problem'), row.error_message],
      ]),
    );
  }

  private mayManage(): boolean {
    const caller = this.context.store.caller.now;
    const uuid = this.row.scope_uuid ?? this.customer;
    const scope: ScopeObject =
      this.row.scope_type === 'project'
        ? { kind: 'project', uuid, customer: this.customer }
        : { kind: 'customer', uuid };
    return caller !== undefined && may(caller, 'invite', scope, new Date()).kind !== 'no';
  }
}

/**
 * From how many days before its end an invitation expires soon: the last third of its life at most, as few live for
 * more than a week.
 */
function soonDays({ created, expires }: Invitation, setting: number): number {
  const days = (Date.parse(expires ?? '') - Date.parse(created ?? '')) / dayInMs;
  return Number.isNaN(days) ? setting : Math.min(setting, Math.floor(days / 3));
}

/** How long ago someone was invited, in days. */
function ageText(created: string | null | undefined): string | undefined {
  const at = Date.parse(created ?? '');
  if (Number.isNaN(at)) {
    return undefined;
  }
  // The server's clock may be ahead of this machine's.
  const days = Math.max(0, Math.floor((Date.now() - at) / dayInMs));
  switch (days) {
    case 0:
      return vscode.l10n.t('invited today');
    case 1:
      return vscode.l10n.t('invited yesterday');
    default:
      return vscode.l10n.t('invited {0} days ago', numberText(days));
  }
}

function stateText(state: string | null | undefined): string | undefined {
  switch (state) {
    case 'pending':
      return vscode.l10n.t('pending');
    case 'requested':
      return vscode.l10n.t('awaiting staff approval');
    case 'project':
      return vscode.l10n.t('awaiting project start');
    case 'expired':
      return vscode.l10n.t('expired');
    case null:
    case undefined:
      return undefined;
    default:
      return state;
  }
}
