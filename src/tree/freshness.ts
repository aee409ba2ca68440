import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { clockText } from '../ui/datesAndNumbers';

interface Dated {
  readonly staleSince: Date | undefined;
  readonly error: unknown;
}

/** That a view shows rows which could not be read anew. */
export interface Staleness {
  /** When the oldest of them were read. */
  readonly since: Date;
  /** Why they were not read since. */
  readonly error: unknown;
}

/** Which lists of a view could not be read anew, so that old rows stay in sight. */
export class Freshness {
  private readonly shown = new Set<{ readonly list: Dated; readonly connection: Connection }>();
  private told: number | undefined;

  /** @param changed told when `stale` becomes another. */
  constructor(private readonly changed: () => void) {}

  /** Undefined while everything is as new as the last refresh. Of connections to sign in to, a row says so. */
  get stale(): Staleness | undefined {
    return [...this.shown]
      .flatMap(({ list: { staleSince: since, error }, connection: { state } }) =>
        since === undefined || state.kind !== 'ready' ? [] : [{ since, error }],
      )
      .toSorted((a, b) => a.since.getTime() - b.since.getTime())[0];
  }

  /** Counts a list in, until what this gives is disposed. */
  watch(list: Dated, connection: Connection): vscode.Disposable {
    // Two sections may show one list for a moment.
    const shown = { list, connection };
    this.shown.add(shown);
    return new vscode.Disposable(() => {
      this.shown.delete(shown);
      this.check();
    });
  }

  /** A list was read, or could not be. */
  check(): void {
    const now = this.stale?.since.getTime();
    if (now !== this.told) {
      this.told = now;
      this.changed();
    }
  }
}

/** What the head of a view says; its rows begin with one to retry. */
export function staleText({ since }: Staleness): string {
  return vscode.l10n.t('Not refreshed since {0}', clockText(since, new Date()));
}
