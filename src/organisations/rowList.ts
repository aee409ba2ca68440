import * as vscode from 'vscode';
import { isCancelled } from '../waldur/errors';
import { mostPagesInVain } from '../waldur/paging';
import { newerRow } from './newerRow';
import { PagedRows, type PagedRowsOptions, type ReadPage, type Reading, type Row } from './pagedRows';

/** Rows kept of those that searches found; each costs a request when the list is read anew. */
const mostFound = 5;

/** Rows that are gone after a read of which it is told: with more of them it is another list. */
const mostMissed = 50;

export interface RowListOptions<T> extends PagedRowsOptions<T> {
  /** Reads one row anew that a search found and no page has brought; undefined when it is gone. */
  readonly readRow?: (row: T, signal: AbortSignal) => Promise<T | undefined>;
  /** Called with true when someone begins to show the list, with false when the last who did has let go of it. */
  readonly shown?: (isShown: boolean) => void;
}

/** What a read is for: the rows there are, a page after them, or every row. */
type Purpose = 'anew' | 'more' | 'all';

/** Who shows a list. */
export interface Viewer {
  changed(): void;
  /** Whether a person sees it: no one waits for rows where no one looks. */
  isInSight(): boolean;
  /** It asks for the rows whenever it comes in sight (`ensure`): until then there is no need to read them again. */
  readonly asksInSight?: boolean;
}

/**
 * One list of the server as far as it was read: rows in the server's order, grown by pages, de-duplicated by
 * uuid. The one truth for every view that shows it. A failed read keeps the rows there were and is remembered
 * as {@link error} until the next read succeeds; an aborted one leaves no trace.
 */
