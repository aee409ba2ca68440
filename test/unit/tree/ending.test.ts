import assert from 'node:assert/strict';
import { ending } from '../../../src/tree/ending';

const now = new Date('2026-11-23T12:00:00Z');

describe('ending', () => {
  it('is never without a date, or with one that cannot be read', () => {
    for (const end of [null, undefined, '', 'soon']) {
      assert.deepEqual(ending(end, 14, now), { kind: 'never' });
    }
  });

  it('counts started days', () => {
    assert.deepEqual(ending('2026-11-24T11:00:00Z', 14, now), {
      kind: 'soon',
      at: new Date('2026-11-24T11:00:00Z'),
      days: 1,
    });
    assert.equal(ending('2026-12-07T12:00:00+00:00', 14, now).kind, 'soon');
    assert.equal(ending('2026-12-07T12:00:01Z', 14, now).kind, 'later');
  });

  it('is over from the moment on', () => {
    assert.equal(ending('2026-11-23T12:00:00Z', 14, now).kind, 'ended');
  });

  it('lets a project live through its last day', () => {
    assert.equal(ending('2026-11-22', 14, now).kind, 'ended');
    assert.equal(ending('2026-11-23', 14, now).kind, 'soon');
  });
});
