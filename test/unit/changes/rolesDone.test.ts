import assert from 'node:assert/strict';
import '../vscodeFake';
import { summaryOf } from '../../../src/changes/resultText';
import type { Change, RoleTask } from '../../../src/grants/roleTask';
import type { TaskResult } from '../../../src/runs/result';
import { task, uuid } from './changes';

describe('the result of several roles', () => {
  const endOfDay = new Date(2099, 1, 26, 23, 59).toISOString();
  const people = (change: Change, size: number, more: Partial<RoleTask> = {}): TaskResult<RoleTask>[] =>
    Array.from({ length: size }, (_, index) => ({
      task: {
        ...task(change, `Person ${index}`),
        person: { uuid: String(index), name: `Person ${index}` },
        ...more,
      },
      outcome: { kind: 'done' },
    }));
  const summary = (...results: ReturnType<typeof people>) => summaryOf({ results });

  it('names what was done, where all have to do with the same', () => {
    assert.equal(
      summary(...people({ kind: 'add', expiry: endOfDay }, 56)),
      '56 people are now Organisation owner of Kalev Institute until Feb 26, 2099.',
    );
    assert.equal(
      summary(...people({ kind: 'add', expiry: null }, 2)),
      '2 people are now Organisation owner of Kalev Institute permanently.',
    );
    assert.equal(
      summary(...people({ kind: 'remove', grant: uuid, from: null }, 3)),
      '3 people are no longer Organisation owner of Kalev Institute.',
    );
  });

  it('leaves out the end where they differ in it', () => {
    const [first, second] = people({ kind: 'add', expiry: null }, 2);
    assert.ok(first && second);
    const prolonged: Change = { kind: 'prolong', grant: uuid, from: null, to: endOfDay };
    assert.equal(
      summary(first, { ...second, task: { ...second.task, change: prolonged } }),
      '2 people are now Organisation owner of Kalev Institute.',
    );
  });

  it('counts what has to do with different roles or places, or was not all done', () => {
    const [first, second] = people({ kind: 'add', expiry: null }, 2);
    assert.ok(first && second);
    const elsewhere = { ...second.task.scope, uuid: '9'.repeat(32) };
    assert.equal(
      summary(first, { ...second, task: { ...second.task, scope: elsewhere } }),
      '2 changes made.',
    );
    assert.match(
      summary(first, { ...second, outcome: { kind: 'notRun', why: 'cancelled' } }),
      /1 of 2 changes made/,
    );
    assert.equal(summaryOf({ results: [first, second] }, 'undo'), '2 changes undone.');
  });
});
