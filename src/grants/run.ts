import { setTimeout } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { addUser, deleteUser, updateUser } from '../waldur/members';
import { judge, type Verdict, type Write } from './judge';
import type { JournalEntry, RunJournal } from './journal';
import {
  type ItemResult,
  type NotRun,
  type Outcome,
  remaining,
  resultOf,
  type RunRecord,
  type RunResult,
} from './outcome';
import { keyOf, type Plan, type PlanItem } from './planItem';
import {
  type Failure,
  failureOf,
  isOnTheWay,
  isRefusal,
  mayHaveBeenDone,
  patienceOnTheWay,
} from '../runs/failure';
import { readGrants } from './teams';

export interface RunOptions {
  /** Whose own roles go last, as the rest may rest on them. */
  readonly callerUuid?: string | undefined;
  /** Stops between requests; one that is on its way is waited for. */
  readonly signal?: AbortSignal | undefined;
  /** After each item. `finished` counts the plan's items with an outcome. */
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  readonly journal?: RunJournal | undefined;
  /** Told of each error that is not an answer of the server's, for the log. */
  readonly onUnexpected?: ((error: unknown) => void) | undefined;
  /** Resolves after that time, or once the signal is aborted. */
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

interface RunProgress extends ItemResult {
  readonly finished: number;
  readonly total: number;
}

const atOnce = 4;
const throttlePatience = 5;
const longestThrottleMs = 30_000;

/** A run that has not begun. */
export function newRecord({ items }: Plan, started = new Date()): RunRecord {
  return {
    version: 1,
    id: crypto.randomUUID(),
    started: started.toISOString(),
    items,
    outcomes: {},
    sent: [],
  };
}

/**
 * Carries out what is left of a run, four items at a time: of a new one everything, of one that was interrupted or
 * could not do all of it what failed, is not known or was not reached.
 * Before each write the person's grants on the scope are read, and the item is left alone when they are not as they
 * were when the plan was made; after a write whose answer was lost they are read again. Every item has an outcome in
 * the end, whatever happens; errors are outcomes, not thrown.
 * Adds and changes of ends come first, then removals, and the caller's own roles last, one by one.
 * @throws only when the journal cannot keep the plan, before anything was sent
 */
export async function carryOut(
  client: WaldurClient,
  record: RunRecord,
  options: RunOptions = {},
): Promise<RunResult> {
  const again = new Set(remaining(resultOf(record)).items.map(({ id }) => id));
  const outcomes = Object.fromEntries(Object.entries(record.outcomes).filter(([id]) => !again.has(id)));
  return new Run(client, options, { ...record, outcomes }).run();
}

class Run {
  private readonly outcomes: Map<string, Outcome>;
  private readonly sent: Set<string>;
  private readonly lostPermissions = new Set<string>();
  private stopped: NotRun | undefined;
  private networkFailures = 0;

  constructor(
    private readonly client: WaldurClient,
    private readonly options: RunOptions,
    private readonly start: RunRecord,
  ) {
    this.outcomes = new Map(Object.entries(start.outcomes));
    this.sent = new Set(start.sent);
  }

  async run(): Promise<RunResult> {
    await this.options.journal?.begin(this.start);
    const { gains, losses, own } = phasesOf(this.start.items, this.options.callerUuid);
    const limit = pLimit(atOnce);
    await Promise.all(gains.map((item) => limit(() => this.runItem(item))));
    await Promise.all(losses.map((item) => limit(() => this.runItem(item))));
    for (const item of own) {
      await this.runItem(item);
    }
    return resultOf({
      ...this.start,
      outcomes: Object.fromEntries(this.outcomes),
      sent: [...this.sent],
    });
  }

  /** What can no longer be written down is not a reason to end half-way. */
  private async note(entry: JournalEntry): Promise<void> {
    await this.options.journal?.add(entry).catch((error: unknown) => this.options.onUnexpected?.(error));
  }

  private async runItem(item: PlanItem): Promise<void> {
    const { id } = item;
    if (this.outcomes.has(id)) {
      return;
    }
    const outcome = await this.outcomeOf(item);
    this.outcomes.set(id, outcome);
    await this.note({ kind: 'outcome', item: id, outcome, sent: this.sent.has(id) });
    this.options.onProgress?.({
      item,
      outcome,
      finished: this.outcomes.size,
      total: this.start.items.length,
    });
  }

  private async outcomeOf(item: PlanItem): Promise<Outcome> {
    const { change } = item;
    if (change.kind === 'unchanged') {
      return { kind: 'skipped', reason: { kind: 'unchanged' } };
    }
    if (change.kind === 'impossible') {
      return { kind: 'skipped', reason: { kind: 'impossible', why: change.why } };
    }
    if (!this.firstStepDone(item)) {
      return { kind: 'skipped', reason: { kind: 'firstStepNotDone' } };
    }
    const why = this.whyNot(item, change);
    if (why !== undefined) {
      return { kind: 'notRun', why };
    }
    let verdict: Verdict;
    try {
      verdict = await this.look(item, change, this.options.signal);
    } catch (error) {
      return this.onReadFailure(item, change, this.failureOf(error));
    }
    switch (verdict.kind) {
      case 'go':
        return this.write(item, change);
      case 'reached':
        // What this run had sent before it was interrupted is its own doing.
        return this.sent.has(item.id)
          ? { kind: 'done', found: true }
          : { kind: 'skipped', reason: { kind: 'alreadySo' } };
      case 'other':
        return verdict.outcome;
    }
  }

