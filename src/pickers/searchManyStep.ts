import * as vscode from 'vscode';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { type MeantRow, type NamedRow, QuickPickRows, separator } from '../ui/quickPickRows';
import { ask, type StepOptions } from '../ui/steps';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import type { StepOutcome } from '../ui/stepSequence';

/** Time without a key before the server is asked. */
const debounceMs = 250;

/** One thing that can be chosen; `key` tells it from others over searches. */
export interface ManyItem extends NamedRow {
  readonly key: string;
}

/** Asks a server; never called with an empty text. */
type Search<T> = (text: string, signal: AbortSignal) => Promise<readonly T[]>;

/** One of several searches; the name says where it failed. */
interface NamedSearch<T> {
  readonly name: string;
  readonly search: Search<T>;
}

export interface SearchManyStepOptions<T extends ManyItem> extends StepOptions {
  /** With several, each answer is shown as it comes, and a failure beside the others' answers. */
  readonly search: Search<T> | readonly NamedSearch<T>[];
  /** Offered before anything is typed. */
  readonly initial: readonly T[];
  /** Reads what is offered: the step is open meanwhile, offers what has come, and ends the reading when it closes. */
  readonly fill?: (offer: (items: readonly T[]) => void, signal: AbortSignal) => Promise<void>;
  /** Said where reading brings nothing to offer. */
  readonly none?: string;
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
  /** What is shown is for what was typed, though some of it may still come. */
  private isAnswered = true;
  private readonly searches: readonly NamedSearch<T>[];
  private offered: readonly T[];
  private readonly stopFilling = new AbortController();
  private filling: 'no' | 'under way' | 'failed' = 'no';

  constructor(
    private readonly pick: vscode.QuickPick<vscode.QuickPickItem>,
    private readonly options: SearchManyStepOptions<T>,
  ) {
    const { search } = options;
    this.searches = typeof search === 'function' ? [{ name: '', search }] : search;
    this.chosen = new Map(options.chosen.map((item) => [item.key, item]));
    this.found = this.offered = options.initial;
    this.rows = new QuickPickRows(pick);
    this.show();
    void this.fill();
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
    if (this.filling === 'failed') {
      void this.fill();
    }
    const text = value.trim().normalize();
    if (text === '') {
      this.isSearching = false;
      this.isAnswered = true;
      this.pick.busy = this.filling === 'under way';
      this.found = this.offered;
      this.show();
      return;
    }
    this.isSearching = true;
    this.isAnswered = false;
    this.pick.busy = true;
    this.searching = new Promise((resolve) => {
      const { signal } = (this.stop = new AbortController());
      signal.addEventListener('abort', () => resolve());
      this.timer = setTimeout(() => void this.search(text, signal).finally(resolve), debounceMs);
    });
  }

  /** What is checked, else the only one there is, else the row in focus unless it is not for what was typed. */
  async answer(): Promise<readonly T[]> {
    if (this.chosen.size > 0) {
      return [...this.chosen.values()];
    }
    const wasAnswered = this.isAnswered;
    if (!wasAnswered) {
      // The step itself is busy while it takes the answer.
      await this.searching;
    }
    if (this.found.length === 1 && !this.isSearching && this.filling !== 'under way') {
      return this.found;
    }
    return wasAnswered ? [...this.itemsOf(this.pick.activeItems).values()] : [];
  }

