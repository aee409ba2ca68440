import * as vscode from 'vscode';
import { namesMatch } from '../organisations/teamView';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import type { StepOutcome } from '../ui/stepSequence';
import { ask, type StepOptions } from '../ui/steps';
import { CheckedRows, type ManyItem } from './checkedRows';
import { type Answer, nothingFound, type Place, Search } from './search';

/**
 * Looked for in places, each of whose answers is shown as it comes, and a failure beside the others' answers. Or a
 * list, whose names and descriptions are searched: it is read while the step is open, which offers what has come and
 * ends the reading when it closes.
 */
type Source<T> =
  | { readonly kind: 'places'; readonly places: readonly Place<T>[] }
  | {
      readonly kind: 'list';
      readonly read: (offer: (items: readonly T[]) => void, signal: AbortSignal) => Promise<void>;
      /** Said where there is nothing to offer. */
      readonly none: string;
    };

export interface SearchManyStepOptions<T extends ManyItem> extends StepOptions {
  readonly source: Source<T>;
  /** Offered before anything is typed or read. */
  readonly initial: readonly T[];
  /** The answer given before. */
  readonly chosen: readonly T[];
  /** Nothing checked is an answer, too; else Enter takes the row in focus then. */
  readonly takesNone?: boolean;
  /** Keeps the answer, one or more. Returns what is wrong with it, or undefined to go on. */
  readonly accept: (items: readonly T[], signal: AbortSignal) => Promise<string | undefined>;
}

/**
 * Asks for one or several, searching as the person types. What was checked stays, over all searches. Enter with
 * nothing checked takes the row in focus, so that one choice is one pick, unless none is an answer.
 */
export async function searchManyStep<T extends ManyItem>(
  options: SearchManyStepOptions<T>,
): Promise<StepOutcome> {
  const pick = vscode.window.createQuickPick();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const choice = new Choice(pick, options);
  const subscription = pick.onDidChangeValue((text) => choice.typed(text));
  try {
    return await ask(pick, options, {
      accept: async (signal) => {
        if (options.takesNone === true) {
          return options.accept(choice.checked, signal);
        }
        const items = await choice.answer();
        return items.length === 0 ? '' : options.accept(items, signal);
      },
      showProblem: (problem) => choice.tell(problem),
      onEdit: (clear) => pick.onDidChangeValue(clear),
    });
  } finally {
    choice.dispose();
    subscription.dispose();
  }
}

/** What is offered and found, and what Enter takes of it. */
class Choice<T extends ManyItem> implements vscode.Disposable {
  private readonly rows: CheckedRows<T>;
  private readonly search: Search<T>;
  private offered: readonly T[];
  private found: readonly T[];
  private message: vscode.QuickPickItem | undefined;
  /** What is shown is for what was typed, though some of it may still come. */
  private isAnswered = true;
  private reading: 'no' | 'under way' | 'failed' = 'no';
  private readonly stopReading = new AbortController();

  constructor(
    private readonly pick: vscode.QuickPick<vscode.QuickPickItem>,
    private readonly options: SearchManyStepOptions<T>,
  ) {
    const { source } = options;
    this.found = this.offered = options.initial;
    this.rows = new CheckedRows(pick, options.chosen, () => this.show());
    const list: Place<T> = { name: '', search: (text) => Promise.resolve(this.matching(text)) };
    this.search = new Search(source.kind === 'places' ? source.places : [list], () => this.showAnswers());
    this.show();
    void this.read();
  }

  typed(value: string): void {
    this.message = undefined;
    if (this.reading === 'failed') {
      void this.read();
    }
    this.search.start(value);
    this.isAnswered = !this.search.isWaiting;
    this.showBusy();
    if (this.isAnswered) {
      this.found = this.offered;
      this.show();
    }
  }

  /** What is checked, else the only one there is, else the row in focus unless it is not for what was typed. */
  async answer(): Promise<readonly T[]> {
    if (this.rows.items.length > 0) {
      return this.rows.items;
    }
    const wasAnswered = this.isAnswered;
    if (!wasAnswered) {
      // The step itself is busy while it takes the answer.
      await this.search.ended;
    }
    if (this.found.length === 1 && !this.search.isWaiting && this.reading !== 'under way') {
      return this.found;
    }
    const { focused } = this.rows;
    return wasAnswered && focused !== undefined ? [focused] : [];
  }

  get checked(): readonly T[] {
    return this.rows.items;
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
    this.search.dispose();
    this.stopReading.abort();
    this.rows.dispose();
  }

  private async read(): Promise<void> {
    const { source } = this.options;
    if (source.kind !== 'list') {
      return;
    }
    const { signal } = this.stopReading;
    this.reading = 'under way';
    this.showBusy();
    let message: vscode.QuickPickItem | undefined;
    try {
      await source.read((items) => {
        if (!signal.aborted) {
          this.offer(items);
        }
      }, signal);
      this.reading = 'no';
      message = this.offered.length > 0 ? undefined : { label: source.none, alwaysShow: true };
    } catch (error) {
      this.reading = isCancelled(error) ? 'no' : 'failed';
      message = {
        label: vscode.l10n.t('$(error) Reading failed. Type again to retry'),
        detail: errorMessage(error),
        alwaysShow: true,
      };
    }
    if (signal.aborted) {
      return;
    }
    this.showBusy();
    if (message !== undefined) {
      this.message = message;
      this.show(this.rows.focused);
    } else {
      this.offer(this.offered);
    }
  }

  /** Shows what has come beside what was there, or, where something is typed, what of it is looked for. */
  private offer(items: readonly T[]): void {
    this.offered = items;
    if (this.search.text === '') {
      this.found = items;
      this.show(this.rows.focused);
    } else {
      this.search.start(this.search.text, { atOnce: true });
    }
  }

  private matching(text: string): readonly T[] {
    return this.offered.filter(({ label, description }) => namesMatch(text, { names: [label, description] }));
  }

  private showAnswers(): void {
    const { answers, isWaiting, text } = this.search;
    if (isWaiting && answers.every(({ kind }) => kind !== 'found')) {
      return;
    }
    this.showBusy();
    this.found = answers.flatMap((answer) => (answer.kind === 'found' ? answer.items : []));
    const mayCome = isWaiting || this.reading === 'under way';
    this.message = failureOf(answers) ?? (this.found.length > 0 || mayCome ? undefined : nothingFound(text));
    const focused = this.isAnswered ? this.rows.focused : undefined;
    this.isAnswered = true;
    this.show(focused);
  }

  private showBusy(): void {
    this.pick.busy = this.search.isWaiting || this.reading === 'under way';
  }

  private show(focused?: T): void {
    this.rows.show(this.found, { message: this.message, focused });
  }
}

/** Where the search failed, said above the rows. */
function failureOf<T>(answers: readonly Answer<T>[]): vscode.QuickPickItem | undefined {
  const failures = answers.filter((answer) => answer.kind === 'failed');
  const [failure] = failures;
  return failure === undefined
    ? undefined
    : {
        label:
          failures.length === answers.length
            ? vscode.l10n.t('$(error) Search failed. Type again to retry')
            : vscode.l10n.t(
                '$(error) Search on {0} failed. Type again to retry',
                listText(failures.map(({ name }) => plainLine(name, 60))),
              ),
        detail: errorMessage(failure.error),
        alwaysShow: true,
      };
}
