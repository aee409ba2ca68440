import { setTimeout } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { WaldurClient } from '../waldur/client';
import { type Failure, failureOf, isOnTheWay, isRefusal, mayHaveBeenDone, patienceOnTheWay } from './failure';
import type { NotRun, Outcome } from './outcome';
import { type JournalEntry, type RunJournal, type RunRecord, TakenOverError } from './record';
import { isTried, remaining, resultOf, type RunResult, type TaskResult } from './result';
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
  /** As the run begins: without the outcomes of what is tried again. */
  private readonly start: RunRecord<T>;
  private readonly outcomes: Map<string, Outcome>;
  private readonly sent: Set<string>;
  /** Requests of these may have arrived before. */
  private readonly tried: ReadonlySet<string>;
  /** What an earlier try left uncertain stays so until it is looked at. */
  private readonly uncertain: ReadonlyMap<string, Outcome>;
  private readonly firsts: ReadonlySet<string>;
  private readonly lostPermissions = new Set<string>();
  /** What the server said was done, and was not compared yet. */
  private answered: T[] = [];
  private stopped: NotRun | undefined;
  /** Failures on the way since the last answer to one of these; what lets reads through may still stop writes. */
  private readonly lost = { read: 0, write: 0 };

  constructor(
    private readonly client: WaldurClient,
    private readonly kinds: TaskKinds<T>,
    private readonly options: RunOptions<T>,
    record: RunRecord<T>,
  ) {
    const before = Object.entries(record.outcomes);
    const again = new Set(remaining(resultOf(record)).tasks.map(({ id }) => id));
    const kept = before.filter(([id]) => !again.has(id));
    this.start = { ...record, outcomes: Object.fromEntries(kept) };
    this.outcomes = new Map(kept);
    this.sent = new Set(record.sent);
    const tried = before.filter(([, outcome]) => isTried(outcome));
    this.tried = new Set([...record.sent, ...tried.map(([id]) => id)]);
    const unanswered = record.sent.filter((id) => record.outcomes[id] === undefined);
    this.uncertain = new Map([
      ...unanswered.map((id) => [id, { kind: 'unknown', problem: { kind: 'cancelled' } }] as const),
      ...tried.filter(([, { kind }]) => kind === 'unknown'),
    ]);
    this.firsts = new Set(record.tasks.flatMap(({ after }) => after ?? []));
  }

  async run(): Promise<RunResult<T>> {
    const phases = this.phases();
    await this.begin();
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

  /** What one task needs or takes away must not hurt the others. */
  private phases(): readonly { readonly together: readonly T[]; readonly alone: readonly T[] }[] {
    const phases = new Map<number, { together: T[]; alone: T[] }>();
    for (const task of this.start.tasks) {
      const { order, alone = false } = this.kindOf(task).phase(task, this.options.callerUuid);
      const phase = phases.get(order) ?? { together: [], alone: [] };
      phase[alone ? 'alone' : 'together'].push(task);
      phases.set(order, phase);
    }
    return [...phases].toSorted(([a], [b]) => a - b).map(([, phase]) => phase);
  }

  private kindOf({ kind, id }: T): TaskKind<T, T> {
    const known = this.kinds.get(kind);
    if (known === undefined) {
      throw new Error(`No one knows the kind ${kind} of the task ${id}.`);
    }
    return known;
  }

  private async begin(): Promise<void> {
    try {
      await this.options.journal?.begin(this.start);
    } catch (error) {
      if (!(error instanceof TakenOverError)) {
        throw error;
      }
      this.stopped = 'takenOver';
    }
  }

  /** What can no longer be written down is not a reason to end half-way, unless another window goes on from there. */
  private async note(entry: JournalEntry): Promise<void> {
    if (this.stopped === 'takenOver') {
      return;
    }
    try {
      await this.options.journal?.add(entry);
    } catch (error) {
      if (error instanceof TakenOverError) {
        this.stopped = 'takenOver';
      } else {
        this.options.onUnexpected?.(error);
      }
    }
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
    await this.note({ kind: 'outcome', task: id, outcome, sent: this.sent.has(id) });
  }

  private async outcomeOf(task: T, kind: TaskKind<T, T>): Promise<Outcome> {
    const aim = kind.aim(task);
    if (aim !== 'send') {
      return { kind: 'skipped', reason: { kind: aim } };
    }
    if (!this.firstStepDone(task)) {
      return { kind: 'skipped', reason: { kind: 'firstStepNotDone' } };
    }
    const why = this.whyNot(task, kind);
    if (why !== undefined) {
      return (why === 'takenOver' ? undefined : this.uncertain.get(task.id)) ?? { kind: 'notRun', why };
    }
    if (!kind.looksFirst && !this.tried.has(task.id)) {
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

  private whyNot(task: T, kind: TaskKind<T, T>): NotRun | undefined {
    if (this.stopped === 'takenOver') {
      return this.stopped;
    }
    if (this.options.signal?.aborted === true) {
      return 'cancelled';
    }
    return this.stopped ?? (this.lostPermissions.has(kind.permission(task)) ? 'permissionLost' : undefined);
  }

  private async look(task: T, kind: TaskKind<T, T>, signal: AbortSignal | undefined): Promise<Verdict> {
    const { callerUuid } = this.options;
    const verdict = await kind.look(this.client, task, { signal, callerUuid });
    this.lost.read = 0;
    return verdict;
  }

  /** Nothing was sent yet. */
  private onReadFailure(task: T, kind: TaskKind<T, T>, problem: Failure): Outcome {
    this.learn(task, kind, 'read', problem);
    if (this.uncertain.has(task.id)) {
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
    await this.note({ kind: 'sent', task: task.id });
    for (let attempt = 0; ; attempt++) {
      const why = this.whyNot(task, kind);
      if (why !== undefined) {
        this.sent.delete(task.id);
        return { kind: 'notRun', why };
      }
      try {
        const result = await kind.send(this.client, task, { giveUp: this.options.signal });
        this.lost.write = 0;
        this.answered.push(task);
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
      this.learn(task, kind, 'write', problem);
      return problem.kind === 'unauthorized'
        ? { kind: 'notRun', why: this.options.signal?.aborted === true ? 'cancelled' : 'signedOut' }
        : { kind: 'failed', problem };
    }
    if (problem.kind === 'thrown') {
      this.learn(task, kind, 'write', problem);
    }
    let verdict: Verdict;
    try {
      verdict = await this.look(task, kind, undefined);
    } catch (error) {
      this.learn(task, kind, 'read', this.failureOf(error));
      return { kind: 'unknown', problem };
    }
    switch (verdict.kind) {
      case 'reached':
        return found(verdict.result);
      case 'go':
        // After a timeout the server may still be at it.
        return problem.kind === 'timeout' ? { kind: 'unknown', problem } : { kind: 'failed', problem };
      case 'other':
        return verdict.outcome;
    }
  }

  /** Finds out what was answered as done and was not, a list each, unless the run ended before its time. */
  private async compare(which: (task: T) => boolean): Promise<void> {
    const lists = new Map<string, T[]>();
    for (const task of this.answered.filter(which)) {
      const list = this.kindOf(task).list(task);
      if (list !== undefined) {
        const key = `${task.kind} ${list}`;
        lists.set(key, [...(lists.get(key) ?? []), task]);
      }
    }
    this.answered = this.answered.filter((task) => !which(task));
    const limit = pLimit(atOnce);
    await Promise.all([...lists.values()].map((tasks) => limit(() => this.compareList(tasks))));
  }

  private async compareList(tasks: readonly T[]): Promise<void> {
    const [first] = tasks;
    const { signal } = this.options;
    if (first === undefined || this.stopped !== undefined || signal?.aborted === true) {
      return;
    }
    let missing: ReadonlySet<string>;
    try {
      missing = await this.kindOf(first).missing(this.client, tasks, { signal, giveUp: signal });
      this.lost.read = 0;
    } catch (error) {
      // The answer stands: whoever revokes their own last role no longer sees the list.
      this.heed('read', this.failureOf(error));
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

  /** What one failure says about the tasks to come. */
  private learn(task: T, kind: TaskKind<T, T>, of: 'read' | 'write', problem: Failure): void {
    if (problem.kind === 'forbidden') {
      this.lostPermissions.add(kind.permission(task));
    }
    this.heed(of, problem);
  }

  private heed(of: 'read' | 'write', problem: Failure): void {
    if (problem.kind === 'unauthorized') {
      this.stopped = this.stopped === 'takenOver' ? this.stopped : 'signedOut';
    } else if (problem.kind === 'thrown') {
      this.stopped ??= 'unexpected';
    } else if (!isOnTheWay(problem)) {
      // The server itself has answered, or no one was asked.
      this.lost[of] = problem.kind === 'cancelled' ? this.lost[of] : 0;
    } else {
      this.lost[of]++;
      if (this.lost.read + this.lost.write >= patienceOnTheWay) {
        this.stopped ??= 'networkGone';
      }
    }
  }
}

function found(result: unknown): Outcome {
  return { kind: 'done', found: true, ...(result === undefined ? {} : { result }) };
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
