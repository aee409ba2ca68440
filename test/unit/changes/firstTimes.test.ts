import assert from 'node:assert/strict';
import '../vscodeFake';
import { firstTimes } from '../../../src/changes/firstTimes';
import type { Outcome } from '../../../src/runs/outcome';
import type { Change } from '../../../src/grants/roleTask';
import type { ChangeTask } from '../../../src/changes/taskKinds';
import type { RunResult } from '../../../src/runs/result';
import { task } from './changes';

const add: Change = { kind: 'add', expiry: null };

function steps(of: ChangeTask, outcome: Outcome): readonly string[] {
  const result = { results: [{ task: of, outcome }] } as unknown as RunResult<ChangeTask>;
  return firstTimes(result);
}

describe('the steps of the walkthrough', () => {
  it('are done by what the server has done, and by nothing less', () => {
    const fields = { kind: 'fields' } as ChangeTask;
    assert.deepEqual(steps(task(add), { kind: 'done' }), ['waldur.granted']);
    assert.deepEqual(steps(fields, { kind: 'done' }), ['waldur.edited']);
    assert.deepEqual(steps(task({ kind: 'remove', from: null }), { kind: 'done' }), []);
    const others: readonly Outcome[] = [
      { kind: 'noEffect' },
      { kind: 'notRun', why: 'cancelled' },
      { kind: 'skipped', reason: { kind: 'alreadySo' } },
    ];
    for (const outcome of others) {
      assert.deepEqual([...steps(task(add), outcome), ...steps(fields, outcome)], []);
    }
  });
});
