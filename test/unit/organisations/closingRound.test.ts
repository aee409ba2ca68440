import assert from 'node:assert/strict';
import '../vscodeFake';
import { closingText } from '../../../src/organisations/closingRound';
import { isOwnManaging, ownManagingUuids } from '../../../src/organisations/ownManaging';
import { makeCaller } from '../../../src/access/caller';

describe('what of a call closes next', () => {
  const now = new Date('2027-01-10T12:00:00Z');
  const round = (start: string, cutoff: string) => ({
    uuid: start,
    start_time: `${start}T00:00:00Z`,
    cutoff_time: `${cutoff}T12:00:00Z`,
  });
  const first = round('2026-12-01', '2027-01-01');
  const second = round('2027-01-02', '2027-01-15');
  const third = round('2027-03-01', '2027-04-01');
  const text = (state: string, ...rounds: readonly ReturnType<typeof round>[]) =>
    closingText({ uuid: 'c', name: 'Call', state, rounds: [...rounds] }, 14, now);

  it('is the next round, by its place among all, in days where that is soon', () => {
    assert.equal(text('active', third, second, first), 'round 2 closes in 5 days');
    assert.equal(text('active', first, round('2027-01-02', '2027-01-11')), 'round 2 closes in 1 day');
    assert.match(text('active', first, third) ?? '', /^round 2 closes .*2027$/);
  });

  it('is nothing where all are closed, or the call is not open', () => {
    assert.equal(text('active', first), undefined);
    assert.equal(text('active'), undefined);
    assert.equal(text('draft', second), undefined);
  });
});

describe('a managing organisation is one’s own', () => {
  const me = {
    uuid: 'u',
    permissions: [
      { scope_type: 'callmanagingorganisation', scope_uuid: 'a'.repeat(32) },
      { scope_type: 'customer', scope_uuid: 'b'.repeat(32) },
    ],
  };
  const caller = makeCaller(me, {});
  const row = (uuid: string, customer: string) => ({
    uuid: uuid.repeat(32),
    customer_uuid: customer.repeat(32),
  });

  it('by a role in it, or in its organisation', () => {
    assert.deepEqual(ownManagingUuids(caller), ['a'.repeat(32)]);
    assert.equal(isOwnManaging(caller, row('a', 'c')), true);
    assert.equal(isOwnManaging(caller, row('d', 'b')), true);
    assert.equal(isOwnManaging(caller, row('d', 'e')), false);
    assert.equal(isOwnManaging(undefined, row('a', 'b')), false);
  });
});
