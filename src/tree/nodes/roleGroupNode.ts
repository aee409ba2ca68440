import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { rowLabel } from '../appearance';
import { TreeNode } from '../treeNode';

/** Those of a team who hold the same role. */
export class RoleGroupNode extends TreeNode {
  readonly id: string;
  private nodes: readonly TreeNode[] = [];

  constructor(
    parent: TreeNode,
    roleUuid: string,
    private readonly label: () => string,
  ) {
    super(parent);
    this.id = `${parent.id}/role:${roleUuid}`;
  }

  /** Whom it shows from now on. */
  show(nodes: readonly TreeNode[]): this {
    this.nodes = nodes;
    return this;
  }

  override treeItem(): vscode.TreeItem {
    const label = rowLabel(this.label());
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('shield');
    item.description = numberText(this.nodes.length);
    item.contextValue = 'roleGroup';
    item.accessibilityInformation = {
      label: count(
        this.nodes.length,
        vscode.l10n.t('{0}, 1 person', label),
        vscode.l10n.t('{0}, {1} people', label, numberText(this.nodes.length)),
      ),
    };
    return item;
  }

  override children(): readonly TreeNode[] {
    return this.nodes;
  }
}
