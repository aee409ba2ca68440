import * as vscode from 'vscode';
import { errorMessage, isCancelled } from './errorMessage';
import { type MeantRow, QuickPickRows, separator } from './quickPickRows';
import { ask, type StepOptions } from './steps';
import type { StepOutcome } from './stepSequence';

/** Time without a key before the server is asked. */
const debounceMs = 250;

/** One thing that can be chosen; `key` tells it from others over searches. */
export interface ManyItem extends vscode.QuickPickItem {
  readonly key: string;
}

export interface SearchManyStepOptions<T extends ManyItem> extends StepOptions {
  /** Asks the server; never called with an empty text. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly T[]>;
  /** Offered before anything is typed. */
  readonly initial: readonly T[];
  /** The answer given before. */
  readonly chosen: readonly T[];
  /** Keeps the answer, one or more. Returns what is wrong with it, or undefined to go on. */
  readonly accept: (items: readonly T[], signal: AbortSignal) => Promise<string | undefined>;
}

/**
 * Asks for one or several, searching as the person types. What was checked stays, over all searches. Enter with
 * nothing checked takes the row in focus, so that one choice is one pick.
 */
export async function searchManyStep<T extends ManyItem>(
  options: SearchManyStepOptions<T>,
): Promise<StepOutcome> {
  const pick = vscode.window.createQuickPick();
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const choice = new Choice(pick, options);
  const subscriptions = [
    pick.onDidChangeSelection((items) => choice.checked(items)),
    pick.onDidChangeValue((text) => choice.typed(text)),
    pick.onDidChangeActive((items) => choice.focused(items)),
  ];
  try {
    return await ask(pick, options, {
      accept: async (signal) => {
        const items = await choice.answer();
        return items.length === 0 ? '' : options.accept(items, signal);
      },
      showProblem: (problem) => choice.tell(problem),
      onEdit: (clear) => pick.onDidChangeValue(clear),
    });
  } finally {
    choice.dispose();
    vscode.Disposable.from(...subscriptions).dispose();
  }
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

/** What is shown and what is checked. */
class Choice<T extends ManyItem> implements vscode.Disposable {
  private chosen: Map<string, T>;
  private found: readonly T[];
  private message: vscode.QuickPickItem | undefined;
  private readonly rows: QuickPickRows<Meaning<T>>;
  private checks: Checks<T> = { items: new Map(), isTold: true };
  /** The row that has the focus after each drawing. */
  private first: vscode.QuickPickItem | undefined;
  private focusGiven = false;
  private stop = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private searching: Promise<void> = Promise.resolve();
  private isSearching = false;

  constructor(
    private readonly pick: vscode.QuickPick<vscode.QuickPickItem>,
    private readonly options: SearchManyStepOptions<T>,
  ) {
    this.chosen = new Map(options.chosen.map((item) => [item.key, item]));
    this.found = options.initial;
    this.rows = new QuickPickRows(pick);
    this.show();
  }

  /**
   * VS Code takes the focus away when it first draws the checkboxes; then Enter would take nothing. Later it does so
   * when a key leaves the list: given back then, the focus would leave again with the next key.
   */
  focused(items: readonly vscode.QuickPickItem[]): void {
    if (items.length === 0 && this.first !== undefined && !this.focusGiven) {
      this.focusGiven = true;
      this.pick.activeItems = [this.first];
    }
  }

  /** Takes over what the person checked and let go, also in a list that was replaced meanwhile. */
  checked(items: readonly vscode.QuickPickItem[]): void {
    const [first] = this.rows.meaningsOf(items);
    const checks = first?.checks ?? this.checks;
    if (first === undefined && !checks.isTold) {
      return;
    }
    const before = checks.items;
    const now = this.itemsOf(items);
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
      this.show();
    }
  }

  typed(value: string): void {
    clearTimeout(this.timer);
    this.stop.abort();
    this.message = undefined;
    const text = value.trim();
    if (text === '') {
      this.isSearching = false;
      this.pick.busy = false;
      this.found = this.options.initial;
      this.show();
      return;
    }
    this.isSearching = true;
    this.pick.busy = true;
    this.searching = new Promise((resolve) => {
      const { signal } = (this.stop = new AbortController());
      signal.addEventListener('abort', () => resolve());
      this.timer = setTimeout(() => void this.search(text, signal).finally(resolve), debounceMs);
    });
  }

  /** What is checked, else the only one there is, else the row in focus unless a search under way brings others. */
  async answer(): Promise<readonly T[]> {
    if (this.chosen.size > 0) {
      return [...this.chosen.values()];
    }
    // The step itself is busy while it takes the answer.
    const wasSearching = this.isSearching;
    await this.searching;
    if (this.found.length === 1) {
      return this.found;
    }
    return wasSearching ? [] : [...this.itemsOf(this.pick.activeItems).values()];
  }

  tell(problem: string | undefined): void {
    const message =
      problem === undefined || problem === ''
        ? undefined
        : { label: vscode.l10n.t('$(error) This did not work'), detail: problem, alwaysShow: true };
    if (message !== undefined || this.message !== undefined) {
      this.message = message;
      this.show();
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.stop.abort();
  }

  private itemsOf(rows: readonly vscode.QuickPickItem[]): Map<string, T> {
    return new Map(this.rows.meaningsOf(rows).map(({ item }) => [item.key, item]));
  }

  private async search(text: string, signal: AbortSignal): Promise<void> {
    try {
      const found = await this.options.search(text, signal);
      if (signal.aborted) {
        return;
      }
      this.found = found;
      this.message =
        found.length > 0
          ? undefined
          : { label: vscode.l10n.t('Nothing found for “{0}”', text), alwaysShow: true };
    } catch (error) {
      if (signal.aborted || isCancelled(error)) {
        return;
      }
      this.found = [];
      this.message = {
        label: vscode.l10n.t('$(error) The search failed: type again to retry'),
        detail: errorMessage(error),
        alwaysShow: true,
      };
    }
    this.isSearching = false;
    this.pick.busy = false;
    this.show();
  }

  private show(): void {
    const checks: Checks<T> = { items: new Map(this.chosen), isTold: this.chosen.size === 0 };
    // The server has matched already, by more than what is shown.
    const meant = (item: T): MeantRow<Meaning<T>> => ({
      row: { ...item, alwaysShow: true },
      means: { item, checks },
    });
    const chosen = [...this.chosen.values()].map(meant);
    const others = this.found.filter(({ key }) => !this.chosen.has(key)).map(meant);
    this.rows.show([
      ...(chosen.length === 0 ? [] : [{ row: separator(vscode.l10n.t('Chosen')) }, ...chosen]),
      ...(this.message === undefined ? [] : [{ row: this.message }]),
      ...(chosen.length === 0 || others.length === 0 ? [] : [{ row: separator(vscode.l10n.t('Found')) }]),
      ...others,
    ]);
    this.pick.selectedItems = chosen.map(({ row }) => row);
    this.checks = checks;
    this.first = others[0]?.row;
    this.pick.activeItems = this.first === undefined ? [] : [this.first];
  }
}
