import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { RoleTask } from '../../src/grants/roleTask';
import { grantsKinds } from '../../src/grants/taskKinds';
import { fromVersion1 } from '../../src/grants/version1';
import { readRun } from '../../src/runs/readRecord';
import type { RunRecord } from '../../src/runs/record';
import { resultOf } from '../../src/runs/result';
import { outcomes, postsOf } from './grantsRuns';
import { type Bench, goOn, openBench } from './grantsWorld';

/** Files as version 1 has written them, of runs on the sample server. */
async function kept(name: string): Promise<RunRecord<RoleTask>> {
  const text = await readFile(path.join(__dirname, 'version1', `${name}.jsonl`), 'utf8');
  const [head, ...entries] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const { record, entries: lines } = fromVersion1((head as { readonly record: unknown }).record, entries);
  const run = readRun(record, lines, grantsKinds);
  assert.ok(run !== undefined);
  return run;
}

describe('a run that version 1 has kept', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.close());

  it('is as far as it came, with every kind of change and outcome', async () => {
    assert.deepEqual(outcomes(resultOf(await kept('changes'))), [
      'done',
      'skipped impossible',
      'done',
      'skipped unchanged',
      'done',
      'done',
      'skipped changedByOther',
      'skipped impossible',
      'skipped impossible',
    ]);
  });

  it('goes on from there, and does nothing twice', async () => {
    const run = await kept('roles');
    assert.deepEqual(outcomes(resultOf(run)), [
      'failed invalid',
      'done',
      'done',
      'done',
      ...Array<string>(4).fill('notRun cancelled'),
    ]);
    // What was done then, and one of the three that had left.
    const arrived = run.tasks.slice(1, 5);
    for (const { scope, role, person, change } of arrived) {
      await bench.staff('POST', `api/customers/${scope.uuid}/add_user/`, {
        role: role.uuid,
        user: person.uuid,
        expiration_time: change.kind === 'add' ? change.expiry : undefined,
      });
    }
    bench.server.requests.clear();
    const result = await goOn(bench.client, run);
    assert.deepEqual(outcomes(result), [
      ...Array<string>(4).fill('done'),
      'done found',
      ...Array<string>(3).fill('done'),
    ]);
    assert.equal(postsOf(bench).length, 4);
    const held = bench.grants(bench.organisation('kalev'));
    for (const { person, role } of run.tasks) {
      const of = held.filter((line) => line.startsWith(`${person.username ?? ''} ${role.name}`));
      assert.equal(of.length, 1);
    }
  });
});
