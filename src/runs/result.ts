import type { Outcome } from './outcome';
import type { RunRecord } from './record';
import type { Plan, Task } from './task';

export interface TaskResult<T extends Task = Task> {
  readonly task: T;
  readonly outcome: Outcome;
}

export interface RunResult<T extends Task = Task> {
  /** What a further try goes on from. */
  readonly record: RunRecord<T>;
  /** In the plan's order. */
  readonly results: readonly TaskResult<T>[];
}

const interrupted: Outcome = { kind: 'notRun', why: 'interrupted' };
/** Its window ended while it waited for the answer. */
export const unanswered: Outcome = { kind: 'unknown', problem: { kind: 'cancelled' } };

/** What became of a run so far. What was sent and has no answer is not known; what it did not come to is not run. */
export function resultOf<T extends Task>(record: RunRecord<T>): RunResult<T> {
  const sent = new Set(record.sent);
  return {
    record,
    results: record.tasks.map((task) => ({
      task,
      outcome: record.outcomes[task.id] ?? (sent.has(task.id) ? unanswered : interrupted),
    })),
  };
}

/** What is worth another try: what failed, is not known or was not reached. Each is looked at before it is sent. */
export function remaining<T extends Task>({ results }: Pick<RunResult<T>, 'results'>): Plan<T> {
  const left = results.filter(({ outcome }) => isLeft(outcome));
  const ids = new Set(left.map(({ task }) => task.id));
  const waiting = results.filter(
    ({ task, outcome }) =>
      outcome.kind === 'skipped' &&
      outcome.reason.kind === 'firstStepNotDone' &&
      task.after !== undefined &&
      ids.has(task.after),
  );
  return { tasks: [...left, ...waiting].map(({ task }) => task) };
}

export function isLeft({ kind }: Outcome): boolean {
  return isTried({ kind }) || kind === 'notRun';
}

/** Whether it was tried without success, so that its request may have arrived, also late. */
export function isTried({ kind }: Pick<Outcome, 'kind'>): boolean {
  return kind === 'failed' || kind === 'noEffect' || kind === 'unknown';
}