  private firstStepDone({ after }: PlanItem): boolean {
    const first = after === undefined ? undefined : this.start.items.find(({ id }) => id === after);
    const outcome = first === undefined ? undefined : this.outcomes.get(first.id);
    return (
      first === undefined ||
      outcome?.kind === 'done' ||
      (outcome?.kind === 'skipped' && ['unchanged', 'alreadySo'].includes(outcome.reason.kind))
    );
  }

  private whyNot(item: PlanItem, change: Write): NotRun | undefined {
    if (this.options.signal?.aborted === true) {
      return 'cancelled';
    }
    return (
      this.stopped ?? (this.lostPermissions.has(permissionKey(item, change)) ? 'permissionLost' : undefined)
    );
  }

  private async look(item: PlanItem, change: Write, signal: AbortSignal | undefined): Promise<Verdict> {
    const grants = await readGrants(this.client, item.scope, { person: item.person.uuid, signal });
    this.networkFailures = 0;
    return judge(item, change, grants);
  }

  /** Nothing was sent yet. */
  private onReadFailure(item: PlanItem, change: Write, problem: Failure): Outcome {
    this.learn(item, change, problem);
    if (problem.kind === 'cancelled') {
      return { kind: 'notRun', why: 'cancelled' };
    }
    return problem.kind === 'unauthorized'
      ? { kind: 'notRun', why: 'signedOut' }
      : { kind: 'failed', problem };
  }

  private async write(item: PlanItem, change: Write): Promise<Outcome> {
    this.sent.add(item.id);
    await this.note({ kind: 'sent', item: item.id });
    for (let attempt = 0; ; attempt++) {
      const why = this.whyNot(item, change);
      if (why !== undefined) {
        this.sent.delete(item.id);
        return { kind: 'notRun', why };
      }
      try {
        await send(this.client, item, change, { giveUp: this.options.signal });
        this.networkFailures = 0;
        return { kind: 'done' };
      } catch (error) {
        const problem = this.failureOf(error);
        if (problem.kind !== 'throttled' || attempt >= throttlePatience) {
          if (isRefusal(error)) {
            this.sent.delete(item.id);
          }
          return this.onWriteFailure(item, change, problem);
        }
        const wait = this.options.wait ?? pause;
        await wait(
          Math.min((problem.retryAfter ?? 2 ** attempt) * 1000, longestThrottleMs),
          this.options.signal,
        );
      }
    }
  }

  private async onWriteFailure(item: PlanItem, change: Write, problem: Failure): Promise<Outcome> {
    if (!mayHaveBeenDone(problem)) {
      this.learn(item, change, problem);
      return problem.kind === 'unauthorized'
        ? { kind: 'notRun', why: this.options.signal?.aborted === true ? 'cancelled' : 'signedOut' }
        : { kind: 'failed', problem };
    }
    if (problem.kind === 'thrown') {
      this.learn(item, change, problem);
    }
    let verdict: Verdict;
    try {
      verdict = await this.look(item, change, undefined);
    } catch (error) {
      const second = this.failureOf(error);
      // Whoever revokes the own last role no longer sees the scope.
      if (
        second.kind === 'notFound' &&
        change.kind === 'remove' &&
        item.person.uuid === this.options.callerUuid
      ) {
        return { kind: 'done', found: true };
      }
      this.learn(item, change, second);
      return { kind: 'unknown', problem };
    }
    switch (verdict.kind) {
      case 'reached':
        return { kind: 'done', found: true };
      case 'go':
        // After a timeout the server may still be at it.
        return problem.kind === 'timeout' ? { kind: 'unknown', problem } : { kind: 'failed', problem };
      case 'other':
        return verdict.outcome;
    }
  }

  private failureOf(error: unknown): Failure {
    const failure = failureOf(error);
    if (failure.kind === 'thrown') {
      this.options.onUnexpected?.(error);
    }
    return failure;
  }

  /** What one failure says about the items to come. */
  private learn(item: PlanItem, change: Write, problem: Failure): void {
    if (problem.kind === 'unauthorized') {
      this.stopped = 'signedOut';
    } else if (problem.kind === 'thrown') {
      this.stopped ??= 'unexpected';
    } else if (problem.kind === 'forbidden') {
      this.lostPermissions.add(permissionKey(item, change));
    } else if (isOnTheWay(problem) && ++this.networkFailures >= patienceOnTheWay) {
      this.stopped ??= 'networkGone';
    }
  }
}

/** One request. `update_user` always carries the end: without it the grant would become permanent. */
async function send(
  client: WaldurClient,
  { scope, role, person }: PlanItem,
  change: Write,
  options: CallOptions,
): Promise<void> {
  const whose = { role: role.uuid, user: person.uuid };
  switch (change.kind) {
    case 'add':
      await addUser(client, scope, { ...whose, expiration_time: change.expiry }, options);
      break;
    case 'prolong':
    case 'shorten':
      await updateUser(client, scope, { ...whose, expiration_time: change.to }, options);
      break;
    case 'remove':
      await deleteUser(client, scope, whose, options);
      break;
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}

function permissionKey({ scope }: PlanItem, change: Write): string {
  return `${keyOf(scope)} ${change.kind === 'shorten' ? 'prolong' : change.kind}`;
}

/** What one item needs or takes away must not hurt the others. */
function phasesOf(items: readonly PlanItem[], callerUuid: string | undefined) {
  const removes = ({ change }: PlanItem) => change.kind === 'remove';
  const isOwn = ({ person }: PlanItem) => person.uuid === callerUuid;
  return {
    gains: items.filter((item) => !removes(item)),
    losses: items.filter((item) => removes(item) && !isOwn(item)),
    own: items.filter((item) => removes(item) && isOwn(item)),
  };
}
