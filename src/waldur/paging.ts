import type { CallOptions } from './client';
import { isNotFound, WaldurError } from './errors';
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

/** As many pages in vain, one after the other, are asked for before reading on ends. */
export const mostPagesInVain = 3;
/**
 * Two more than the client sends at once: those leave as soon as an answer is there, before the answer is read, so
 * that the server has work meanwhile. More would keep others waiting who ask the same server.
 */
export const pagesAhead = 6;
/** More pages than any list has: 600,000 rows, where the server gives as many a page as it can. */
const mostPages = 2000;

/** Whether a page brings a row not seen before, or rows that cannot be read where there should be some. */
export function bringsNews(
  newRows: number,
  { rows, dropped }: Page<unknown>,
  isWithinTotal: boolean,
): boolean {
  return newRows > 0 || (rows.length === 0 && dropped > 0 && isWithinTotal);
}

/** @param options what the page is to be read with */
export type ReadPage<T> = (
  page: number,
  options: CallOptions & { readonly signal: AbortSignal },
) => Promise<Page<T>>;

export interface ReadAllOptions<T> extends CallOptions {
  /** How many pages are asked for at once; 6 when left out, two more than are sent. */
  readonly readAhead?: number;
  /** How many pages there are, where that is known from before: reading ahead then begins with the first page. */
  readonly expectedPages?: number;
  /** Asked once about each row; for callers who keep what they have seen anyway. */
  readonly isNew?: (row: T) => boolean;
}

/**
 * Reads all pages and gives them in order as they arrive. Once the first has said how many there are, up to
 * `readAhead` are under way at once; at most that many are asked for in vain when the list shrinks meanwhile. A
 * row seen before (the list shifted) is left out; one that was pushed to an earlier page is missed, as the
 * server has no snapshots: read in an order that does not change. Leaving the loop cancels what is under way.
 * The end is where the server says so, at the latest three pages after the last one with news, or after as many rows
 * as it counts.
 * @param readPage reads one page of a fixed size
 * @throws what `readPage` throws, except "not found" after the first page, which ends the list; `tooLarge` where
 * there is no end to it.
 */
export async function* readAllPages<T extends { readonly uuid: string }>(
  readPage: ReadPage<T>,
  options: ReadAllOptions<T> = {},
): AsyncGenerator<Page<T>, void, undefined> {
  const leave = new AbortController();
  const signal = AbortSignal.any([leave.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const call = { signal, giveUp: options.giveUp, lane: options.lane, when: options.when };
  const readAhead = Math.max(1, options.readAhead ?? pagesAhead);
  const seen = new Set<string>();
  const { isNew } = options;
  const underWay = new Map<number, Promise<Page<T>>>();
  const start = (page: number) => {
    const reading = readPage(page, call);
    reading.catch(() => undefined);
    underWay.set(page, reading);
  };
  let planned = options.expectedPages ?? 1;
  let given = 0;
  let inVain = 0;
  try {
    for (let number = 1; ; number++) {
      if (number > mostPages) {
        throw new WaldurError({ kind: 'tooLarge' });
      }
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
      const rows = isNew === undefined ? unseen(seen, page.rows) : page.rows.filter(isNew);
      yield rows.length === page.rows.length ? page : { ...page, rows };
      // A list may grow meanwhile, and says so.
      const isPastEnd = page.total !== undefined && given >= page.total;
      given += page.rows.length + page.dropped;
      inVain = !isPastEnd && bringsNews(rows.length, page, number <= planned) ? 0 : inVain + 1;
      if (!page.hasNext || inVain >= mostPagesInVain) {
        return;
      }
    }
  } finally {
    if (underWay.size > 0) {
      leave.abort();
    }
  }
}

/** The rows not seen before, which then are. */
function unseen<T extends { readonly uuid: string }>(seen: Set<string>, rows: readonly T[]): readonly T[] {
  const before = seen.size;
  for (const { uuid } of rows) {
    seen.add(uuid);
  }
  if (seen.size === before + rows.length) {
    return rows;
  }
  // A set keeps the order in which it grew.
  const grown = new Set([...seen].slice(before));
  return rows.filter(({ uuid }) => grown.delete(uuid));
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

/** All rows of a list, one page after the other: whoever asks decides how many requests are under way. */
export async function readRowsInTurn<T extends { readonly uuid: string }>(
  readPage: ReadPage<T>,
  options: CallOptions,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const page of readAllPages(readPage, { ...options, readAhead: 1 })) {
    rows.push(...page.rows);
  }
  return rows;
}
