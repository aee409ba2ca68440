import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import type { FieldsObject, FieldsTask } from '../../src/edits/fieldsTask';
import type { Fault } from '../../src/sample/http/faults';
import { benchForEach } from './benchForEach';
import { fieldsOf, taskFor } from './fieldsRuns';
import { outcomes } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';

const status = (code: number, body = '{"detail":"No."}'): Fault => ({
  kind: 'status',
  status: code,
  headers: { 'content-type': 'application/json' },
  body,
});

describe('a change of fields that meets a fault', () => {
  let bench: Bench;
  let object: FieldsObject;
  let task: FieldsTask;
  benchForEach((opened) => {
    bench = opened;
    const { uuid, name } = bench.organisation('kalev');
    object = { kind: 'customer', uuid, name };
  });
  beforeEach(async () => {
    task = await taskFor(bench.client, object, { email: 'new@example.org' });
  });

  const path = /api\/customers\//;
  const emailNow = async () => (await fieldsOf(bench.client, object, ['email'])).email;

  const refused: readonly (readonly [Fault, string])[] = [
    [status(401), 'notRun signedOut'],
    [status(403), 'failed forbidden'],
    [status(404), 'failed notFound'],
    [status(400, '{"email":["Enter a valid email address."]}'), 'failed invalid'],
    [status(409), 'failed conflict'],
    [status(500, '<h1>Server Error (500)</h1>'), 'failed server'],
    [{ kind: 'reset' }, 'failed network'],
  ];
  for (const [fault, word] of refused) {
    it(`ends as ${word} where the write is answered by that, and is done by another try`, async () => {
      const rule = bench.server.faults.add({ method: 'PATCH', path, fault });
      const result = await runPlan(bench.client, { tasks: [task] });
      rule.remove();
      assert.deepEqual(outcomes(result), [word]);
      assert.equal(await emailNow(), task.changes[0]?.from);
      assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done']);
      assert.equal(await emailNow(), 'new@example.org');
    });
  }

  const unread: readonly (readonly [Fault, string])[] = [
    [status(401), 'notRun signedOut'],
    [status(403), 'failed forbidden'],
    [status(404), 'failed notFound'],
    [status(500), 'failed server'],
    [{ kind: 'reset' }, 'failed network'],
  ];
  for (const [fault, word] of unread) {
    it(`ends as ${word} where the object cannot be read before, and sends nothing`, async () => {
      const rule = bench.server.faults.add({ method: 'GET', path, fault });
      bench.server.requests.clear();
      const result = await runPlan(bench.client, { tasks: [task] });
      rule.remove();
      assert.deepEqual(outcomes(result), [word]);
      assert.equal(
        bench.server.requests.count(({ method }) => method === 'PATCH'),
        0,
      );
      assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done']);
    });
  }

  it('is found done where its answer was cut', async () => {
    bench.server.faults.add({ method: 'PATCH', path, times: 1, fault: { kind: 'truncate', after: 40 } });
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['done found']);
    assert.equal(await emailNow(), 'new@example.org');
  });

  it('is not confirmed where its answer was cut and the object cannot be read since, until it can', async () => {
    bench.server.faults.add({ method: 'PATCH', path, times: 1, fault: { kind: 'truncate', after: 40 } });
    // The look before is let through.
    bench.server.faults.add({ method: 'GET', path, times: 1, fault: { kind: 'delay', ms: 0 } });
    const rule = bench.server.faults.add({ method: 'GET', path, fault: status(403) });
    const result = await runPlan(bench.client, { tasks: [task] });
    rule.remove();
    assert.match(outcomes(result).join(), /^unknown /);
    assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done found']);
  });
});
