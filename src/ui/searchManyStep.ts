import * as vscode from 'vscode';
import { errorMessage, isCancelled } from './errorMessage';
import { ask, type StepOptions } from './steps';
import type { StepOutcome } from './stepSequence';

/** Time without a key before the server is asked. */
const debounceMs = 250;
/** Time for VS Code to tell the rest of what is checked. */
const settleMs = 100;

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
  const pick = vscode.window.createQuickPick<T | vscode.QuickPickItem>();
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const choice = new Choice(pick, options);
  const subscriptions = [
    pick.onDidChangeSelection((items) => choice.checked(items)),
    pick.onDidChangeValue((text) => choice.typed(text)),
    pick.onDidChangeActive((items) => choice.focused(items)),
  ];
  choice.start();
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

/** What is shown and what is checked. */
class Choice<T extends ManyItem> implements vscode.Disposable {
  private chosen: ReadonlyMap<string, T>;
  private found: readonly T[];
  private message: vscode.QuickPickItem | undefined;
  /** The row that has the focus after each drawing, and whether it was given anew since. */
  private first: T | undefined;
  private focusGiven = false;
  private stop = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private settling: NodeJS.Timeout | undefined;
  /** VS Code has yet to tell which rows of the list shown last are checked. */
  private isNew = false;
  private searching: Promise<void> = Promise.resolve();
  private isSearching = false;

  constructor(
    private readonly pick: vscode.QuickPick<T | vscode.QuickPickItem>,
    private readonly options: SearchManyStepOptions<T>,
  ) {
    this.chosen = new Map(options.chosen.map((item) => [item.key, item]));
    this.found = options.initial;
  }

  /** VS Code takes the focus away when it first draws the checkboxes; then Enter would take nothing. */
  focused(items: readonly (T | vscode.QuickPickItem)[]): void {
    if (items.length === 0 && this.first !== undefined && !this.focusGiven) {
      this.focusGiven = true;
      this.pick.activeItems = [this.first];
    }
  }

  start(): void {
    this.show();
  }

  /**
   * VS Code tells which rows are checked, and with each new list first that none is, then which. Until then nobody is
   * let go: a list made in between would lose everybody.
   */
  checked(items: readonly (T | vscode.QuickPickItem)[]): void {
    clearTimeout(this.settling);
    const checked = choicesIn<T>(items);
    if (this.isNew && [...this.chosen.keys()].some((key) => !checked.has(key))) {
      this.chosen = new Map([...this.chosen, ...checked]);
      this.settling = setTimeout(() => (this.chosen = this.checkedNow()), settleMs);
    } else {
      this.isNew = false;
      this.chosen = checked;
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

  /** What is checked, else the row in focus, else the only one a search under way brings. */
  async answer(): Promise<readonly T[]> {
    // The step itself is busy while it takes the answer.
    const wasSearching = this.isSearching;
    await this.searching;
    const checked = this.checkedNow();
    if (checked.size > 0) {
      return [...checked.values()];
    }
    const [active] = this.pick.activeItems;
    if (active !== undefined && isChoice<T>(active) && (!wasSearching || this.found.length === 1)) {
      return [active];
    }
    return [];
  }

  tell(problem: string | undefined): void {
    this.message =
      problem === undefined || problem === ''
        ? undefined
        : { label: vscode.l10n.t('$(error) This did not work'), detail: problem, alwaysShow: true };
    this.show();
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearTimeout(this.settling);
    this.stop.abort();
  }

  /** What the person sees checked. */
  private checkedNow(): Map<string, T> {
    return choicesIn<T>(this.pick.selectedItems);
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
    // The server has matched already, by more than what is shown. VS Code tells what is checked by positions, which
    // may reach us when the next list stands here: what is checked comes first in each.
    const chosen = [...this.chosen.values()].map((item) => ({ ...item, alwaysShow: true }));
    const others = this.found
      .filter(({ key }) => !this.chosen.has(key))
      .map((item) => ({ ...item, alwaysShow: true }));
    const separator = { label: vscode.l10n.t('Chosen'), kind: vscode.QuickPickItemKind.Separator };
    const rest = { label: vscode.l10n.t('Found'), kind: vscode.QuickPickItemKind.Separator };
    this.pick.items = [
      ...(chosen.length === 0 ? [] : [separator, ...chosen]),
      ...(this.message === undefined ? [] : [this.message]),
      ...(chosen.length === 0 || others.length === 0 ? [] : [rest]),
      ...others,
    ];
    this.pick.selectedItems = chosen;
    this.isNew = chosen.length > 0;
    [this.first] = others;
    this.focusGiven = false;
    this.pick.activeItems = this.first === undefined ? [] : [this.first];
  }
}

function choicesIn<T extends ManyItem>(items: readonly (T | vscode.QuickPickItem)[]): Map<string, T> {
  return new Map(items.flatMap((item) => (isChoice<T>(item) ? [[item.key, item] as const] : [])));
}

function isChoice<T extends ManyItem>(item: T | vscode.QuickPickItem): item is T {
  return 'key' in item;
}
