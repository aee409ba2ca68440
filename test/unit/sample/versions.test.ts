import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import type { ServerVersion } from '../../../src/sample/versions';
import { known, startRecorded, type Ask } from './sampleClient';

const customer = `api/customers/${known.institute}/`;
const group = `/api/organization-groups/${known.group}/`;

/** Paths a server of 2024 does not have: HTML 404. */
const newer: readonly (readonly [method: string, path: string])[] = [
  ['GET', `${customer}project-metadata-compliance-overview/`],
  ['GET', `${customer}project-metadata-compliance-details/`],
  ['GET', `${customer}project-metadata-compliance-projects/`],
  ['GET', `${customer}project-metadata-question-answers/`],
  ['POST', `${customer}update_organization_groups/`],
  ['POST', `${customer}contact/`],
  ['GET', `api/call-managing-organisations/${known.boardOrganisation}/list_users/`],
  ['POST', `api/call-managing-organisations/${known.boardOrganisation}/add_user/`],
  ['GET', 'api/personal-access-tokens/'],
  ['GET', 'api/checklists-admin/'],
  ['GET', `api/projects/${known.genome}/checklist/`],
  ['POST', `api/projects/${known.genome}/recover/`],
  ['GET', `api/projects/${known.genome}/other_users/`],
];

function withServer(version: ServerVersion, tests: (ask: Ask, server: () => SampleServer) => void): void {
  describe(`Sample server ${version}`, () => {
    let server: SampleServer;
    let current: Ask;
    beforeEach(async () => ({ server, ask: current } = await startRecorded({ serverVersion: version })));
    afterEach(() => server.close());
    tests(
      (...args) => current(...args),
      () => server,
    );
  });
}

withServer('7.0', (ask) => {
  for (const [method, path] of newer) {
    it(`does not know ${method} ${path.replace(/[0-9a-f]{32}/, '{uuid}')}`, async () => {
      const reply = await ask('admin', method, path, method === 'POST' ? {} : undefined);
      assert.equal(reply.status, 404);
      assert.match(reply.headers.get('content-type') ?? '', /text\/html/);
    });
  }

  it('has one group, nested projects and times that end in Z', async () => {
    const { body } = await ask('admin', 'GET', customer);
    const row = body as Record<string, unknown>;
    assert.equal(row.organization_group_name, 'Estonia');
    assert.equal((row.projects as unknown[]).length, 14);
    assert.match(String(row.created), /Z$/);
    assert.ok(
      !('description' in row) && !('billing_price_estimate' in row) && !('organization_groups' in row),
    );
  });

  it('takes the filters and the order of a team for those of what it is the team of', async () => {
    const team = async (path: string) => (await ask('admin', 'GET', path)).status;
    assert.equal(await team(`${customer}list_users/?native_name=x`), 404);
    assert.equal(await team(`api/projects/${known.genome}/list_users/?o=username`), 400);
  });

  it('ignores the fields and filters of newer servers', async () => {
    assert.equal((await ask('mari.kask', 'PATCH', customer, { description: 'x', city: 'y' })).status, 200);
    assert.equal((await ask('admin', 'HEAD', 'api/customers/?slug=x')).headers.get('x-result-count'), '312');
    assert.equal(
      (await ask('admin', 'HEAD', 'api/roles/?content_type=x')).headers.get('x-result-count'),
      '12',
    );
  });

  it('lets the owner delete, and a managing organisation with one call answer 409', async () => {
    assert.equal(
      (await ask('mari.kask', 'DELETE', 'api/customers/21bd44129d2e49c2bbbbb5d568d1b912/')).status,
      204,
    );
    const reply = await ask('admin', 'DELETE', `api/call-managing-organisations/${known.boardOrganisation}/`);
    assert.equal(reply.status, 500);
  });

  it('knows no bearer tokens, and tells its version to staff and support only', async () => {
    const reply = await ask(undefined, 'GET', 'api/users/me/', undefined, { authorization: 'Bearer w_1_x' });
    assert.deepEqual(reply.body, { detail: 'Authentication credentials were not provided.' });
    assert.equal((await ask('mari.kask', 'GET', 'api/version/')).status, 403);
  });
});

