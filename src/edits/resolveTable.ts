import { stateOfCustomer } from '../access/answer';
import type { Caller } from '../access/caller';
import { type Range, rangeOfCell } from '../csv/csv';
import { csvProblem } from '../csv/csvProblem';
import { plainIdentifier } from '../csv/invisible';
import { type HeadedColumn, unreadWarnings } from '../csv/unreadWarnings';
import type { RawObject } from '../waldur/rawObjects';
import { showsNothing, shownName } from '../waldur/shownName';
import { cellChange, type CellOptions, isSameCell } from './cellChange';
import { cellOf } from './cellText';
import type { FieldsObject } from './fieldsTask';
import type { OrganisationsCsv, ProblemInTable, TableLine } from './organisationsCsv';
import { keyColumns, type KnownOrganisations, rowOfLine } from './rowOfLine';
import { isRewritten } from './spreadsheetChanges';
import { factCell, fieldCell, type TableColumn } from './tableColumns';
import type { TableProblem } from './tableProblem';
import { valueIn, type Values } from './values';
import { fieldsFor, type WritableFields } from './writableFields';

/** What a line of a table wants an organisation to have, each value as it is to be sent. */
export interface WantedRow {
  readonly line: number;
  readonly object: FieldsObject;
  readonly row: RawObject;
  readonly fields: WritableFields;
  readonly values: Values;
  /** Where the cells of these values stand, by field. */
  readonly places: ReadonlyMap<string, Range>;
}

/** A cell that a spreadsheet may have changed. */
interface RewrittenCell {
  readonly cell: string;
  readonly server: string;
}

export interface ResolvedTable {
  /** Lines without problems that want something else than the server has. */
  readonly wanted: readonly WantedRow[];
  /** Lines whose cells are all as the server has them. */
  readonly unchanged: number;
  readonly problems: readonly ProblemInTable[];
  /** Columns that are not read, though something stands in them. */
  readonly heldUp: readonly HeadedColumn[];
  /** Left as the server has them, unless they are taken for edited. */
  readonly rewritten: readonly RewrittenCell[];
  /** Lines of organisations that no other line of the table is of, by their uuids. */
  readonly lines: ReadonlyMap<string, FoundLine>;
}

/** A line whose organisation was found. */
export interface FoundLine extends TableLine {
  /** Index of the cell it was found by. */
  readonly key: number;
}

export interface ResolveTableOptions extends Pick<CellOptions, 'takeRewritten'> {
  readonly caller: Caller;
  readonly now: Date;
}

/**
 * Compares a table with what the server has: cells that differ are wanted. A problem keeps its whole line out, as its
 * cells were edited together.
 */
export function resolveTable(
  csv: OrganisationsCsv,
  known: KnownOrganisations,
  options: ResolveTableOptions,
): ResolvedTable {
  const { table, columns, lines } = csv;
  const key = keyColumns(columns);
  const foundLines = lines.map((line) => ({ line, found: rowOfLine(line, key, known) }));
  const linesOf = new Map<RawObject, TableLine[]>();
  for (const { line, found } of foundLines) {
    if (found.kind === 'row') {
      linesOf.set(found.row, [...(linesOf.get(found.row) ?? []), line]);
    }
  }
  const against = { ...options, columns, decimalComma: table.delimiter !== ',' };
  const problems: ProblemInTable[] = [...csv.problems];
  const wanted: WantedRow[] = [];
  const rewritten: RewrittenCell[] = [];
  const readOnly = new Map<number, number>();
  const alone = new Map<string, FoundLine>();
  let unchanged = 0;
  for (const { line, found } of foundLines) {
    if (found.kind === 'problem') {
      problems.push(csvProblem(table, line.row, found.problem, found.column));
      continue;
    }
    const { row, by } = found;
    const other = linesOf.get(row)?.find((one) => one !== line);
    if (other !== undefined) {
      // Which of them counts is not to be guessed.
      const problem = { kind: 'sameRow', other: other.line } as const;
      problems.push(csvProblem(table, line.row, problem, by.index));
      continue;
    }
    alone.set(row.uuid, { ...line, key: by.index });
    const read = readLine(line, row, by, against);
    rewritten.push(...read.rewritten);
    read.readOnly.forEach((index) => readOnly.set(index, (readOnly.get(index) ?? 0) + 1));
    for (const { problem, cell, severity } of read.problems) {
      problems.push(csvProblem(table, line.row, problem, cell, severity));
    }
    if (read.values.size > 0) {
      wanted.push({
        line: line.line,
        object: objectOf(row),
        row,
        fields: read.fields(),
        values: read.values,
        places: placesOf(csv, line, read.values),
      });
    } else if (read.problems.every(({ severity }) => severity === 'warning')) {
      unchanged++;
    }
  }
  const heldUp = unreadColumns(csv);
  problems.push(...warningsOfHead(csv, heldUp, readOnly));
  return {
    ...{ wanted, unchanged, heldUp, rewritten, lines: alone },
    problems: [...problems, ...namesOfOthers(wanted, known)],
  };
}

