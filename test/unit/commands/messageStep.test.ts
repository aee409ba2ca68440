import assert from 'node:assert/strict';
import '../vscodeFake';
import { longestMessage } from '../../../src/commands/roles/messageStep';

describe('the message of an invitation', () => {
  it('may be as long as the server takes it', () => {
    for (const [serverVersion, longest] of [
      ['8.0.5', 250],
      ['8.0.6', 2000],
      ['8.1.2', 2000],
      ['7.0.7+2.g1ea6cb820', 250],
      [undefined, 250],
    ] as const) {
      assert.equal(longestMessage({ serverVersion }), longest, serverVersion);
    }
  });
});
