import * as z from 'zod/mini';
import type { Verdict } from '../runs/task';
import { type Change, type Expiry, type HeldGrant, type RoleTask, sameExpiry } from './roleTask';
import { isOfRole } from './teams';

/** Changes that are sent to the server. */
export type Write = Extract<Change, { kind: 'add' | 'prolong' | 'shorten' | 'remove' }>;

export function isWrite(change: Change): change is Write {
  return change.kind !== 'unchanged' && change.kind !== 'impossible';
}

const ends = z.array(z.nullable(z.string()));

/** Until when each such grant lasts that someone else changed: what the outcome of a role tells. None: it is gone. */
export function endsNow(now: unknown): readonly Expiry[] {
  const read = ends.safeParse(now);
  return read.success ? read.data : [];
}

/** Compares what the server holds now with what the plan was made for. @param grants all of the task's person */
export function judge(task: RoleTask, change: Write, grants: readonly HeldGrant[]): Verdict {
  const found = grants.filter((held) => isOfRole(held, task.role));
  const [held, ...more] = found;
  const now: readonly Expiry[] = found.map(({ expiry }) => expiry);
  const other: Verdict = {
    kind: 'other',
    outcome: { kind: 'skipped', reason: { kind: 'changedByOther', now } },
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