function placesOf(
  { table, columns }: OrganisationsCsv,
  { row }: TableLine,
  values: Values,
): WantedRow['places'] {
  return new Map(
    columns.flatMap((column) =>
      column.kind === 'field' && values.has(column.name)
        ? [[column.name, rangeOfCell(table, row, column.index)] as const]
        : [],
    ),
  );
}

/** Organisations that would get the name of another, among those that were read. */
function namesOfOthers(
  wanted: readonly WantedRow[],
  { byName }: KnownOrganisations,
): readonly ProblemInTable[] {
  return wanted.flatMap(({ line, object, values, places }): readonly ProblemInTable[] => {
    const [name, range] = [values.get('name'), places.get('name')];
    const others = typeof name === 'string' ? byName.get(plainIdentifier(name)) : undefined;
    return typeof name === 'string' && range && others?.some(({ uuid }) => uuid !== object.uuid) === true
      ? [{ line, range, severity: 'warning', problem: { kind: 'nameOfOther', value: name } }]
      : [];
  });
}

interface ReadLine {
  /** None where there is an error. */
  readonly values: Values;
  readonly fields: () => WritableFields;
  readonly problems: readonly {
    readonly problem: TableProblem;
    readonly cell?: number;
    readonly severity: ProblemInTable['severity'];
  }[];
  readonly rewritten: readonly RewrittenCell[];
  /** Columns that no one can change, in which a cell differs. */
  readonly readOnly: readonly number[];
}

function readLine(
  { row: { cells } }: TableLine,
  row: RawObject,
  by: TableColumn,
  against: ResolveTableOptions & CellOptions & { readonly columns: readonly TableColumn[] },
): ReadLine {
  const values = new Map<string, unknown>();
  const problems: ReadLine['problems'][number][] = [];
  const rewritten: RewrittenCell[] = [];
  const readOnly: number[] = [];
  // Most lines say what the server has, and many fields take long.
  let known: WritableFields | undefined;
  const fields = () => (known ??= writable(against, row));
  for (const column of against.columns) {
    const { index } = column;
    const cell = cells[index];
    if (column.kind === 'fact' && cell !== undefined && !showsNothing(cell)) {
      const server = factCell(column.name, row);
      if (!isSameCell(server, cell) && !isRewritten(server, cell)) {
        readOnly.push(index);
      }
    }
    if (column.kind !== 'field' || column.index === by.index) {
      continue;
    }
    const server = fieldCell(column.field, row);
    if (cell === server) {
      continue;
    }
    const now = valueIn(column.field, row);
    const change = cellChange({ column, cell, server, now }, fields, against);
    switch (change.kind) {
      case 'same':
        break;
      case 'value':
        values.set(column.name, change.value);
        if (cell === undefined) {
          problems.push({ problem: { kind: 'tooFewCells', column: column.heading }, severity: 'error' });
        }
        break;
      case 'rewritten':
        rewritten.push({ cell: cell ?? '', server });
        problems.push({
          problem: { kind: 'rewritten', cell: cell ?? '', server },
          cell: index,
          severity: 'warning',
        });
        break;
      case 'problem':
        problems.push({ problem: change.problem, cell: index, severity: 'error' });
    }
  }
  const isWrong = problems.some(({ severity }) => severity === 'error');
  return { values: isWrong ? new Map() : values, fields, problems, rewritten, readOnly };
}

function objectOf({ uuid, name }: RawObject): FieldsObject {
  return { kind: 'customer', uuid, name: shownName(uuid, cellOf(name)) };
}

function writable(
  { caller, now }: Pick<ResolveTableOptions, 'caller' | 'now'>,
  row: RawObject,
): WritableFields {
  const { uuid } = row;
  return fieldsFor({ kind: 'customer', uuid, state: stateOfCustomer(row) }, caller, now, row);
}

function unreadColumns({ columns, lines }: OrganisationsCsv): ResolvedTable['heldUp'] {
  return columns
    .filter(
      ({ kind, index }) =>
        kind === 'unknown' ||
        (kind === 'empty' && lines.some(({ row }) => !showsNothing(row.cells[index] ?? ''))),
    )
    .map(({ index, heading }) => ({ index, heading }));
}

function warningsOfHead(
  { table, head, columns }: OrganisationsCsv,
  heldUp: ResolvedTable['heldUp'],
  readOnly: ReadonlyMap<number, number>,
): readonly ProblemInTable[] {
  const warn = (problem: TableProblem, cell: number): ProblemInTable =>
    csvProblem(table, head, problem, cell, 'warning');
  return [
    ...unreadWarnings(table, head, heldUp),
    ...[...readOnly].map(([index, cells]) =>
      warn({ kind: 'readOnlyEdited', column: columns[index]?.heading ?? '', cells }, index),
    ),
  ];
}