  tell(problem: string | undefined): void {
    const message =
      problem === undefined || problem === ''
        ? undefined
        : { label: vscode.l10n.t('$(error) Cannot continue'), detail: problem, alwaysShow: true };
    if (message !== undefined || this.message !== undefined) {
      this.message = message;
      this.show();
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.stop.abort();
    this.stopFilling.abort();
  }

  private async fill(): Promise<void> {
    const { fill, none } = this.options;
    if (fill === undefined) {
      return;
    }
    const { signal } = this.stopFilling;
    this.filling = 'under way';
    this.pick.busy = true;
    let message: vscode.QuickPickItem | undefined;
    try {
      await fill((items) => {
        if (!signal.aborted) {
          this.offer(items);
        }
      }, signal);
      this.filling = 'no';
      message = this.offered.length > 0 || none === undefined ? undefined : { label: none, alwaysShow: true };
    } catch (error) {
      this.filling = isCancelled(error) ? 'no' : 'failed';
      message = {
        label: vscode.l10n.t('$(error) Reading failed. Type again to retry'),
        detail: errorMessage(error),
        alwaysShow: true,
      };
    }
    if (signal.aborted) {
      return;
    }
    this.pick.busy = this.isSearching;
    if (message !== undefined) {
      this.message = message;
      this.show(this.focusedKey);
    } else {
      this.offer(this.offered);
    }
  }

  /** Shows what has come beside what was there, or, where something is typed, what of it is looked for. */
  private offer(items: readonly T[]): void {
    this.offered = items;
    const text = this.pick.value.trim().normalize();
    if (text === '') {
      this.found = items;
      this.show(this.focusedKey);
    } else if (!this.isSearching) {
      void this.search(text, this.stop.signal);
    }
  }

  private get focusedKey(): string | undefined {
    return [...this.itemsOf(this.pick.activeItems).keys()][0];
  }

  private itemsOf(rows: readonly vscode.QuickPickItem[]): Map<string, T> {
    return new Map(this.rows.meaningsOf(rows).map(({ item }) => [item.key, item]));
  }

  private async search(text: string, signal: AbortSignal): Promise<void> {
    const answers = new Map<NamedSearch<T>, readonly T[]>();
    const failures: Failure[] = [];
    let waitedFor = this.searches.length;
    await Promise.all(
      this.searches.map(async (each) => {
        try {
          answers.set(each, await each.search(text, signal));
        } catch (error) {
          if (isCancelled(error)) {
            return;
          }
          failures.push({ name: each.name, error });
        }
        waitedFor--;
        if (!signal.aborted && (answers.size > 0 || waitedFor === 0)) {
          this.isSearching = waitedFor > 0;
          this.pick.busy = this.isSearching || this.filling === 'under way';
          this.found = this.searches.flatMap((search) => answers.get(search) ?? []);
          this.message = messageOf(
            failures,
            answers.size,
            this.found.length + waitedFor > 0 || this.filling === 'under way' ? undefined : text,
          );
          const focused = this.isAnswered ? this.focusedKey : undefined;
          this.isAnswered = true;
          this.show(focused);
        }
      }),
    );
  }

  /** @param focused the key of the row that keeps the focus; the first one has it when left out */
  private show(focused?: string): void {
    const checks: Checks<T> = { items: new Map(this.chosen), isTold: this.chosen.size === 0 };
    // The server has matched already, by more than what is shown.
    const meant = (item: T): MeantRow<Meaning<T>> => ({
      row: { ...item, alwaysShow: true },
      means: { item, checks },
    });
    const chosen = [...this.chosen.values()].map(meant);
    const others = this.found.filter(({ key }) => !this.chosen.has(key)).map(meant);
    this.rows.show([
      ...(chosen.length === 0 ? [] : [{ row: separator(vscode.l10n.t('Selected')) }, ...chosen]),
      ...(this.message === undefined ? [] : [{ row: this.message }]),
      ...(chosen.length === 0 || others.length === 0 ? [] : [{ row: separator(vscode.l10n.t('Results')) }]),
      ...others,
    ]);
    this.pick.selectedItems = chosen.map(({ row }) => row);
    this.checks = checks;
    this.first = (others.find(({ means }) => means?.item.key === focused) ?? others[0])?.row;
    this.pick.activeItems = this.first === undefined ? [] : [this.first];
  }
}

interface Failure {
  readonly name: string;
  readonly error: unknown;
}

/** What is said above the rows. @param nothing what was looked for, once it is known that nothing is found */
function messageOf(
  [failure, ...more]: readonly Failure[],
  answers: number,
  nothing: string | undefined,
): vscode.QuickPickItem | undefined {
  if (failure === undefined) {
    return nothing === undefined
      ? undefined
      : { label: vscode.l10n.t('Nothing found for “{0}”', nothing), alwaysShow: true };
  }
  const names = listText([failure, ...more].map(({ name }) => plainLine(name, 60)));
  return {
    label:
      answers === 0
        ? vscode.l10n.t('$(error) Search failed. Type again to retry')
        : vscode.l10n.t('$(error) Search on {0} failed. Type again to retry', names),
    detail: errorMessage(failure.error),
    alwaysShow: true,
  };
}
