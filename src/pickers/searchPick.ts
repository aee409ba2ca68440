import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import { errorMessage } from '../ui/errorMessage';
import { type MeantRow, type NamedRow, QuickPickRows, separator } from '../ui/quickPickRows';
import { type Answer, nothingFound, placesOn, Search } from './search';

/** What is found, and where. */
export interface FoundRow extends NamedRow {
  readonly connection: Connection;
}

export interface SearchPickOptions<T extends FoundRow> {
  readonly title: string;
  readonly placeholder: string;
  readonly connections: readonly Connection[];
  /** Asks one server; an empty query asks for the first by name. */
  readonly search: (connection: Connection, query: string, signal: AbortSignal) => Promise<readonly T[]>;
  /** Shown before anything is typed, after what is pinned; where there are none of both, the first by name. */
  readonly recent: readonly T[];
  readonly pinned?: readonly T[];
}

/**
 * A quick pick that searches every connection as the person types, and shows a server's failure beside the others'
 * answers. Enter before there is an answer takes the first one that comes.
 * @returns the choice; undefined when the person gave up.
 */
export async function searchPick<T extends FoundRow>(options: SearchPickOptions<T>): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick();
  const choice = new Choice(pick, options);
  const subscriptions: { dispose(): unknown }[] = [choice, pick];
  try {
    return await new Promise<T | undefined>((resolve) => {
      subscriptions.push(
        pick.onDidChangeValue((value) => choice.typed(value)),
        pick.onDidAccept(() => choice.accepted()),
        pick.onDidHide(() => resolve(undefined)),
      );
      choice.onDidChoose = resolve;
      pick.show();
    });
  } finally {
    vscode.Disposable.from(...subscriptions).dispose();
  }
}

/** What a row is for. */
type Meaning<T> = { readonly kind: 'choice'; readonly item: T } | { readonly kind: 'retry' };

/** What is shown, and what Enter does with it. */
class Choice<T extends FoundRow> implements vscode.Disposable {
  onDidChoose: (item: T) => void = () => undefined;
  private readonly rows: QuickPickRows<Meaning<T>>;
  private readonly search: Search<T>;
  private shown: 'first' | 'answers' | 'earlier answers' = 'first';
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
    this.search = new Search(placesOn(options.connections, options.search), () => this.showAnswers());
    this.showFirst();
  }

  typed(value: string): void {
    this.start(value, { atOnce: false });
    if (this.search.text === '') {
      this.showFirst();
    } else if (this.shown === 'answers') {
      this.shown = 'earlier answers';
    }
  }

  accepted(): void {
    const [chosen] = this.rows.meaningsOf(this.pick.activeItems);
    if (this.shown === 'earlier answers' || chosen === undefined) {
      this.isWaitedFor = this.search.isWaiting && this.search.text !== '';
    } else if (chosen.kind === 'retry') {
      this.start(this.pick.value, { atOnce: true, emptyToo: true });
    } else {
      this.onDidChoose(chosen.item);
    }
  }

  dispose(): void {
    this.search.dispose();
  }

  private start(value: string, when: { readonly atOnce: boolean; readonly emptyToo?: boolean }): void {
    this.isWaitedFor = false;
    this.search.start(value, when);
    this.pick.busy = this.search.isWaiting;
  }

  /** What stands there before anything is typed. */
  private showFirst(): void {
    const { pinned = [], recent } = this.options;
    const isPinned = new Set(pinned.map(keyOf));
    const rows = [
      ...this.sections(vscode.l10n.t('Pinned'), pinned),
      ...this.sections(
        vscode.l10n.t('Recent'),
        recent.filter((item) => !isPinned.has(keyOf(item))),
      ),
    ];
    this.rows.show(rows);
    this.shown = 'first';
    if (rows.length === 0) {
      this.start('', { atOnce: false, emptyToo: true });
    }
  }

  /** These rows below their heading; where there are several servers, those of each below its own. */
  private sections(heading: string, items: readonly T[]): readonly MeantRow<Meaning<T>>[] {
    const { connections } = this.options;
    const parts =
      connections.length < 2
        ? [{ name: heading, rows: items }]
        : connections.map((each) => ({
            name: `${heading} · ${connectionName(each.info, connections)}`,
            rows: items.filter(({ connection }) => connection === each),
          }));
    return parts.flatMap(({ name, rows }) =>
      rows.length === 0 ? [] : [{ row: separator(name) }, ...rows.map((item) => choice({ ...item }, item))],
    );
  }

  private showAnswers(): void {
    const { answers, isWaiting, text } = this.search;
    const sections = answers.map((answer) => ({ name: answer.name, rows: rowsOf(answer) }));
    const rows = sections.flatMap((section) => section.rows);
    this.rows.show(
      rows.length === 0 && !isWaiting && text !== ''
        ? [{ row: nothingFound(text) }]
        : sections.flatMap((section) =>
            sections.length > 1 && section.rows.length > 0
              ? [{ row: separator(section.name) }, ...section.rows]
              : section.rows,
          ),
    );
    this.shown = 'answers';
    this.pick.busy = isWaiting;
    const first = rows.flatMap(({ means }) => (means?.kind === 'choice' ? [means.item] : []))[0];
    if (this.isWaitedFor && first !== undefined) {
      this.onDidChoose(first);
    }
    this.isWaitedFor &&= isWaiting;
  }
}

function rowsOf<T extends FoundRow>(answer: Answer<T>): readonly MeantRow<Meaning<T>>[] {
  switch (answer.kind) {
    case 'waiting':
      return [];
    case 'found':
      // The server has matched already, by more than what is shown.
      return answer.items.map((item) => choice({ ...item, alwaysShow: true }, item));
    case 'failed': {
      const row = {
        label: vscode.l10n.t('$(error) Search failed. Select to retry'),
        detail: errorMessage(answer.error),
        alwaysShow: true,
      };
      return [{ row, means: { kind: 'retry' } }];
    }
  }
}

function choice<T>(row: NamedRow, item: T): MeantRow<Meaning<T>> {
  return { row, means: { kind: 'choice', item } };
}

function keyOf(item: NamedRow): string {
  return item.named?.key ?? item.label;
}
