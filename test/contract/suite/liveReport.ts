import type { Bench } from './bench';
import { operationNames } from './allCases';
import { operations, type OperationName } from './operations';
import type { CaseResult, Outcome } from './runCases';

const columns = ['passed', 'tooOld', 'skipped', 'failed', 'stopped'] as const;
const headings: Readonly<Record<(typeof columns)[number], string>> = {
  passed: 'passed',
  tooOld: 'too old',
  skipped: 'skipped',
  failed: 'failed',
  stopped: 'not run',
};

/** Who asks whom, in one paragraph. */
export function introduction({ me, version, client, facts, prefix, options }: Bench): string {
  const kind = me.is_staff === true ? 'staff' : me.is_support === true ? 'support' : 'an ordinary account';
  return [
    `${client.baseUrl}, ${version === undefined ? 'which does not tell its version' : `version ${version}`}`,
    `as ${me.username ?? me.uuid}, ${kind}, who sees ${facts.organisations} organisations`,
    `Everything it makes is called "${prefix} …", and is removed again.`,
    options.leave === true
      ? 'The server keeps for good: the projects it makes, as removed ones, a record of each role it grants and revokes, and the audit log.'
      : 'The server keeps the audit log for good. Cases of which it would keep more are skipped: --leave runs them.',
  ].join('\n');
}

/** The table, the reasons of what was skipped and the errors of what failed. */
export function summary(results: readonly CaseResult[]): string {
  return [
    ...table(results),
    ...reasons('The server is too old for:', results, 'tooOld'),
    ...reasons('Skipped:', results, 'skipped'),
    ...failures(results),
  ].join('\n');
}

export function titleOf(name: OperationName): string {
  const { method, path } = operations[name];
  return `${method.padEnd(6)} ${path}`;
}

function table(results: readonly CaseResult[]): readonly string[] {
  const names = operationNames.filter((name) => results.some((result) => result.case.operation === name));
  const width = Math.max(...names.map((name) => titleOf(name).length), 5);
  const count = (kind: Outcome['kind'], name?: OperationName) =>
    results.filter(
      ({ outcome, case: one }) => outcome.kind === kind && (name === undefined || one.operation === name),
    ).length;
  const row = (title: string, name?: OperationName) =>
    [title.padEnd(width), ...columns.map((kind) => cell(count(kind, name), headings[kind].length))].join(
      '  ',
    );
  const head = ['Operation'.padEnd(width), ...columns.map((kind) => headings[kind])].join('  ');
  const line = '─'.repeat(head.length);
  return ['', head, line, ...names.map((name) => row(titleOf(name), name)), line, row('All')];
}

function cell(count: number, width: number): string {
  return (count === 0 ? '·' : String(count)).padStart(width);
}

function reasons(
  title: string,
  results: readonly CaseResult[],
  kind: 'tooOld' | 'skipped',
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { outcome } of results) {
    if (outcome.kind === kind) {
      counts.set(outcome.reason, (counts.get(outcome.reason) ?? 0) + 1);
    }
  }
  const rows = [...counts].toSorted(([, a], [, b]) => b - a);
  return rows.length === 0
    ? []
    : ['', title, ...rows.map(([reason, count]) => `  ${String(count).padStart(3)}  ${reason}`)];
}

function failures(results: readonly CaseResult[]): readonly string[] {
  const failed = results.flatMap(({ outcome, case: one }) =>
    outcome.kind === 'failed'
      ? [
          '',
          `  ${titleOf(one.operation)}: it ${one.title}`,
          ...outcome.error.message.split('\n').map((line) => `    ${line}`),
        ]
      : [],
  );
  return failed.length === 0 ? [] : ['', 'Failed:', ...failed];
}
