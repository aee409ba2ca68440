import Papa from 'papaparse';

/** Counted from 0, columns in UTF-16 units: as editors count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface CsvRow {
  /** As they were before the export neutralised formulas. */
  readonly cells: readonly string[];
  /** Of the whole row, in characters of `CsvTable.text`. */
  readonly from: number;
  readonly to: number;
  /** The place of the quote that opens a cell and is not closed, or closed in the middle of it. */
  readonly badQuote?: number;
}

export interface CsvTable {
  /** What was read, with plain newlines. */
  readonly text: string;
  /** Where each line begins in `text`. */
  readonly lineStarts: readonly number[];
  readonly delimiter: Delimiter;
  /** Rows without any content are left out. */
  readonly rows: readonly CsvRow[];
}

export type Delimiter = ',' | ';' | '\t';

/** Reads comma-, semicolon- or tab-separated values. Never throws: what is wrong shows in the rows. */
export function parseCsv(source: string): CsvTable {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // Spreadsheets may say the delimiter in a line of its own.
  const stated = /^sep=([,;\t])\n/i.exec(text);
  const skipped = stated?.[0].length ?? 0;
  const delimiter = stated === null ? delimiterOf(text) : (stated[1] as Delimiter);
  const rows: CsvRow[] = [];
  let from = skipped;
  Papa.parse<string[]>(text.slice(skipped), {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }) => {
      const to = skipped + meta.cursor;
      if (data.some((cell) => cell.trim() !== '')) {
        const bad = errors.find(({ type }) => type === 'Quotes');
        rows.push({
          cells: data.map(restore),
          from,
          to,
          ...(bad === undefined ? {} : { badQuote: skipped + Math.max(0, (bad.index ?? 1) - 1) }),
        });
      }
      from = to;
    },
  });
  return { text, lineStarts: lineStartsOf(text), delimiter, rows };
}

/** The one that is most frequent outside quotes on the first line. */
function delimiterOf(text: string): Delimiter {
  const line = (/^[^\n]*/.exec(text.trimStart())?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: Delimiter) => line.split(delimiter).length;
  const [best] = ([',', ';', '\t'] as const).toSorted((a, b) => count(b) - count(a));
  return best ?? ',';
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** Where a cell stands; the end of the row for one that is missing. */
export function rangeOfCell(table: CsvTable, row: CsvRow, cell: number): Range {
  const { text, delimiter } = table;
  const end = endOfRow(table, row);
  let start = row.from;
  let index = 0;
  let quoted = false;
  let at = row.from;
  for (; at < end; at++) {
    if (text[at] === '"') {
      quoted = !quoted;
    } else if (text[at] === delimiter && !quoted) {
      if (index === cell) {
        break;
      }
      index++;
      start = at + 1;
    }
  }
  return index === cell ? rangeOf(table, start, at) : rangeOf(table, end, end);
}

export function rangeOfRow(table: CsvTable, row: CsvRow): Range {
  return rangeOf(table, row.from, endOfRow(table, row));
}

function endOfRow({ text }: CsvTable, row: CsvRow): number {
  return text[row.to - 1] === '\n' && row.to > row.from ? row.to - 1 : row.to;
}

/** @param from as `to` in characters of the table's text */
export function rangeOf(table: CsvTable, from: number, to: number): Range {
  return { start: positionOf(table, from), end: positionOf(table, to) };
}

export function positionOf({ lineStarts }: CsvTable, offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return { line: low, character: offset - (lineStarts[low] ?? 0) };
}

/** Spreadsheets take a cell that begins so for a formula, also in full width. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs. `restore` gives back exactly what went in. */
export function neutralise(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

export function restore(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/** Comma-separated values with CRLF, as RFC 4180 has it; formulas are neutralised. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => cells.map(neutralise).map(quote).join(',');
  return rows.map((cells) => `${line(cells)}\r\n`).join('');
}

function quote(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