export class RowList<T extends Row> implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Rows were added, replaced or removed, or a read has failed. */
  readonly onDidChange = this.changed.event;

  private readonly paged: PagedRows<T>;
  /** What searches found, the latest first. */
  private foundRows: readonly T[] = [];
  private reading: Promise<void> | undefined;
  private stopReading = new AbortController();
  private reloads = 0;
  /** Changed on the server while no one looked. */
  private isOutdated = false;
  private readonly viewers = new Set<Viewer>();
  private isDisposed = false;

  /** Why the last read failed. */
  error: unknown;
  /** Whether what failed was to add rows to those there are, which are as new as before. */
  failedToGrow = false;
  private readAt: Date | undefined;

  private readonly reader: Reading = {
    goesOn: (inVain) => {
      const viewers = [...this.viewers];
      return (
        inVain < mostPagesInVain && (viewers.length === 0 || viewers.some((viewer) => viewer.isInSight()))
      );
    },
    grown: () => this.fire(),
    isGivenUp: () => this.stopReading.signal.aborted,
  };

  constructor(
    readPage: ReadPage<T>,
    private readonly options: RowListOptions<T> = {},
  ) {
    this.paged = new PagedRows(readPage, options);
  }

  /** Number of rows on the server, as of the last page read; undefined when it did not say. */
  get total(): number | undefined {
    return this.paged.total;
  }

  /** Rows left out because they could not be understood. */
  get dropped(): number {
    return this.paged.dropped;
  }

  /** Rows read. */
  get rows(): readonly T[] {
    return [...this.paged.byUuid.values()];
  }

  /** Rows that searches found, the latest first, whether or not a page has brought them. */
  get found(): readonly T[] {
    return this.foundRows.map((row) => this.paged.byUuid.get(row.uuid) ?? row);
  }

  /** When the rows were read, where they could not be read anew since. */
  get staleSince(): Date | undefined {
    const isStale = this.error !== undefined && !this.failedToGrow;
    return isStale && this.paged.byUuid.size + this.foundRows.length > 0 ? this.readAt : undefined;
  }

  /** Whether a first page was read. */
  get loaded(): boolean {
    return this.paged.isLoaded;
  }

  /** Whether the server has rows that were not read. */
  get hasMore(): boolean {
    return this.paged.hasMore;
  }

  /** Tells of changes to whoever shows the list, who disposes what this gives when it is shown no longer. */
  show(viewer: Viewer): vscode.Disposable {
    const subscription = this.onDidChange(() => viewer.changed());
    this.viewers.add(viewer);
    if (this.viewers.size === 1) {
      this.options.shown?.(true);
    }
    return new vscode.Disposable(() => {
      subscription.dispose();
      this.viewers.delete(viewer);
      if (this.viewers.size === 0) {
        this.options.shown?.(false);
      }
    });
  }

  /**
   * Reads the first page unless that was done, and rows again that were changed while no one looked; one read for all who
   * ask at once. Throws what the read threw.
   */
  async ensure(): Promise<void> {
    const isOutdated = this.isOutdated;
    this.isOutdated = false;
    if (!this.loaded) {
      await this.once((signal) => this.readAnew(signal));
    } else if (isOutdated) {
      await this.reload();
    }
  }

  /** Whether all who show it will ask for it when they come in sight. */
  private get isOutOfSight(): boolean {
    const viewers = [...this.viewers];
    return viewers.length > 0 && viewers.every((each) => each.asksInSight === true && !each.isInSight());
  }

  /** Reads the next page. Throws what the read threw; rows stay. */
  async loadMore(): Promise<void> {
    await this.once((signal) => this.paged.readNext(signal, this.reader), 'more');
  }

  /**
   * Reads the whole list again in large pages, after what is under way and once more where someone reloads the list
   * meanwhile. `onProgress` hears the number of rows so far; cancelling keeps what has come.
   */
  async loadAll(
    signal: AbortSignal,
    onProgress: (rows: number, total: number | undefined) => void,
  ): Promise<void> {
    while (this.reading !== undefined) {
      // Its failure is for whoever asked for it.
      await this.reading.catch(() => undefined);
      if (this.loaded && !this.hasMore) {
        return;
      }
    }
    const { reloads } = this;
    try {
      await this.once(
        (stop) => this.paged.readFromStart(AbortSignal.any([signal, stop]), { ...this.reader, onProgress }),
        'all',
      );
    } catch (error) {
      if (signal.aborted || reloads === this.reloads) {
        throw error;
      }
      await this.loadAll(signal, onProgress);
    }
  }

  /** Reads again as many rows as there are; they stay in sight until the new ones are there. */
  async reload(): Promise<void> {
    this.isOutdated = this.isOutOfSight;
    if (this.isOutdated) {
      return;
    }
    if (!this.loaded) {
      return this.ensure();
    }
    // A read under way may bring rows from before the change that made someone ask for this.
    this.reloads++;
    this.stopReading.abort();
    await this.reading?.catch(() => undefined);
    await this.once((signal) => this.readAnew(signal));
  }

  /** Lets go of every row, so that whoever shows the list next reads it again. */
  forget(): void {
    this.stopReading.abort();
    this.paged.forget();
    this.foundRows = [];
    this.error = undefined;
    this.fire();
  }

  /** Keeps rows that a search found, wherever they stand in the server's list. */
  keepFound(...rows: readonly T[]): void {
    const others = this.foundRows.filter(({ uuid }) => !rows.some((row) => row.uuid === uuid));
    this.foundRows = [...rows, ...others].slice(0, mostFound);
    this.fire();
  }

  /** Takes the values of a newer copy of a row that is there. */
  replace(copy: T): void {
    const before = this.foundRows;
    const found = before.map((row) => (row.uuid === copy.uuid ? newerRow(row, copy) : row));
    const isOther = found.some((row, index) => row !== before[index]);
    this.foundRows = isOther ? found : before;
    if (this.paged.replace(copy) || isOther) {
      this.fire();
    }
  }

  /** Reads one of the rows again, where rows can be read one by one. Throws what the read threw. */
  async readRow(uuid: string): Promise<void> {
    const row = this.find(uuid);
    if (row === undefined || this.options.readRow === undefined) {
      return;
    }
    if (this.isOutOfSight) {
      this.isOutdated = true;
      return;
    }
    const now = await this.options.readRow(row, new AbortController().signal);
    if (now === undefined) {
      this.remove(uuid);
    } else {
      this.replace(now);
    }
  }

  /** Lets go of a row that is gone from the server. */
  remove(uuid: string): void {
    if (this.find(uuid) !== undefined) {
      this.paged.remove(uuid);
      this.foundRows = this.foundRows.filter((row) => row.uuid !== uuid);
      this.fire();
    }
  }

  find(uuid: string): T | undefined {
    return this.paged.byUuid.get(uuid) ?? this.foundRows.find((row) => row.uuid === uuid);
  }

  dispose(): void {
    this.isDisposed = true;
    this.stopReading.abort();
    this.changed.dispose();
  }

  /** Single flight: whoever asks during a read waits for that read. */
  private async once(read: (signal: AbortSignal) => Promise<void>, purpose: Purpose = 'anew'): Promise<void> {
    if (this.reading === undefined) {
      this.stopReading = new AbortController();
      if (this.isDisposed) {
        this.stopReading.abort();
      }
      this.reading = this.attempt(read, purpose, this.stopReading.signal).finally(() => {
        this.reading = undefined;
      });
    }
    await this.reading;
  }

  private async attempt(
    read: (signal: AbortSignal) => Promise<void>,
    purpose: Purpose,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await read(signal);
      // A page more makes the rows there are no newer.
      if (purpose !== 'more') {
        this.readAt = new Date();
        this.error = undefined;
      } else if (this.failedToGrow) {
        this.error = undefined;
      }
      this.fire();
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) {
        this.failedToGrow = purpose !== 'anew' && (this.error === undefined || this.failedToGrow);
        this.error = error;
        // The first read's failure is the caller's to show; later ones stand beside rows.
        if (this.loaded) {
          this.fire();
        }
      }
      throw error;
    }
  }

  private fire(): void {
    if (!this.isDisposed) {
      this.changed.fire();
    }
  }

  /** As many rows as there are, a page at first; then what searches found elsewhere. */
  private async readAnew(signal: AbortSignal): Promise<void> {
    const there = [...this.paged.byUuid.keys()];
    await this.paged.readAnew(signal, this.reader);
    const gone = there.filter((uuid) => !this.paged.byUuid.has(uuid));
    gone.slice(0, mostMissed).forEach((uuid) => this.options.known?.missed?.(uuid));
    const before = this.foundRows;
    const now = await Promise.all(
      before.map(
        async (row) => this.paged.byUuid.get(row.uuid) ?? (await this.options.readRow?.(row, signal)),
      ),
    );
    this.foundRows = this.foundRows.flatMap((row) => {
      const index = before.indexOf(row);
      return index < 0 ? row : (now[index] ?? []);
    });
  }
}
