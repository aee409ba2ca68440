import * as vscode from 'vscode';
import type { ContextKeys } from '../ui/contextKeys';
import type { TreeNode } from './treeNode';

type View = Pick<vscode.TreeView<TreeNode>, 'onDidChangeSelection'>;

/** What can be done with some rows and not with others, by their context values. */
const flags = [
  'canGrant',
  'canInvite',
  'canDelete',
  'canEdit',
  'canSetGroups',
  'canSetImage',
  'canExpire',
  'ends',
  'canChangeRole',
  'canRevoke',
  'canManage',
  'access',
] as const;

/**
 * Tells the menus what can be done with one of the selected rows at least: VS Code shows a command only where it is
 * for all of them, and one blocked organisation would take it away from the others.
 */
export function keepSelectionKeys(views: readonly View[], keys: Pick<ContextKeys, 'set'>): vscode.Disposable {
  return vscode.Disposable.from(
    ...views.map((view) =>
      view.onDidChangeSelection(({ selection }) => {
        const found = new Set(selection.flatMap((node) => node.treeItem().contextValue?.split('+') ?? []));
        for (const flag of flags) {
          keys.set(`waldur.selected.${flag}`, found.has(flag));
        }
      }),
    ),
  );
}
