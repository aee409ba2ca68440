import { setTimeout } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { WaldurClient } from '../waldur/client';
import { AnsweredTasks } from './answeredTasks';
import { type Failure, failureOf, isRefusal, mayHaveBeenDone } from './failure';
import { LetGo } from './letGo';
import { RunNotes } from './notes';
import type { Outcome } from './outcome';
import type { RunJournal, RunRecord } from './record';
import { resultOf, type RunResult, type TaskResult } from './result';
import { phasesOf, type Start, startOf } from './start';
import type { Task, TaskKind, TaskKinds, Verdict } from './task';

export interface RunOptions<T extends Task = Task> {
  /** Whose token it is: their own roles go last, as the rest may rest on them. */
  readonly callerUuid?: string | undefined;
  /** Stops between requests; one that is on its way is waited for. */
  readonly signal?: AbortSignal | undefined;
  /** After each task. `finished` counts the tasks with an outcome. */
  readonly onProgress?: ((progress: RunProgress<T>) => void) | undefined;
  readonly journal?: RunJournal | undefined;
  /** Told of each error that is not an answer of the server's, for the log. */
  readonly onUnexpected?: ((error: unknown) => void) | undefined;
  /** Resolves after that time, or once the signal is aborted. */
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

interface RunProgress<T extends Task = Task> extends TaskResult<T> {
  readonly finished: number;
  readonly total: number;
}

const atOnce = 4;
const throttlePatience = 5;
const longestThrottleMs = 30_000;

/**
 * Carries out what is left of a run, four tasks at a time: of a new one everything, of one that was interrupted or
 * could not do all of it what failed, is not known or was not reached.
 * Before a task is sent the server is looked at, and the task is left alone when that is not as it was when the plan
 * was made; after a write whose answer was lost it is looked at again, and what was answered as done is compared with
 * the lists that show it, before what rests on it and in the end. Every task has an outcome in the end, whatever
 * happens; errors are outcomes, not thrown.
 * @throws only when the journal cannot keep the plan, or no one knows one of the tasks, before anything was sent
 */
export async function carryOut<T extends Task>(
  client: WaldurClient,
  record: RunRecord<T>,
  kinds: TaskKinds<T>,
  options: RunOptions<T> = {},
): Promise<RunResult<T>> {
  return new Run(client, kinds, options, record).run();
}

class Run<T extends Task> {
  private readonly start: RunRecord<T>;
  private readonly outcomes: Map<string, Outcome>;
  private readonly sent: Set<string>;
  private readonly before: Omit<Start<T>, 'record'>;
  /** Others wait for these. */
  private readonly firsts: ReadonlySet<string>;
  private readonly letGo: LetGo;
  private readonly notes: RunNotes;
  private readonly answered = new AnsweredTasks<T>((task) => this.kindOf(task).list(task));

  constructor(
    private readonly client: WaldurClient,
    private readonly kinds: TaskKinds<T>,
    private readonly options: RunOptions<T>,
    record: RunRecord<T>,
  ) {
    const { record: start, ...before } = startOf(record);
    this.start = start;
    this.outcomes = new Map(Object.entries(start.outcomes));
    this.sent = new Set(start.sent);
    this.before = before;
    this.letGo = new LetGo(options.signal);
    this.notes = new RunNotes(options.journal, this.letGo, options.onUnexpected);
    this.firsts = new Set(record.tasks.flatMap(({ after }) => after ?? []));
  }

  async run(): Promise<RunResult<T>> {
    const phases = phasesOf(this.start.tasks, (task) => this.kindOf(task), this.options.callerUuid);
    await this.notes.begin(this.start);
    const limit = pLimit(atOnce);
    for (const { together, alone } of phases) {
      await Promise.all(together.map((task) => limit(() => this.runTask(task))));
      for (const task of alone) {
        await this.runTask(task);
      }
      await this.compare(({ id }) => this.firsts.has(id));
    }
    await this.compare(() => true);
    return resultOf({ ...this.start, outcomes: Object.fromEntries(this.outcomes), sent: [...this.sent] });
  }

  private kindOf({ kind, id }: T): TaskKind<T, T> {
    const known = this.kinds.get(kind);
    if (known === undefined) {
      throw new Error(`No one knows the kind ${kind} of the task ${id}.`);
    }
    return known;
  }

  private async runTask(task: T): Promise<void> {
    const { id } = task;
    if (this.outcomes.has(id)) {
      return;
    }
    const outcome = await this.outcomeOf(task, this.kindOf(task));
    await this.keep(task, outcome);
    this.options.onProgress?.({
      task,
      outcome,
      finished: this.outcomes.size,
      total: this.start.tasks.length,
    });
  }

  private async keep({ id }: T, outcome: Outcome): Promise<void> {
    this.outcomes.set(id, outcome);
    await this.notes.add({ kind: 'outcome', task: id, outcome, sent: this.sent.has(id) });
  }

  private async outcomeOf(task: T, kind: TaskKind<T, T>): Promise<Outcome> {
    const aim = kind.aim(task);
    if (aim !== 'send') {
      return { kind: 'skipped', reason: { kind: aim } };
    }
    if (!this.firstStepDone(task)) {
      return { kind: 'skipped', reason: { kind: 'firstStepNotDone' } };
    }
    const why = this.letGo.why(kind.permission(task));
    if (why !== undefined) {
      return (
        (why === 'takenOver' ? undefined : this.before.uncertain.get(task.id)) ?? { kind: 'notRun', why }
      );
    }
    if (!kind.looksFirst && !this.before.tried.has(task.id)) {
      return this.write(task, kind);
    }
    let verdict: Verdict;
    try {
      verdict = await this.look(task, kind, this.options.signal);
    } catch (error) {
      return this.onReadFailure(task, kind, this.failureOf(error));
    }
    switch (verdict.kind) {
      case 'go':
        return this.write(task, kind);
      case 'reached':
        // What this run had sent before it was interrupted is its own doing.
        return this.sent.has(task.id)
          ? found(verdict.result)
          : { kind: 'skipped', reason: { kind: 'alreadySo' } };
      case 'other':
        return verdict.outcome;
    }
  }

