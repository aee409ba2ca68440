import { changesOf, type RoleChange } from '../../../src/grants/changes';
import type { ItemResult, Outcome } from '../../../src/grants/outcome';
import type { Change, PlanItem } from '../../../src/grants/planItem';

export const uuid = '0'.repeat(32);

export function item(change: Change, name = 'Ann Lee'): PlanItem {
  return {
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
): readonly ItemResult[] {
  const first = item({ kind: 'add', expiry: null }, name);
  const old = {
    ...item({ kind: 'remove', grant: uuid, from: null }, name),
    id: `${name} loses`,
    role: { uuid: '1'.repeat(32), name: 'CUSTOMER.READER', label: 'Reader' },
    after: first.id,
  };
  return [
    { item: first, outcome: gain },
    { item: old, outcome: loss },
  ];
}

/** The one change that these results are of. */
export function change(results: readonly ItemResult[]): RoleChange<ItemResult> {
  const [only, ...more] = changesOf(results);
  if (only === undefined || more.length > 0) {
    throw new Error(`${1 + more.length} changes where one was due.`);
  }
  return only;
}
