import type { CsvRow, CsvTable } from '../csv/csv';
import { badQuote, type CsvProblem, csvProblem, lineNumber } from '../csv/csvProblem';
import { beginsWithHeadings, headedTable } from '../csv/headedTable';
import { showsNothing } from '../waldur/shownName';
import { columnsOf, headingsIn, ownHeadingsIn, type TableColumn } from './tableColumns';
import type { TableProblem } from './tableProblem';

export type ProblemInTable = CsvProblem<TableProblem>;

/** A line of the table; nothing of it was looked up. */
export interface TableLine {
  /** Counted from 1. */
  readonly line: number;
  readonly row: CsvRow;
}

export interface OrganisationsCsv {
  readonly table: CsvTable;
  readonly head: CsvRow;
  readonly columns: readonly TableColumn[];
  /** None where something is wrong with the headings. */
  readonly lines: readonly TableLine[];
  readonly problems: readonly ProblemInTable[];
}

/** Whether a text begins as an exported table of organisations does. */
export function isOrganisationsCsv(beginning: string): boolean {
  return beginsWithHeadings(beginning, ownHeadingsIn);
}

/** Reads a table of organisations: one line an organisation, columns in any order. */
export function parseOrganisationsCsv(source: string): OrganisationsCsv {
  const { table, head } = headedTable(source, headingsIn);
  const headRow = table.rows[head] ?? { cells: [], from: 0, to: 0 };
  const columns = headingsIn(headRow.cells) > 0 ? columnsOf(headRow.cells) : [];
  const ofHead = problemsOfHead(table, headRow, columns);
  const problems: ProblemInTable[] = [
    ...table.rows
      .slice(0, head)
      .map((row) => csvProblem<TableProblem>(table, row, { kind: 'aboveHeadings' }, undefined, 'warning')),
    ...ofHead,
  ];
  if (ofHead.length > 0) {
    return { table, head: headRow, columns, lines: [], problems };
  }
  const lines: TableLine[] = [];
  let heading: number | undefined;
  for (const row of table.rows.slice(head + 1)) {
    if (headingsIn(row.cells) > 0) {
      heading ??= lineNumber(table, row);
    }
    const problem =
      heading === undefined
        ? problemOfLine(table, row, columns.length)
        : csvProblem<TableProblem>(table, row, { kind: 'otherTable', heading });
    if (problem === undefined) {
      lines.push({ line: lineNumber(table, row), row });
    } else {
      problems.push(problem);
    }
  }
  return { table, head: headRow, columns, lines, problems };
}

function problemsOfHead(
  table: CsvTable,
  head: CsvRow,
  columns: readonly TableColumn[],
): readonly ProblemInTable[] {
  const seen = new Set<string>();
  const twice = columns.flatMap((column) => {
    const name = nameOf(column);
    const isTwice = name !== undefined && seen.has(name);
    seen.add(name ?? '');
    return isTwice
      ? [csvProblem<TableProblem>(table, head, { kind: 'sameColumnTwice', column: name }, column.index)]
      : [];
  });
  return columns.length > 0 ? twice : [csvProblem<TableProblem>(table, head, { kind: 'noHeadings' })];
}

function nameOf(column: TableColumn): string | undefined {
  switch (column.kind) {
    case 'uuid':
      return 'uuid';
    case 'field':
    case 'fact':
      return column.name;
    case 'unknown':
    case 'empty':
      return undefined;
  }
}

function problemOfLine(table: CsvTable, row: CsvRow, width: number): ProblemInTable | undefined {
  const extra = row.cells.findIndex((cell, index) => index >= width && !showsNothing(cell));
  return (
    badQuote(table, row) ??
    (extra < 0 ? undefined : csvProblem<TableProblem>(table, row, { kind: 'tooManyCells' }, extra))
  );
}