  private firstStepDone({ after }: T): boolean {
    const first = after === undefined ? undefined : this.start.tasks.find(({ id }) => id === after);
    const outcome = first === undefined ? undefined : this.outcomes.get(first.id);
    return (
      first === undefined ||
      outcome?.kind === 'done' ||
      (outcome?.kind === 'skipped' && ['unchanged', 'alreadySo'].includes(outcome.reason.kind))
    );
  }

  private async look(task: T, kind: TaskKind<T, T>, signal: AbortSignal | undefined): Promise<Verdict> {
    const { callerUuid } = this.options;
    const verdict = await kind.look(this.client, task, { signal, callerUuid });
    this.letGo.answered('read');
    return verdict;
  }

  /** Nothing was sent yet. */
  private onReadFailure(task: T, kind: TaskKind<T, T>, problem: Failure): Outcome {
    this.letGo.learn('read', problem, kind.permission(task));
    if (this.before.uncertain.has(task.id)) {
      return { kind: 'unknown', problem };
    }
    if (problem.kind === 'cancelled') {
      return { kind: 'notRun', why: 'cancelled' };
    }
    return problem.kind === 'unauthorized'
      ? { kind: 'notRun', why: 'signedOut' }
      : { kind: 'failed', problem };
  }

  private async write(task: T, kind: TaskKind<T, T>): Promise<Outcome> {
    this.sent.add(task.id);
    await this.notes.add({ kind: 'sent', task: task.id });
    for (let attempt = 0; ; attempt++) {
      const why = this.letGo.why(kind.permission(task));
      if (why !== undefined) {
        this.sent.delete(task.id);
        return { kind: 'notRun', why };
      }
      try {
        const result = await kind.send(this.client, task, { giveUp: this.options.signal });
        this.letGo.answered('write');
        this.answered.add(task);
        return { kind: 'done', ...(result === undefined ? {} : { result }) };
      } catch (error) {
        const problem = this.failureOf(error);
        if (problem.kind !== 'throttled' || attempt >= throttlePatience) {
          if (isRefusal(error)) {
            this.sent.delete(task.id);
          }
          return this.onWriteFailure(task, kind, problem);
        }
        const wait = this.options.wait ?? pause;
        await wait(
          Math.min((problem.retryAfter ?? 2 ** attempt) * 1000, longestThrottleMs),
          this.options.signal,
        );
      }
    }
  }

  private async onWriteFailure(task: T, kind: TaskKind<T, T>, problem: Failure): Promise<Outcome> {
    if (!mayHaveBeenDone(problem)) {
      this.letGo.learn('write', problem, kind.permission(task));
      return problem.kind === 'unauthorized'
        ? { kind: 'notRun', why: this.options.signal?.aborted === true ? 'cancelled' : 'signedOut' }
        : { kind: 'failed', problem };
    }
    if (problem.kind === 'thrown') {
      this.letGo.learn('write', problem, kind.permission(task));
    }
    let verdict: Verdict;
    try {
      verdict = await this.look(task, kind, undefined);
    } catch (error) {
      this.letGo.learn('read', this.failureOf(error), kind.permission(task));
      return { kind: 'unknown', problem };
    }
    switch (verdict.kind) {
      case 'reached':
        return found(verdict.result);
      case 'go':
        // After a timeout the server may still be at it.
        return problem.kind === 'timeout' ? { kind: 'unknown', problem } : { kind: 'failed', problem };
      case 'other':
        return toldAfterSending(verdict.outcome, problem);
    }
  }

  /** Finds out what was answered as done and was not, a list each, unless the run ended before its time. */
  private async compare(which: (task: T) => boolean): Promise<void> {
    const limit = pLimit(atOnce);
    await Promise.all(this.answered.take(which).map((tasks) => limit(() => this.compareList(tasks))));
  }

  private async compareList(tasks: readonly T[]): Promise<void> {
    const [first] = tasks;
    const { signal } = this.options;
    if (first === undefined || this.letGo.why() !== undefined) {
      return;
    }
    let missing: ReadonlySet<string>;
    try {
      missing = await this.kindOf(first).missing(this.client, tasks, { signal, giveUp: signal });
      this.letGo.answered('read');
    } catch (error) {
      // The answer stands: whoever revokes their own last role no longer sees the list.
      this.letGo.learn('read', this.failureOf(error));
      return;
    }
    for (const task of tasks.filter(({ id }) => missing.has(id))) {
      await this.keep(task, { kind: 'noEffect' });
    }
  }

  private failureOf(error: unknown): Failure {
    const failure = failureOf(error);
    if (failure.kind === 'thrown') {
      this.options.onUnexpected?.(error);
    }
    return failure;
  }
}

function found(result: unknown): Outcome {
  return { kind: 'done', found: true, ...(result === undefined ? {} : { result }) };
}

/** What is neither as before nor as sent may be what the server made of it as well as someone else's doing. */
function toldAfterSending(outcome: Outcome, problem: Failure): Outcome {
  return outcome.kind === 'skipped' && outcome.reason.kind === 'changedByOther'
    ? { kind: 'unknown', problem }
    : outcome;
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
