import { type CsvTable, type Delimiter, delimiters, parseCsv } from './csv';

/** Lines that may stand above the headings: titles, dates, types. */
const mostAbove = 20;

/** How sure it is that the cells of a line are the headings; 0 for a line of something else. */
export type Headings = (cells: readonly string[]) => number;

/**
 * Reads by the delimiter with which the headings are understood best.
 * @returns `head`: the index of the row that holds them, 0 where none does
 */
export function headedTable(
  source: string,
  headings: Headings,
): { readonly table: CsvTable; readonly head: number } {
  const sure = (delimiter?: Delimiter) => {
    const { rows } = parseCsv(source, { delimiter, preview: mostAbove });
    const all = rows.map(({ cells }) => headings(cells));
    return {
      delimiter,
      most: Math.max(0, ...all),
      head: Math.max(
        0,
        all.findIndex((count) => count > 0),
      ),
    };
  };
  const [best = sure()] = [undefined, ...delimiters].map(sure).toSorted((a, b) => b.most - a.most);
  return { table: parseCsv(source, { delimiter: best.delimiter }), head: best.head };
}

/** Whether a text begins with such headings. */
export function beginsWithHeadings(beginning: string, headings: Headings): boolean {
  return [undefined, ...delimiters].some((delimiter) =>
    parseCsv(beginning, { delimiter, preview: mostAbove }).rows.some(({ cells }) => headings(cells) > 0),
  );
}
