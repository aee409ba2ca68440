import assert from 'node:assert/strict';
import '../vscodeFake';
import { iconOf } from '../../../src/tree/appearance';
import { endingText } from '../../../src/organisations/endingText';
import { ending, projectEnding } from '../../../src/organisations/ending';

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

  it('is worded by what ends', () => {
    const texts = (end: string) => {
      const at = ending(end, 14, now);
      return (['role', 'invitation', 'project', 'round'] as const).map((thing) => endingText(thing, at));
    };
    assert.deepEqual(texts('2027-01-31T09:00:00Z'), [
      'expires Jan 31, 2027',
      'expires Jan 31, 2027',
      'until Jan 31, 2027',
      'closes Jan 31, 2027',
    ]);
    assert.deepEqual(texts('2026-11-01T09:00:00Z'), [
      'expired Nov 1, 2026',
      'expired Nov 1, 2026',
      'ended Nov 1, 2026',
      'closed Nov 1, 2026',
    ]);
    assert.deepEqual(new Set(texts('2026-11-24T12:00:00Z')), new Set(['1 day left']));
  });
});

describe('the end of a project', () => {
  const looks = (end: string, effective?: string) => {
    const at = projectEnding({ end_date: end, effective_end_date: effective }, 14, now);
    return [endingText('project', at), iconOf('project', at).id];
  };

  it('is the start of its end date in UTC, wherever one is', () => {
    assert.deepEqual(looks('2026-11-22'), ['ended Nov 22, 2026', 'circle-slash']);
    assert.deepEqual(looks('2026-11-23'), ['ended Nov 23, 2026', 'circle-slash']);
    assert.deepEqual(looks('2026-11-24'), ['1 day left', 'watch']);
    assert.deepEqual(looks('2027-01-31'), ['until Jan 31, 2027', 'project']);
  });

  it('is put off by a grace period, through the last day of that', () => {
    assert.deepEqual(looks('2026-11-20', '2026-12-04'), ['in grace until Dec 4, 2026', 'watch']);
    assert.deepEqual(looks('2026-11-23', '2026-12-07'), ['in grace until Dec 7, 2026', 'watch']);
    assert.deepEqual(looks('2026-11-09', '2026-11-23'), ['in grace until Nov 23, 2026', 'watch']);
    assert.deepEqual(looks('2026-11-08', '2026-11-22'), ['ended Nov 8, 2026', 'circle-slash']);
    assert.deepEqual(looks('2026-11-24', '2026-12-08'), ['1 day left', 'watch'], 'not begun');
  });

  it('stands where there is no grace period, or none that can be read', () => {
    for (const effective of ['2026-11-20', '2026-11-01', 'soon', '']) {
      assert.deepEqual(looks('2026-11-20', effective), ['ended Nov 20, 2026', 'circle-slash']);
    }
    assert.deepEqual(looks('', '2026-12-04'), ['', 'project']);
  });
});
