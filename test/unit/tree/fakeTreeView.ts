import '../vscodeFake';
import * as vscode from 'vscode';

/** What a view of VS Code would show, for a person who expands and collapses its rows. */
export interface FakeTreeView {
  readonly expanded: vscode.EventEmitter<vscode.TreeViewExpansionEvent<unknown>>;
  readonly collapsed: vscode.EventEmitter<vscode.TreeViewExpansionEvent<unknown>>;
  visible: boolean;
  /** Tells that it was hidden or shown. */
  readonly visibility: vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>;
  /** What was scrolled to, in turn. */
  readonly revealed: readonly { readonly element: unknown; readonly options: object }[];
}

/** Makes `createTreeView` give a view that shows nothing; returns what the view made last is operated by. */
export function fakeTreeView(): () => FakeTreeView {
  let view: FakeTreeView | undefined;
  Object.assign(vscode.window, {
    createTreeView: () => {
      const expanded = new vscode.EventEmitter<vscode.TreeViewExpansionEvent<unknown>>();
      const collapsed = new vscode.EventEmitter<vscode.TreeViewExpansionEvent<unknown>>();
      const revealed: { element: unknown; options: object }[] = [];
      const visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
      const made = { expanded, collapsed, revealed, visibility, visible: true };
      view = made;
      return {
        get visible() {
          return made.visible;
        },
        onDidExpandElement: expanded.event,
        onDidCollapseElement: collapsed.event,
        onDidChangeVisibility: visibility.event,
        selection: [],
        reveal: (element: unknown, options: object) => {
          revealed.push({ element, options });
          expanded.fire({ element });
          return Promise.resolve();
        },
        dispose: () => undefined,
      };
    },
  });
  return () => {
    if (view === undefined) {
      throw new Error('No view was made.');
    }
    return view;
  };
}
