import * as vscode from 'vscode';
import type { TreeNode } from './treeNode';

type View = Pick<vscode.TreeView<TreeNode>, 'selection'>;

/** What a key that was pressed in a view is about. */
export interface RowsOfKey {
  readonly focused: TreeNode;
  /** The selection that the focused row is part of, else that row alone. */
  readonly rows: readonly TreeNode[];
}

/**
 * The rows that the keyboard acts on in the view that has it. VS Code tells extensions what is selected, and arrow keys
 * move the focus alone: a key would delete a row that the person has left. So the focused row is selected or deselected,
 * which shows which one it is, and back at once; VS Code opens or runs nothing for that.
 */
export async function rowsOfKey(views: readonly View[]): Promise<RowsOfKey | undefined> {
  const before = views.map(({ selection }) => selection);
  await vscode.commands.executeCommand('list.toggleSelection');
  const after = views.map(({ selection }) => selection);
  await vscode.commands.executeCommand('list.toggleSelection');
  for (const [index, now = []] of after.entries()) {
    const then = before[index] ?? [];
    const left = then.find((row) => !now.includes(row));
    if (left !== undefined) {
      return { focused: left, rows: then };
    }
    const entered = now.find((row) => !then.includes(row));
    if (entered !== undefined) {
      return { focused: entered, rows: [entered] };
    }
  }
  return undefined;
}
