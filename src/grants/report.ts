import { writeCsv } from './csv';
import type { ItemResult, RunResult } from './outcome';

/** Turns what is data into words of the reader's language. */
export interface ReportWords {
  readonly headings: readonly [
    line: string,
    person: string,
    role: string,
    scope: string,
    change: string,
    result: string,
  ];
  readonly change: (result: ItemResult) => string;
  readonly outcome: (result: ItemResult) => string;
}

/** The headings and one row an item. The column of CSV lines is left out where no item has one. */
export function reportRows({ results }: RunResult, words: ReportWords): readonly (readonly string[])[] {
  const rows = results.map((result) => {
    const { person, role, scope, line } = result.item;
    return [
      line === undefined ? '' : String(line),
      person.username === undefined ? person.name : `${person.name} (${person.username})`,
      role.label,
      scope.customerName === undefined ? scope.name : `${scope.name} (${scope.customerName})`,
      words.change(result),
      words.outcome(result),
    ];
  });
  const fromFile = results.some(({ item }) => item.line !== undefined);
  return [words.headings, ...rows].map((row) => (fromFile ? row : row.slice(1)));
}

export function reportCsv(result: RunResult, words: ReportWords): string {
  return writeCsv(reportRows(result, words));
}

/** One line an item, for messages and tickets. */
export function reportText(result: RunResult, words: ReportWords): string {
  const [, ...rows] = reportRows(result, words);
  return rows.map((cells) => cells.map((cell) => cell.replace(/\s+/g, ' ')).join(' · ')).join('\n');
}
