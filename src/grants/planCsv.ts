import { writeCsv } from '../csv/csv';
import { csvProblem, lineNumber } from '../csv/csvProblem';
import { plainIdentifier } from '../csv/invisible';
import { isEmail } from '../waldur/emailAddress';
import { longestInvitationText } from '../waldur/invitations';
import { serverAddress } from '../waldur/serverAddress';
import type { InviteTask } from './invitationTasks';
import type { TeamProblem } from './lineProblem';
import type { RoleTask } from './roleTask';
import type { PlannedTask } from './taskKinds';
import { parseTeamCsv, type TeamCsv } from './teamCsv';
import type { TeamLine } from './teamLine';

/** What a line of a plan does. */
export type PlanVerb = 'grant' | 'expiry' | 'revoke' | 'invite';

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

const serverLine = /^\s*"?# *server: *([^\s,;|"]+)/im;

/** A plan as it was read. Nothing of it was looked up. */
export interface PlanCsv {
  /** Its lines are those of roles. */
  readonly csv: TeamCsv;
  /** Those of invitations. */
  readonly invites: readonly TeamLine[];
  /** By the number of the line. */
  readonly verbs: ReadonlyMap<number, PlanVerb>;
  /** Of invitations, by the number of the line. */
  readonly messages: ReadonlyMap<number, string>;
  /** The address of the server that it is for, as connections have it where it is one, and the line that says it; undefined where none does. */
  readonly server: { readonly url: string; readonly line: number } | undefined;
}

/**
 * A plan as text: notes, then a line a change. What is not sent is not in it.
 * @param plain makes a server's text one line without what hides or reorders text
 * @returns undefined where someone has no user name, as nothing but the uuid would tell who that is
 */
export function writePlanCsv(
  tasks: readonly PlannedTask[],
  notes: readonly string[],
  server: string,
  plain: (text: string) => string,
): string | undefined {
  const sent = tasks.flatMap((task) => {
    const change = sentOf(task);
    return change === undefined ? [] : [{ task, ...change }];
  });
  const isNameless = ({ task }: (typeof sent)[number]): boolean =>
    task.kind === 'role' && plain(task.person.username ?? '') === '';
  if (sent.some(isNameless)) {
    return undefined;
  }
  const invites = sent.flatMap(({ task }) => (task.kind === 'invite' ? [task] : []));
  // Plans of roles do without.
  const more = [...(invites.length === 0 ? [] : ['email']), ...(invites.some(hasMessage) ? ['message'] : [])];
  const rows = sent.map(({ task, verb, expiry }) => {
    const { role, scope } = task;
    const { username = '', name, uuid } = task.kind === 'role' ? task.person : { name: '', uuid: '' };
    const message = task.kind === 'invite' ? (task.message ?? '') : '';
    return [
      ...[verb, expiry, plain(username), plain(name), plain(role.name), plain(scope.name)],
      ...[scope.kind === 'customer' ? 'organisation' : scope.kind, scope.uuid, uuid],
      ...[
        task.kind === 'invite' ? plain(task.email) : '',
        // Whoever runs the plan has written it: nothing is left out of it.
        message.replace(/\r\n?/g, '\n'),
      ],
    ].slice(0, headings.length + more.length);
  });
  return (
    [...notes, `server: ${server}`].map((note) => `# ${note}\n`).join('') +
    writeCsv([[...headings, ...more], ...rows]).replaceAll('\r\n', '\n')
  );
}

function hasMessage({ message = '' }: InviteTask): boolean {
  return message !== '';
}

function sentOf(task: PlannedTask): { readonly verb: PlanVerb; readonly expiry: string } | undefined {
  return task.kind === 'role'
    ? sentOfRole(task)
    : task.why === undefined
      ? { verb: 'invite', expiry: '' }
      : undefined;
}

function sentOfRole({ change }: RoleTask): { readonly verb: PlanVerb; readonly expiry: string } | undefined {
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
  const csv = parseTeamCsv(withoutNotes(text), now, { scope: false });
  const { table } = csv;
  const head = table.rows.find(({ cells }) => cells.some((cell) => plainIdentifier(cell) === 'change'));
  const indexOf = (heading: 'change' | 'message'): number =>
    head?.cells.findIndex((cell) => plainIdentifier(cell) === heading) ?? -1;
  const [at, messageAt] = [indexOf('change'), indexOf('message')];
  const isOwn = (index: number): boolean => index === at || index === messageAt;
  const verbs = new Map<number, PlanVerb>();
  const messages = new Map<number, string>();
  const problems: TeamProblem[] = csv.problems.filter(
    ({ problem }) => problem.kind !== 'unreadColumn' || !isOwn(problem.column.index),
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
    for (const column of verb === 'invite' ? (['email'] as const) : (['uuid', 'username'] as const)) {
      if (!line.person.some((cell) => cell.column === column)) {
        note({ kind: 'empty', column }, csv.columns.get(column));
      }
    }
    const end = csv.columns.get('expiry');
    const isEmpty = plainIdentifier(row.cells[end ?? -1] ?? '') === '';
    if ((verb === 'grant' || verb === 'expiry') && isEmpty) {
      note({ kind: 'empty', column: 'expiry' }, end);
    }
    const message = row.cells[messageAt]?.trim() ?? '';
    if (verb === 'invite') {
      messages.set(line.line, message);
      const address = line.person.find(({ column }) => column === 'email');
      if (address !== undefined && !isEmail(address.text)) {
        note({ kind: 'notAnAddress', value: address.text }, csv.columns.get('email'));
      }
      if (typeof line.expiry === 'string') {
        note({ kind: 'inviteUntil' }, end);
      }
      const { newer: most } = longestInvitationText;
      const { length } = Array.from(message);
      if (length > most) {
        note({ kind: 'messageTooLong', most, length }, messageAt);
      }
    }
    verbs.set(lineNumber(table, row), verb);
  }
  const right = csv.lines.filter(({ line }) => !wrong.has(line));
  const isInvite = ({ line }: TeamLine): boolean => verbs.get(line) === 'invite';
  const server = serverLine.exec(text);
  return {
    csv: {
      ...csv,
      problems,
      lines: right.filter((line) => !isInvite(line)),
      unread: csv.unread.filter(({ index }) => !isOwn(index)),
    },
    invites: right.filter(isInvite),
    verbs,
    messages,
    server:
      server?.[1] === undefined
        ? undefined
        : {
            url: serverAddress(server[1]) ?? server[1],
            line: text.slice(0, server.index + server[0].length).split('\n').length,
          },
  };
}

/** Lines keep their numbers. Messages have lines of their own, in quotes, and these are no notes. */
function withoutNotes(text: string): string {
  let isQuoted = false;
  return text
    .split('\n')
    .map((line) => {
      // A spreadsheet quotes notes that have a comma.
      if (!isQuoted && /^\s*"?#/.test(line)) {
        return '';
      }
      isQuoted = isQuoted !== (line.split('"').length % 2 === 0);
      return line;
    })
    .join('\n');
}

function verbOf(text: string): PlanVerb | undefined {
  return text === 'grant' || text === 'expiry' || text === 'revoke' || text === 'invite' ? text : undefined;
}
