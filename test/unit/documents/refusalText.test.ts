import assert from 'node:assert/strict';
import '../vscodeFake';
import { NotSavedError, refusalText } from '../../../src/documents/saveObject';

describe('Why a document was not saved', () => {
  it('is told without the links, commands and line breaks that a server puts into its words', () => {
    const words = 'See [this](command:workbench.action.quit)\nor [that](https://evil.example)';
    const told = refusalText(new NotSavedError(words));
    assert.doesNotMatch(told, /\]\(|\n/);
    assert.match(told, /See \[this\]/);
  });

  it('is cut where the server says too much', () => {
    assert.ok(refusalText(new NotSavedError('no '.repeat(10_000))).length <= 500);
  });
});
