import assert from 'node:assert/strict';
import { planGrants, planRevoke, planRoleChange } from '../../src/grants/plan';
import type { GrantScope } from '../../src/grants/roleTask';
import { roleName } from '../../src/grants/teams';
import { benchForEach } from './benchForEach';
import { assertReported, countsOf, outcomes, postsOf, readerPlan, soon } from './grantsRuns';
import { type Bench, goOn, openBench, runPlan } from './grantsWorld';

/** What the server says without doing it. */
const nothing = { kind: 'body', status: 201, body: '{"expiration_time":null}' } as const;
/** Lists of everyone on a scope, which are read only to compare. */
const wholeTeam = /list_users\/\?(?!.*user=)/;

describe('what a server says it has done', () => {
  let bench: Bench;
  let scope: GrantScope;
  benchForEach((opened) => {
    bench = opened;
    scope = bench.organisation('vattern');
  });

  const listsRead = () => bench.server.requests.count(({ path }) => wholeTeam.test(path));

  it('is compared with what it shows, in one list, and left for another try where it did nothing', async () => {
    const plan = await readerPlan(bench, scope, 12);
    bench.server.faults.add({ method: 'POST', path: 'add_user', times: 2, fault: nothing });
    bench.server.requests.clear();
    const result = await runPlan(bench.client, plan);
    assert.deepEqual(countsOf(result), {
      done: 10,
      skipped: 0,
      failed: 0,
      noEffect: 2,
      unknown: 0,
      notRun: 0,
    });
    assert.equal(listsRead(), 1);
    assertReported(bench, scope, result);
    const again = await goOn(bench.client, result.record);
    assert.deepEqual([...new Set(outcomes(again))], ['done']);
    assert.equal(postsOf(bench).length, 14);
    assertReported(bench, scope, again);
  });

  it('is told of changed ends and revoked roles, too', async () => {
    const [one, two] = bench.strangers(scope, 2);
    assert.ok(one !== undefined && two !== undefined);
    const role = bench.role('CUSTOMER.READER');
    const wish = { scopes: [scope], people: [one, two], role };
    await runPlan(bench.client, planGrants({ ...wish, expiry: soon }, await bench.context(scope)));
    const context = await bench.context(scope);
    bench.server.faults.add({ method: 'POST', path: 'update_user', fault: { ...nothing, status: 200 } });
    bench.server.faults.add({ method: 'POST', path: 'delete_user', fault: { ...nothing, status: 200 } });
    const result = await runPlan(bench.client, {
      tasks: [
        ...planGrants({ ...wish, people: [one], expiry: null }, context).tasks,
        ...planRevoke([{ scope, person: two, role: roleName(role) }], context).tasks,
      ],
    });
    assert.deepEqual(outcomes(result), ['noEffect', 'noEffect']);
  });

  it('keeps the old role where the new one is not there', async () => {
    const [person] = bench.strangers(scope, 1);
    assert.ok(person !== undefined);
    const reader = bench.role('CUSTOMER.READER');
    const wish = { scopes: [scope], people: [person], role: reader, expiry: null };
    await runPlan(bench.client, planGrants(wish, await bench.context(scope)));
    const before = bench.grants(scope);
    bench.server.faults.add({ method: 'POST', path: 'add_user', times: 1, fault: nothing });
    const target = { scope, person, role: roleName(reader) };
    const plan = planRoleChange([target], bench.role('CUSTOMER.OWNER'), await bench.context(scope));
    const result = await runPlan(bench.client, plan);
    assert.deepEqual(outcomes(result), ['noEffect', 'skipped firstStepNotDone']);
    assert.deepEqual(bench.grants(scope), before);
    assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done', 'done']);
  });

  it('stands where the list cannot be read', async () => {
    for (const status of [403, 404, 502]) {
      const plan = await readerPlan(bench, scope, 3);
      const rule = bench.server.faults.add({ path: wholeTeam, fault: { kind: 'status', status } });
      assert.deepEqual(outcomes(await runPlan(bench.client, plan)), ['done', 'done', 'done']);
      rule.remove();
    }
  });

  it('stands for the own last role, after which the team is not to be seen', async () => {
    const erik = await openBench('erik.nyman');
    try {
      const context = await erik.context(scope);
      const team = context.teams.get(`customer ${scope.uuid}`);
      const own = team?.kind === 'read' ? team.grants : [];
      const held = own.map(({ person, role }) => ({ scope, person, role }));
      const plan = planRevoke(
        held.filter(({ person }) => person.uuid === erik.caller.uuid),
        context,
      );
      erik.server.requests.clear();
      const result = await runPlan(erik.client, plan, { callerUuid: erik.caller.uuid });
      assert.deepEqual(outcomes(result), ['done', 'done']);
      assert.equal(erik.server.requests.list().at(-1)?.status, 404);
    } finally {
      await erik.close();
    }
  });

  it('costs nothing where a look has shown it, and after a run that was stopped', async () => {
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 1,
      fault: { kind: 'truncate', after: 3 },
    });
    const gets = () => bench.server.requests.count(({ method }) => method === 'GET');
    const found = await readerPlan(bench, scope, 1);
    bench.server.requests.clear();
    assert.deepEqual(outcomes(await runPlan(bench.client, found)), ['done found']);
    assert.equal(gets(), 2, 'one look before, one after');

    const stop = new AbortController();
    const plan = await readerPlan(bench, scope, 8);
    bench.server.requests.clear();
    await runPlan(bench.client, plan, { signal: stop.signal, onProgress: () => stop.abort() });
    assert.equal(listsRead(), 0);
  });
});
