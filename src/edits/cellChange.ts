import { showsNothing } from '../waldur/shownName';
import { emptyValue, valueOfCell } from './cellText';
import { checkValue } from './checkValue';
import { sameValue } from './sameValue';
import { isRewritten, isShortened, isSpreadsheetError } from './spreadsheetChanges';
import type { TableColumn } from './tableColumns';
import type { TableProblem } from './tableProblem';
import type { WritableFields } from './writableFields';

/** A cell of a field, and what the server has there. */
export interface CellOfField {
  readonly column: TableColumn & { readonly kind: 'field' };
  /** Undefined: the line ends before it. */
  readonly cell: string | undefined;
  /** As a cell, and as it is. */
  readonly server: string;
  readonly now: unknown;
}

/** What a cell wants; `same`: nothing that the server does not have. */
export type CellChange =
  | { readonly kind: 'same' }
  | { readonly kind: 'value'; readonly value: unknown }
  /** A spreadsheet may have made it of what the server has. */
  | { readonly kind: 'rewritten' }
  | { readonly kind: 'problem'; readonly problem: TableProblem };

export interface CellOptions {
  /** Whether numbers may have a comma for their decimals. */
  readonly decimalComma: boolean;
  /** Takes what a spreadsheet may have changed for edited. */
  readonly takeRewritten: boolean;
}

const same: CellChange = { kind: 'same' };

/** Whether a cell says what the server has, as it is after a table was written and read. */
export function isSameCell(server: string, cell: string): boolean {
  return server === cell || plain(server) === plain(cell);
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** @param fieldsOf asked for when the cell differs: what the caller can write there */
export function cellChange(
  { column, cell = '', ...rest }: CellOfField,
  fieldsOf: () => WritableFields,
  options: CellOptions,
): CellChange {
  const { server, now } = rest;
  const isEmpty = showsNothing(cell);
  if ((isEmpty && (!column.clears || server === '')) || isSameCell(server, cell)) {
    return same;
  }
  const wanted = isEmpty
    ? ({ kind: 'value', value: emptyValue(column.field) } as const)
    : valueOfCell(column.field, cell, options.decimalComma);
  if (wanted.kind === 'value' && sameValue(column.field, now, wanted.value)) {
    return same;
  }
  if (cell.includes('\uFFFD')) {
    return problem({ kind: 'unreadable', value: cell });
  }
  if (isSpreadsheetError(cell)) {
    return problem({ kind: 'spreadsheetError', value: cell });
  }
  const { fields, others } = fieldsOf();
  const field = fields.find(({ name }) => name === column.name);
  const isSame = !isEmpty && isRewritten(server, cell);
  if (field === undefined) {
    return isSame
      ? same
      : problem({ kind: 'notWritable', why: others.get(column.name) ?? { kind: 'unknownHere' } });
  }
  if ((isSame || isShortened(cell)) && !options.takeRewritten) {
    return { kind: 'rewritten' };
  }
  if (wanted.kind === 'type') {
    return problem({ kind: 'value', problem: wanted });
  }
  const checked = checkValue(field, wanted.value);
  if (checked.kind === 'value') {
    return checked;
  }
  const [first] = checked.problems;
  return problem({
    kind: 'value',
    problem: isEmpty || first === undefined ? { kind: 'empty' } : first.problem,
  });
}

function problem(one: TableProblem): CellChange {
  return { kind: 'problem', problem: one };
}
