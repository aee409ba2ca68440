import '../vscodeFake';
import * as vscode from 'vscode';

/** A quick pick that shows nothing, for a person who types, presses Enter and leaves. */
export class FakeQuickPick {
  items: readonly vscode.QuickPickItem[] = [];
  activeItems: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  buttons: readonly vscode.QuickInputButton[] = [];
  value = '';
  busy = false;
  isShown = false;
  private readonly valueEmitter = new vscode.EventEmitter<string>();
  private readonly acceptEmitter = new vscode.EventEmitter<void>();
  private readonly activeEmitter = new vscode.EventEmitter<readonly vscode.QuickPickItem[]>();
  private readonly hideEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeValue = this.valueEmitter.event;
  readonly onDidAccept = this.acceptEmitter.event;
  readonly onDidHide = this.hideEmitter.event;
  readonly onDidChangeActive = this.activeEmitter.event;
  readonly onDidChangeSelection = new vscode.EventEmitter<readonly vscode.QuickPickItem[]>().event;
  readonly onDidTriggerButton = new vscode.EventEmitter<vscode.QuickInputButton>().event;

  /** Makes VS Code give such picks; what is returned gives the one made last. */
  static install(): () => FakeQuickPick {
    let last: FakeQuickPick | undefined;
    Object.assign(vscode.window, { createQuickPick: () => (last = new FakeQuickPick()) });
    return () => {
      if (last === undefined) {
        throw new Error('No pick was made.');
      }
      return last;
    };
  }

  /** Labels of the rows that can be chosen. */
  get rows(): readonly string[] {
    return this.items.filter(({ kind }) => kind === undefined).map(({ label }) => label);
  }

  type(text: string): void {
    this.value = text;
    this.valueEmitter.fire(text);
  }

  /** Presses Enter, on the row with this label where one is given. */
  accept(label?: string): void {
    if (label !== undefined) {
      this.activeItems = this.items.filter((item) => item.label === label);
    }
    this.acceptEmitter.fire();
  }

  /** No row has the focus from here on. */
  loseFocus(): void {
    this.activeItems = [];
    this.activeEmitter.fire([]);
  }

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
    this.hideEmitter.fire();
  }

  dispose(): void {
    this.isShown = false;
  }
}
