import type { RunResult } from './result';
import type { Plan, Task, TaskKinds } from './task';

/**
 * The plan that takes back what a run has done, the last first. What it did not do stays out, and so does what
 * nothing takes back.
 */
export function inverse<T extends Task>(
  { results }: Pick<RunResult<T>, 'results'>,
  kinds: TaskKinds<T>,
  now: Date,
): Plan<T> {
  const done = results.flatMap(({ task, outcome }) =>
    outcome.kind === 'done'
      ? [{ task, back: kinds.get(task.kind)?.inverse(task, outcome.result, now) ?? [] }]
      : [],
  );
  // What followed is taken back before what it followed: the old role is back before the new one goes.
  const followed = new Map(done.map(({ task, back }) => [task.after, back.at(-1)?.id]));
  return {
    tasks: done.toReversed().flatMap(({ task, back }) => {
      const after = followed.get(task.id);
      return after === undefined ? back : back.map((one) => ({ ...one, after }));
    }),
  };
}
