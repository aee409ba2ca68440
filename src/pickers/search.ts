import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import { isCancelled } from '../ui/errorMessage';

/** Time without a key before anything is asked. */
const debounceMs = 250;

/** One place to look in; its name says where something was found, or could not be looked for. */
export interface Place<T> {
  readonly name: string;
  /** Called with an empty text only for what stands there before anything is typed. */
  readonly search: (text: string, signal: AbortSignal) => Promise<readonly T[]>;
}

/** What has come of one place for what was typed last. */
export type Answer<T> = { readonly name: string } & (
  | { readonly kind: 'waiting' }
  | { readonly kind: 'found'; readonly items: readonly T[] }
  | { readonly kind: 'failed'; readonly error: unknown }
);

/** Each connection as a place, by what it is called among them. */
export function placesOn<T>(
  connections: readonly Connection[],
  search: (connection: Connection, text: string, signal: AbortSignal) => Promise<readonly T[]>,
): readonly Place<T>[] {
  return connections.map((connection) => ({
    name: connectionName(connection.info, connections),
    search: (text, signal) => search(connection, text, signal),
  }));
}

/** Said in place of rows. */
export function nothingFound(text: string): vscode.QuickPickItem {
  return { label: vscode.l10n.t('Nothing found for “{0}”', text), alwaysShow: true };
}

/** Looks for what a person types: waits for a pause, gives up what is stale, and tells of each answer as it comes. */
export class Search<T> implements vscode.Disposable {
  /** What is looked for; empty where nothing is. */
  text = '';
  /** In the order of the places; none where nothing is looked for. */
  answers: readonly Answer<T>[] = [];
  /** Once all have answered, or it was given up. */
  ended: Promise<void> = Promise.resolve();
  private stop = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly places: readonly Place<T>[],
    private readonly answered: () => void,
  ) {}

  get isWaiting(): boolean {
    return this.answers.some(({ kind }) => kind === 'waiting');
  }

  /** Looks for another text, or for the same one anew; an empty one only ends what is under way, unless it is asked for. */
  start(typed: string, { atOnce = false, emptyToo = false } = {}): void {
    clearTimeout(this.timer);
    this.stop.abort();
    this.text = typed.trim().normalize();
    const isWanted = this.text !== '' || emptyToo;
    this.answers = isWanted ? this.places.map(({ name }) => ({ kind: 'waiting', name })) : [];
    if (!isWanted) {
      return;
    }
    const { signal } = (this.stop = new AbortController());
    this.ended = new Promise((resolve) => {
      const ask = (): void => void this.askAll(signal).then(resolve);
      signal.addEventListener('abort', () => resolve());
      if (atOnce) {
        ask();
      } else {
        this.timer = setTimeout(ask, debounceMs);
      }
    });
  }

  dispose(): void {
    this.start('');
  }

  private async askAll(signal: AbortSignal): Promise<void> {
    const { text } = this;
    await Promise.all(
      this.places.map(async (place, index) => {
        const answer = await answerOf(place, text, signal);
        if (!signal.aborted) {
          this.answers = this.answers.with(index, answer);
          this.answered();
        }
      }),
    );
  }
}

async function answerOf<T>(
  { name, search }: Place<T>,
  text: string,
  signal: AbortSignal,
): Promise<Answer<T>> {
  try {
    return { kind: 'found', name, items: await search(text, signal) };
  } catch (error) {
    return isCancelled(error) ? { kind: 'found', name, items: [] } : { kind: 'failed', name, error };
  }
}
