import assert from 'node:assert/strict';
import { planTeams } from '../../src/grants/plan';
import { keyOf } from '../../src/access/objects';
import type { GrantScope, RoleTask } from '../../src/grants/roleTask';
import type { ChangeTask } from '../../src/changes/taskKinds';
import { remaining, type RunResult } from '../../src/runs/result';
import { resolveTeam } from '../../src/grants/resolveTeam';
import { parseTeamCsv } from '../../src/grants/teamCsv';
import { serverLookups } from '../../src/grants/teamLookups';
import { writeTeamCsv } from '../../src/grants/writeTeamCsv';
import { readTeams } from '../../src/grants/teams';
import { countCustomers } from '../../src/waldur/customers';
import { benchForEach } from './benchForEach';
import { type Bench, goOn, runPlan, staffName } from './grantsWorld';
import { countsOf } from './grantsRuns';

const end = '2098-06-01T00:00:00.000Z';

describe('teams as CSV', () => {
  let bench: Bench;
  const reopen = benchForEach((opened) => (bench = opened));

  async function planOf(text: string, removeOthers: boolean) {
    const csv = parseTeamCsv(text, new Date(), { scope: false });
    const resolved = await resolveTeam(csv, serverLookups(bench.client, bench.caller.roles));
    const scopes = resolved.wishes.map(({ scope }) => scope);
    const plan = planTeams(resolved.wishes, removeOthers, await bench.context(...scopes));
    return { plan, problems: resolved.problems };
  }

  function bothWays(scopes: readonly GrantScope[]): readonly string[] {
    return scopes.flatMap((scope) => bench.grants(scope).map((line) => `${keyOf(scope)} ${line}`)).toSorted();
  }

  it('end with exactly the planned grants: 500 lines, with faults dialled in', async () => {
    const scopes = ['kalev', 'emajoe', 'vattern', 'saimaa', 'siljan'].map((key) => bench.organisation(key));
    const roles = ['CUSTOMER.READER', 'CUSTOMER.OWNER'];
    const header = 'person;role;scope_kind;scope;expiry';
    const lines = scopes.flatMap((scope, place) =>
      bench.strangers(scope, 94).map((person, index) => {
        const who = [person.username, person.email, person.uuid][index % 3] ?? '';
        const until = ['', '2098-06-01', end][(index + place) % 3] ?? '';
        return [who, roles[index % 2] ?? '', 'organisation', scope.uuid, until].join(';');
      }),
    );
    // People who are there already: their ends are changed, or nothing is.
    const context = await bench.context(...scopes);
    const present = scopes.flatMap((scope) => {
      const team = context.teams.get(keyOf(scope));
      const held = team?.kind === 'read' ? team.grants : [];
      return held
        .slice(0, 6)
        .map(({ person, role }) => [person.username, role.name, '', scope.name, end].join(';'));
    });
    const text = [header, ...lines, ...present].join('\r\n');
    const { plan, problems } = await planOf(`\uFEFF${text}`, true);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.ok(lines.length + present.length >= 490);

    const expected = expectedOf(plan.tasks, scopes);
    const { faults } = bench.server;
    const cut = { kind: 'truncate', after: 5 } as const;
    const reset = { kind: 'reset' } as const;
    for (let round = 0; round < 12; round++) {
      faults.add({ method: 'POST', path: /_user\//, times: 2, fault: { kind: 'delay', ms: 1 } });
      faults.add({ method: 'POST', path: /_user\//, times: 3, fault: cut });
      faults.add({ method: 'POST', path: /_user\//, times: 2, fault: { kind: 'status', status: 502 } });
      faults.add({ method: 'GET', path: 'list_users', times: 2, fault: reset });
      faults.add({ method: 'GET', path: 'list_users', times: 2, fault: { kind: 'garbage' } });
      faults.add({ method: 'POST', path: /_user\//, times: 2, fault: reset });
      faults.add({ method: 'GET', path: 'list_users', times: 1, fault: { kind: 'body', body: '<html>' } });
      faults.add({ method: 'GET', path: 'list_users', times: 1, fault: { kind: 'status', status: 500 } });
    }
    const wait = () => Promise.resolve();
    let result: RunResult<ChangeTask> = await runPlan(bench.client, plan, { wait });
    assert.ok(countsOf(result).failed > 0, 'the faults were felt');
    for (let tries = 0; tries < 20 && remaining(result).tasks.length > 0; tries++) {
      result = await goOn(bench.client, result.record, { wait });
    }
    assert.deepEqual(remaining(result).tasks, []);
    assert.deepEqual(bothWays(scopes), expected);
  });

  function expectedOf(tasks: readonly RoleTask[], scopes: readonly GrantScope[]): readonly string[] {
    const lines = new Set(bothWays(scopes));
    for (const { scope, person, role, change } of tasks) {
      const line = (expiry: string | null) =>
        `${keyOf(scope)} ${person.username ?? ''} ${role.name} ${expiry === null ? 'for ever' : new Date(expiry).toISOString()}`;
      switch (change.kind) {
        case 'add':
          lines.add(line(change.expiry));
          break;
        case 'prolong':
        case 'shorten':
          assert.ok(lines.delete(line(change.from)));
          lines.add(line(change.to));
          break;
        case 'remove':
          assert.ok(lines.delete(line(change.from)));
          break;
        case 'unchanged':
          break;
        case 'impossible':
          assert.fail(JSON.stringify(change));
      }
    }
    return [...lines].toSorted();
  }

  async function exportOf(...scopes: readonly GrantScope[]): Promise<string> {
    const teams = await readTeams(bench.client, scopes, { roles: bench.caller.rolesBy });
    return writeTeamCsv([...teams.values()].flatMap((team) => (team.kind === 'read' ? team.grants : [])));
  }

  it('come back from the export without a change', async () => {
    const text = await exportOf(
      bench.organisation('kalev'),
      bench.project('kalev', 0),
      bench.project('kalev', 1),
    );
    const { plan, problems } = await planOf(text, false);
    // Grants that have ended without being swept are among them.
    assert.deepEqual([...new Set(problems.map(({ problem }) => problem.kind))], ['pastDate']);
    assert.ok(plan.tasks.length > 5);
    assert.deepEqual([...new Set(plan.tasks.map(({ change }) => change.kind))], ['unchanged']);
    bench.server.requests.clear();
    await runPlan(bench.client, plan);
    assert.deepEqual(bench.server.requests.list(), [], 'what is so already costs nothing');
  });

  it('come back with people whose user name is a uuid, as Keycloak gives them', async () => {
    const scope = bench.organisation('vattern');
    const username = '3f2b1c9e-8d47-4a56-9b0e-1c2d3e4f5a6b';
    const { body } = await bench.staff('POST', 'api/users/', {
      username,
      email: 'kei@example.org',
      agree_with_policy: true,
    });
    const { uuid } = body as { uuid: string };
    await bench.staff('POST', `api/customers/${scope.uuid}/add_user/`, {
      user: uuid,
      role: bench.role('CUSTOMER.READER').uuid,
    });
    const text = await exportOf(scope);
    assert.match(text, new RegExp(`^${username},`, 'm'));
    const { plan, problems } = await planOf(text, true);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.ok(plan.tasks.some(({ person }) => person.uuid === uuid));
    assert.deepEqual([...new Set(plan.tasks.map(({ change }) => change.kind))], ['unchanged']);
  });

  it('come back to an owner with the staff accounts in them, which the search for people never shows', async () => {
    await reopen('erik.nyman');
    const scope = bench.organisation('vattern');
    const project = bench.project('vattern', 0);
    const staff = bench.person(staffName);
    const path = `api/customers/${scope.uuid}/add_user/`;
    await bench.staff('POST', path, { user: staff.uuid, role: bench.role('CUSTOMER.READER').uuid });
    const text = await exportOf(scope);
    assert.match(text, new RegExp(`^${staffName},`, 'm'));
    const { plan, problems } = await planOf(text, true);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.deepEqual([...new Set(plan.tasks.map(({ change }) => change.kind))], ['unchanged']);
    const byOtherNames = await planOf(
      [
        'person,role,scope',
        `${staff.uuid},CUSTOMER.READER,${scope.uuid}`,
        `${(staff.email ?? '').toUpperCase()},CUSTOMER.OWNER,${scope.uuid}`,
        `nobody.here,CUSTOMER.OWNER,${scope.uuid}`,
        `${staffName},PROJECT.MEMBER,${project.uuid}`,
      ].join('\n'),
      false,
    );
    assert.deepEqual(
      byOtherNames.problems.map(({ line, problem }) => [line, problem.kind]),
      [
        [4, 'unknown'],
        [5, 'unknown'],
      ],
    );
    assert.deepEqual(
      byOtherNames.plan.tasks.map(({ person }) => person.uuid),
      [staff.uuid, staff.uuid],
    );
  });

  it('leave room for others while they are looked up, and ask nothing more once they are given up', async () => {
    const scope = bench.organisation('kalev');
    const names = bench.strangers(scope, 200).map(({ username }) => username ?? '');
    const text = ['person,role,scope', ...names.map((name) => `${name},CUSTOMER.READER,${scope.uuid}`)];
    const csv = parseTeamCsv(text.join('\n'), new Date(), { scope: false });
    const { requests } = bench.server;
    requests.clear();
    const stop = new AbortController();
    let resolving: Promise<unknown> | undefined;
    await new Promise<void>((underWay) => {
      resolving = resolveTeam(csv, serverLookups(bench.client, bench.caller.roles), undefined, {
        signal: stop.signal,
        onProgress: () => underWay(),
      });
    });
    const before = requests.list().length;
    await countCustomers(bench.client);
    const meanwhile = requests.list().length - before;
    assert.ok(meanwhile < 20, `${meanwhile} came before`);
    stop.abort();
    await assert.rejects(async () => resolving);
    const sent = requests.list().length;
    await countCustomers(bench.client);
    // Three may have left before.
    assert.ok(requests.list().length - sent <= 1 + 3);
  });

  it('find people by user name, address in any case and uuid, and scopes by name', async () => {
    const scope = bench.organisation('kalev');
    const [person] = bench.strangers(scope, 1);
    assert.ok(person !== undefined);
    const { problems, plan } = await planOf(
      [
        'person,role,scope,expiry',
        `${(person.email ?? '').toUpperCase()},Organization reader,${scope.name},`,
        `${person.username ?? ''},CUSTOMER.READER,${scope.uuid},`,
        `nobody@example.org,CUSTOMER.READER,${scope.name},`,
        `${person.uuid},CUSTOMER.READER,Department of Physics,`,
        `${person.uuid},CUSTOMER.SUPPORT,${scope.name},`,
      ].join('\n'),
      false,
    );
    assert.deepEqual(
      problems.map(({ line, problem }) => [line, problem.kind]),
      [
        [3, 'duplicate'],
        [4, 'unknown'],
        [5, 'ambiguous'],
      ],
    );
    assert.deepEqual(
      plan.tasks.map(({ role, change, line }) => [role.name, change.kind, line]),
      [
        ['CUSTOMER.READER', 'add', 2],
        ['CUSTOMER.SUPPORT', 'impossible', 6],
      ],
    );
  });
});
