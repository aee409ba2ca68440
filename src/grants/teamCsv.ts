import {
  type CsvRow,
  type CsvTable,
  parseCsv,
  positionOf,
  type Range,
  rangeOf,
  rangeOfCell,
  rangeOfRow,
  writeCsv,
} from './csv';
import { type EndText, type NoEnd, parseEnd } from './endText';
import type { Expiry, GrantScope } from './planItem';
import type { Held } from './teams';

/** What a person wrote on one line. Nothing of it was looked up. */
export interface TeamLine {
  /** Counted from 1, as people do. */
  readonly line: number;
  /** User name, e-mail address or uuid. */
  readonly person: string;
  /** Name, description or uuid. */
  readonly role: string;
  /** Undefined: not said. */
  readonly scopeKind: GrantScope['kind'] | undefined;
  /** Name or uuid; "": not said. */
  readonly scope: string;
  readonly expiry: Expiry;
  readonly row: CsvRow;
}

export type Column = 'person' | 'role' | 'scope_kind' | 'scope' | 'expiry';

/** What is wrong with a line. Data: the sentence is made where it is shown. */
export type LineProblem =
  | { readonly kind: 'missingColumn'; readonly column: Column }
  | { readonly kind: 'sameColumnTwice'; readonly column: Column }
  | { readonly kind: 'badQuote' }
  | { readonly kind: 'tooManyCells' }
  | { readonly kind: 'empty'; readonly column: Column }
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
  | { readonly kind: 'roleForOtherScope'; readonly value: string }
  /** The same grant stood on an earlier line already: this one is left out. */
  | { readonly kind: 'duplicate'; readonly firstLine: number }
  /** The same grant with another end stood on an earlier line. */
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
  readonly lines: readonly TeamLine[];
  readonly problems: readonly CsvProblem[];
}

/** Headings by what people call them, in small letters without blanks and underscores. */
const headings: Readonly<Record<Column, readonly string[]>> = {
  person: ['person', 'user', 'username', 'email', 'emailaddress', 'useruuid', 'member'],
  role: ['role', 'rolename', 'roleuuid'],
  scope_kind: ['scopekind', 'kind', 'scopetype', 'type'],
  scope: ['scope', 'scopeuuid', 'organisation', 'organization', 'project', 'on'],
  expiry: ['expiry', 'expires', 'expirationtime', 'until', 'end', 'enddate'],
};

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

function endOf(text: string, now: Date): EndText {
  return text === '' ? { kind: 'end', expiry: null } : parseEnd(text, now, { days: false });
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}

/**
 * Reads a team: one line a grant, columns person, role, scope_kind, scope and expiry in any order, others are
 * ignored. No expiry means for good.
 * @param defaults whether lines may leave the scope out, because it is known from where the import was started
 */
export function parseTeamCsv(source: string, now: Date, defaults: { readonly scope: boolean }): TeamCsv {
  const table = parseCsv(source);
  const [head, ...rows] = table.rows;
  const columns = new Map<Column, number>();
  const problems: CsvProblem[] = [];
  const lines: TeamLine[] = [];
  const lineOf = (row: CsvRow) => positionOf(table, row.from).line + 1;
  const note = (row: CsvRow, line: number, problem: LineProblem, cell?: number) =>
    problems.push({
      line,
      range: cell === undefined ? rangeOfRow(table, row) : rangeOfCell(table, row, cell),
      severity: 'error',
      problem,
    });
  const headRow = head ?? { cells: [], from: 0, to: 0 };
  const headLine = lineOf(headRow);
  headRow.cells.forEach((heading, index) => {
    const found = (Object.keys(headings) as Column[]).find((column) =>
      headings[column].includes(plain(heading)),
    );
    if (found !== undefined && columns.has(found)) {
      note(headRow, headLine, { kind: 'sameColumnTwice', column: found }, index);
    } else if (found !== undefined) {
      columns.set(found, index);
    }
  });
  const required: readonly Column[] = defaults.scope ? ['person', 'role'] : ['person', 'role', 'scope'];
  for (const column of required.filter((name) => !columns.has(name))) {
    note(headRow, headLine, { kind: 'missingColumn', column });
  }
  if (problems.length > 0) {
    return { table, columns, lines, problems };
  }
  for (const row of rows) {
    const line = lineOf(row);
    const before = problems.length;
    const late: CsvProblem[] = [];
    if (row.badQuote !== undefined) {
      problems.push({
        line,
        range: rangeOf(table, row.badQuote, row.badQuote + 1),
        severity: 'error',
        problem: { kind: 'badQuote' },
      });
      continue;
    }
    if (row.cells.length > headRow.cells.length) {
      note(row, line, { kind: 'tooManyCells' }, headRow.cells.length);
    }
    const cell = (column: Column) => row.cells[columns.get(column) ?? -1]?.trim() ?? '';
    for (const column of required.filter((name) => cell(name) === '')) {
      note(row, line, { kind: 'empty', column }, columns.get(column));
    }
    const kindText = cell('scope_kind');
    const scopeKind = kinds[plain(kindText)];
    if (kindText !== '' && scopeKind === undefined) {
      note(row, line, { kind: 'unknownScopeKind', value: kindText }, columns.get('scope_kind'));
    }
    const end = endOf(cell('expiry'), now);
    if (end.kind === 'none') {
      note(row, line, { kind: 'notADate', value: cell('expiry'), why: end.why }, columns.get('expiry'));
    } else if (end.kind === 'past') {
      late.push({
        line,
        range: rangeOfCell(table, row, columns.get('expiry') ?? 0),
        severity: 'warning',
        problem: { kind: 'pastDate', value: cell('expiry') },
      });
    }
    if (problems.length === before && end.kind !== 'none') {
      lines.push({
        line,
        person: cell('person'),
        role: cell('role'),
        scopeKind,
        scope: cell('scope'),
        expiry: end.expiry,
        row,
      });
    }
    problems.push(...late);
  }
  return { table, columns, lines, problems };
}

/** The columns an import reads, and names for people to read beside the uuids. */
const exported = ['person', 'name', 'mail', 'role', 'scope_kind', 'scope', 'scope_name', 'expiry'] as const;

/** One line a grant; the import reads it again as it is. */
export function writeTeamCsv(
  teams: readonly { readonly scope: GrantScope; readonly grants: readonly Held[] }[],
): string {
  const rows = teams.flatMap(({ scope, grants }) =>
    grants.map(({ person, role, expiry }) => [
      person.username ?? person.uuid,
      person.name,
      person.email ?? '',
      role.name,
      scope.kind === 'customer' ? 'organisation' : scope.kind,
      scope.uuid,
      scope.name,
      expiry ?? '',
    ]),
  );
  return writeCsv([[...exported], ...rows]);
}
