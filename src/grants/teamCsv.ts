import type { CsvTable } from '../csv/csv';
import { csvProblem, lineNumber } from '../csv/csvProblem';
import { beginsWithHeadings, headedTable } from '../csv/headedTable';
import { plainIdentifier } from '../csv/invisible';
import { unreadWarnings } from '../csv/unreadWarnings';
import {
  type Column,
  columnsOf,
  finders,
  headingsIn,
  scopeColumns,
  type UnreadColumn,
  unreadColumns,
} from './teamHeadings';
import type { TeamProblem } from './lineProblem';
import { readTeamLine, type TeamLine } from './teamLine';

export interface TeamCsv {
  readonly table: CsvTable;
  readonly columns: ReadonlyMap<Column, number>;
  readonly unread: readonly UnreadColumn[];
  /** What the lines above the headings say. */
  readonly titles: readonly string[];
  readonly lines: readonly TeamLine[];
  readonly problems: readonly TeamProblem[];
}

/** Whether a text begins as a file of teams does. */
export function isTeamCsv(beginning: string): boolean {
  return beginsWithHeadings(beginning, headingsIn);
}

/**
 * Reads a team: one line a grant, columns in any order; those that are not read are named.
 * @param defaults whether the file may leave the scope out, because it is known from where the import was started
 */
export function parseTeamCsv(source: string, now: Date, defaults: { readonly scope: boolean }): TeamCsv {
  const { table, head } = headedTable(source, headingsIn);
  const rows = table.rows.slice(head + 1);
  const columns = new Map<Column, number>();
  const problems: TeamProblem[] = [];
  const lines: TeamLine[] = [];
  for (const row of table.rows.slice(0, head)) {
    // A title is one cell. What has more may be lines of the team.
    const filled = row.cells.filter((cell) => plainIdentifier(cell) !== '').length;
    const severity = filled > 1 ? 'error' : 'warning';
    problems.push(csvProblem(table, row, { kind: 'aboveHeadings' }, undefined, severity));
  }
  const headRow = table.rows[head] ?? { cells: [], from: 0, to: 0 };
  columnsOf(headRow.cells).forEach((column, index) => {
    if (column !== undefined && columns.has(column)) {
      problems.push(csvProblem(table, headRow, { kind: 'sameColumnTwice', column }, index));
    } else if (column !== undefined) {
      columns.set(column, index);
    }
  });
  const unread = unreadColumns(headRow, rows, now);
  const missing: Column[] = [
    ...(finders.some((column) => columns.has(column)) ? [] : ['person' as const]),
    ...(columns.has('role') ? [] : ['role' as const]),
    ...(defaults.scope || scopeColumns.some((column) => columns.has(column)) ? [] : ['scope' as const]),
  ];
  for (const column of missing) {
    problems.push(csvProblem(table, headRow, { kind: 'missingColumn', column }));
  }
  const isWrong = problems.some(({ problem }) => problem.kind !== 'aboveHeadings');
  problems.push(...unreadWarnings(table, headRow, unread));
  const titles = table.rows.slice(0, head).flatMap(({ cells }) => cells.flatMap(titlesOf));
  if (isWrong) {
    return { table, columns, unread, titles, lines, problems };
  }
  const teamHead = { table, columns, width: headRow.cells.length };
  let heading: number | undefined;
  for (const row of rows) {
    if (headingsIn(row.cells) > 0) {
      heading ??= lineNumber(table, row);
    }
    if (heading !== undefined) {
      problems.push(csvProblem(table, row, { kind: 'otherTable', heading }));
      continue;
    }
    if (isTitle(row.cells)) {
      heading = lineNumber(table, row);
    }
    const read = readTeamLine(row, teamHead, now);
    problems.push(...read.problems);
    if (read.line !== undefined) {
      lines.push(read.line);
    }
  }
  return { table, columns, unread, titles, lines, problems };
}

/** A line that heads others, as "Removed", "# Physics" or "Project:;Physics". */
function isTitle(cells: readonly string[]): boolean {
  const [first = '', ...more] = cells.map(plainIdentifier).filter((cell) => cell !== '');
  return more.length === 0 || first.endsWith(':');
}

/** What a title may name: all of it, and what comes after a colon. */
function titlesOf(cell: string): readonly string[] {
  const text = plainIdentifier(cell);
  return [...new Set([text, text.replace(/^[^:]*:\s*/, '')])].filter((title) => title !== '');
}
