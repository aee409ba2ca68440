import assert from 'node:assert/strict';
import type { GrantScope } from '../../src/grants/roleTask';
import { type RunJournal, TakenOverError } from '../../src/runs/record';
import { benchForEach } from './benchForEach';
import { assertReported, countsOf, outcomes, postsOf, readerPlan } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';

describe('a run that another window takes over', () => {
  let bench: Bench;
  let scope: GrantScope;
  benchForEach((opened) => {
    bench = opened;
    scope = bench.organisation('vattern');
  });

  it('sends nothing more, and writes nothing more down', async () => {
    let words = 0;
    let refused = 0;
    const journal: RunJournal = {
      begin: () => Promise.resolve(),
      add: () => {
        words++;
        if (words > 20) {
          refused++;
          return Promise.reject(new TakenOverError());
        }
        return Promise.resolve();
      },
    };
    const unexpected: unknown[] = [];
    const plan = await readerPlan(bench, scope, 40);
    bench.server.requests.clear();
    const result = await runPlan(bench.client, plan, {
      journal,
      onUnexpected: (error) => unexpected.push(error),
    });
    const { done, notRun } = countsOf(result);
    assert.equal(done + notRun, 40);
    assert.ok(done > 5 && done < 15, String(done));
    assert.equal(postsOf(bench).length, done);
    assert.ok(outcomes(result).every((word) => ['done', 'notRun takenOver'].includes(word)));
    assert.ok(refused <= 4, 'no more than were under way');
    assert.deepEqual(unexpected, []);
    assertReported(bench, scope, result);
  });

  it('does not even begin', async () => {
    const journal: RunJournal = {
      begin: () => Promise.reject(new TakenOverError()),
      add: () => Promise.reject(new Error('Nothing is written.')),
    };
    const plan = await readerPlan(bench, scope, 3);
    bench.server.requests.clear();
    const result = await runPlan(bench.client, plan, { journal });
    assert.deepEqual([...new Set(outcomes(result))], ['notRun takenOver']);
    assert.deepEqual(bench.server.requests.list(), []);
  });

  it('leaves uncertain what is uncertain where it is not looked at', async () => {
    const plan = await readerPlan(bench, scope, 1);
    const first = await runPlan(bench.client, plan);
    const record = { ...first.record, outcomes: {}, sent: plan.tasks.map(({ id }) => id) };
    const gone = AbortSignal.abort();
    assert.deepEqual(outcomes(await goOn(bench.client, record, { signal: gone })), ['unknown cancelled']);
    const lost = bench.server.faults.add({ path: 'list_users', fault: { kind: 'reset' } });
    assert.deepEqual(outcomes(await goOn(bench.client, record)), ['unknown network']);
    lost.remove();
    assert.deepEqual(outcomes(await goOn(bench.client, record)), ['done found']);
  });
});
