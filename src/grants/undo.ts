import { type Change, endOf, type Plan, type PlanItem, itemId } from './planItem';
import type { RunResult } from './outcome';

/**
 * The plan that takes back what a run has done: revokes what it granted, grants what it revoked with the same role
 * and end, and sets ends as they were. What it did not do stays out. An end that is past cannot be set again.
 */
export function inverse({ results }: RunResult, now: Date): Plan {
  const done = results.filter(({ outcome }) => outcome.kind === 'done').map(({ item }) => item);
  const back = done.map((item) => undo(item, now)).reverse();
  const grants = new Map(back.map((item, index) => [done[done.length - 1 - index]?.id, item]));
  // The old role is back before the new one goes.
  const followed = new Map(
    done.filter(({ after }) => after !== undefined).map((item) => [item.after, grants.get(item.id)?.id]),
  );
  return {
    items: back.map((item, index) => {
      const after = followed.get(done[done.length - 1 - index]?.id);
      return after === undefined ? item : { ...item, after };
    }),
  };
}

function undo({ person, scope, role, change, line }: PlanItem, now: Date): PlanItem {
  const lost = change.kind === 'add';
  return {
    id: itemId(lost ? 'lose' : 'hold', scope, role, person),
    person,
    scope,
    role,
    change: opposite(change, now),
    ...(line === undefined ? {} : { line }),
  };
}

function opposite(change: Change, now: Date): Change {
  switch (change.kind) {
    case 'add':
      return { kind: 'remove', from: change.expiry };
    case 'prolong':
    case 'shorten':
      return endOf(change.from) <= now.getTime()
        ? { kind: 'impossible', wanted: 'changeExpiry', why: { kind: 'past' } }
        : {
            kind: change.kind === 'prolong' ? 'shorten' : 'prolong',
            grant: change.grant,
            from: change.to,
            to: change.from,
          };
    case 'remove':
      return endOf(change.from) <= now.getTime()
        ? { kind: 'impossible', wanted: 'grant', why: { kind: 'past' } }
        : { kind: 'add', expiry: change.from };
    case 'unchanged':
    case 'impossible':
      return change;
  }
}
