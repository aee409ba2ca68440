import assert from 'node:assert/strict';
import '../vscodeFake';
import { count } from '../../../src/ui/count';
import { listText } from '../../../src/ui/listText';

describe('numbers and lists in texts', () => {
  it('say one apart from none and many', () => {
    assert.deepEqual(
      [0, 1, 2].map((n) => count(n, '1 role', `${n} roles`)),
      ['0 roles', '1 role', '2 roles'],
    );
  });

  it('join names as the language does', () => {
    assert.equal(listText(['Ann', 'Bob', 'Carl']), 'Ann, Bob, and Carl');
    assert.equal(listText(['Ann', 'Bob'], 'disjunction'), 'Ann or Bob');
    assert.equal(listText(['Ann']), 'Ann');
  });
});
