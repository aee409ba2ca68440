import * as vscode from 'vscode';
import type { Grant, Scope } from '../../waldur/members';
import { ListSection } from '../listSection';
import { MessageNode } from '../messageNodes';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { GrantNode } from './grantNode';

/** People with a role on a managing organisation. Servers before 7.6 know no such roles. */
export class ManagingTeamNode extends TreeNode {
  readonly id: string;
  private readonly section: ListSection<Grant>;

  constructor(parent: TreeNode, context: TreeContext, managingOrganisation: string) {
    super(parent);
    this.id = `${parent.id}/team`;
    const scope: Scope = { kind: 'call-managing-organisation', uuid: managingOrganisation };
    this.section = new ListSection<Grant>(this, context, {
      name: 'grants',
      list: context.store.grants(scope),
      toNode: (grant) => new GrantNode(this, context, grant, scope),
    });
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Team'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('person');
    item.contextValue = 'managingTeam+refresh';
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    const nodes = await this.section.read();
    if (this.section.problem === 'tooOld') {
      return [
        new MessageNode(this, 'tooOld', {
          label: vscode.l10n.t('This server has no roles on managing organisations'),
          icon: new vscode.ThemeIcon('info'),
          tooltip: vscode.l10n.t('They came with Waldur 7.6. Here, roles are granted on each call.'),
        }),
      ];
    }
    return nodes.length > 0
      ? nodes
      : [
          new MessageNode(this, 'empty', {
            label: vscode.l10n.t('Nobody'),
            icon: new vscode.ThemeIcon('info'),
            tooltip: vscode.l10n.t('Nobody holds a role on this managing organisation.'),
          }),
        ];
  }

  override async reload(): Promise<void> {
    await this.section.reload();
  }

  override forget(): void {
    this.section.forget();
  }

  override dispose(): void {
    this.section.dispose();
  }
}
