import type * as vscode from 'vscode';
import type { MenuEntry } from './objectMenu';
import type { Button, IconName, PanelView } from './panelView';

/** What a panel shows, with what its actions do. */
export interface Shown {
  readonly view: PanelView;
  readonly actions: ReadonlyMap<string, () => unknown>;
  /** What of the menu this panel alone has. */
  readonly menu?: readonly MenuEntry[];
  /** Where rows can be selected: does so with those of these keys that it has. */
  readonly select?: (keys: readonly string[], isSelected: boolean) => void;
}

/** Reads what a panel is about and makes views of it. It holds no truth of its own: that is in the store. */
export interface PanelContent {
  /** There is something else to show. */
  readonly onDidChange: vscode.Event<void>;
  /** As of now; cheap enough to be made for each change. */
  show(): Shown;
  /** Shows another place in it, in the panel's own word. */
  goTo?(place: string): void;
  /** Whether a person sees it: what is hidden reads nothing. */
  setVisible(isVisible: boolean): void;
  dispose(): void;
}

/** Hands out the actions of a view. */
export class Actions {
  readonly all = new Map<string, () => unknown>();

  /** @param id the same for the same action of the next view, so that a press between two views still counts */
  action(id: string, run: () => unknown): string {
    this.all.set(id, run);
    return id;
  }

  button(id: string, title: string, run: () => unknown, icon?: IconName): Button {
    return { action: this.action(id, run), title, ...(icon === undefined ? {} : { icon }) };
  }
}
