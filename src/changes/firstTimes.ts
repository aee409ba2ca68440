import type { RunResult } from '../runs/result';
import type { ContextKey } from '../ui/contextKeys';
import type { ChangeTask } from './taskKinds';

/** The steps of the walkthrough that a run has really done. */
export function firstTimes({ results }: RunResult<ChangeTask>): readonly ContextKey[] {
  return results.flatMap(({ task, outcome }) => {
    if (outcome.kind !== 'done') {
      return [];
    }
    if (task.kind === 'role' && task.change.kind === 'add') {
      return ['waldur.granted'];
    }
    return task.kind === 'fields' ? ['waldur.edited'] : [];
  });
}
