import { isNotFound } from './errors';
import type { ParamsOf } from './params';
import type { paging } from './params';

/** Pages are counted from 1 and hold 1 to 300 rows, 10 when nothing is asked. */
export type PageParams = ParamsOf<typeof paging>;

export interface Page<T> {
  readonly rows: readonly T[];
  /** How many rows the whole list had when this page was read. */
  readonly total?: number;
  readonly page: number;
  readonly hasNext: boolean;
  /** Rows left out because they could not be read. */
  readonly dropped: number;
}

/** As many pages without anything new mean that the server goes in circles. */
export const mostStalePages = 3;

/** Whether a page brings a row not seen before, or rows that cannot be read where there should be some. */
export function bringsNews(
  newRows: number,
  { rows, dropped }: Page<unknown>,
  isWithinTotal: boolean,
): boolean {
  return newRows > 0 || (rows.length === 0 && dropped > 0 && isWithinTotal);
}

/**
 * Reads all pages and gives them in order as they arrive. Once the first has said how many there are, up to
 * `readAhead` are under way at once; at most that many are asked for in vain when the list shrinks meanwhile. A
 * row seen before (the list shifted) is left out; one that was pushed to an earlier page is missed, as the
 * server has no snapshots: read in an order that does not change. Leaving the loop cancels what is under way.
 * @param readPage reads one page of a fixed size
 * @throws what `readPage` throws, except "not found" after the first page, which ends the list.
 */
export function readAllPages<T extends { readonly uuid: string }>(
  readPage: ReadPage<T>,
  options?: ReadAllOptions,
): AsyncGenerator<Page<T>, void, undefined> {
  return readAllPagesBy((row) => row.uuid, readPage, options);
}

export type ReadPage<T> = (page: number, signal: AbortSignal) => Promise<Page<T>>;

export interface ReadAllOptions {
  readonly signal?: AbortSignal | undefined;
  /** How many pages are under way at once; 4 when left out. */
  readonly readAhead?: number;
  /** How many pages there are, where that is known from before: reading ahead then begins with the first page. */
  readonly expectedPages?: number;
}

/** The same for rows that are told apart by something else than `uuid`. */
export async function* readAllPagesBy<T>(
  keyOf: (row: T) => string,
  readPage: ReadPage<T>,
  options: ReadAllOptions = {},
): AsyncGenerator<Page<T>, void, undefined> {
  const leave = new AbortController();
  const signal = AbortSignal.any([leave.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const readAhead = Math.max(1, options.readAhead ?? 4);
  const seen = new Set<string>();
  const underWay = new Map<number, Promise<Page<T>>>();
  const start = (page: number) => {
    const reading = readPage(page, signal);
    reading.catch(() => undefined);
    underWay.set(page, reading);
  };
  let planned = options.expectedPages ?? 1;
  let stale = 0;
  try {
    for (let number = 1; ; number++) {
      for (let page = number; page <= Math.max(number, Math.min(planned, number + readAhead - 1)); page++) {
        if (!underWay.has(page)) {
          start(page);
        }
      }
      const page = await next(underWay, number);
      if (page === undefined) {
        return;
      }
      if (number === 1) {
        planned = pagesIn(page);
      }
      // The set grows only with a row not seen before.
      const rows = page.rows.filter((row) => seen.size < seen.add(keyOf(row)).size);
      yield rows.length === page.rows.length ? page : { ...page, rows };
      stale = bringsNews(rows.length, page, number <= planned) ? 0 : stale + 1;
      if (!page.hasNext || stale >= mostStalePages) {
        return;
      }
    }
  } finally {
    if (underWay.size > 0) {
      leave.abort();
    }
  }
}

async function next<T>(
  underWay: Map<number, Promise<Page<T>>>,
  number: number,
): Promise<Page<T> | undefined> {
  const reading = underWay.get(number);
  underWay.delete(number);
  try {
    return await reading;
  } catch (error) {
    if (number > 1 && isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

function pagesIn(first: Page<unknown>): number {
  const size = first.rows.length + first.dropped;
  return first.total === undefined || size === 0 ? 1 : Math.ceil(first.total / size);
}
