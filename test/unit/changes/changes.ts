import { changesOf, type ChangeOf } from '../../../src/changes/changesOf';
import type { Change, RoleTask } from '../../../src/grants/roleTask';
import type { Outcome } from '../../../src/runs/outcome';
import type { TaskResult } from '../../../src/runs/result';

export const uuid = '0'.repeat(32);

export function task(change: Change, name = 'Ann Lee'): RoleTask {
  return {
    kind: 'role',
    id: name,
    person: { uuid, name },
    scope: { kind: 'customer', uuid, name: 'Kalev\u202e Institute' },
    role: { uuid, name: 'CUSTOMER.OWNER', label: 'Organisation owner' },
    change,
  };
}

/** A reader becomes owner. */
export function swap(
  gain: Outcome = { kind: 'done' },
  loss: Outcome = { kind: 'done' },
  name = 'Ann Lee',
): readonly TaskResult<RoleTask>[] {
  const first = task({ kind: 'add', expiry: null }, name);
  const old = {
    ...task({ kind: 'remove', grant: uuid, from: null }, name),
    id: `${name} loses`,
    role: { uuid: '1'.repeat(32), name: 'CUSTOMER.READER', label: 'Reader' },
    after: first.id,
  };
  return [
    { task: first, outcome: gain },
    { task: old, outcome: loss },
  ];
}

/** The one change that these results are of. */
export function change(results: readonly TaskResult<RoleTask>[]): ChangeOf<TaskResult<RoleTask>> {
  const [only, ...more] = changesOf(results);
  if (only === undefined || more.length > 0) {
    throw new Error(`${1 + more.length} changes where one was due.`);
  }
  return only;
}
