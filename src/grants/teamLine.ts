import type { CsvRow, CsvTable } from '../csv/csv';
import { badQuote, csvProblem, lineNumber } from '../csv/csvProblem';
import type { LineProblem, TeamProblem } from './lineProblem';
import { type EndText, parseEnd } from './endText';
import { plainIdentifier } from '../csv/invisible';
import type { Expiry, GrantScope } from './roleTask';
import {
  type Column,
  finders,
  kindOfColumn,
  type PersonColumn,
  personColumns,
  type ScopeColumn,
  scopeColumns,
} from './teamHeadings';

/** A cell and what it is for. */
export interface Named<C extends Column> {
  readonly column: C;
  /** Without characters that show nothing. */
  readonly text: string;
  /** As it stands in the file. */
  readonly raw: string;
}

/** What a person wrote on one line. Nothing of it was looked up. */
export interface TeamLine {
  /** Counted from 1, as people do. */
  readonly line: number;
  /** Every cell that tells who it is, the surest first. */
  readonly person: readonly Named<PersonColumn>[];
  /** Name, description or uuid. */
  readonly role: string;
  /** Undefined: not said. */
  readonly scopeKind: GrantScope['kind'] | undefined;
  /** Every cell that tells where; none where the file has no such column. */
  readonly scope: readonly Named<ScopeColumn>[];
  /** Undefined: the file says nothing of ends. */
  readonly expiry: Expiry | undefined;
  readonly row: CsvRow;
}

const kinds: Readonly<Record<string, GrantScope['kind']>> = {
  customer: 'customer',
  organisation: 'customer',
  organization: 'customer',
  project: 'project',
  callmanagingorganisation: 'call-managing-organisation',
  callmanagingorganization: 'call-managing-organisation',
  managingorganisation: 'call-managing-organisation',
  managingorganization: 'call-managing-organisation',
};

/** These are compared loosely, whatever does not show in them. */
const onlyNames: ReadonlySet<Column> = new Set([
  'name',
  'native_name',
  'first_name',
  'last_name',
  'scope_name',
]);

/** Where the cells of a line are to be found. */
export interface TeamHead {
  readonly table: CsvTable;
  readonly columns: ReadonlyMap<Column, number>;
  /** How many cells the headings are in. */
  readonly width: number;
}

/** What a line says, unless something is wrong with it; warnings come after errors. */
export function readTeamLine(
  row: CsvRow,
  { table, columns, width }: TeamHead,
  now: Date,
): { readonly line?: TeamLine; readonly problems: readonly TeamProblem[] } {
  const unclosed = badQuote(table, row);
  if (unclosed !== undefined) {
    return { problems: [unclosed] };
  }
  const errors: TeamProblem[] = [];
  const warnings: TeamProblem[] = [];
  const note = (problem: LineProblem, cell?: number) => errors.push(csvProblem(table, row, problem, cell));
  const warn = (problem: LineProblem, column: Column) =>
    warnings.push(csvProblem(table, row, problem, columns.get(column), 'warning'));
  const cell = <C extends Column>(column: C): Named<C> => {
    const raw = row.cells[columns.get(column) ?? -1] ?? '';
    return { column, raw, text: plainIdentifier(raw) };
  };
  const read = (column: Column): string => {
    const { text, raw } = cell(column);
    if (text !== raw.normalize().replace(/^[ \t\n]+|[ \t\n]+$/g, '')) {
      warn({ kind: 'cleaned', value: text }, column);
    }
    return text;
  };

  const extra = row.cells.findIndex((text, index) => index >= width && text.trim() !== '');
  if (extra >= 0) {
    note({ kind: 'tooManyCells' }, extra);
  }
  const person = personColumns.map(cell).filter(({ text }) => text !== '');
  const scope = scopeColumns.filter((column) => columns.has(column)).map(cell);
  for (const { column } of [...person, ...scope]) {
    if (!onlyNames.has(column)) {
      read(column);
    }
  }
  if (!person.some(({ column }) => finders.includes(column))) {
    const [name] = person;
    const column = finders.find((each) => columns.has(each)) ?? 'person';
    note(
      name === undefined ? { kind: 'empty', column } : { kind: 'onlyName', value: name.text },
      columns.get(name?.column ?? column),
    );
  }
  const role = read('role');
  if (role === '') {
    note({ kind: 'empty', column: 'role' }, columns.get('role'));
  }
  const kindText = read('scope_kind');
  const scopeKind = kinds[kindText.toLowerCase().replace(/[\s_-]+/g, '')];
  if (kindText !== '' && scopeKind === undefined) {
    note({ kind: 'unknownScopeKind', value: kindText }, columns.get('scope_kind'));
  }
  for (const column of emptyScopes(scope, scopeKind)) {
    note({ kind: 'empty', column }, columns.get(column));
  }
  if (row.cells.length <= (columns.get('expiry') ?? -1)) {
    note({ kind: 'tooFewCells' });
  }
  const expiry = read('expiry');
  const end: EndText = expiry === '' ? { kind: 'end', expiry: null } : parseEnd(expiry, now, { days: false });
  if (end.kind === 'none') {
    note({ kind: 'notADate', value: expiry, why: end.why }, columns.get('expiry'));
  } else if (end.kind === 'past') {
    warn({ kind: 'pastDate', value: expiry }, 'expiry');
  }
  const problems = [...errors, ...warnings];
  if (errors.length > 0 || end.kind === 'none') {
    return { problems };
  }
  const line: TeamLine = {
    line: lineNumber(table, row),
    person,
    role,
    scopeKind,
    scope: scope.filter(({ text }) => text !== ''),
    expiry: columns.has('expiry') ? end.expiry : undefined,
    row,
  };
  return { line, problems };
}

/**
 * The first column of each kind of scope that may be meant and is left empty. What is named for some lines only is not
 * to be guessed for the others.
 */
function emptyScopes(
  scope: readonly Named<ScopeColumn>[],
  scopeKind: GrantScope['kind'] | undefined,
): readonly ScopeColumn[] {
  return [...new Set(scope.map(({ column }) => kindOfColumn(column)))].flatMap((kind) => {
    const group = scope.filter(({ column }) => kindOfColumn(column) === kind);
    const isMeant = kind === undefined || scopeKind === undefined || scopeKind === kind;
    const [first] = group;
    return isMeant && first !== undefined && group.every(({ text }) => text === '') ? [first.column] : [];
  });
}
