import {
  type CsvRow,
  type CsvTable,
  type Delimiter,
  delimiters,
  parseCsv,
  positionOf,
  type Range,
  rangeOf,
  rangeOfCell,
  rangeOfRow,
  writeCsv,
} from './csv';
import { type EndText, type NoEnd, parseEnd } from './endText';
import { plainIdentifier } from './invisible';
import type { Expiry, GrantScope, HeldRole } from './roleTask';
import {
  type Column,
  columnsOf,
  headingsIn,
  type PersonColumn,
  personColumns,
  type ScopeColumn,
  scopeColumns,
  type UnreadColumn,
  unreadColumns,
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

/** What is wrong with a line. Data: the sentence is made where it is shown. */
export type LineProblem =
  | { readonly kind: 'missingColumn'; readonly column: Column }
  | { readonly kind: 'sameColumnTwice'; readonly column: Column }
  /** A warning: the column with this heading, or number, is not read. */
  | { readonly kind: 'unreadColumn'; readonly column: UnreadColumn }
  /** A line above the headings. */
  | { readonly kind: 'aboveHeadings' }
  /** That line heads another table or a section, or is this one: what stands below it may mean something else. */
  | { readonly kind: 'otherTable'; readonly heading: number }
  | { readonly kind: 'badQuote' }
  | { readonly kind: 'tooManyCells' }
  /** The end is not empty but missing. */
  | { readonly kind: 'tooFewCells' }
  | { readonly kind: 'empty'; readonly column: Column }
  /** Nothing but a name, which others may have, too. */
  | { readonly kind: 'onlyName'; readonly value: string }
  /** A warning: characters that show nothing were left out. */
  | { readonly kind: 'cleaned'; readonly value: string }
  | { readonly kind: 'unknownScopeKind'; readonly value: string }
  | { readonly kind: 'notADate'; readonly value: string; readonly why: NoEnd }
  /** A warning only: a grant that ended may still be listed with that end. */
  | { readonly kind: 'pastDate'; readonly value: string }
  | { readonly kind: 'unknown'; readonly what: 'person' | 'role' | 'scope'; readonly value: string }
  | {
      readonly kind: 'ambiguous';
      readonly what: 'person' | 'role' | 'scope';
      readonly value: string;
      readonly matches: number;
    }
  /** This cell means somebody or something else than another of the line. */
  | { readonly kind: 'otherMeant'; readonly value: string; readonly found: string }
  /** A warning: nobody goes by this cell, another of the line found somebody. */
  | { readonly kind: 'foundByOther'; readonly value: string; readonly found: string }
  /** A spreadsheet may have made this of another identifier, `like` if it is known. */
  | { readonly kind: 'rewritten'; readonly value: string; readonly like?: string | undefined }
  /** A project known by its name alone belongs to another organisation than the row that was imported on. */
  | { readonly kind: 'elsewhere'; readonly value: string; readonly organisation: string }
  /** What stands above the headings names another scope than the row that was imported on. */
  | { readonly kind: 'titleOfOther'; readonly value: string }
  | { readonly kind: 'roleForOtherScope'; readonly value: string }
  | { readonly kind: 'roleOfOtherOrganisation'; readonly value: string }
  /** The same grant stood on an earlier line already: this one is left out. */
  | { readonly kind: 'duplicate'; readonly firstLine: number }
  /** The same grant stands on that line with another end. */
  | { readonly kind: 'contradicts'; readonly firstLine: number };

export interface CsvProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly range: Range;
  /** An error keeps the line out of the plan; after a warning it is only told. */
  readonly severity: 'error' | 'warning';
  readonly problem: LineProblem;
}

