import type { Outcome, SkipReason } from '../runs/outcome';
import type { RunRecord } from '../runs/record';
import { isLeft, remaining, resultOf, type TaskResult } from '../runs/result';
import { sameGroups } from '../edits/groupsTask';
import { isWrite } from '../grants/judge';
import type { RoleTask } from '../grants/roleTask';
import type { ChangeTask } from './taskKinds';

interface OfTask {
  readonly task: ChangeTask;
}

/** A change as a person asks for it: one task, or a new role with those that it takes the place of. */
export interface ChangeOf<T extends OfTask> {
  readonly first: T;
  readonly replaced: readonly OfRole<T>[];
}

type OfRole<T extends OfTask> = T & { readonly task: RoleTask };

/** Tasks, or their results, as the changes they make together; in the order given. */
export function changesOf<T extends OfTask>(all: readonly T[]): readonly ChangeOf<T>[] {
  const changes = new Map(all.map((one) => [one.task.id, { first: one, replaced: [] as OfRole<T>[] }]));
  for (const one of all) {
    const { id, after } = one.task;
    const gain = after === undefined ? undefined : changes.get(after);
    if (gain !== undefined && isLoss(one)) {
      gain.replaced.push(one);
      changes.delete(id);
    }
  }
  return [...changes.values()];
}

/** The changes of a plan. */
export function changesOfPlan<T extends ChangeTask>(
  tasks: readonly T[],
): readonly ChangeOf<{ readonly task: T }>[] {
  return changesOf(tasks.map((task) => ({ task })));
}

function isLoss<T extends OfTask>(one: T): one is OfRole<T> {
  const { task } = one;
  return (
    task.kind === 'role' &&
    (task.change.kind === 'remove' || (task.change.kind === 'impossible' && task.change.wanted === 'revoke'))
  );
}

/** What a change comes to before it is run. `takes`: someone has less access afterwards, and nothing instead. */
export function aimOf({
  first: { task },
  replaced,
}: ChangeOf<OfTask>): 'gives' | 'takes' | 'unchanged' | 'impossible' {
  switch (task.kind) {
    case 'role': {
      if (task.change.kind === 'impossible') {
        return 'impossible';
      }
      if (![task, ...replaced.map((one) => one.task)].some(({ change }) => isWrite(change))) {
        return 'unchanged';
      }
      return replaced.length === 0 && ['remove', 'shorten'].includes(task.change.kind) ? 'takes' : 'gives';
    }
    case 'invite':
      return task.why === undefined ? 'gives' : 'impossible';
    case 'cancelInvitation':
      return 'takes';
    case 'resendInvitation':
      return 'gives';
    case 'fields':
      if (task.why !== undefined) {
        return 'impossible';
      }
      return task.changes.length === 0 ? 'unchanged' : 'gives';
    case 'groups':
      if (task.why !== undefined) {
        return 'impossible';
      }
      return sameGroups(task.from, task.to) ? 'unchanged' : 'gives';
    case 'image':
      return task.from === null && task.to.kind === 'none' ? 'unchanged' : 'gives';
    case 'create':
      return task.why === undefined ? 'gives' : 'impossible';
    case 'delete':
      return 'takes';
    case 'recover':
      return 'gives';
  }
}

/** Whether a change is sent to the server. */
export function isSent(change: ChangeOf<OfTask>): boolean {
  const aim = aimOf(change);
  return aim === 'gives' || aim === 'takes';
}

/** How many changes are left to do, of how many. */
export function changesLeft(results: readonly TaskResult<ChangeTask>[]): {
  readonly left: number;
  readonly total: number;
} {
  const sent = changesOf(results).filter((change) => isSent(change) && !isLeftOut(change));
  const left = sent.filter((change) => isLeft(outcomeOfChange(change).outcome));
  return { left: left.length, total: sent.length };
}

/** Whether the person took it out of the plan. */
export function isLeftOut({ first: { outcome } }: ChangeOf<TaskResult<ChangeTask>>): boolean {
  return outcome.kind === 'skipped' && outcome.reason.kind === 'leftOut';
}

/** Counts the changes of a run that are through, task by task. */
export class ChangesUnderWay {
  /** The tasks that each one waits for, by the id of each. */
  private readonly waiting = new Map<string, Set<string>>();
  private through = 0;

  constructor(record: RunRecord<ChangeTask>) {
    const again = new Set(remaining(resultOf(record)).tasks.map(({ id }) => id));
    for (const change of changesOfPlan(record.tasks).filter(isSent)) {
      const ids = new Set(
        [change.first, ...change.replaced].map(({ task }) => task.id).filter((id) => again.has(id)),
      );
      ids.forEach((id) => this.waiting.set(id, ids));
    }
  }

  /** A task has its outcome. @returns how many changes are through */
  end({ id }: ChangeTask): number {
    const ids = this.waiting.get(id);
    if (ids?.delete(id) === true && ids.size === 0) {
      this.through++;
    }
    return this.through;
  }
}

/** What became of a change: of its tasks the one that tells most, and that first of all what is not certain. */
export function outcomeOfChange<T extends TaskResult<ChangeTask>>({ first, replaced }: ChangeOf<T>): T {
  return [first, ...replaced].reduce((a, b) => (weight(b.outcome) < weight(a.outcome) ? b : a));
}

function weight(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'unknown':
      return 0;
    case 'failed':
    case 'noEffect':
      return 1;
    case 'notRun':
      return 2;
    case 'skipped':
      return weightOfSkipped(outcome.reason);
    case 'done':
      return 4;
  }
}

function weightOfSkipped(reason: SkipReason): number {
  switch (reason.kind) {
    case 'impossible':
    case 'changedByOther':
    case 'leftOut':
      return 3;
    case 'unchanged':
    case 'alreadySo':
      return 5;
    // It says no more than that the task before it was not done.
    case 'firstStepNotDone':
      return 6;
  }
}
