import type { Outcome } from './outcome';
import { type Change, type PlanItem, sameExpiry } from './planItem';
import { type Held, isOfRole } from './teams';

/** Changes that are sent to the server. */
export type Write = Extract<Change, { kind: 'add' | 'prolong' | 'shorten' | 'remove' }>;

export function isWrite(change: Change): change is Write {
  return change.kind !== 'unchanged' && change.kind !== 'impossible';
}

export type Verdict =
  /** As it was when the plan was made. */
  | { readonly kind: 'go' }
  /** As the plan wants it. */
  | { readonly kind: 'reached' }
  | { readonly kind: 'other'; readonly outcome: Outcome };

/** Compares what the server holds now with what the plan was made for. @param grants all of the item's person */
export function judge(item: PlanItem, change: Write, grants: readonly Held[]): Verdict {
  const found = grants.filter((held) => isOfRole(held, item.role));
  const [held, ...more] = found;
  const other: Verdict = {
    kind: 'other',
    outcome: {
      kind: 'skipped',
      reason: { kind: 'changedByOther', now: found.map(({ expiry }) => expiry) },
    },
  };
  if (more.length > 0) {
    return other;
  }
  switch (change.kind) {
    case 'add':
      return held === undefined
        ? { kind: 'go' }
        : sameExpiry(held.expiry, change.expiry)
          ? { kind: 'reached' }
          : other;
    case 'prolong':
    case 'shorten':
      if (held?.uuid !== change.grant) {
        return other;
      }
      return sameExpiry(held.expiry, change.to)
        ? { kind: 'reached' }
        : sameExpiry(held.expiry, change.from)
          ? { kind: 'go' }
          : other;
    case 'remove':
      return held === undefined
        ? { kind: 'reached' }
        : held.uuid === (change.grant ?? held.uuid) && sameExpiry(held.expiry, change.from)
          ? { kind: 'go' }
          : other;
  }
}