export interface TeamCsv {
  readonly table: CsvTable;
  readonly columns: ReadonlyMap<Column, number>;
  readonly unread: readonly UnreadColumn[];
  /** What the lines above the headings say. */
  readonly titles: readonly string[];
  readonly lines: readonly TeamLine[];
  readonly problems: readonly CsvProblem[];
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

/** Lines that may stand above the headings: titles, dates, types. */
const mostAbove = 20;

/** By these a person can be looked up: names are no identifiers, and whoever is found may be a namesake. */
const finders: readonly Column[] = ['uuid', 'username', 'person', 'email'];

/** These are compared loosely, whatever does not show in them. */
const onlyNames: ReadonlySet<Column> = new Set([
  'name',
  'native_name',
  'first_name',
  'last_name',
  'scope_name',
]);

/** Reads by the delimiter with which the headings are understood best. */
function tableOf(source: string): { readonly table: CsvTable; readonly head: number } {
  const sure = (delimiter?: Delimiter) => {
    const { rows } = parseCsv(source, { delimiter, preview: mostAbove });
    const all = rows.map(({ cells }) => headingsIn(cells));
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

/** Whether a text begins as a file of teams does. */
export function isTeamCsv(beginning: string): boolean {
  return [undefined, ...delimiters].some((delimiter) =>
    parseCsv(beginning, { delimiter, preview: mostAbove }).rows.some(({ cells }) => headingsIn(cells) > 0),
  );
}

/**
 * Reads a team: one line a grant, columns in any order; those that are not read are named.
 * @param defaults whether the file may leave the scope out, because it is known from where the import was started
 */
export function parseTeamCsv(source: string, now: Date, defaults: { readonly scope: boolean }): TeamCsv {
  const { table, head } = tableOf(source);
  const rows = table.rows.slice(head + 1);
  const columns = new Map<Column, number>();
  const problems: CsvProblem[] = [];
  const lines: TeamLine[] = [];
  const note = (
    row: CsvRow,
    problem: LineProblem,
    cell?: number,
    severity: CsvProblem['severity'] = 'error',
  ) =>
    problems.push({
      line: positionOf(table, row.from).line + 1,
      range: cell === undefined ? rangeOfRow(table, row) : rangeOfCell(table, row, cell),
      severity,
      problem,
    });
  for (const row of table.rows.slice(0, head)) {
    // A title is one cell. What has more may be lines of the team.
    const filled = row.cells.filter((cell) => plainIdentifier(cell) !== '').length;
    note(row, { kind: 'aboveHeadings' }, undefined, filled > 1 ? 'error' : 'warning');
  }
  const headRow = table.rows[head] ?? { cells: [], from: 0, to: 0 };
  columnsOf(headRow.cells).forEach((column, index) => {
    if (column !== undefined && columns.has(column)) {
      note(headRow, { kind: 'sameColumnTwice', column }, index);
    } else if (column !== undefined) {
      columns.set(column, index);
    }
  });
  const unread = unreadColumns(headRow, rows, now);
  const whereColumns = scopeColumns.filter((column) => columns.has(column));
  const missing: Column[] = [
    ...(finders.some((column) => columns.has(column)) ? [] : ['person' as const]),
    ...(columns.has('role') ? [] : ['role' as const]),
    ...(whereColumns.length > 0 || defaults.scope ? [] : ['scope' as const]),
  ];
  for (const column of missing) {
    note(headRow, { kind: 'missingColumn', column });
  }
  const isWrong = problems.some(({ problem }) => problem.kind !== 'aboveHeadings');
  for (const column of unread) {
    note(headRow, { kind: 'unreadColumn', column }, column.index, 'warning');
  }
  const titles = table.rows.slice(0, head).flatMap(({ cells }) => cells.flatMap(titlesOf));
  if (isWrong) {
    return { table, columns, unread, titles, lines, problems };
  }
  let heading: number | undefined;
  for (const row of rows) {
    const before = problems.length;
    if (headingsIn(row.cells) > 0) {
      heading ??= positionOf(table, row.from).line + 1;
    }
    if (heading !== undefined) {
      note(row, { kind: 'otherTable', heading });
      continue;
    }
    if (isTitle(row.cells)) {
      heading = positionOf(table, row.from).line + 1;
    }
    const late: (() => void)[] = [];
    if (row.badQuote !== undefined) {
      problems.push({
        line: positionOf(table, row.from).line + 1,
        range: rangeOf(table, row.badQuote, row.badQuote + 1),
        severity: 'error',
        problem: { kind: 'badQuote' },
      });
      continue;
    }
    const extra = row.cells.findIndex((cell, index) => index >= headRow.cells.length && cell.trim() !== '');
    if (extra >= 0) {
      note(row, { kind: 'tooManyCells' }, extra);
    }
    const cell = <C extends Column>(column: C): Named<C> => {
      const raw = row.cells[columns.get(column) ?? -1] ?? '';
      return { column, raw, text: plainIdentifier(raw) };
    };
    const read = (column: Column): string => {
      const { text, raw } = cell(column);
      if (text !== raw.normalize().replace(/^[ \t\n]+|[ \t\n]+$/g, '')) {
        late.push(() => note(row, { kind: 'cleaned', value: text }, columns.get(column), 'warning'));
      }
      return text;
    };
    const person = personColumns.map(cell).filter(({ text }) => text !== '');
    const scope = whereColumns.map(cell);
    for (const { column } of [...person, ...scope]) {
      if (!onlyNames.has(column)) {
        read(column);
      }
    }
    if (!person.some(({ column }) => finders.includes(column))) {
      const [name] = person;
      const column = finders.find((each) => columns.has(each)) ?? 'person';
      note(
        row,
        name === undefined ? { kind: 'empty', column } : { kind: 'onlyName', value: name.text },
        columns.get(name?.column ?? column),
      );
    }
    const role = read('role');
    if (role === '') {
      note(row, { kind: 'empty', column: 'role' }, columns.get('role'));
    }
    const kindText = read('scope_kind');
    const scopeKind = kinds[kindText.toLowerCase().replace(/[\s_-]+/g, '')];
    if (kindText !== '' && scopeKind === undefined) {
      note(row, { kind: 'unknownScopeKind', value: kindText }, columns.get('scope_kind'));
    }
    // What is named for some lines only is not to be guessed for the others.
    for (const kind of new Set(whereColumns.map(kindOfColumn))) {
      const group = scope.filter(({ column }) => kindOfColumn(column) === kind);
      const isMeant = kind === undefined || scopeKind === undefined || scopeKind === kind;
      if (isMeant && group[0] !== undefined && group.every(({ text }) => text === '')) {
        note(row, { kind: 'empty', column: group[0].column }, columns.get(group[0].column));
      }
    }
    if (row.cells.length <= (columns.get('expiry') ?? -1)) {
      note(row, { kind: 'tooFewCells' });
    }
    const expiry = read('expiry');
    const end: EndText =
      expiry === '' ? { kind: 'end', expiry: null } : parseEnd(expiry, now, { days: false });
    if (end.kind === 'none') {
      note(row, { kind: 'notADate', value: expiry, why: end.why }, columns.get('expiry'));
    } else if (end.kind === 'past') {
      late.push(() => note(row, { kind: 'pastDate', value: expiry }, columns.get('expiry'), 'warning'));
    }
    if (problems.length === before && end.kind !== 'none') {
      lines.push({
        line: positionOf(table, row.from).line + 1,
        person,
        role,
        scopeKind,
        scope: scope.filter(({ text }) => text !== ''),
        expiry: columns.has('expiry') ? end.expiry : undefined,
        row,
      });
    }
    late.forEach((tell) => tell());
  }
  return { table, columns, unread, titles, lines, problems };
}

/** A line that heads others, as "Removed", "# Physics" or "Project:;Physics". */
function isTitle(cells: readonly string[]): boolean {
  const [first = '', ...more] = cells.map(plainIdentifier).filter((cell) => cell !== '');
  return more.length === 0 || first.endsWith(':');
}

/** What a title may name: all of it, and what comes after a colon. */
function titlesOf(cell: string): readonly string[] {
  const text = plainIdentifier(cell);
  return [...new Set([text, text.replace(/^[^:]*:\s*/, '')])].filter((title) => title !== '');
}

/** The kind of scope that a column names, if it is for one kind only. */
export function kindOfColumn(column: ScopeColumn): GrantScope['kind'] | undefined {
  switch (column) {
    case 'scope':
    case 'scope_name':
      return undefined;
    case 'project':
    case 'project_uuid':
      return 'project';
    case 'managing_organisation':
    case 'managing_organisation_uuid':
      return 'call-managing-organisation';
    case 'organisation':
    case 'organisation_uuid':
      return 'customer';
  }
}

/** The columns an import reads; names stand beside the uuids for people, and have to fit them. */
const exported = ['person', 'name', 'mail', 'role', 'scope_kind', 'scope', 'scope_name', 'expiry'] as const;

/** One line a grant; the import reads it again as it is. */
export function writeTeamCsv(held: readonly HeldRole[], delimiter?: Delimiter): string {
  const rows = held.map(({ scope, person, role, expiry }) => [
    person.username ?? person.uuid,
    person.name,
    person.email ?? '',
    role.name,
    scope.kind === 'customer' ? 'organisation' : scope.kind,
    scope.uuid,
    scope.name,
    expiry ?? '',
  ]);
  return writeCsv([[...exported], ...rows], delimiter);
}
