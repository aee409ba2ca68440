import * as vscode from 'vscode';
import type { TreeNode } from './treeNode';

/** What gives the rows of a view. */
export interface Rows extends vscode.TreeDataProvider<TreeNode> {
  readonly onDidChangeTreeData: vscode.Event<TreeNode[] | undefined>;
}

/** A view of package.json with these rows. */
export function createTreeView(
  viewId: string,
  treeDataProvider: Rows,
  dragAndDropController?: vscode.TreeDragAndDropController<TreeNode>,
): vscode.TreeView<TreeNode> {
  return vscode.window.createTreeView(viewId, {
    treeDataProvider,
    ...(dragAndDropController === undefined ? {} : { dragAndDropController }),
    canSelectMany: true,
    showCollapseAll: true,
  });
}
