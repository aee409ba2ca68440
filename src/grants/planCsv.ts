import { writeCsv } from '../csv/csv';
import { csvProblem, lineNumber } from '../csv/csvProblem';
import { plainIdentifier } from '../csv/invisible';
import type { TeamProblem } from './lineProblem';
import type { RoleTask } from './roleTask';
import { parseTeamCsv, type TeamCsv } from './teamCsv';

/** What a line of a plan does to a role. */
export type PlanVerb = 'grant' | 'expiry' | 'revoke';

/** Who, what and where stand by name, for people, and by what tells them from all others; they have to fit. */
const headings = [
  'change',
  'expiry',
  'username',
  'name',
  'role',
  'scope_name',
  'scope_kind',
  'scope',
  'user_uuid',
] as const;

const serverLine = /^# *server: *(\S+)/im;

/** A plan as it was read. Nothing of it was looked up. */
export interface PlanCsv {
  readonly csv: TeamCsv;
  /** By the number of the line. */
  readonly verbs: ReadonlyMap<number, PlanVerb>;
  /** The address of the server that it is for; undefined where it says none. */
  readonly server: string | undefined;
}

/**
 * A plan as text: notes, then a line a change. What is not sent is not in it.
 * @param plain makes a server's text one line without what hides or reorders text
 * @returns undefined where someone has no user name, as nothing but the uuid would tell who that is
 */
export function writePlanCsv(
  tasks: readonly RoleTask[],
  notes: readonly string[],
  server: string,
  plain: (text: string) => string,
): string | undefined {
  const rows = tasks.flatMap((task) => {
    const { person, role, scope } = task;
    const sent = sentOf(task);
    return sent === undefined
      ? []
      : [
          [
            sent.verb,
            sent.expiry,
            plain(person.username ?? ''),
            plain(person.name),
            plain(role.name),
            plain(scope.name),
            scope.kind === 'customer' ? 'organisation' : scope.kind,
            scope.uuid,
            person.uuid,
          ],
        ];
  });
  return rows.some(([, , username]) => username === '')
    ? undefined
    : [...notes, `server: ${server}`].map((note) => `# ${note}\n`).join('') +
        writeCsv([[...headings], ...rows]).replaceAll('\r\n', '\n');
}

function sentOf({ change }: RoleTask): { readonly verb: PlanVerb; readonly expiry: string } | undefined {
  switch (change.kind) {
    case 'add':
      return { verb: 'grant', expiry: change.expiry ?? 'permanent' };
    case 'prolong':
    case 'shorten':
      return { verb: 'expiry', expiry: change.to ?? 'permanent' };
    case 'remove':
      return { verb: 'revoke', expiry: '' };
    case 'unchanged':
    case 'impossible':
      return undefined;
  }
}

/** Reads what is left of a plan, by whoever it was edited. A line needs all that tells who and what is meant. */
export function readPlanCsv(source: string, now: Date): PlanCsv {
  const text = source.replace(/\r\n?/g, '\n');
  // Lines keep their numbers.
  const csv = parseTeamCsv(text.replace(/^\s*#.*$/gm, ''), now, { scope: false });
  const { table } = csv;
  const head = table.rows.find(({ cells }) => cells.some((cell) => plainIdentifier(cell) === 'change'));
  const at = head?.cells.findIndex((cell) => plainIdentifier(cell) === 'change') ?? -1;
  const verbs = new Map<number, PlanVerb>();
  const problems: TeamProblem[] = csv.problems.filter(
    ({ problem }) => problem.kind !== 'unreadColumn' || problem.column.index !== at,
  );
  const wrong = new Set<number>();
  for (const line of csv.lines) {
    const { row } = line;
    const note = (problem: TeamProblem['problem'], cell?: number): void => {
      wrong.add(line.line);
      problems.push(csvProblem(table, row, problem, cell));
    };
    const verb = verbOf(plainIdentifier(row.cells[at] ?? ''));
    if (verb === undefined) {
      note({ kind: 'unknownChange', value: row.cells[at] ?? '' }, at < 0 ? undefined : at);
      continue;
    }
    for (const column of ['uuid', 'username'] as const) {
      if (!line.person.some((cell) => cell.column === column)) {
        note({ kind: 'empty', column }, csv.columns.get(column));
      }
    }
    const end = csv.columns.get('expiry');
    if (verb !== 'revoke' && plainIdentifier(row.cells[end ?? -1] ?? '') === '') {
      note({ kind: 'empty', column: 'expiry' }, end);
    }
    verbs.set(lineNumber(table, row), verb);
  }
  return {
    csv: {
      ...csv,
      problems,
      lines: csv.lines.filter(({ line }) => !wrong.has(line)),
      unread: csv.unread.filter(({ index }) => index !== at),
    },
    verbs,
    server: serverLine.exec(text)?.[1],
  };
}

function verbOf(text: string): PlanVerb | undefined {
  return text === 'grant' || text === 'expiry' || text === 'revoke' ? text : undefined;
}
