import type { CsvRow, CsvTable } from './csv';
import { type CsvProblem, csvProblem } from './csvProblem';

/** A column of a table, counted from 0; "": it has no heading. */
export interface HeadedColumn {
  readonly index: number;
  readonly heading: string;
}

/** A column that is not read, or so many of them from the place of the mark on. */
export type UnreadProblem<C extends HeadedColumn = HeadedColumn> =
  | { readonly kind: 'unreadColumn'; readonly column: C }
  | { readonly kind: 'unreadColumns'; readonly more: number };

/** Columns that have a mark each. A table of something else may have tens of thousands. */
const mostMarked = 20;

/** A warning at the heading of each column that is not read; past some number one for all the others. */
export function unreadWarnings<C extends HeadedColumn>(
  table: CsvTable,
  head: CsvRow,
  columns: readonly C[],
): readonly CsvProblem<UnreadProblem<C>>[] {
  const warn = (problem: UnreadProblem<C>, cell: number): CsvProblem<UnreadProblem<C>> =>
    csvProblem(table, head, problem, cell, 'warning');
  const [next, ...others] = columns.slice(mostMarked);
  const marked = others.length === 0 ? columns : columns.slice(0, mostMarked);
  return [
    ...marked.map((column) => warn({ kind: 'unreadColumn', column }, column.index)),
    ...(next === undefined || others.length === 0
      ? []
      : [warn({ kind: 'unreadColumns', more: others.length + 1 }, next.index)]),
  ];
}
