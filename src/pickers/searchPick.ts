import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionNames } from '../connections/connectionNames';
import { errorMessage, isCancelled } from '../ui/errorMessage';
import { type MeantRow, type NamedRow, QuickPickRows, separator } from '../ui/quickPickRows';

/** Time without a key before the server is asked. */
const debounceMs = 250;

export interface SearchPickOptions<T extends NamedRow> {
  readonly title: string;
  readonly placeholder: string;
  readonly connections: readonly Connection[];
  /** Asks one server; an empty query asks for nothing. */
  readonly search: (connection: Connection, query: string, signal: AbortSignal) => Promise<readonly T[]>;
  /** Shown before anything is typed. */
  readonly recent: readonly T[];
}

/**
 * A quick pick that searches every connection as the person types: waits for a pause, cancels what is stale,
 * shows each server's answer as it comes, and a server's failure beside the others' answers. Enter before there is an
 * answer takes the first one that comes.
 * @returns the choice; undefined when the person gave up.
 */
export async function searchPick<T extends NamedRow>(options: SearchPickOptions<T>): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick();
  const search = new Search(pick, options);
  const subscriptions: { dispose(): unknown }[] = [search, pick];
  try {
    return await new Promise<T | undefined>((resolve) => {
      subscriptions.push(
        pick.onDidChangeValue((value) => search.typed(value.trim().normalize())),
        pick.onDidAccept(() => search.accepted()),
        pick.onDidHide(() => resolve(undefined)),
      );
      search.onDidChoose = resolve;
      pick.show();
    });
  } finally {
    vscode.Disposable.from(...subscriptions).dispose();
  }
}

/** What a row is for. */
type Meaning<T> = { readonly kind: 'choice'; readonly item: T } | { readonly kind: 'retry' };

/** The answers to what was typed, and what Enter does with them. */
class Search<T extends NamedRow> implements vscode.Disposable {
  onDidChoose: (item: T) => void = () => undefined;
  private readonly rows: QuickPickRows<Meaning<T>>;
  private stop = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private shown: 'recent' | 'answer' | 'earlier answer' = 'recent';
  private isWaitedFor = false;

  constructor(
    private readonly pick: vscode.QuickPick<vscode.QuickPickItem>,
    private readonly options: SearchPickOptions<T>,
  ) {
    pick.title = options.title;
    pick.placeholder = options.placeholder;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    this.rows = new QuickPickRows(pick);
    this.showRecent();
  }

  typed(query: string): void {
    this.end();
    if (query === '') {
      this.showRecent();
      return;
    }
    this.pick.busy = true;
    if (this.shown === 'answer') {
      this.shown = 'earlier answer';
    }
    this.timer = setTimeout(() => void this.search(query), debounceMs);
  }

  accepted(): void {
    const [chosen] = this.rows.meaningsOf(this.pick.activeItems);
    if (this.shown === 'earlier answer' || chosen === undefined) {
      this.isWaitedFor = this.pick.busy;
    } else if (chosen.kind === 'retry') {
      this.end();
      void this.search(this.pick.value.trim().normalize());
    } else {
      this.onDidChoose(chosen.item);
    }
  }

  dispose(): void {
    this.end();
  }

  private end(): void {
    clearTimeout(this.timer);
    this.stop.abort();
    this.isWaitedFor = false;
    this.pick.busy = false;
  }

  private showRecent(): void {
    const recent = this.options.recent.map((item) => choice({ ...item }, item));
    this.rows.show(recent.length === 0 ? [] : [{ row: separator(vscode.l10n.t('Recent')) }, ...recent]);
    this.shown = 'recent';
  }

  private async search(query: string): Promise<void> {
    const { connections } = this.options;
    const { signal } = (this.stop = new AbortController());
    this.pick.busy = true;
    const answers = new Map<Connection, readonly MeantRow<Meaning<T>>[]>();
    await Promise.all(
      connections.map(async (connection) => {
        const answer = await this.answerOf(connection, query, signal);
        if (answer !== undefined && !signal.aborted) {
          answers.set(connection, answer);
          this.show(connections.map((each) => ({ connection: each, rows: answers.get(each) ?? [] })));
        }
      }),
    );
    if (signal.aborted) {
      return;
    }
    if ([...answers.values()].every((rows) => rows.length === 0)) {
      this.rows.show([{ row: { label: vscode.l10n.t('Nothing found for “{0}”', query), alwaysShow: true } }]);
    }
    this.pick.busy = false;
    this.isWaitedFor = false;
  }

  /** Returns undefined when the search was given up. */
  private async answerOf(
    connection: Connection,
    query: string,
    signal: AbortSignal,
  ): Promise<readonly MeantRow<Meaning<T>>[] | undefined> {
    try {
      const items = await this.options.search(connection, query, signal);
      // The server has matched already, by more than what is shown.
      return items.map((item) => choice({ ...item, alwaysShow: true }, item));
    } catch (error) {
      if (isCancelled(error)) {
        return undefined;
      }
      const row = {
        label: vscode.l10n.t('$(error) Search failed. Select to retry'),
        detail: errorMessage(error),
        alwaysShow: true,
      };
      return [{ row, means: { kind: 'retry' } }];
    }
  }

  private show(
    answers: readonly { readonly connection: Connection; readonly rows: readonly MeantRow<Meaning<T>>[] }[],
  ): void {
    const names = connectionNames(this.options.connections.map(({ info }) => info));
    this.rows.show(
      answers.flatMap(({ connection, rows }) =>
        answers.length > 1 && rows.length > 0
          ? [{ row: separator(names.get(connection.info.id) ?? connection.info.serverName) }, ...rows]
          : rows,
      ),
    );
    this.shown = 'answer';
    const first = answers.flatMap(({ rows }) => rows).find(({ means }) => means?.kind === 'choice');
    if (this.isWaitedFor && first?.means?.kind === 'choice') {
      this.onDidChoose(first.means.item);
    }
  }
}

function choice<T>(row: NamedRow, item: T): MeantRow<Meaning<T>> {
  return { row, means: { kind: 'choice', item } };
}
