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
  /** The whole line stood in one pair of quotes. */
  readonly wrapped?: true;
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

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export interface CsvOptions {
  /** Else the one that is stated, or the most frequent one of the first line. */
  readonly delimiter?: Delimiter | undefined;
  /** Of the first rows only. */
  readonly preview?: number;
}

/** Reads values separated by one of the delimiters. Never throws: what is wrong shows in the rows. */
export function parseCsv(source: string, options: CsvOptions = {}): CsvTable {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // Spreadsheets may say the delimiter in a line of its own, and quote that, too.
  const stated = /^"?sep=([,;\t|])"?[,;\t|]*\n/i.exec(text);
  const skipped = stated?.[0].length ?? 0;
  const delimiter = options.delimiter ?? (stated?.[1] as Delimiter | undefined) ?? delimiterOf(text);
  const rows: CsvRow[] = [];
  let from = skipped;
  Papa.parse<string[]>(text.slice(skipped), {
    delimiter,
    newline: '\n',
    preview: options.preview ?? 0,
    step: ({ data, errors, meta }) => {
      const to = skipped + meta.cursor;
      if (data.some((cell) => cell.trim() !== '')) {
        const bad = errors.find(({ type }) => type === 'Quotes');
        const inner = bad === undefined ? unwrapped(data, text.slice(from, to), delimiter) : undefined;
        rows.push({
          cells: (inner ?? data).map(restore),
          ...(inner === undefined ? {} : { wrapped: true }),
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
  const [best] = delimiters.toSorted((a, b) => count(b) - count(a));
  return best ?? ',';
}

/**
 * The cells of a line that stands in quotes as a whole: a spreadsheet that separates by something else opens each line
 * as one cell, and quotes it when it is saved. What comes after it are cells that it added.
 */
function unwrapped(
  [first = '', ...more]: readonly string[],
  raw: string,
  delimiter: Delimiter,
): readonly string[] | undefined {
  if (!raw.startsWith('"') || !first.includes(delimiter) || more.some((cell) => cell.trim() !== '')) {
    return undefined;
  }
  const { data, errors } = Papa.parse<string[]>(first, { delimiter, newline: '\n' });
  const isClean = errors.every(({ type }) => type !== 'Quotes');
  return data.length === 1 && isClean ? data[0] : undefined;
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** Where a cell stands; the end of the row for one that is missing, the row for one of a line in quotes. */
export function rangeOfCell(table: CsvTable, row: CsvRow, cell: number): Range {
  if (row.wrapped === true) {
    return rangeOfRow(table, row);
  }
  const end = endOfRow(table, row);
  const starts = cellStarts(table, row);
  const start = starts[cell];
  return start === undefined
    ? rangeOf(table, end, end)
    : rangeOf(table, start, (starts[cell + 1] ?? end + 1) - 1);
}

/** Of rows that were looked at: a row may have tens of thousands of cells, and something to tell of each. */
const startsOf = new WeakMap<CsvRow, readonly number[]>();

/** Where each cell of a row begins in the table's text. */
function cellStarts(table: CsvTable, row: CsvRow): readonly number[] {
  const known = startsOf.get(row);
  if (known !== undefined) {
    return known;
  }
  const { text, delimiter } = table;
  const end = endOfRow(table, row);
  const starts = [row.from];
  let quoted = false;
  for (let at = row.from; at < end; at++) {
    if (text[at] === '"') {
      quoted = !quoted;
    } else if (text[at] === delimiter && !quoted) {
      starts.push(at + 1);
    }
  }
  startsOf.set(row, starts);
  return starts;
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

/**
 * Where a spreadsheet would see the beginning of a formula, also in full width: at the beginning of a cell, and after
 * anything that it may take for the end of one, because it may separate by something else than the file does.
 */
const formula =
  /(?<=^|[,;|"\t\r\n\v\f\u0085\u2028\u2029])[\p{Zs}']*(?=[=+\-@＝＋－＠])|^[\p{Zs}']*(?=[\t\r\n])/gu;

/** A cell in which no spreadsheet finds a formula. `restore` gives back exactly what went in. */
export function neutralise(cell: string): string {
  return mayHold.test(cell) ? cell.replace(formula, "'$&") : cell;
}

/** Few cells have one of these, and a look for formulas takes long. */
const mayHold = /[=+\-@＝＋－＠\t\r\n]/;

export function restore(cell: string): string {
  return !cell.includes("'")
    ? cell
    : cell.replace(formula, (marks) => (marks.startsWith("'") ? marks.slice(1) : marks));
}

/** Lines with CRLF, as RFC 4180 has it; formulas are neutralised. */
export function writeCsv(rows: readonly (readonly string[])[], delimiter: Delimiter = ','): string {
  const line = (cells: readonly string[]) => cells.map(neutralise).map(quote).join(delimiter);
  return rows.map((cells) => `${line(cells)}\r\n`).join('');
}

function quote(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
