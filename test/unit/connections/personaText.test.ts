import '../vscodeFake';
import assert from 'node:assert/strict';
import { personaText } from '../../../src/connections/personaText';
import { personaLabels } from '../../../src/sample/personaLabels';
import { personas } from '../../../src/sample/personas';

describe('the people of the sample server', () => {
  it('are introduced in VS Code as on the command line', () => {
    for (const { kind } of personas) {
      if (kind !== 'inactive' && kind !== 'expired') {
        assert.equal(personaText(kind), personaLabels[kind]);
      }
    }
  });
});
