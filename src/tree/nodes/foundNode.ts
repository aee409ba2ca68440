import * as vscode from 'vscode';
import { TreeNode } from '../treeNode';

/** What searches found that is not among the rows read, or that a filter leaves out: at the top, opened. */
export class FoundNode extends TreeNode {
  readonly id: string;
  private readonly parts = new Map<object, readonly TreeNode[]>();

  constructor(private readonly owner: TreeNode) {
    super(owner);
    this.id = `${owner.id}/found`;
  }

  /** A row keeps its id, and with it what is opened below, when it takes its place among the others. */
  override get idPrefix(): string {
    return this.owner.idPrefix;
  }

  /** @param section whose rows these are, instead of those it had before */
  show(section: object, nodes: readonly TreeNode[]): void {
    this.parts.set(section, nodes);
  }

  /** Itself, unless nothing was found. */
  get rows(): readonly TreeNode[] {
    return this.children().length > 0 ? [this] : [];
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Found'), vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('search');
    item.tooltip = vscode.l10n.t('Items you went to that are not in the rows below.');
    item.contextValue = 'found';
    return item;
  }

  override children(): readonly TreeNode[] {
    return [...this.parts.values()].flat();
  }
}
