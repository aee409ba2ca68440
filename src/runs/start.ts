import type { Outcome } from './outcome';
import type { RunRecord } from './record';
import { isTried, remaining, resultOf, unanswered } from './result';
import type { Task, TaskKind } from './task';

/** Where a go of a run begins, new or taken up again. */
export interface Start<T extends Task> {
  /** Without the outcomes of what is tried again. */
  readonly record: RunRecord<T>;
  /** Requests of these may have arrived before. */
  readonly tried: ReadonlySet<string>;
  /** What an earlier go left uncertain stays so until it is looked at. */
  readonly uncertain: ReadonlyMap<string, Outcome>;
}

export function startOf<T extends Task>(record: RunRecord<T>): Start<T> {
  const before = Object.entries(record.outcomes);
  const again = new Set(remaining(resultOf(record)).tasks.map(({ id }) => id));
  const tried = before.filter(([, outcome]) => isTried(outcome));
  const uncertain = record.sent.filter((id) => record.outcomes[id] === undefined);
  return {
    record: { ...record, outcomes: Object.fromEntries(before.filter(([id]) => !again.has(id))) },
    tried: new Set([...record.sent, ...tried.map(([id]) => id)]),
    uncertain: new Map([
      ...uncertain.map((id) => [id, unanswered] as const),
      ...tried.filter(([, { kind }]) => kind === 'unknown'),
    ]),
  };
}

interface Phase<T> {
  readonly together: readonly T[];
  /** After those, one by one. */
  readonly alone: readonly T[];
}

/** Tasks in the order in which they do not hurt one another. */
export function phasesOf<T extends Task>(
  tasks: readonly T[],
  kindOf: (task: T) => TaskKind<T, T>,
  callerUuid: string | undefined,
): readonly Phase<T>[] {
  const phases = new Map<number, { together: T[]; alone: T[] }>();
  for (const task of tasks) {
    const { order, alone = false } = kindOf(task).phase(task, callerUuid);
    const phase = phases.get(order) ?? { together: [], alone: [] };
    phase[alone ? 'alone' : 'together'].push(task);
    phases.set(order, phase);
  }
  return [...phases].toSorted(([a], [b]) => a - b).map(([, phase]) => phase);
}
