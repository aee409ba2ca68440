import assert from 'node:assert/strict';
import { differences } from './replayDifferences';
import { replay, type ReplayResult } from './replay/replay';

/** The share of the recorded exchanges that must be answered equally. */
const least = 0.95;

describe('Recordings of a real server, replayed against the sample server', () => {
  let results: readonly ReplayResult[] = [];
  const isEqual = ({ differences: found }: ReplayResult): boolean => found.length === 0;

  before(async () => {
    results = await replay();
  });

  after(() => {
    const equal = results.filter(isEqual).length;
    const share = ((equal / results.length) * 100).toFixed(1);
    const listed = Object.keys(differences).length;
    console.log(`    ${equal} of ${results.length} recorded exchanges equal (${share} %), ${listed} listed`);
  });

  it('answers all but the listed ones equally', () => {
    const unlisted = results
      .filter((result) => !isEqual(result) && !(result.name in differences))
      .map(({ name, differences: found }) => `${name}\n  ${found.join('\n  ')}`);
    assert.deepEqual(unlisted, []);
  });

  it('answers none of the listed ones equally', () => {
    const equal = results
      .filter((result) => isEqual(result) && result.name in differences)
      .map(({ name }) => name);
    assert.deepEqual(equal, []);
  });

  it('lists only what was recorded', () => {
    const names = new Set(results.map(({ name }) => name));
    assert.deepEqual(
      Object.keys(differences).filter((name) => !names.has(name)),
      [],
    );
  });

  it(`answers at least ${least * 100} % equally`, () => {
    assert.ok(results.length > 0 && results.filter(isEqual).length / results.length >= least);
  });
});
