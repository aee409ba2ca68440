import { type CsvRow, type CsvTable, positionOf, type Range, rangeOf, rangeOfCell, rangeOfRow } from './csv';

/** What is wrong in a table, and where. `P` is data: the sentence is made where it is shown. */
export interface CsvProblem<P> {
  /** Counted from 1. */
  readonly line: number;
  readonly range: Range;
  /** An error keeps the line out of the plan; after a warning it is only told. */
  readonly severity: 'error' | 'warning';
  readonly problem: P;
}

/** @param cell its index; left out where it is the whole line */
export function csvProblem<P>(
  table: CsvTable,
  row: CsvRow,
  problem: P,
  cell?: number,
  severity: CsvProblem<P>['severity'] = 'error',
): CsvProblem<P> {
  return {
    line: lineNumber(table, row),
    range: cell === undefined ? rangeOfRow(table, row) : rangeOfCell(table, row, cell),
    severity,
    problem,
  };
}

/** The quotation mark of a row that is not closed, or closed in the middle of a cell; undefined where there is none. */
export function badQuote(
  table: CsvTable,
  row: CsvRow,
): CsvProblem<{ readonly kind: 'badQuote' }> | undefined {
  return row.badQuote === undefined
    ? undefined
    : {
        line: lineNumber(table, row),
        range: rangeOf(table, row.badQuote, row.badQuote + 1),
        severity: 'error',
        problem: { kind: 'badQuote' },
      };
}

/** Where a row begins, counted from 1. */
export function lineNumber(table: CsvTable, row: CsvRow): number {
  return positionOf(table, row.from).line + 1;
}
