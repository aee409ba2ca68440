import assert from 'node:assert/strict';
import * as vscode from 'vscode';

type Input = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;
type Answer = (items: readonly string[]) => string | undefined | Promise<string | undefined>;

/**
 * Answers the extension's quick inputs and messages as a person would. The inputs are VS Code's own; only the
 * functions that make them are wrapped, to get hold of them. Dispose restores those.
 */
export class QuickInputs implements vscode.Disposable {
  private readonly shown: Input[] = [];
  private waiting: (() => void)[] = [];
  private readonly originals = new Map<string, unknown>();
  private readonly edits = new WeakMap<Input, vscode.EventEmitter<string>>();
  private readonly typed = new WeakMap<Input, string>();
  readonly messages: string[] = [];
  /** Presses a button of a message, by its label; undefined dismisses it. */
  answerMessage: Answer = () => undefined;

  /** @param told which messages are answered beside warnings and errors */
  constructor(told: readonly 'showInformationMessage'[] = []) {
    for (const name of ['createInputBox', 'createQuickPick'] as const) {
      const create = vscode.window[name].bind(vscode.window) as () => Input;
      this.wrap(name, () => this.watch(create()));
    }
    for (const name of [...told, 'showWarningMessage', 'showErrorMessage'] as const) {
      this.wrap(name, async (message: string, ...rest: unknown[]) => {
        this.messages.push(message);
        const label = (item: unknown): string =>
          typeof item === 'string' ? item : (item as vscode.MessageItem).title;
        const items = rest.filter((item) => typeof item === 'string' || isMessageItem(item));
        const chosen = await this.answerMessage(items.map(label));
        return items.find((item) => label(item) === chosen);
      });
    }
    // Picks without steps: the first item is chosen.
    this.wrap('showQuickPick', (items: readonly vscode.QuickPickItem[]) => Promise.resolve(items[0]));
  }

  dispose(): void {
    for (const [name, original] of this.originals) {
      Reflect.set(vscode.window, name, original);
    }
  }

  /** The input shown next, or shown already and not asked for yet. */
  async next(): Promise<Input> {
    for (;;) {
      const input = this.shown.shift();
      if (input !== undefined) {
        return input;
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  async nextBox(): Promise<vscode.InputBox> {
    const input = await this.next();
    assert.ok('password' in input, `an input box was due, not the pick “${input.title ?? ''}”`);
    return input;
  }

  async nextPick(): Promise<vscode.QuickPick<vscode.QuickPickItem>> {
    const input = await this.next();
    assert.ok('items' in input, `a pick was due, not the box “${input.title ?? ''}”`);
    return input;
  }

  /** Types and presses Enter. */
  async type(box: vscode.InputBox, text: string): Promise<void> {
    box.value = text;
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }

  /** Types into the field: the extension knows of it before VS Code has shown it. */
  edit(input: Input, text: string): void {
    input.value = text;
    this.typed.set(input, text);
    this.edits.get(input)?.fire(text);
  }

  /** Chooses the item whose label holds this text. */
  async pick(pick: vscode.QuickPick<vscode.QuickPickItem>, text: string): Promise<void> {
    const item = pick.items.find(({ label }) => label.includes(text));
    assert.ok(item !== undefined, `no item “${text}” in ${pick.items.map(({ label }) => label).join(', ')}`);
    const active = new Promise<void>((resolve) => {
      const subscription = pick.onDidChangeActive((items) => {
        if (items.includes(item)) {
          subscription.dispose();
          resolve();
        }
      });
    });
    if (!pick.activeItems.includes(item)) {
      pick.activeItems = [item];
      await active;
    }
    // What is set on a pick reaches VS Code with the next turn of the loop, a command at once.
    await new Promise((resolve) => setTimeout(resolve));
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }

  private watch(input: Input): Input {
    const edits = new vscode.EventEmitter<string>();
    input.onDidChangeValue((text) => {
      // VS Code tells of what it was told.
      if (text !== this.typed.get(input)) {
        edits.fire(text);
      }
    });
    this.edits.set(input, edits);
    Object.defineProperty(input, 'onDidChangeValue', { value: edits.event });
    const show = input.show.bind(input);
    input.show = () => {
      show();
      this.shown.push(input);
      for (const resolve of this.waiting.splice(0)) {
        resolve();
      }
    };
    return input;
  }

  private wrap(name: string, replacement: unknown): void {
    this.originals.set(name, Reflect.get(vscode.window, name));
    assert.ok(Reflect.set(vscode.window, name, replacement), `vscode.window.${name} cannot be wrapped`);
  }
}

function isMessageItem(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'title' in item;
}
