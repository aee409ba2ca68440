import * as vscode from 'vscode';
import type { Call } from '../../waldur/calls';
import { ListSection } from '../listSection';
import { MessageNode } from '../messageNodes';
import type { TreeContext } from '../treeContext';
import { TreeNode } from '../treeNode';
import { CallNode } from './callNode';

/** Calls of a managing organisation, newest first. */
export class CallsNode extends TreeNode {
  readonly id: string;
  private readonly section: ListSection<Call>;

  constructor(parent: TreeNode, context: TreeContext, customer: string) {
    super(parent);
    this.id = `${parent.id}/calls`;
    this.section = new ListSection<Call>(this, context, {
      name: 'calls',
      list: context.store.calls(customer),
      toNode: (call) => new CallNode(this, context, call),
    });
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Calls'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('book');
    item.contextValue = 'calls+refresh';
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    const nodes = await this.section.read();
    return nodes.length > 0
      ? nodes
      : [
          new MessageNode(this, 'empty', {
            label: vscode.l10n.t('No calls to show'),
            icon: new vscode.ThemeIcon('info'),
            tooltip: vscode.l10n.t('There are none, or your roles do not show them to you.'),
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