withServer('newest', (ask, server) => {
  for (const [method, path] of newer) {
    it(`knows ${method} ${path.replace(/[0-9a-f]{32}/, '{uuid}')}`, async () => {
      const reply = await ask('admin', method, path, method === 'POST' ? {} : undefined);
      assert.ok(reply.status !== 404 && reply.status !== 405, `${reply.status} ${reply.text}`);
    });
  }

  it('has groups, the newer fields and times with an offset, and no nested projects', async () => {
    const { body } = await ask('admin', 'GET', customer);
    const row = body as Record<string, unknown>;
    assert.deepEqual(
      (row.organization_groups as { name: string }[]).map(({ name }) => name),
      ['Estonia'],
    );
    assert.match(String(row.created), /\+00:00$/);
    for (const key of [
      'description',
      'notification_emails',
      'grace_period_days',
      'billing_price_estimate',
      'city',
    ]) {
      assert.ok(key in row, key);
    }
    assert.ok(!('projects' in row) && !('organization_group' in row));
  });

  it('replaces the groups of an organisation', async () => {
    const path = `${customer}update_organization_groups/`;
    const forbidden = await ask('mari.kask', 'POST', path, { organization_groups: [] });
    assert.equal(forbidden.status, 403);
    const reply = await ask('admin', 'POST', path, {
      organization_groups: [`https://other.example${group}`],
    });
    assert.deepEqual([reply.status, reply.text], [200, '']);
    const { body } = await ask('admin', 'GET', `${customer}?field=organization_groups`);
    assert.equal(
      (body as { organization_groups: { uuid: string }[] }).organization_groups[0]?.uuid,
      known.group,
    );
    assert.equal((await ask('admin', 'POST', path, { organization_groups: ['x'] })).status, 400);
    assert.equal((await ask('admin', 'POST', path, {})).status, 500);
  });

  it('leaves deleting to staff', async () => {
    assert.equal(
      (await ask('mari.kask', 'DELETE', 'api/customers/21bd44129d2e49c2bbbbb5d568d1b912/')).status,
      403,
    );
    assert.equal(
      (await ask('admin', 'DELETE', 'api/customers/21bd44129d2e49c2bbbbb5d568d1b912/')).status,
      204,
    );
    const reply = await ask('admin', 'DELETE', `api/call-managing-organisations/${known.boardOrganisation}/`);
    assert.equal(reply.status, 400);
  });

  it('shows ten keys a permission in users/me', async () => {
    const { body } = await ask('mari.kask', 'GET', 'api/users/me/?field=permissions');
    const [first] = (body as { permissions: Record<string, unknown>[] }).permissions;
    assert.deepEqual(Object.keys(first ?? {}).sort(), [
      'expiration_time',
      'project_uuid',
      'resource_uuid',
      'role_name',
      'role_uuid',
      'scope_name',
      'scope_type',
      'scope_uuid',
    ]);
  });

  it('shows the organisation and its calls to those with roles on its calls', async () => {
    const { body } = await ask('pierre.dubois', 'GET', 'api/customers/?field=uuid');
    assert.deepEqual(body, [{ uuid: known.board }]);
    const calls = async (who: string) =>
      (await ask(who, 'HEAD', `api/proposal-protected-calls/?customer_uuid=${known.board}`)).headers.get(
        'x-result-count',
      );
    assert.deepEqual(
      [await calls('mari.kask'), await calls('saima.tamm'), await calls('nobody.special')],
      ['4', '4', '0'],
    );
  });

  it('takes personal access tokens until they are revoked, and shows no token to them', async () => {
    const made = await ask('mari.kask', 'POST', 'api/personal-access-tokens/', {
      name: 'Editor',
      scopes: ['CUSTOMER.UPDATE'],
      expires_at: '2030-01-01',
    });
    assert.equal(made.status, 201);
    const { token, uuid } = made.body as { token: string; uuid: string };
    const me = () => ask(undefined, 'GET', 'api/users/me/', undefined, { authorization: `Bearer ${token}` });
    const { body } = await me();
    assert.equal((body as Record<string, unknown>).username, 'mari.kask');
    assert.ok(!('token' in (body as object)));
    assert.equal((await ask('mari.kask', 'DELETE', `api/personal-access-tokens/${uuid}/`)).status, 204);
    assert.equal((await me()).status, 401);
    const session = await ask(undefined, 'GET', 'api/users/me/', undefined, {
      authorization: `Bearer ${server().tokens['mari.kask'] ?? ''}`,
    });
    assert.deepEqual(session.body, { detail: 'Invalid JWT token.' });
  });

  it('counts for those with roles on projects only what they see', async () => {
    const counts = async (who: string) =>
      (await ask(who, 'GET', `${customer}?field=projects_count&field=users_count`)).body;
    assert.deepEqual(await counts('jonas.berg'), { projects_count: 14, users_count: 15 });
    assert.deepEqual(await counts('li.wei'), { projects_count: 1, users_count: 4 });
  });

  it('filters and sorts teams, whatever they are of', async () => {
    const total = async (path: string) => (await ask('admin', 'GET', path)).headers.get('x-result-count');
    assert.equal(await total(`${customer}list_users/?native_name=nobody`), '0');
    assert.notEqual(await total(`api/projects/${known.genome}/list_users/?o=-username`), null);
    assert.equal(
      await total(`api/call-managing-organisations/${known.boardOrganisation}/list_users/?o=role`),
      '0',
    );
  });

  it('keeps the members of a managing organisation', async () => {
    const path = `api/call-managing-organisations/${known.boardOrganisation}/`;
    await ask('admin', 'POST', 'api/roles/', {
      name: 'CUSTOMER.CALL_ORGANIZER',
      content_type: 'call_organizer',
      permissions: [],
    });
    const body = { role: 'CUSTOMER.CALL_ORGANIZER', user: known.guest };
    assert.equal((await ask('mari.kask', 'POST', `${path}add_user/`, body)).status, 403);
    assert.equal((await ask('admin', 'POST', `${path}add_user/`, body)).status, 201);
    const listed = await ask('guest.gus', 'GET', `${path}list_users/`);
    assert.equal((listed.body as unknown[]).length, 1);
    assert.equal((await ask('nobody.special', 'GET', `${path}list_users/`)).status, 403);
    assert.equal((await ask('guest.gus', 'GET', `api/customers/${known.board}/`)).status, 200);
    assert.equal((await ask('admin', 'POST', `${path}delete_user/`, body)).status, 200);
  });

  it('refuses compliance without a checklist, and to support', async () => {
    const overview = `${customer}project-metadata-compliance-overview/`;
    const reply = await ask('admin', 'GET', overview);
    assert.deepEqual(
      [reply.status, reply.body],
      [400, { detail: 'No project metadata checklist configured for this customer.' }],
    );
    assert.equal((await ask('saima.tamm', 'GET', overview)).status, 403);
  });
});
