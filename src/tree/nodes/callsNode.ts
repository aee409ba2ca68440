import * as vscode from 'vscode';
import type { Call } from '../../waldur/calls';
import { ListSection } from '../listSection';
import { SectionNode } from '../sectionNode';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { CallNode } from './callNode';

/** Calls of a managing organisation: open ones, then drafts, each newest first. */
export class CallsNode extends SectionNode {
  readonly id: string;
  protected readonly section: ListSection<Call>;

  constructor(parent: TreeNode, context: TreeContext, customer: string) {
    super(parent);
    this.id = `${parent.id}/calls`;
    this.section = new ListSection<Call>(this, context, {
      name: 'calls',
      list: context.store.calls(customer),
      toNode: (call, parent) => new CallNode(parent, context, call),
    });
  }

  /** The node of a call that a search found. */
  show(call: Call): Promise<TreeNode | undefined> {
    return this.section.show(call);
  }

  override async children(): Promise<readonly TreeNode[]> {
    const nodes = await super.children();
    const calls = nodes.filter((node) => node instanceof CallNode).toSorted((a, b) => a.place - b.place);
    const first = nodes.findIndex((node) => node instanceof CallNode);
    return first < 0 ? nodes : nodes.toSpliced(first, calls.length, ...calls);
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Calls'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('book');
    item.contextValue = 'calls+refresh';
    return item;
  }

  protected override empty() {
    return {
      label: vscode.l10n.t('No calls to show'),
      tooltip: vscode.l10n.t('There are no calls, or your roles do not let you see them.'),
    };
  }
}
