import { isWrite } from './judge';
import {
  isLeft,
  type ItemResult,
  type Outcome,
  remaining,
  resultOf,
  type RunRecord,
  type SkipReason,
} from './outcome';
import type { PlanItem } from './planItem';

interface OfItem {
  readonly item: PlanItem;
}

/** A change as a person asks for it: one item, or a new role with those that it takes the place of. */
export interface RoleChange<T extends OfItem> {
  readonly first: T;
  readonly replaced: readonly T[];
}

/** Items, or their results, as the changes they make together; in the order given. */
export function changesOf<T extends OfItem>(all: readonly T[]): readonly RoleChange<T>[] {
  const changes = new Map(all.map((one) => [one.item.id, { first: one, replaced: [] as T[] }]));
  for (const one of all) {
    const { id, after } = one.item;
    const gain = after === undefined ? undefined : changes.get(after);
    if (gain !== undefined && isLoss(one.item)) {
      gain.replaced.push(one);
      changes.delete(id);
    }
  }
  return [...changes.values()];
}

/** The changes of a plan. */
export function changesOfPlan(items: readonly PlanItem[]): readonly RoleChange<OfItem>[] {
  return changesOf(items.map((item) => ({ item })));
}

function isLoss({ change }: PlanItem): boolean {
  return change.kind === 'remove' || (change.kind === 'impossible' && change.wanted === 'revoke');
}

/** What a change comes to before it is run. `takes`: someone has less access afterwards, and nothing instead. */
export function aimOf({
  first,
  replaced,
}: RoleChange<OfItem>): 'gives' | 'takes' | 'unchanged' | 'impossible' {
  if (first.item.change.kind === 'impossible') {
    return 'impossible';
  }
  if (![first, ...replaced].some(({ item }) => isWrite(item.change))) {
    return 'unchanged';
  }
  return replaced.length === 0 && ['remove', 'shorten'].includes(first.item.change.kind) ? 'takes' : 'gives';
}

/** Whether a change is sent to the server. */
export function isSent(change: RoleChange<OfItem>): boolean {
  const aim = aimOf(change);
  return aim === 'gives' || aim === 'takes';
}

/** How many changes are left to do, of how many. */
export function changesLeft(results: readonly ItemResult[]): {
  readonly left: number;
  readonly total: number;
} {
  const sent = changesOf(results).filter(isSent);
  const left = sent.filter((change) => isLeft(outcomeOfChange(change).outcome));
  return { left: left.length, total: sent.length };
}

/** Counts the changes of a run that are through, item by item. */
export class ChangesUnderWay {
  /** The items that each one waits for, by the id of each. */
  private readonly waiting = new Map<string, Set<string>>();
  private through = 0;

  constructor(record: RunRecord) {
    const again = new Set(remaining(resultOf(record)).items.map(({ id }) => id));
    for (const change of changesOfPlan(record.items).filter(isSent)) {
      const ids = new Set(
        [change.first, ...change.replaced].map(({ item }) => item.id).filter((id) => again.has(id)),
      );
      ids.forEach((id) => this.waiting.set(id, ids));
    }
  }

  /** An item has its outcome. @returns how many changes are through */
  end({ id }: PlanItem): number {
    const ids = this.waiting.get(id);
    if (ids?.delete(id) === true && ids.size === 0) {
      this.through++;
    }
    return this.through;
  }
}

/** What became of a change: of its items the one that tells most, and that first of all what is not certain. */
export function outcomeOfChange({ first, replaced }: RoleChange<ItemResult>): ItemResult {
  return [first, ...replaced].reduce((a, b) => (weight(b.outcome) < weight(a.outcome) ? b : a));
}

function weight(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'unknown':
      return 0;
    case 'failed':
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
      return 3;
    case 'unchanged':
    case 'alreadySo':
      return 5;
    // It says no more than that the item before it was not done.
    case 'firstStepNotDone':
      return 6;
  }
}
