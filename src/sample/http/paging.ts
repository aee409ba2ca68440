import { ApiError } from './errors';
import type { Query } from './query';

const defaultSize = 10;
const largestSize = 300;

/** As Python's `int()` reads it; undefined where it would raise. */
export function pythonInt(text: string): number | undefined {
  return /^\s*[+-]?\d+(_\d+)*\s*$/.test(text) ? Number(text.replaceAll('_', '')) : undefined;
}

function pageSize(query: Query): number {
  const asked = pythonInt(query.get('page_size') ?? '');
  return asked === undefined || asked <= 0 ? defaultSize : Math.min(asked, largestSize);
}

function pageNumber(query: Query, pages: number): number {
  const text = query.filter('page') ?? '1';
  const page = text === 'last' ? pages : pythonInt(text);
  if (page === undefined || page < 1 || page > pages) {
    throw new ApiError(404, { detail: 'Invalid page.' });
  }
  return page;
}

export interface PageOf<T> {
  readonly rows: readonly T[];
  /** `Link` and `X-Result-Count` */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One page of a list as Waldur's `LinkHeaderPagination` cuts it: `page` (also `last`), `page_size` up to 300,
 * nonsense sizes are ten, a page that is not there is 404 `Invalid page.`.
 * @param address scheme, host and path of the request, for the links
 */
export function paginate<T>(rows: readonly T[], query: Query, address: string): PageOf<T> {
  const size = pageSize(query);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = pageNumber(query, pages);
  const link = (rel: string, to: number): string =>
    `<${address}${query.withPage(to === 1 ? undefined : to)}>; rel="${rel}"`;
  const links = [link('first', 1)];
  if (page > 1) {
    links.push(link('prev', page - 1));
  }
  if (page < pages) {
    links.push(link('next', page + 1));
  }
  links.push(link('last', pages));
  return {
    rows: rows.slice((page - 1) * size, page * size),
    headers: { link: links.join(', '), 'x-result-count': String(rows.length) },
  };
}
