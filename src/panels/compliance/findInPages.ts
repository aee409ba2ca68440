import { isNotFound } from '../../waldur/errors';
import type { Page, PageParams } from '../../waldur/paging';

/** Rows a page where one of them is looked for. */
const pageSize = 50;

/**
 * One row of a list that servers only page, without a filter: asked for where it stood, and looked for from the start
 * where another stands there now.
 * @param at how many rows stood before it
 * @returns undefined when the list no longer has it
 */
export async function findInPages<T>(
  readPage: (page: PageParams) => Promise<Page<T>>,
  isIt: (row: T) => boolean,
  at: number,
): Promise<T | undefined> {
  const there = (await rowsOrNone(readPage, { page: at + 1, page_size: 1 })).find(isIt);
  if (there !== undefined) {
    return there;
  }
  for (let page = 1; ; page++) {
    const { rows, hasNext } = await readPage({ page, page_size: pageSize });
    const found = rows.find(isIt);
    if (found !== undefined || !hasNext) {
      return found;
    }
  }
}

/** None past the end of a list that has become shorter. */
async function rowsOrNone<T>(
  readPage: (page: PageParams) => Promise<Page<T>>,
  page: PageParams,
): Promise<readonly T[]> {
  try {
    return (await readPage(page)).rows;
  } catch (error) {
    if (isNotFound(error)) {
      return [];
    }
    throw error;
  }
}
