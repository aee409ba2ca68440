import * as vscode from 'vscode';
import { createTreeView, type Rows } from './createTreeView';
import type { TreeNode } from './treeNode';

/** A view that is there from the start; what gives its rows is loaded when VS Code first asks for them. */
export class LateTreeView implements Rows, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<TreeNode>;
  private rows: Rows | undefined;
  private subscription: vscode.Disposable | undefined;

  /** @param load makes someone hand over the rows; never throws, and where it fails there are none. */
  constructor(
    viewId: string,
    private readonly load: () => Promise<unknown>,
    drops?: vscode.TreeDragAndDropController<TreeNode>,
  ) {
    this.view = createTreeView(viewId, this, drops);
  }

  /** From now on these are the rows of the view. */
  show(rows: Rows): vscode.TreeView<TreeNode> {
    this.rows = rows;
    this.subscription = rows.onDidChangeTreeData((nodes) => this.changed.fire(nodes));
    return this.view;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (this.rows === undefined) {
      await this.load();
    }
    return (await this.rows?.getChildren(node)) ?? [];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem | Thenable<vscode.TreeItem> {
    return this.rows?.getTreeItem(node) ?? node.treeItem();
  }

  getParent(node: TreeNode): vscode.ProviderResult<TreeNode> {
    return this.rows?.getParent?.(node);
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.rows?.resolveTreeItem?.(item, node, token);
  }

  dispose(): void {
    this.subscription?.dispose();
    this.view.dispose();
    this.changed.dispose();
  }
}
