import assert from 'node:assert/strict';
import { accessByScopes } from '../../src/grants/accessByScopes';
import { readPersonAccess } from '../../src/grants/personAccess';
import { WaldurError } from '../../src/waldur/errors';
import { addUser } from '../../src/waldur/members';
import { asked, grants24, openGranted, projectsOf, rolesInAllProjects, shown, someone } from './accessWorld';
import { type Bench, staffName } from './grantsWorld';

describe('everything a person can reach, where the list of all grants is no help', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await openGranted(grants24)));
  afterEach(() => bench.close());

  const read = () => readPersonAccess(bench.client, bench.person(someone), bench.caller);

  const row = (values: object) =>
    JSON.stringify([
      {
        user_uuid: '0',
        role_name: 'PROJECT.MEMBER',
        scope_type: 'project',
        scope_uuid: '1'.repeat(32),
        scope_name: 'P',
        customer_uuid: '2'.repeat(32),
        customer_name: 'C',
        expiration_time: null,
        ...values,
      },
    ]);
  const status = (code: number, contentType: string, body: string) =>
    ({ kind: 'status', status: code, headers: { 'content-type': contentType }, body }) as const;

  it('is left alone where it cannot be had or read: then the scopes are asked', async () => {
    const user_uuid = bench.person(someone).uuid;
    const expected = shown(
      await accessByScopes(bench.client, bench.person(someone), bench.caller, new Date(), {}),
    );
    const path = 'api/user-permissions/';
    for (const fault of [
      status(403, 'application/json', '{"detail":"No."}'),
      status(404, 'text/html', '<h1>Not Found</h1>'),
      status(500, 'text/html', '<h1>Server Error</h1>'),
      status(400, 'application/json', '{"user":["Enter a valid UUID."]}'),
      ...['<html>', '{}', 'null', '[1, "a", {}]', row({}), row({ user_uuid, scope_name: null })]
        .concat(row({ user_uuid, customer_uuid: undefined }), row({ user_uuid, scope_type: undefined }))
        .map((body) => ({ kind: 'body', body }) as const),
    ]) {
      bench.server.faults.add({ path, fault });
      const access = await read();
      assert.deepEqual(shown(access), expected, JSON.stringify(fault));
      assert.deepEqual(access.failures, []);
      bench.server.faults.clear();
    }
    bench.server.faults.add({ path: `api/users/${user_uuid}`, fault: status(404, 'text/html', '') });
    assert.deepEqual(shown(await read()), expected);
  });

  describe('with more roles than a page holds', () => {
    /** What happens once, as soon as the second page of the list is asked for. */
    let onSecondPage: (() => void) | undefined;
    const isSecondPage = /user-permissions\/\?.*page=2/;

    beforeEach(async () => {
      await bench.close();
      bench = await openGranted(rolesInAllProjects, undefined, {
        intercept: ({ url = '' }) => {
          if (isSecondPage.test(url)) {
            onSecondPage?.();
            onSecondPage = undefined;
          }
          return false;
        },
      });
    });

    for (const [what, fault] of [
      ['is refused', status(403, 'application/json', '{"detail":"No."}')],
      ['is not found', status(404, 'application/json', '{"detail":"Invalid page."}')],
      ['fails', status(500, 'text/html', '<h1>Server Error</h1>')],
      ['is cut off', { kind: 'truncate', after: 100 }],
    ] as const) {
      it(`is left alone where its second page ${what}`, async () => {
        bench.server.faults.add({ path: isSecondPage, fault });
        await complete();
      });
    }

    it('is left alone where it becomes shorter while it is read, which hides a role that is held', async () => {
      onSecondPage = () => {
        const oldest = bench.server.world.grants.findLast(({ user }) => user === someone);
        assert.ok(oldest !== undefined);
        oldest.is_active = false;
      };
      await complete();
      assert.equal(onSecondPage, undefined);
    });

    async function complete(): Promise<void> {
      const access = await read();
      const held = bench.server.world.grants
        .filter(({ user, is_active }) => user === someone && is_active !== false)
        .map(({ scope, role }) => `${scope} ${role}`);
      assert.deepEqual(
        access.grants.map(({ scope, role }) => `${scope.uuid} ${role.name}`).toSorted(),
        held.toSorted(),
      );
      assert.deepEqual(access.failures, []);
    }
  });

  it('is left alone where the organisations cannot be read with it', async () => {
    for (const code of [403, 404, 500]) {
      const fault = status(code, 'text/html', '<h1>No</h1>');
      bench.server.faults.add({ path: 'api/customers/?', times: 1, fault });
      const { grants, failures } = await read();
      assert.deepEqual([grants.length, failures], [24, []], String(code));
    }
  });

  for (const serverVersion of ['7.0', 'newest'] as const) {
    it(`is left alone where the caller is staff no longer, on server ${serverVersion}`, async () => {
      await bench.close();
      bench = await openGranted(grants24, undefined, { serverVersion });
      const { world } = bench.server;
      const staff = world.users.find(({ username }) => username === staffName);
      const [customer] = world.customers;
      assert.ok(staff !== undefined && customer !== undefined);
      await addUser(
        bench.client,
        { kind: 'customer', uuid: customer.uuid },
        { role: 'CUSTOMER.OWNER', user: bench.person(staffName).uuid },
      );
      staff.is_staff = false;
      const { grants, failures } = await read();
      assert.deepEqual(failures, []);
      assert.ok(grants.some(({ scope }) => scope.uuid === customer.uuid));
      assert.ok(grants.length < 24);
    });
  }

  it('asks the scope alone of a row without a role, and names managing organisations that have no name', async () => {
    const { world } = bench.server;
    const user_uuid = bench.person(someone).uuid;
    const [project] = projectsOf(world).slice(-1);
    const [manager] = world.callManagingOrganisations;
    assert.ok(project !== undefined && manager !== undefined);
    const rows = [
      { user_uuid, scope_uuid: project.uuid, role_name: null },
      {
        user_uuid,
        scope_type: 'callmanagingorganisation',
        scope_uuid: manager.uuid,
        scope_name: undefined,
        customer_uuid: manager.customer,
        role_name: 'CUSTOMER.CALL_ORGANIZER',
      },
    ].flatMap((values) => JSON.parse(row(values)) as object[]);
    bench.server.faults.add({
      path: 'api/user-permissions/',
      fault: { kind: 'body', body: JSON.stringify(rows) },
    });
    const access = await read();
    assert.deepEqual(
      access.grants.map(({ scope, role }) => [scope.name, role.name]),
      [
        ['P', 'PROJECT.MEMBER'],
        ['C', 'CUSTOMER.CALL_ORGANIZER'],
      ],
    );
    assert.deepEqual([...access.teams.keys()], [`project ${project.uuid}`]);
  });

  it('asks nothing more where the token is no longer accepted', async () => {
    const refusal = status(401, 'application/json', '{"detail":"Invalid token."}');
    bench.server.faults.add({
      path: /./,
      fault: { ...refusal, headers: { ...refusal.headers, 'www-authenticate': 'Token' } },
    });
    const paths = await asked(bench, () =>
      assert.rejects(
        () => read(),
        (error) => error instanceof WaldurError && error.problem.kind === 'unauthorized',
      ),
    );
    assert.ok(paths.length <= 2, paths.join('\n'));
  });
});
