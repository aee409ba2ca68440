import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { undoOf } from '../../src/changes/runChoices';
import { type DeleteTask, deleteTask } from '../../src/edits/deleteTask';
import type { Fault } from '../../src/sample/http/faults';
import { benchForEach } from './benchForEach';
import { outcomes } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';

const status = (code: number, body = '{"detail":"No."}'): Fault => ({
  kind: 'status',
  status: code,
  headers: { 'content-type': 'application/json' },
  body,
});

const path = /api\/projects\/[0-9a-f]{32}\//;

describe('a deletion that meets a fault', () => {
  let bench: Bench;
  let task: DeleteTask;
  benchForEach((opened) => {
    bench = opened;
    const { projects, resources, customers } = bench.server.world;
    const found = projects.find(
      ({ uuid, customer, is_removed: removed }) =>
        removed !== true &&
        resources.every(({ project }) => project !== uuid) &&
        customers.some((row) => row.uuid === customer && row.blocked !== true && row.archived !== true),
    );
    assert.ok(found !== undefined);
    const { uuid, name, customer } = found;
    task = deleteTask({ kind: 'project', uuid, name, customer }, {}, { team: true });
  });

  const isDeleted = () =>
    bench.server.world.projects.some(
      ({ uuid, is_removed: removed }) => uuid === task.object.uuid && removed === true,
    );
  const deletes = () => bench.server.requests.count(({ method }) => method === 'DELETE');

  const refused: readonly (readonly [Fault, string])[] = [
    [status(401), 'notRun signedOut'],
    [status(403), 'failed forbidden'],
    [status(404), 'failed notFound'],
    [status(400, '["Project contains active resources."]'), 'failed invalid'],
    [status(409), 'failed conflict'],
    [status(500, '<h1>Server Error (500)</h1>'), 'failed server'],
    [{ kind: 'reset' }, 'failed network'],
    [{ kind: 'garbage' }, 'failed network'],
    [{ kind: 'body', body: '<html>Sign in</html>', contentType: 'text/html' }, 'failed notWaldur'],
  ];
  for (const [fault, word] of refused) {
    it(`ends as ${word} where the request is answered by ${fault.kind}, and is done by another try`, async () => {
      const rule = bench.server.faults.add({ method: 'DELETE', path, fault });
      const result = await runPlan(bench.client, { tasks: [task] });
      rule.remove();
      assert.deepEqual(outcomes(result), [word]);
      assert.ok(!isDeleted());
      assert.deepEqual(undoOf(result).tasks, []);
      assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done']);
      assert.ok(isDeleted());
    });
  }

  const unread: readonly (readonly [Fault, string])[] = [
    [status(401), 'notRun signedOut'],
    [status(403), 'failed forbidden'],
    [status(500), 'failed server'],
    [{ kind: 'reset' }, 'failed network'],
  ];
  for (const [fault, word] of unread) {
    it(`ends as ${word} where it cannot be looked at before, and sends nothing`, async () => {
      const rule = bench.server.faults.add({ method: 'GET', path, fault });
      bench.server.requests.clear();
      const result = await runPlan(bench.client, { tasks: [task] });
      rule.remove();
      assert.deepEqual(outcomes(result), [word]);
      assert.equal(deletes(), 0);
      assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done']);
    });
  }

  /** The server does it, and its answer is lost. */
  const answerLost = () =>
    bench.server.faults.add({
      method: 'DELETE',
      path,
      times: 1,
      fault: { kind: 'lost' },
    });

  it('is found done where its answer was lost, and can be undone', async () => {
    answerLost();
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['done found']);
    assert.ok(isDeleted());
    assert.equal(deletes(), 1);
    assert.deepEqual(outcomes(await runPlan(bench.client, undoOf(result))), ['done']);
    assert.ok(!isDeleted());
  });

  it('is not confirmed where its answer was lost and it cannot be looked at since, until it can', async () => {
    answerLost();
    bench.server.faults.add({ method: 'GET', path, times: 1, fault: { kind: 'delay', ms: 0 } });
    const rule = bench.server.faults.add({ method: 'GET', path, fault: status(403) });
    const result = await runPlan(bench.client, { tasks: [task] });
    rule.remove();
    assert.match(outcomes(result).join(), /^unknown /);
    assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done found']);
    assert.equal(deletes(), 1);
  });

  it('has no effect where the server says it was done and it was not', async () => {
    bench.server.faults.add({
      method: 'DELETE',
      path,
      times: 1,
      fault: { kind: 'body', status: 200, body: '{}' },
    });
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['noEffect']);
    assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done']);
  });

  it('is recovered once where the answer to that was lost', async () => {
    const result = await runPlan(bench.client, { tasks: [task] });
    bench.server.faults.add({
      method: 'POST',
      path: '/recover/',
      times: 1,
      fault: { kind: 'truncate', after: 40 },
    });
    const undone = await runPlan(bench.client, undoOf(result));
    assert.deepEqual(outcomes(undone), ['done found']);
    assert.ok(!isDeleted());
    assert.equal(
      bench.server.requests.count(({ path: asked }) => asked.includes('/recover/')),
      1,
    );
  });
});
