import * as vscode from 'vscode';
import type { Invitation } from '../../waldur/invitations';
import { numberText } from '../../ui/datesAndNumbers';
import { ListSection } from '../listSection';
import { scopeFlags } from '../../organisations/roleScope';
import { SectionNode } from '../sectionNode';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { InvitationNode } from './invitationNode';

/** Invitations to an organisation and its projects that wait for an answer. */
export class InvitationsNode extends SectionNode {
  readonly id: string;
  protected readonly section: ListSection<Invitation>;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    customer: string,
  ) {
    super(parent);
    this.id = `${parent.id}/invitations`;
    this.section = new ListSection<Invitation>(this, context, {
      name: 'invitations',
      list: context.store.teams.invitations(customer),
      toNode: (invitation, parent) => new InvitationNode(parent, context, invitation, customer),
    });
  }

  /** The newest to this address and what it is to; they are listed newest first. */
  async rowOf(email: string, scope: string): Promise<TreeNode | undefined> {
    await this.section.list.ensure();
    await this.section.read();
    const invitation = this.section.list.rows.find(
      (row) => row.email?.toLowerCase() === email.toLowerCase() && row.scope_uuid === scope,
    );
    return invitation && this.section.nodeOf(invitation.uuid);
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Invitations'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('send');
    const { loaded, total } = this.section.list;
    if (loaded && total !== undefined) {
      item.description = numberText(total);
    }
    const scope = this.roleScope;
    item.contextValue = [
      'invitations+refresh',
      ...(scope === undefined ? [] : scopeFlags(this.context.store, scope.object)),
    ].join('+');
    return item;
  }

  protected override empty() {
    return {
      label: vscode.l10n.t('No invitations'),
      tooltip: vscode.l10n.t('No invitations to this organisation or its projects are pending.'),
    };
  }
}
