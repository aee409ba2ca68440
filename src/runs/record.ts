import type { Outcome } from './outcome';
import type { Plan, Task } from './task';

/** A run as it stands: what a journal keeps. Plain data without a token. */
export interface RunRecord<T extends Task = Task> {
  readonly version: 2;
  readonly id: string;
  /** ISO 8601. */
  readonly started: string;
  readonly tasks: readonly T[];
  /** By the task's id. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Tasks whose request was about to leave: if they have no outcome, it may have been done. */
  readonly sent: readonly string[];
}

/** A run that has not begun. */
export function newRecord<T extends Task>(
  { tasks, leftOut = [] }: Plan<T>,
  started = new Date(),
): RunRecord<T> {
  return {
    version: 2,
    id: crypto.randomUUID(),
    started: started.toISOString(),
    tasks,
    outcomes: Object.fromEntries(
      leftOut.map((id) => [id, { kind: 'skipped', reason: { kind: 'leftOut' } } as const]),
    ),
    sent: [],
  };
}

/** What a run writes down on its way. */
export type JournalEntry =
  /** The request of this task is about to leave: while no outcome follows, it may have been done. */
  | { readonly kind: 'sent'; readonly task: string }
  /** `sent`: whether a request of the task may have been carried out. */
  | { readonly kind: 'outcome'; readonly task: string; readonly outcome: Outcome; readonly sent: boolean };

/** Where a run is kept while it lasts, so that it goes on after a restart. */
export interface RunJournal {
  /**
   * Keeps this record, in place of what was kept of the run before.
   * @throws TakenOverError when another window has claimed the run
   */
  begin(record: RunRecord): Promise<void>;
  /**
   * Adds to what is kept. It resolves once that would outlive a crash.
   * @throws TakenOverError when another window has claimed the run: nothing may be sent any more
   */
  add(entry: JournalEntry): Promise<void>;
}

/** Another window has claimed the run. */
export class TakenOverError extends Error {
  override readonly name = 'TakenOverError';
}

/** The record as it stands after what was written down. */
export function replay<T extends Task>(record: RunRecord<T>, entries: readonly JournalEntry[]): RunRecord<T> {
  const outcomes = new Map(Object.entries(record.outcomes));
  const sent = new Set(record.sent);
  for (const entry of entries) {
    if (entry.kind === 'outcome') {
      outcomes.set(entry.task, entry.outcome);
    }
    if (entry.kind === 'sent' || entry.sent) {
      sent.add(entry.task);
    } else {
      sent.delete(entry.task);
    }
  }
  return { ...record, outcomes: Object.fromEntries(outcomes), sent: [...sent] };
}
