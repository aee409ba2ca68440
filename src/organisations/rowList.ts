import * as vscode from 'vscode';
import { isCancelled, isNotFound } from '../waldur/errors';
import { bringsNews, mostPagesInVain, type Page, pagesAhead, readAllPages } from '../waldur/paging';

/** Rows a view shows before "load more". */
export const rowsAtATime = 50;
/** The largest page a Waldur server gives; larger pages cost less per row. */
const largestPage = 300;
/** Rows kept of those that searches found; each costs a request when the list is read anew. */
const mostFound = 5;

/** Reads one page of a list from the server. */
export type ReadPage<T> = (
  page: { readonly page: number; readonly page_size: number },
  signal: AbortSignal,
) => Promise<Page<T>>;

export interface RowListOptions<T> {
  /** Rows a page, 1 to 300; 50 when left out. */
  readonly pageSize?: number;
  /** First page read, 1-based. */
  readonly startPage?: number;
  /** Checks on the client what an old server's filter may have ignored. */
  readonly accept?: (row: T) => boolean;
  /** Reads one row anew that a search found and no page has brought; undefined when it is gone. */
  readonly readRow?: (row: T, signal: AbortSignal) => Promise<T | undefined>;
  /** Called with true when someone begins to show the list, with false when the last who did has let go of it. */
  readonly shown?: (isShown: boolean) => void;
}

interface Row {
  readonly uuid: string;
}

/** What a read is for: the rows there are, a page after them, or every row. */
type Purpose = 'anew' | 'more' | 'all';

/** Who shows a list. */
export interface Viewer {
  changed(): void;
  /** Whether a person sees it: no one waits for rows where no one looks. */
  isInSight(): boolean;
}

/** Rows of a read that is under way. */
interface Found<T> {
  readonly rows: Map<string, T>;
  /** Uuids of rows that `accept` turned away. */
  readonly turnedAway: Set<string>;
  dropped: number;
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

  private byUuid = new Map<string, T>();
  /** What searches found, the latest first. */
  private foundRows: readonly T[] = [];
  private nextPage: number;
  private more = true;
  private reading: Promise<void> | undefined;
  private stopReading = new AbortController();
  private reloads = 0;
  private readonly viewers = new Set<Viewer>();
  private isLoaded = false;
  private isDisposed = false;

  /** Number of rows on the server, as of the last page read; undefined when it did not say. */
  total: number | undefined;
  /** Rows left out because they could not be understood. */
  dropped = 0;
  /** Why the last read failed. */
  error: unknown;
  /** Whether what failed was to add rows to those there are, which are as new as before. */
  failedToGrow = false;
  private readAt: Date | undefined;

  constructor(
    private readonly readPage: ReadPage<T>,
    private readonly options: RowListOptions<T> = {},
  ) {
    this.nextPage = this.startPage;
  }

  private get pageSize(): number {
    return this.options.pageSize ?? rowsAtATime;
  }

  private get startPage(): number {
    return this.options.startPage ?? 1;
  }

  /** Rows read. */
  get rows(): readonly T[] {
    return [...this.byUuid.values()];
  }

  /** Rows that searches found, the latest first, whether or not a page has brought them. */
  get found(): readonly T[] {
    return this.foundRows.map((row) => this.byUuid.get(row.uuid) ?? row);
  }

  /** When the rows were read, where they could not be read anew since. */
  get staleSince(): Date | undefined {
    const isStale = this.error !== undefined && !this.failedToGrow;
    return isStale && this.byUuid.size + this.foundRows.length > 0 ? this.readAt : undefined;
  }

  /** Whether a first page was read. */
  get loaded(): boolean {
    return this.isLoaded;
  }

  /** Whether the server has rows that were not read. */
  get hasMore(): boolean {
    return this.isLoaded && this.more;
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

  /** Reads the first page unless that was done; one read for all who ask at once. Throws what the read threw. */
  async ensure(): Promise<void> {
    if (!this.isLoaded) {
      await this.once((signal) => this.readAnew(signal));
    }
  }

  /** Reads the next page. Throws what the read threw; rows stay. */
  async loadMore(): Promise<void> {
    await this.once((signal) => this.readNext(signal), 'more');
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
      if (this.isLoaded && !this.more) {
        return;
      }
    }
    const { reloads } = this;
    try {
      await this.once((stop) => this.readFromStart(AbortSignal.any([signal, stop]), onProgress), 'all');
    } catch (error) {
      if (signal.aborted || reloads === this.reloads) {
        throw error;
      }
      await this.loadAll(signal, onProgress);
    }
  }

