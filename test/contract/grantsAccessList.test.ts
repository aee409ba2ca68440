import assert from 'node:assert/strict';
import { accessByScopes, type PersonAccess } from '../../src/grants/accessByScopes';
import { readPersonAccess, readTeamsOf } from '../../src/grants/personAccess';
import { planRevoke } from '../../src/grants/plan';
import { customerUuid } from '../../src/sample/lifelike/organisations';
import { lifelikeWorld } from '../../src/sample/lifelike/lifelikeWorld';
import { deleteUser } from '../../src/waldur/members';
import {
  asked,
  day,
  fromNow,
  grant,
  grants24,
  openGranted,
  projectsOf,
  rolesInAllProjects,
  shown,
  someone,
} from './accessWorld';
import { type Bench, openBench, staffName } from './grantsWorld';

describe('everything a person can reach, by the list of all grants', () => {
  let bench: Bench;
  afterEach(() => bench.close());

  async function open(...args: Parameters<typeof openGranted>): Promise<void> {
    bench = await openGranted(...args);
  }

  const read = (username = someone, options: Parameters<typeof readPersonAccess>[3] = {}) =>
    readPersonAccess(bench.client, bench.person(username), bench.caller, options);
  const byScopes = (username = someone) =>
    accessByScopes(bench.client, bench.person(username), bench.caller, new Date(), {});

  const teamsIn = (paths: readonly string[]) => paths.filter((path) => path.includes('/list_users/'));

  for (const caller of [staffName, 'pekka.salo']) {
    it(`takes ${caller} four requests at most for 24 grants, and tells what the scopes tell`, async () => {
      await open(grants24, caller);
      let access: PersonAccess | undefined;
      const paths = await asked(bench, async () => (access = await read()));
      assert.ok(paths.length <= 4, paths.join('\n'));
      assert.ok(access !== undefined);
      assert.equal(access.grants.length, 24);
      assert.deepEqual([access.failures, access.teams.size], [[], 0]);
      assert.deepEqual(shown(access), shown(await byScopes()));
      assert.ok(access.grants.some(({ scope }) => scope.state === 'archived' || scope.state === 'blocked'));
    });
  }

  for (const serverVersion of ['7.0', 'newest'] as const) {
    it(`finds what the scopes tell for everyone on server ${serverVersion}`, async () => {
      bench = await openBench(staffName, { serverVersion });
      const people = bench.server.world.users.filter(
        ({ is_staff, is_support }) => is_staff !== true && is_support !== true,
      );
      for (const { username } of people.slice(0, 30)) {
        const access = await read(username);
        assert.deepEqual(access.failures, []);
        assert.deepEqual(shown(access), shown(await byScopes(username)), username);
      }
    });
  }

  it('is not asked by others', async () => {
    await open(grants24, 'mari.kask');
    const paths = await asked(bench, () => read());
    assert.ok(paths.length > 4);
    assert.deepEqual(
      paths.filter((path) => path.includes('user-permissions')),
      [],
    );
  });

  it('is not asked with a personal token, which may show less', async () => {
    await open(grants24);
    const caller = { ...bench.caller, personalToken: true };
    const paths = await asked(bench, () => readPersonAccess(bench.client, bench.person(someone), caller));
    assert.deepEqual(
      paths.filter((path) => path.includes('user-permissions')),
      [],
    );
  });

  it('is read in pages of 300', async () => {
    await open(rolesInAllProjects);
    let access: PersonAccess | undefined;
    const paths = await asked(bench, async () => (access = await read()));
    const { length } = bench.server.world.grants.filter(({ user }) => user === someone);
    assert.ok(length > 300 && length <= 600);
    assert.equal(access?.grants.length, length);
    assert.equal(new Set(access.grants.map(({ scope, role }) => `${scope.uuid} ${role.uuid}`)).size, length);
    assert.equal(paths.filter((path) => path.includes('user-permissions')).length, 2);
    assert.ok(paths.length <= 4, paths.join('\n'));
  });

  it('shows no role that was revoked, on a server of 2024 that lists it', async () => {
    await open(
      ({ projects }) => [
        grant('CUSTOMER.READER', 'customer', customerUuid('kalev')),
        grant('CUSTOMER.READER', 'customer', customerUuid('emajoe')),
        ...projects
          .filter(({ is_removed }) => is_removed === true)
          .slice(0, 1)
          .map(({ uuid }) =>
            grant('PROJECT.ADMIN', 'project', uuid, { expiration_time: fromNow(-day), is_active: false }),
          ),
        // Revoked long ago, and granted again since.
        grant('CUSTOMER.OWNER', 'customer', customerUuid('vattern'), {
          expiration_time: fromNow(-9 * day),
          is_active: false,
        }),
        grant('CUSTOMER.OWNER', 'customer', customerUuid('vattern'), { created: fromNow(-day) }),
      ],
      staffName,
      { serverVersion: '7.0' },
    );
    const scope = bench.organisation('kalev');
    await deleteUser(bench.client, scope, { role: 'CUSTOMER.READER', user: bench.person(someone).uuid });
    const names = async (now?: () => Date) =>
      (await read(someone, now === undefined ? {} : { now })).grants.map(({ scope: { name } }) => name);
    const held = [bench.organisation('emajoe').name, bench.organisation('vattern').name].toSorted();
    assert.deepEqual(await names(), held);
    assert.deepEqual(await names(() => new Date(Date.now() - day / 2)), held, 'with a clock that is behind');
    assert.equal(teamsIn(await asked(bench, () => read())).length, 3);
    assert.deepEqual((await read()).failures, []);
  });

  it('shows a role that has ended and was not swept, and asks its scope alone', async () => {
    await open((world) => [
      ...grants24(world),
      grant('CUSTOMER.OWNER', 'customer', customerUuid('saimaa'), { expiration_time: fromNow(-2 * day) }),
      grant('CUSTOMER.READER', 'customer', customerUuid('vattern'), {
        expiration_time: fromNow(-2 * day),
        is_active: false,
      }),
    ]);
    let access: PersonAccess | undefined;
    const paths = await asked(bench, async () => (access = await read()));
    const [path = '', ...more] = teamsIn(paths);
    assert.deepEqual(more, []);
    assert.ok(path.startsWith(`/api/customers/${customerUuid('saimaa')}/list_users/?`), path);
    assert.ok(path.includes(`user=${bench.person(someone).uuid}`), path);
    assert.ok(access !== undefined);
    assert.deepEqual([...access.teams.keys()], [`customer ${customerUuid('saimaa')}`]);
    assert.deepEqual(shown(access), shown(await byScopes()));
  });

  it('says which scope could not be read, and shows what is certain', async () => {
    const scope = customerUuid('saimaa');
    await open(() => [
      grant('CUSTOMER.OWNER', 'customer', scope, { expiration_time: fromNow(-2 * day) }),
      grant('CUSTOMER.READER', 'customer', scope),
    ]);
    bench.server.faults.add({ path: `${scope}/list_users`, fault: { kind: 'body', body: '<html>' } });
    const { grants, failures } = await read();
    assert.deepEqual(
      grants.map(({ role }) => role.name),
      ['CUSTOMER.READER'],
    );
    assert.deepEqual(
      failures.map((failure) => failure.kind === 'team' && failure.scope.name),
      ['Saimaa University'],
    );
  });

  it('shows names as the server has them, and uuids for names that show nothing', async () => {
    await open((world) => {
      const names = ['A\nB', '\u202etxt.exe', '\u200b\u2060', '<b>&amp;</b>', '$(trash) [x](command:y)'];
      const projects = projectsOf(world);
      names.forEach((name, index) => {
        Object.assign(world.customers[index] ?? {}, { name });
        Object.assign(projects[index] ?? {}, { name });
      });
      return [
        ...world.customers
          .slice(0, names.length)
          .map(({ uuid }) => grant('CUSTOMER.OWNER', 'customer', uuid)),
        ...projects.slice(0, names.length).map(({ uuid }) => grant('PROJECT.MEMBER', 'project', uuid)),
      ];
    });
    const access = await read();
    assert.equal(access.grants.length, 10);
    assert.ok(access.grants.some(({ scope }) => scope.name === scope.uuid));
    assert.ok(access.grants.some(({ scope }) => scope.name === '\u202etxt.exe'));
    assert.deepEqual(shown(access), shown(await byScopes()));
  });

  it('asks for the organisations alone that count where someone is staff, to whom the server gives all', async () => {
    const world = lifelikeWorld({ now: new Date(), scale: 2000 });
    world.grants.push(
      { ...grant('CUSTOMER.OWNER', 'customer', world.customers[1999]?.uuid ?? ''), user: 'pekka.salo' },
      { ...grant('CUSTOMER.OWNER', 'customer', customerUuid('kalev')), user: 'pekka.salo' },
    );
    bench = await openBench(staffName, { world });
    let access: PersonAccess | undefined;
    const paths = await asked(bench, async () => (access = await read('pekka.salo')));
    assert.equal(access?.grants.length, 2);
    assert.ok(access.grants.every(({ scope }) => scope.name !== scope.uuid && 'state' in scope));
    assert.ok(paths.length <= 4, paths.join('\n'));
  });

  it('shows no roles of a disabled account, as teams do not', async () => {
    bench = await openBench();
    assert.deepEqual((await read('ilmar.rand')).grants, []);
  });

  it('is planned against teams that are read for it', async () => {
    await open((world) => [
      ...grants24(world),
      grant('CUSTOMER.OWNER', 'customer', customerUuid('saimaa'), { expiration_time: fromNow(-2 * day) }),
    ]);
    const access = await read();
    const [first] = access.grants.filter(({ scope }) => scope.kind === 'project');
    assert.ok(first !== undefined);
    await deleteUser(bench.client, first.scope, { role: first.role.uuid, user: first.person.uuid });
    let plan: ReturnType<typeof planRevoke> = { tasks: [] };
    const paths = await asked(bench, async () => {
      const teams = await readTeamsOf(bench.client, access, bench.person(someone), bench.caller);
      plan = planRevoke(access.grants, { caller: bench.caller, now: new Date(), teams });
    });
    const scopes = new Set(access.grants.map(({ scope }) => scope.uuid));
    assert.deepEqual([paths.length, teamsIn(paths).length], [scopes.size - 1, scopes.size - 1]);
    const gone = plan.tasks.filter(
      ({ change }) => change.kind === 'impossible' && change.why.kind === 'notHeld',
    );
    assert.deepEqual(
      gone.map(({ scope }) => scope.uuid),
      [first.scope.uuid],
    );
    assert.ok(plan.tasks.every(({ change }) => change.kind !== 'remove' || change.grant !== undefined));
  });
});
