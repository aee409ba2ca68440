import type { Cell, Row, Table } from '../panels/protocol';

/** Rows in the order of one of their columns; those without a value last, whichever way it goes. */
export function sortRows(
  rows: readonly Row[],
  at: number,
  descending: boolean,
  language: string,
): readonly Row[] {
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const sign = descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one.cells[at]), valueOf(other.cells[at])];
    if (a === null || b === null) {
      return Number(a === null) - Number(b === null);
    }
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)));
  });
}

function valueOf(cell: Cell | undefined): number | string | null {
  return cell?.sort === undefined ? (cell?.text ?? null) : cell.sort;
}

/** Rows that have every word of a search in one of their texts. */
export function findRows(rows: Table['rows'], search: string, language: string): readonly Row[] {
  const words = fold(search, language).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return rows;
  }
  return rows.filter(({ cells }) => {
    const text = fold(cells.map((cell) => `${cell.text} ${cell.title ?? ''}`).join('\n'), language);
    return words.every((word) => text.includes(word));
  });
}

/** As people compare words: without case and marks. */
function fold(text: string, language: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(language);
}
