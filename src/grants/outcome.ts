import type { Expiry, Plan, PlanItem, Why } from './planItem';
import type { Failure } from '../runs/failure';

/** What became of one item of a plan. */
export type Outcome =
  /** `found`: the answer was lost, but the server shows that it was done. */
  | { readonly kind: 'done'; readonly found?: true }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  /** Not done, for a reason that may pass. */
  | { readonly kind: 'failed'; readonly problem: Failure }
  /** Sent, but whether it was done could not be found out. */
  | { readonly kind: 'unknown'; readonly problem: Failure }
  | { readonly kind: 'notRun'; readonly why: NotRun };

export type SkipReason =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'impossible'; readonly why: Why }
  /** It is already as wished, though not by this run. */
  | { readonly kind: 'alreadySo' }
  /** Someone else changed the grant after the plan was made; `now`: until when each such grant lasts, none: gone. */
  | { readonly kind: 'changedByOther'; readonly now: readonly Expiry[] }
  /** What had to come first was not done. */
  | { readonly kind: 'firstStepNotDone' };

export type NotRun =
  | 'cancelled'
  /** The token ran out and was not renewed. */
  | 'signedOut'
  | 'networkGone'
  /** The same was refused for this scope a moment before. */
  | 'permissionLost'
  /** An error that no one knows met an item before. */
  | 'unexpected';

/** A run as it stands: what a journal keeps. Holds no token. */
export interface RunRecord {
  readonly version: 1;
  readonly id: string;
  /** ISO 8601. */
  readonly started: string;
  readonly items: readonly PlanItem[];
  /** By the item's id. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Items whose request was about to leave: if they have no outcome, it may have been done. */
  readonly sent: readonly string[];
}

export interface ItemResult {
  readonly item: PlanItem;
  readonly outcome: Outcome;
}

export interface RunResult {
  /** What a further try goes on from. */
  readonly record: RunRecord;
  /** In the plan's order. */
  readonly results: readonly ItemResult[];
}

/** What became of a run so far; what it did not come to is not run. */
export function resultOf(record: RunRecord): RunResult {
  return {
    record,
    results: record.items.map((item) => ({
      item,
      outcome: record.outcomes[item.id] ?? { kind: 'notRun', why: 'cancelled' },
    })),
  };
}

/** What is worth another try: what failed, is not known or was not reached. Each is looked at before it is sent. */
export function remaining({ results }: Pick<RunResult, 'results'>): Plan {
  const left = results.filter(({ outcome }) => isLeft(outcome));
  const ids = new Set(left.map(({ item }) => item.id));
  const waiting = results.filter(
    ({ item, outcome }) =>
      outcome.kind === 'skipped' &&
      outcome.reason.kind === 'firstStepNotDone' &&
      item.after !== undefined &&
      ids.has(item.after),
  );
  return { items: [...left, ...waiting].map(({ item }) => item) };
}

export function isLeft(outcome: Outcome): boolean {
  return outcome.kind === 'failed' || outcome.kind === 'unknown' || outcome.kind === 'notRun';
}

/** A record as it was kept, or undefined when it is none of this version. */
export function readRecord(value: unknown): RunRecord | undefined {
  const record = value as Partial<RunRecord> | null | undefined;
  return typeof record === 'object' &&
    record?.version === 1 &&
    typeof record.id === 'string' &&
    Array.isArray(record.items) &&
    Array.isArray(record.sent) &&
    typeof record.outcomes === 'object'
    ? (record as RunRecord)
    : undefined;
}
