import type { CallOptions } from '../waldur/client';
import type { Page, ReadPage } from '../waldur/paging';

/** The first and the last moment of interest, in milliseconds. */
export interface Between {
  readonly from: number;
  readonly until: number;
}

/**
 * Reads the rows that end within a span from a list in the order of their ends, those without one last. Where what
 * ended long ago fills the first page, the page that the span begins on is found by halves: a list of 200 pages takes
 * eight requests before those of the span itself, which are read one after the other.
 * @param endOf milliseconds; Infinity where a row does not end
 * @throws what `readPage` throws
 */
export async function readEnding<T>(
  readPage: ReadPage<T>,
  endOf: (row: T) => number,
  { from, until }: Between,
  options: CallOptions,
): Promise<readonly T[]> {
  const signal = options.signal ?? new AbortController().signal;
  const known = new Map<number, Page<T>>();
  const read = async (number: number): Promise<Page<T>> => {
    const page = known.get(number) ?? (await readPage(number, { ...options, signal }));
    known.set(number, page);
    return page;
  };
  /** Where a page has no rows left that can be read, what comes after it counts. */
  const lastEnd = ({ rows }: Page<T>): number => {
    const last = rows.at(-1);
    return last === undefined ? Number.NEGATIVE_INFINITY : endOf(last);
  };

  const first = await read(1);
  const size = first.rows.length + first.dropped;
  let begin = 1;
  if (first.total !== undefined && first.hasNext && lastEnd(first) < from) {
    let [low, high] = [2, Math.ceil(first.total / size)];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (lastEnd(await read(middle)) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    begin = low;
  }
  const found: T[] = [];
  for (let number = begin; ; number++) {
    const page = await read(number);
    found.push(...page.rows.filter((row) => endOf(row) >= from && endOf(row) <= until));
    if (!page.hasNext || lastEnd(page) > until) {
      return found;
    }
  }
}
