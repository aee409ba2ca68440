import assert from 'node:assert/strict';
import { namesMatch } from '../../../src/organisations/teamView';

describe('Names of a team', () => {
  const matches = (text: string, ...names: readonly (string | null)[]) => namesMatch(text, { names });

  it('are compared without accents, in any form of Unicode and whatever the capitals', () => {
    assert.ok(matches('pold', 'Kadri Põld', null));
    assert.ok(matches('Põld'.normalize('NFD'), 'Kadri PÕLD', null));
    assert.ok(matches('김', '김철수'.normalize('NFD')));
    assert.ok(matches('İstanbul', 'istanbul'));
    assert.ok(matches('kadri\u00a0 p\u200bold', 'Põld Kadri'));
    assert.ok(matches('  ', 'Kadri'));
  });

  it('have to hold every word', () => {
    assert.ok(!matches('kadri tamm', 'Kadri Põld', 'kadri.pold'));
    assert.ok(!matches('田', '由紀'));
  });
});
