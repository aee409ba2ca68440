import assert from 'node:assert/strict';
import { planGrants } from '../../src/grants/plan';
import type { GrantScope, RoleTask } from '../../src/grants/roleTask';
import type { ChangeTask } from '../../src/changes/taskKinds';
import type { Outcome } from '../../src/runs/outcome';
import type { RunResult } from '../../src/runs/result';
import type { RunOptions } from '../../src/runs/run';
import type { Plan } from '../../src/runs/task';
import type { Bench } from './grantsWorld';

export const soon = '2098-01-01T00:00:00.000Z';
export const later = '2099-01-01T00:00:00.000Z';

export function outcomes({ results }: RunResult): readonly string[] {
  return results.map(({ outcome }) => wordOf(outcome));
}

/** How many tasks ended how. */
export function countsOf({ results }: Pick<RunResult, 'results'>): Readonly<Record<Outcome['kind'], number>> {
  const counts = { done: 0, skipped: 0, failed: 0, noEffect: 0, unknown: 0, notRun: 0 };
  for (const { outcome } of results) {
    counts[outcome.kind]++;
  }
  return counts;
}

export function wordOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
      return outcome.found === true ? 'done found' : 'done';
    case 'skipped':
      return `skipped ${outcome.reason.kind}`;
    case 'failed':
    case 'unknown':
      return `${outcome.kind} ${outcome.problem.kind}`;
    case 'noEffect':
      return 'noEffect';
    case 'notRun':
      return `notRun ${outcome.why}`;
  }
}

/** So many people who hold nothing there become readers until `later`. */
export async function readerPlan(bench: Bench, scope: GrantScope, count: number): Promise<Plan<RoleTask>> {
  return planGrants(
    {
      scopes: [scope],
      people: bench.strangers(scope, count),
      role: bench.role('CUSTOMER.READER'),
      expiry: later,
    },
    await bench.context(scope),
  );
}

/** After so many tasks something happens, once. */
export function after(count: number, happen: () => unknown): Pick<RunOptions, 'onProgress'> {
  return {
    onProgress: ({ finished }) => {
      if (finished === count) {
        happen();
      }
    },
  };
}

/** What the report says was done, and nothing else, is on the server. */
export function assertReported(bench: Bench, scope: GrantScope, result: RunResult<ChangeTask>): void {
  const held = new Set(bench.grants(scope).map((line) => line.split(' ').slice(0, 2).join(' ')));
  for (const { task, outcome } of result.results) {
    if (task.kind === 'role' && task.change.kind === 'add' && outcome.kind !== 'unknown') {
      const has = held.has(`${task.person.username ?? ''} ${task.role.name}`);
      assert.equal(has, outcome.kind === 'done', `${task.person.name}: ${wordOf(outcome)}`);
    }
  }
}

/** The writes the server was asked for. */
export function postsOf(bench: Bench) {
  return bench.server.requests.list().filter(({ method }) => method === 'POST');
}