  /** Reads again as many rows as there are; they stay in sight until the new ones are there. */
  async reload(): Promise<void> {
    if (!this.isLoaded) {
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
    this.byUuid = new Map();
    this.foundRows = [];
    this.nextPage = this.startPage;
    this.more = true;
    this.isLoaded = false;
    this.error = undefined;
    this.fire();
  }

  /** Keeps rows that a search found, wherever they stand in the server's list. */
  keepFound(...rows: readonly T[]): void {
    const others = this.foundRows.filter(({ uuid }) => !rows.some((row) => row.uuid === uuid));
    this.foundRows = [...rows, ...others].slice(0, mostFound);
    this.fire();
  }

  /** Takes a newer copy of a row that is there. */
  replace(row: T): void {
    if (this.find(row.uuid) === undefined) {
      return;
    }
    if (this.byUuid.has(row.uuid)) {
      this.byUuid.set(row.uuid, row);
    }
    this.foundRows = this.foundRows.map((other) => (other.uuid === row.uuid ? row : other));
    this.fire();
  }

  find(uuid: string): T | undefined {
    return this.byUuid.get(uuid) ?? this.foundRows.find((row) => row.uuid === uuid);
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
        if (this.isLoaded) {
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
    const wanted = this.byUuid.size;
    if (wanted <= this.pageSize) {
      await this.readNext(signal, this.startPage);
    } else {
      await this.readFromStart(signal, () => undefined, wanted);
    }
    const before = this.foundRows;
    const now = await Promise.all(
      before.map(async (row) => this.byUuid.get(row.uuid) ?? (await this.options.readRow?.(row, signal))),
    );
    this.foundRows = this.foundRows.flatMap((row) => {
      const index = before.indexOf(row);
      return index < 0 ? row : (now[index] ?? []);
    });
  }

  /** One page more, or several where `accept` turns rows away until a page's worth was found. */
  private async readNext(signal: AbortSignal, from = this.nextPage): Promise<void> {
    const fresh = from === this.startPage;
    const found: Found<T> = {
      rows: new Map(fresh ? [] : this.byUuid),
      turnedAway: new Set(),
      dropped: fresh ? 0 : this.dropped,
    };
    const wanted = found.rows.size + Math.min(this.pageSize, rowsAtATime);
    // Read again, a list reaches as far as before: no row goes that is still there, and none is looked for further on.
    const end = from < this.nextPage ? this.nextPage : undefined;
    let next = from;
    let stale = 0;
    let inVain = 0;
    let more: boolean;
    let page: Page<T>;
    do {
      page = await this.pageOrEnd(next, signal);
      const before = found.rows.size;
      const newRows = page.rows.filter((row) => this.isNew(found, row)).length;
      found.dropped += page.dropped;
      const isWithinTotal = next * this.pageSize <= (page.total ?? 0);
      stale = bringsNews(newRows, page, isWithinTotal) ? 0 : stale + 1;
      inVain = found.rows.size > before ? 0 : inVain + 1;
      more = page.hasNext && stale < mostPagesInVain;
      next += 1;
    } while (more && found.rows.size < wanted && (end === undefined ? this.goesOn(inVain) : next < end));
    this.take(found, { total: page.total, next, more });
  }

  /** Whether another page is read unasked. */
  private goesOn(inVain: number): boolean {
    const viewers = [...this.viewers];
    return inVain < mostPagesInVain && (viewers.length === 0 || viewers.some((viewer) => viewer.isInSight()));
  }

  /** A list that has become shorter ends where nothing is found. */
  private async pageOrEnd(page: number, signal: AbortSignal): Promise<Page<T>> {
    try {
      return await this.readPage({ page, page_size: this.pageSize }, signal);
    } catch (error) {
      if (page > this.startPage && isNotFound(error)) {
        return {
          rows: [],
          page,
          hasNext: false,
          dropped: 0,
          ...(this.total !== undefined && { total: this.total }),
        };
      }
      throw error;
    }
  }

  /** @param wanted as many rows end it, or where reading ended before; left out, the whole list is read. */
  private async readFromStart(
    signal: AbortSignal,
    onProgress: (rows: number, total: number | undefined) => void,
    wanted?: number,
  ): Promise<void> {
    const found: Found<T> = { rows: new Map(), turnedAway: new Set(), dropped: 0 };
    const { rows } = found;
    let shown = this.byUuid.size;
    const skipped = this.startPage - 1;
    // Large pages begin at the first row only.
    const size = skipped === 0 ? largestPage : this.pageSize;
    const end = this.nextPage;
    let next = this.startPage;
    let pages = 0;
    let { total } = this;
    try {
      for await (const page of readAllPages(
        (number, stop) => this.readPage({ page: skipped + number, page_size: size }, stop),
        {
          signal,
          isNew: (row) => this.isNew(found, row),
          // Not more pages at once than are read again.
          ...(wanted !== undefined && {
            readAhead: Math.min(pagesAhead, Math.ceil(((end - this.startPage) * this.pageSize) / size)),
          }),
          ...(this.total === undefined ? {} : { expectedPages: Math.ceil(this.total / size) - skipped }),
        },
      )) {
        pages += 1;
        next = this.startPage + Math.floor((pages * size) / this.pageSize);
        found.dropped += page.dropped;
        ({ total } = page);
        const isEnough = wanted !== undefined && (rows.size >= wanted || next >= end);
        const more = page.hasNext && !isEnough;
        // The tree sends every row to the window when it changes, so it hears of rows only as they double.
        if (!more || rows.size >= 2 * shown) {
          this.take(found, { total, next, more: page.hasNext });
          shown = rows.size;
          this.fire();
        }
        onProgress(rows.size, total);
        if (!more) {
          return;
        }
      }
      // It ended before the server said so.
      this.take(found, { total, next, more: false });
    } catch (error) {
      // Of a list that was let go meanwhile, or is read anew, nothing is kept.
      if (!this.stopReading.signal.aborted && rows.size > this.byUuid.size) {
        this.take(found, { total, next, more: true });
        this.fire();
      }
      throw error;
    }
  }

  /** Whether the row was not seen before in this read; keeps it, where it is one of the list. */
  private isNew({ rows, turnedAway }: Found<T>, row: T): boolean {
    const { uuid } = row;
    if (this.options.accept?.(row) === false && !rows.has(uuid)) {
      return turnedAway.size < turnedAway.add(uuid).size;
    }
    // The later copy is the newer one.
    return rows.size < rows.set(uuid, row).size;
  }

  private take(
    { rows, dropped }: Found<T>,
    state: { total: number | undefined; next: number; more: boolean },
  ): void {
    this.byUuid = new Map(rows);
    this.total = state.total;
    this.dropped = dropped;
    this.nextPage = state.next;
    this.more = state.more;
    this.isLoaded = true;
  }
}
