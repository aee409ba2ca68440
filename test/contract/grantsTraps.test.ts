import assert from 'node:assert/strict';
import { planExpiry, planGrants, planRevoke, planRoleChange } from '../../src/grants/plan';
import { roleName } from '../../src/grants/teams';
import { readWarnings } from '../../src/grants/warnings';
import { asking } from './accessClient';
import { benchForEach } from './benchForEach';
import { type Bench, instant, runPlan } from './grantsWorld';

const soon = '2098-01-01T00:00:00.000Z';
const later = '2099-01-01T00:00:00.000Z';

/** What the server does when asked naively, and what the plan and its run do instead. */
describe('the traps of roles', () => {
  let bench: Bench;
  const reopen = benchForEach((opened) => (bench = opened));

  function subject() {
    const scope = bench.organisation('kalev');
    const [person] = bench.strangers(scope, 1);
    assert.ok(person !== undefined);
    const reader = bench.role('CUSTOMER.READER');
    const path = (verb: string) => `api/customers/${scope.uuid}/${verb}/`;
    const whose = { role: reader.uuid, user: person.uuid };
    return {
      scope,
      person,
      reader,
      target: { scope, person, role: roleName(reader) },
      add: (expiry: string | null) =>
        bench.staff('POST', path('add_user'), { ...whose, expiration_time: expiry }),
      ask: (verb: string, more: object = {}) => bench.staff('POST', path(verb), { ...whose, ...more }),
      held: () => bench.grants(scope).filter((line) => line.startsWith(`${person.username ?? ''} `)),
      line: (expiry: string | null) => `${person.username ?? ''} CUSTOMER.READER ${instant(expiry)}`,
    };
  }

  it('1: a change of the end always carries the end, since without it the grant would last', async () => {
    const { add, ask, held, line, target, scope } = subject();
    await add(soon);
    assert.equal((await ask('update_user')).status, 200);
    assert.deepEqual(held(), [line(null)], 'the server makes it permanent');

    const plan = planExpiry([target], later, await bench.context(scope));
    const { results } = await runPlan(bench.client, plan);
    assert.equal(results[0]?.outcome.kind, 'done');
    assert.deepEqual(held(), [line(later)]);
  });

  it('2: a grant that is gone is noticed before it is changed, where the server would fail', async () => {
    const { add, ask, held, target, scope } = subject();
    await add(soon);
    const plan = planExpiry([target], later, await bench.context(scope));
    await ask('delete_user');
    assert.equal((await ask('update_user', { expiration_time: later })).status, 500);

    bench.server.requests.clear();
    const { results } = await runPlan(bench.client, plan);
    assert.deepEqual(results[0]?.outcome, {
      kind: 'skipped',
      reason: { kind: 'changedByOther', now: [] },
    });
    assert.equal(
      bench.server.requests.count(({ method }) => method === 'POST'),
      0,
    );
    assert.deepEqual(held(), []);
  });

  it('3: revoking what is gone is not reported as done, though the server says 200', async () => {
    const { add, ask, target, scope } = subject();
    await add(soon);
    const plan = planRevoke([target], await bench.context(scope));
    await ask('delete_user');
    assert.equal((await ask('delete_user')).status, 200);

    const { results } = await runPlan(bench.client, plan);
    assert.deepEqual(results[0]?.outcome, { kind: 'skipped', reason: { kind: 'alreadySo' } });
  });

  it('4: granting for longer prolongs, and never makes the second grant that nobody can remove', async () => {
    const { add, ask, held, line, scope, person, reader } = subject();
    await add(soon);
    const plan = planGrants(
      { scopes: [scope], people: [person], role: reader, expiry: later },
      await bench.context(scope),
    );
    await runPlan(bench.client, plan);
    assert.deepEqual(held(), [line(later)]);

    assert.equal((await add(null)).status, 201, 'the server makes a second one');
    assert.equal((await ask('update_user', { expiration_time: soon })).status, 500);
    assert.equal((await ask('delete_user')).status, 500);
  });

  it('4: a grant that someone else adds between plan and run does not get a twin', async () => {
    const { add, held, line, scope, person, reader } = subject();
    const plan = planGrants(
      { scopes: [scope], people: [person], role: reader, expiry: later },
      await bench.context(scope),
    );
    assert.equal(plan.tasks[0]?.change.kind, 'add');
    await add(soon);
    const { results } = await runPlan(bench.client, plan);
    const outcome = results[0]?.outcome;
    assert.equal(outcome?.kind === 'skipped' && outcome.reason.kind, 'changedByOther');
    assert.deepEqual(held(), [line(soon)]);
  });

  it('4: two grants of one role are told apart from what can be changed', async () => {
    const { add, target, scope } = subject();
    await add(soon);
    await add(later);
    const context = await bench.context(scope);
    for (const plan of [planRevoke([target], context), planExpiry([target], null, context)]) {
      const change = plan.tasks[0]?.change;
      assert.equal(change?.kind === 'impossible' && change.why.kind, 'twice');
      bench.server.requests.clear();
      const { results } = await runPlan(bench.client, plan);
      assert.equal(results[0]?.outcome.kind, 'skipped');
      assert.deepEqual(bench.server.requests.list(), []);
    }
  });

  it('5: a role is changed by adding first, and kept when the second step fails', async () => {
    const { add, held, person, target, scope } = subject();
    await add(soon);
    const plan = planRoleChange([target], bench.role('CUSTOMER.OWNER'), await bench.context(scope));
    bench.server.requests.clear();
    bench.server.faults.add({ method: 'POST', path: 'delete_user', fault: { kind: 'status', status: 503 } });
    const { results } = await runPlan(bench.client, plan);
    assert.deepEqual(
      results.map(({ outcome }) => outcome.kind),
      ['done', 'failed'],
    );
    const posts = bench.server.requests.list().filter(({ method }) => method === 'POST');
    assert.deepEqual(
      posts.map(({ path }) => path.split('/').at(-2)),
      ['add_user', 'delete_user'],
    );
    assert.deepEqual(
      held().map((line) => line.split(' ')[1]),
      ['CUSTOMER.OWNER', 'CUSTOMER.READER'],
      `${person.name} never was without a role`,
    );
  });

  it('5: the old role stays where the new one was refused', async () => {
    const { add, held, line, target, scope } = subject();
    await add(soon);
    const plan = planRoleChange([target], bench.role('CUSTOMER.OWNER'), await bench.context(scope));
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      fault: { kind: 'status', status: 400, headers: { 'content-type': 'application/json' }, body: '[]' },
    });
    const { results } = await runPlan(bench.client, plan);
    assert.deepEqual(results[0]?.outcome.kind, 'failed');
    assert.deepEqual(results[1]?.outcome, { kind: 'skipped', reason: { kind: 'firstStepNotDone' } });
    assert.deepEqual(held(), [line(soon)]);
  });

  it('5: a role that is held for good already is not shortened by a change to it', async () => {
    const { add, held, person, target, scope } = subject();
    const owner = bench.role('CUSTOMER.OWNER');
    await add(soon);
    await bench.staff('POST', `api/customers/${scope.uuid}/add_user/`, {
      role: owner.uuid,
      user: person.uuid,
    });
    const plan = planRoleChange([target], owner, await bench.context(scope));
    const { results } = await runPlan(bench.client, plan);
    assert.deepEqual(
      results.map(({ outcome }) => outcome.kind),
      ['skipped', 'done'],
    );
    assert.deepEqual(held(), [`${person.username ?? ''} CUSTOMER.OWNER ${instant(null)}`]);
  });

  it('6: the last owner and the own last role are warned of, and the own role goes last', async () => {
    const scope = bench.organisation('vattern');
    const erik = 'erik.nyman';
    await reopen(erik);
    const context = await bench.context(scope);
    const team = context.teams.get(`customer ${scope.uuid}`);
    assert.equal(team?.kind, 'read');
    const everybody = team.grants.map(({ person, role }) => ({ scope, person, role }));
    const plan = planRevoke(everybody, context);
    const warned = (await readWarnings(bench.client, plan, context)).map(({ kind }) => kind);
    assert.equal(warned.includes('lastOwner'), true);
    assert.equal(warned.includes('self'), true);

    const own = plan.tasks.filter(({ person }) => person.uuid === bench.caller.uuid);
    assert.equal(own.length, 2);
    const { results } = await runPlan(bench.client, plan, { callerUuid: bench.caller.uuid });
    // The role that gives the right to do it goes after the other one.
    assert.deepEqual([...new Set(results.map(({ outcome }) => outcome.kind))], ['done']);
    assert.deepEqual(bench.grants(scope), []);
  });

  it('7: a grant that is past but not swept is revived, not added to', async () => {
    const { add, held, line, scope, person, reader } = subject();
    await add(soon);
    const row = bench.server.world.grants.find(
      (grant) => grant.user === person.username && grant.scope === scope.uuid,
    );
    assert.ok(row !== undefined);
    row.expiration_time = '2020-01-01T00:00:00Z';
    const plan = planGrants(
      { scopes: [scope], people: [person], role: reader, expiry: later },
      await bench.context(scope),
    );
    assert.equal(plan.tasks[0]?.change.kind, 'prolong');
    const { results } = await runPlan(bench.client, plan);
    assert.equal(results[0]?.outcome.kind, 'done');
    assert.deepEqual(held(), [line(later)]);

    row.expiration_time = '2020-01-01T00:00:00Z';
    assert.equal((await add(later)).status, 201, 'the server adds a twin');
    assert.equal(held().length, 2);
  });

  it('7: who holds a past grant still has its rights, which is why the answer is perhaps', async () => {
    const { add, scope, person } = subject();
    await add(soon);
    const row = bench.server.world.grants.find(
      (grant) => grant.user === person.username && grant.scope === scope.uuid,
    );
    assert.ok(row !== undefined);
    row.expiration_time = '2020-01-01T00:00:00Z';
    const ask = asking(bench.server, person.username ?? '');
    assert.equal((await ask('GET', `api/customers/${scope.uuid}/`)).status, 200);
  });
});
