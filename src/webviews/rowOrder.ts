import type { Cell, Question, Row, Table } from '../panels/panelView';

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
  return find(rows, search, language, ({ cells }) =>
    cells.map((cell) => `${cell.text} ${cell.title ?? ''}`).join('\n'),
  );
}

/** Questions that have every word of a search in their text, or in what was answered. */
export function findQuestions(
  questions: readonly Question[],
  search: string,
  language: string,
): readonly Question[] {
  return find(questions, search, language, ({ text: asked, note, chart }) =>
    [asked, note, ...(chart.kind === 'words' ? [] : chart.parts.map(({ label }) => label))].join('\n'),
  );
}

function find<T extends object>(
  all: readonly T[],
  search: string,
  language: string,
  textOf: (of: T) => string,
): readonly T[] {
  const words = fold(search, language).split(/\s+/).filter(Boolean);
  return words.length === 0
    ? all
    : all.filter((each) => {
        const text = foldOnce(each, language, textOf);
        return words.every((word) => text.includes(word));
      });
}

/** Of what is searched again with each key that is pressed. */
const folded = new WeakMap<object, string>();

function foldOnce<T extends object>(of: T, language: string, textOf: (of: T) => string): string {
  const known = folded.get(of) ?? fold(textOf(of), language);
  folded.set(of, known);
  return known;
}

/** As people compare words: without case and marks. */
function fold(text: string, language: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(language);
}
