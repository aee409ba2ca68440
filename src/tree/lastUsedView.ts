import * as vscode from 'vscode';
import type { TreeNode } from './treeNode';

type View = Pick<vscode.TreeView<TreeNode>, 'visible' | 'selection' | 'onDidChangeSelection'>;

/**
 * Which view a person used last: what the palette and key bindings are about. That is the one where something was
 * selected last. Rows that go from a selection are no use of its view, and neither is being shown: with the side bar
 * all views come back at once.
 */
export class LastUsedView implements vscode.Disposable {
  private last: View | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly views: readonly View[]) {
    this.subscription = vscode.Disposable.from(
      ...views.map((view) =>
        view.onDidChangeSelection(({ selection }) => {
          if (selection.length > 0) {
            this.last = view;
          }
        }),
      ),
    );
  }

  /**
   * What is selected there; where nothing is in sight, in the only other view with a selection. Empty when it is not
   * clear which one is meant.
   */
  get selection(): readonly TreeNode[] {
    const candidates = this.views.filter(({ visible, selection }) => visible && selection.length > 0);
    const [only, ...others] = candidates;
    const meant = candidates.find((view) => view === this.last) ?? (others.length === 0 ? only : undefined);
    return meant?.selection ?? [];
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
