import assert from 'node:assert/strict';
import '../vscodeFake';
import { endOfDayIn, typedTime } from '../../../src/commands/roles/times';

const now = new Date(2026, 10, 23, 12, 0);

describe('ends that a person chooses', () => {
  it('last to the end of the day', () => {
    const end = new Date(endOfDayIn(30, now));
    assert.deepEqual(
      [end.getFullYear(), end.getMonth(), end.getDate(), end.getHours(), end.getMinutes()],
      [2026, 11, 23, 23, 59],
    );
  });

  it('can be typed as a day, a moment or a number of days', () => {
    const read = (text: string): Date | string => {
      const typed = typedTime(text, now);
      return typed.kind === 'time' ? new Date(typed.expiry) : typed.kind;
    };
    assert.deepEqual(read('2027-01-31'), new Date(2027, 0, 31, 23, 59));
    assert.deepEqual(read(' 2027-1-3 08:05 '), new Date(2027, 0, 3, 8, 5));
    assert.deepEqual(read('2026-11-23'), new Date(2026, 10, 23, 23, 59), 'today is not over');
    assert.deepEqual(read('90'), new Date(2027, 1, 21, 23, 59));
    assert.deepEqual(read('+1 day'), new Date(2026, 10, 24, 23, 59));
  });

  it('are refused when they are past or no dates', () => {
    const kinds = [
      '2026-11-22',
      '2026-11-23 11:59',
      '0',
      '2027-02-30',
      '2027-13-01',
      '31.1.2027',
      'soon',
      '',
    ].map((text) => typedTime(text, now).kind);
    assert.deepEqual(kinds, ['past', 'past', 'past', 'none', 'none', 'none', 'none', 'none']);
  });
});
