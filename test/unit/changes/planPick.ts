import '../vscodeFake';
import * as vscode from 'vscode';

/** The quick pick of a plan, for a person who looks at rows, presses Enter, or leaves. */
export interface PlanPick {
  readonly items: readonly vscode.QuickPickItem[];
  value: string;
  readonly placeholder: string;
  readonly step: number | undefined;
  /** What VS Code holds in focus: the first row, unless it is told otherwise. */
  readonly activeItems: readonly vscode.QuickPickItem[];
  accept: () => void;
  hide: () => void;
  pressButton: () => void;
}

/** Makes VS Code give one such pick. */
export function installPlanPick(): PlanPick {
  const accepted = new vscode.EventEmitter<void>();
  const hidden = new vscode.EventEmitter<void>();
  const button = new vscode.EventEmitter<vscode.QuickInputButton>();
  let items: readonly vscode.QuickPickItem[] = [];
  const fake = {
    get items() {
      return items;
    },
    set items(rows) {
      items = rows;
      this.activeItems = rows.slice(0, 1);
    },
    activeItems: [] as readonly vscode.QuickPickItem[],
    value: '',
    placeholder: '',
    step: undefined,
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidTriggerButton: button.event,
    show: () => undefined,
    dispose: () => undefined,
    accept: () => accepted.fire(),
    hide: () => hidden.fire(),
    buttons: [] as readonly vscode.QuickInputButton[],
    pressButton() {
      this.buttons.slice(-1).forEach((one) => button.fire(one));
    },
  };
  Object.assign(vscode.window, { createQuickPick: () => fake });
  return fake;
}
