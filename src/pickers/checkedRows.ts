import * as vscode from 'vscode';
import { type MeantRow, type NamedRow, QuickPickRows, separator } from '../ui/quickPickRows';

/** One thing that can be chosen; `key` tells it from others over searches. */
export interface ManyItem extends NamedRow {
  readonly key: string;
}

/** What is checked in one of the lists that are shown one after the other. */
interface Checks<T> {
  /** As VS Code told last, by the key of each. */
  items: ReadonlyMap<string, T>;
  /** VS Code has told of this list; with each new list it tells first that nothing is checked. */
  isTold: boolean;
}

interface Meaning<T> {
  readonly item: T;
  /** Of the list that the row is in. */
  readonly checks: Checks<T>;
}

/** The rows of a pick that takes several: those that were checked come first and stay, whatever else is shown. */
export class CheckedRows<T extends ManyItem> implements vscode.Disposable {
  private readonly chosen: Map<string, T>;
  private readonly rows: QuickPickRows<Meaning<T>>;
  private readonly subscription: vscode.Disposable;
  private checks: Checks<T> = { items: new Map(), isTold: true };
  /** The row that has the focus after each drawing. */
  private first: vscode.QuickPickItem | undefined;
  private focusGiven = false;

  /** @param redraw shows again what is shown: what is checked has changed in a list that is gone */
  constructor(
    private readonly pick: vscode.QuickPick<vscode.QuickPickItem>,
    chosen: readonly T[],
    private readonly redraw: () => void,
  ) {
    pick.canSelectMany = true;
    this.chosen = new Map(chosen.map((item) => [item.key, item]));
    this.rows = new QuickPickRows(pick);
    this.subscription = vscode.Disposable.from(
      pick.onDidChangeSelection((items) => this.checked(items)),
      pick.onDidChangeActive((items) => this.focusChanged(items)),
    );
  }

  /** What is checked. */
  get items(): readonly T[] {
    return [...this.chosen.values()];
  }

  /** What has the focus. */
  get focused(): T | undefined {
    return this.rows.meaningsOf(this.pick.activeItems)[0]?.item;
  }

  /** @param focused what keeps the focus; the first row that is not checked has it when left out */
  show(
    items: readonly T[],
    {
      message,
      focused,
    }: { readonly message: vscode.QuickPickItem | undefined; readonly focused?: T | undefined },
  ): void {
    const checks: Checks<T> = { items: new Map(this.chosen), isTold: this.chosen.size === 0 };
    // What was typed has been looked for already, in more than what is shown.
    const meant = (item: T): MeantRow<Meaning<T>> => ({
      row: { ...item, alwaysShow: true },
      means: { item, checks },
    });
    const chosen = this.items.map(meant);
    const others = items.filter(({ key }) => !this.chosen.has(key)).map(meant);
    this.rows.show([
      ...(chosen.length === 0 ? [] : [{ row: separator(vscode.l10n.t('Selected')) }, ...chosen]),
      ...(message === undefined ? [] : [{ row: message }]),
      ...(chosen.length === 0 || others.length === 0 ? [] : [{ row: separator(vscode.l10n.t('Results')) }]),
      ...others,
    ]);
    this.pick.selectedItems = chosen.map(({ row }) => row);
    this.checks = checks;
    this.first = (others.find(({ means }) => means?.item.key === focused?.key) ?? others[0])?.row;
    this.pick.activeItems = this.first === undefined ? [] : [this.first];
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** Takes over what the person checked and let go, also in a list that was replaced meanwhile. */
  private checked(rows: readonly vscode.QuickPickItem[]): void {
    const meanings = this.rows.meaningsOf(rows);
    const [first] = meanings;
    const checks = first?.checks ?? this.checks;
    if (first === undefined && !checks.isTold) {
      return;
    }
    const before = checks.items;
    const now = new Map(meanings.map(({ item }) => [item.key, item]));
    checks.items = now;
    checks.isTold = true;
    const added = [...now].filter(([key]) => !before.has(key));
    const removed = [...before.keys()].filter((key) => !now.has(key));
    for (const key of removed) {
      this.chosen.delete(key);
    }
    for (const [key, item] of added) {
      this.chosen.set(key, item);
    }
    if (checks !== this.checks && added.length + removed.length > 0) {
      this.redraw();
    }
  }

  /**
   * VS Code takes the focus away when it first draws the checkboxes; then Enter would take nothing. Later it does so
   * when a key leaves the list: given back then, the focus would leave again with the next key.
   */
  private focusChanged(rows: readonly vscode.QuickPickItem[]): void {
    if (rows.length === 0 && this.first !== undefined && !this.focusGiven) {
      this.focusGiven = true;
      this.pick.activeItems = [this.first];
    }
  }
}
