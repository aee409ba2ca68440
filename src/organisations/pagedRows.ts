import { isNotFound } from '../waldur/errors';
import { bringsNews, mostPagesInVain, type Page, pagesAhead, readAllPages } from '../waldur/paging';
import { newerRow } from './newerRow';

/** Rows a view shows before "load more". */
const rowsAtATime = 50;
/** The largest page a Waldur server gives; larger pages cost less per row. */
const largestPage = 300;

/** Reads one page of a list from the server. */
export type ReadPage<T> = (
  page: { readonly page: number; readonly page_size: number },
  signal: AbortSignal,
) => Promise<Page<T>>;

/** How pages are read. */
export interface PagedRowsOptions<T> {
  /** Rows a page, 1 to 300; 50 when left out. */
  readonly pageSize?: number;
  /** Rows a page where many are read at once, 1 to 300; 300 when left out. */
  readonly largestPage?: number;
  /** First page read, 1-based. */
  readonly startPage?: number;
  /** Checks on the client what an old server's filter may have ignored. */
  readonly accept?: (row: T) => boolean;
  /** What is known of the objects that the rows are of. */
  readonly known?: KnownRows<T>;
}

export interface Row {
  readonly uuid: string;
}

/** What is known of objects by other means than a list. */
interface KnownRows<T> {
  /** The number of a question to the server that begins now. */
  ask(): number;
  /** A list has it no longer: it is gone, or is no longer what the list is of. */
  missed?(uuid: string): void;
  /** @returns the row with what is known better. @param asked when the list was asked for it */
  newest(row: T, asked: number): T;
}

/** Rows of a read that is under way. */
interface Found<T> {
  readonly rows: Map<string, T>;
  /** Uuids of rows that `accept` turned away. */
  readonly turnedAway: Set<string>;
  dropped: number;
  /** When the server was asked, as known rows number it. */
  readonly asked: number;
}

/** Who reads. */
export interface Reading {
  /** Whether another page is read unasked. @param inVain pages before it that brought nothing */
  readonly goesOn: (inVain: number) => boolean;
  /** Rows were added before the end. */
  readonly grown: () => void;
  /** Whether what comes is wanted by no one any more. */
  readonly isGivenUp: () => boolean;
  readonly onProgress?: (rows: number, total: number | undefined) => void;
}

/** A list of the server as far as pages have brought it: rows in the server's order, de-duplicated by uuid. */
export class PagedRows<T extends Row> {
  byUuid = new Map<string, T>();
  /** Whether a first page was read. */
  isLoaded = false;
  /** Number of rows on the server, as of the last page read; undefined when it did not say. */
  total: number | undefined;
  /** Rows left out because they could not be understood. */
  dropped = 0;
  /** Of the last read, which may be under way. */
  private found: Found<T> | undefined;
  private nextPage: number;
  private more = true;

  constructor(
    private readonly readPage: ReadPage<T>,
    private readonly options: PagedRowsOptions<T>,
  ) {
    this.nextPage = this.startPage;
  }

  private get pageSize(): number {
    return this.options.pageSize ?? rowsAtATime;
  }

  private get startPage(): number {
    return this.options.startPage ?? 1;
  }

  private get rowMaps(): readonly Map<string, T>[] {
    return this.found === undefined ? [this.byUuid] : [this.byUuid, this.found.rows];
  }

  /** Whether the server has rows that were not read. */
  get hasMore(): boolean {
    return this.isLoaded && this.more;
  }

  forget(): void {
    this.byUuid = new Map();
    this.found = undefined;
    this.nextPage = this.startPage;
    this.more = true;
    this.isLoaded = false;
  }

  /** Takes the values of a newer copy of a row that is there, or comes. @returns whether they are others */
  replace(copy: T): boolean {
    let isOther = false;
    for (const rows of this.rowMaps) {
      const row = rows.get(copy.uuid);
      const newer = row === undefined ? undefined : newerRow(row, copy);
      if (newer !== undefined && newer !== row) {
        rows.set(copy.uuid, newer);
        isOther = true;
      }
    }
    return isOther;
  }

  /** Lets go of a row that is gone from the server. */
  remove(uuid: string): void {
    if (this.byUuid.has(uuid) && this.total !== undefined) {
      this.total--;
    }
    this.rowMaps.forEach((rows) => rows.delete(uuid));
  }

  /** As many rows as there are, a page at first. */
  async readAnew(signal: AbortSignal, reading: Reading): Promise<void> {
    const wanted = this.byUuid.size;
    if (wanted <= this.pageSize) {
      await this.readNext(signal, reading, this.startPage);
    } else {
      await this.readFromStart(signal, reading, wanted);
    }
  }

  /** One page more, or several where `accept` turns rows away until a page's worth was found. */
  async readNext(
    signal: AbortSignal,
    { goesOn }: Pick<Reading, 'goesOn'>,
    from = this.nextPage,
  ): Promise<void> {
    const fresh = from === this.startPage;
    const found = this.begin({
      rows: new Map(fresh ? [] : this.byUuid),
      dropped: fresh ? 0 : this.dropped,
    });
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
    } while (more && found.rows.size < wanted && (end === undefined ? goesOn(inVain) : next < end));
    this.take(found, { total: page.total, next, more });
    this.found = undefined;
  }

  /** @param wanted as many rows end it, or where reading ended before; left out, the whole list is read. */
  async readFromStart(
    signal: AbortSignal,
    { grown, isGivenUp, onProgress }: Omit<Reading, 'goesOn'>,
    wanted?: number,
  ): Promise<void> {
    const found = this.begin({ rows: new Map(), dropped: 0 });
    const { rows } = found;
    let shown = this.byUuid.size;
    const skipped = this.startPage - 1;
    // Large pages begin at the first row only.
    const size = skipped === 0 ? (this.options.largestPage ?? largestPage) : this.pageSize;
    const end = this.nextPage;
    let next = this.startPage;
    let pages = 0;
    let { total } = this;
    try {
      for await (const page of readAllPages(
        (number, call) => this.readPage({ page: skipped + number, page_size: size }, call.signal),
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
          grown();
        }
        onProgress?.(rows.size, total);
        if (!more) {
          return;
        }
      }
      // It ended before the server said so.
      this.take(found, { total, next, more: false });
    } catch (error) {
      // Of a list that was let go meanwhile, or is read anew, nothing is kept.
      if (!isGivenUp() && rows.size > this.byUuid.size) {
        this.take(found, { total, next, more: true });
        grown();
      }
      throw error;
    } finally {
      this.found = undefined;
    }
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

  /** Whether the row was not seen before in this read; keeps it, where it is one of the list. */
  private isNew({ rows, turnedAway, asked }: Found<T>, brought: T): boolean {
    const row = this.options.known?.newest(brought, asked) ?? brought;
    const { uuid } = row;
    if (this.options.accept?.(row) === false && !rows.has(uuid)) {
      return turnedAway.size < turnedAway.add(uuid).size;
    }
    // The later copy is the newer one.
    return rows.size < rows.set(uuid, row).size;
  }

  private begin(before: Pick<Found<T>, 'rows' | 'dropped'>): Found<T> {
    const asked = this.options.known?.ask() ?? 0;
    const found = { ...before, turnedAway: new Set<string>(), asked };
    this.found = found;
    return found;
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
