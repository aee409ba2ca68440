import assert from 'node:assert/strict';
import { planRevoke } from '../../src/grants/plan';
import type { PersonAccess } from '../../src/grants/accessByScopes';
import { readPersonAccess, readTeamsOf } from '../../src/grants/personAccess';
import { type Bench, instant, openBench, runPlan } from './grantsWorld';
import { countsOf } from './grantsRuns';

const covered = ['customer', 'project', 'callmanagingorganisation'];

describe('everything a person can reach', () => {
  let bench: Bench;
  afterEach(() => bench.close());

  function inWorld(username: string): readonly string[] {
    return bench.server.world.grants
      .filter(
        (grant) => grant.user === username && grant.is_active !== false && covered.includes(grant.scope_type),
      )
      .map((grant) => `${grant.scope} ${grant.role} ${instant(grant.expiration_time)}`)
      .toSorted();
  }

  function found({ grants }: PersonAccess): readonly string[] {
    return grants
      .map(({ scope, role, expiry }) => `${scope.uuid} ${role.name} ${instant(expiry)}`)
      .toSorted();
  }

  function refuse(path: string): void {
    bench.server.faults.add({
      method: 'GET',
      path,
      fault: {
        kind: 'status',
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: '{"detail":"No."}',
      },
    });
  }

  const read = (username: string) => readPersonAccess(bench.client, bench.person(username), bench.caller);

  it('is found by staff: organisations, projects and managing organisations', async () => {
    bench = await openBench();
    for (const username of ['manon.girard', 'mari.kask', 'wei.li', 'sofia.rossi', 'ottilie.weber']) {
      const access = await read(username);
      assert.deepEqual(access.failures, []);
      assert.deepEqual(found(access), inWorld(username), username);
      const projects = access.grants.filter(({ scope }) => scope.kind === 'project');
      assert.ok(projects.every(({ scope }) => scope.customerName));
    }
  });

  it('is what the caller sees of it, for an owner', async () => {
    bench = await openBench('mari.kask');
    const access = await read('manon.girard');
    assert.deepEqual(access.failures, []);
    const all = inWorld('manon.girard');
    const seen = found(access);
    assert.ok(seen.length > 0 && seen.length < all.length);
    assert.deepEqual(
      seen.filter((line) => !all.includes(line)),
      [],
    );
    assert.deepEqual([...new Set(access.grants.map(({ scope }) => scope.kind))], ['project']);
  });

  it('does without managing organisations on a server of 2024', async () => {
    bench = await openBench('astrid.lund', { serverVersion: '7.0' });
    const access = await read('manon.girard');
    assert.deepEqual(access.failures, []);
    assert.ok(access.grants.length > 5);
    assert.equal(
      access.grants.some(({ scope }) => scope.kind === 'call-managing-organisation'),
      false,
    );
  });

  it('says what could not be read, and gives the rest', async () => {
    bench = await openBench();
    const whole = (await read('manon.girard')).grants.length;
    refuse('api/user-permissions/');
    refuse(`customers/${bench.organisation('saimaa').uuid}/list_users`);
    bench.server.faults.add({
      method: 'GET',
      path: 'api/projects/?',
      fault: { kind: 'body', body: '<html>' },
    });
    const access = await read('manon.girard');
    assert.deepEqual(
      access.failures
        .map((failure) => [failure.kind, failure.kind === 'team' ? failure.scope.name : failure.of])
        .toSorted(),
      [
        ['list', 'projects'],
        ['team', 'Saimaa University'],
      ],
    );
    assert.ok(access.grants.length > 0 && access.grants.length < whole);
  });

  for (const [username, path] of [
    ['astrid.lund', 'user-permissions/'],
    ['mari.kask', '/list_users/'],
  ] as const) {
    it(`stops when cancelled, for ${username}`, async () => {
      const abort = new AbortController();
      bench = await openBench(username, {
        intercept: ({ url }) => {
          if (url?.includes(path) === true) {
            abort.abort();
          }
          return false;
        },
      });
      const reading = readPersonAccess(bench.client, bench.person('manon.girard'), bench.caller, {
        signal: abort.signal,
      });
      await assert.rejects(reading, /cancelled/);
    });
  }

  it('goes with one plan: offboarding', async () => {
    bench = await openBench();
    const access = await read('manon.girard');
    const teams = await readTeamsOf(bench.client, access, bench.person('manon.girard'), bench.caller);
    const plan = planRevoke(access.grants, { caller: bench.caller, now: new Date(), teams });
    assert.equal(plan.tasks.length, access.grants.length);
    const result = await runPlan(bench.client, plan);
    assert.equal(countsOf(result).done, plan.tasks.length);
    assert.deepEqual(inWorld('manon.girard'), []);
    assert.deepEqual((await read('manon.girard')).grants, []);
  });
});
