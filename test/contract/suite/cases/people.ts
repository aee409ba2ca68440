import assert from 'node:assert/strict';
import {
  countOrganizationGroups,
  listOrganizationGroups,
  retrieveOrganizationGroup,
} from '../../../../src/waldur/organizationGroups';
import { listRoles, retrieveRole, type RoleListParams } from '../../../../src/waldur/roles';
import {
  countUsersOfServer,
  retrieveUser,
  searchUsers,
  type UserFilters,
} from '../../../../src/waldur/users';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, type ContractCase, problem, refusedCase } from '../contractCase';
import { grantForNow, ownCustomer, ownProject, someGroup, visibleCustomer } from '../fixtures';

async function finds(bench: Bench, filters: UserFilters): Promise<boolean> {
  const { rows } = await searchUsers(bench.client, { ...filters, page_size: 300 });
  return rows.some(({ uuid }) => uuid === bench.me.uuid);
}

const users = [
  ...casesOf(
    'searchUsers',
    [
      'finds oneself, and never carries a token',
      [],
      async (bench) => {
        const { username } = bench.me;
        const { rows, dropped } = await searchUsers(bench.client, { username: username ?? '' });
        assert.equal(dropped, 0);
        assert.deepEqual(
          rows.map(({ uuid }) => uuid),
          [bench.me.uuid],
        );
        assert.ok(rows.every((row) => row.token === undefined));
        assert.equal(await countUsersOfServer(bench.client, { username: username ?? '' }), 1);
      },
    ],
    [
      'finds by each of its filters',
      ['staff'],
      async (bench) => {
        const { uuid: customer } = await ownCustomer(bench);
        const { uuid: project } = await ownProject(bench, customer);
        const scope = { kind: 'project', uuid: project } as const;
        await grantForNow(bench, scope, { role: bench.role('project').uuid, user: bench.me.uuid });
        const me = await retrieveUser(bench.client, bench.me.uuid);
        const username = me.username ?? '';
        const narrowed: readonly UserFilters[] = [
          { query: username },
          { user_keyword: username },
          { full_name: me.full_name ?? '' },
          { email: me.email ?? '' },
          { customer_uuid: customer },
          { project_uuid: project },
          { username, native_name: me.native_name ?? '' },
          { username, organization: me.organization ?? '' },
          { username, job_title: me.job_title ?? '' },
          { username, is_active: true },
          { username, is_staff: true },
        ];
        for (const filters of narrowed) {
          assert.equal(await finds(bench, filters), true, JSON.stringify(filters));
        }
        for (const filters of [
          { username: bench.name('nobody') },
          { query: bench.name('nobody') },
          { username, is_active: false },
          { username, native_name: bench.name('nobody') },
          { username, organization: bench.name('nobody') },
          { username, job_title: bench.name('nobody') },
          { customer_uuid: unknownUuid() },
        ]) {
          assert.equal(await finds(bench, filters), false, JSON.stringify(filters));
        }
      },
    ],
    [
      'finds support among support',
      ['support'],
      async (bench) => assert.equal(await finds(bench, { is_support: true }), true),
    ],
    [
      'pages, sorts and gives the fields asked for',
      ['staff', 'person'],
      async (bench) => {
        const { uuid: customer_uuid } = await ownCustomer(bench);
        const role = bench.role('customer').uuid;
        for (const user of [bench.me.uuid, bench.person]) {
          await grantForNow(bench, { kind: 'customer', uuid: customer_uuid }, { role, user });
        }
        const page = (number: number, o: 'username' | '-username' = 'username') =>
          searchUsers(bench.client, { customer_uuid, o, page: number, page_size: 1, field: ['email'] });
        const [first, second] = [await page(1), await page(2)];
        assert.deepEqual([first.total, first.hasNext, second.hasNext], [2, true, false]);
        assert.deepEqual(Object.keys(first.rows[0] ?? {}).toSorted(), ['email', 'uuid']);
        assert.equal((await page(1, '-username')).rows[0]?.uuid, second.rows[0]?.uuid);
        await problem('notFound', page(3));
        for (const o of ['full_name', 'email', 'job_title', 'is_active', 'is_staff'] as const) {
          assert.equal((await searchUsers(bench.client, { customer_uuid, o })).total, 2);
        }
      },
    ],
    [
      'shows strangers nobody else',
      ['stranger'],
      async (bench) => assert.ok(((await searchUsers(bench.client)).total ?? 0) <= 1),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', searchUsers(bench.as(undefined))),
    ],
  ),
  refusedCase('searchUsers', 'sends nothing the server would misread', ({ client }) => [
    () => searchUsers(client, { customer_uuid: 'kalev' }),
    () => searchUsers(client, { is_staff: false as never }),
    () => searchUsers(client, { o: 'uuid' as never }),
  ]),
  ...casesOf(
    'retrieveUser',
    [
      'gives one person, without the token',
      [],
      async (bench) => {
        const me = await retrieveUser(bench.client, bench.me.uuid);
        assert.equal(me.username, bench.me.username);
        assert.equal(me.token, undefined);
        const sparse = await retrieveUser(bench.client, bench.me.uuid, { field: ['username'] });
        assert.deepEqual(Object.keys(sparse).toSorted(), ['username', 'uuid']);
      },
    ],
    [
      'does not find one that is not there',
      [],
      async ({ client }) => problem('notFound', retrieveUser(client, unknownUuid())),
    ],
    [
      'does not find those one has nothing to do with',
      ['stranger', 'person'],
      async (bench) => problem('notFound', retrieveUser(bench.client, bench.person)),
    ],
  ),
];

const roles = [
  ...casesOf(
    'listRoles',
    [
      'lists them with what they allow',
      [],
      async ({ client }) => {
        const { rows, dropped, total } = await listRoles(client, { page_size: 300 });
        assert.deepEqual([dropped, total], [0, rows.length]);
        const owner = rows.find(({ name }) => name === 'CUSTOMER.OWNER');
        assert.ok(owner?.permissions?.includes('CUSTOMER.UPDATE') === true);
        assert.equal(owner.content_type, 'customer');
      },
    ],
    [
      'has the active ones alone',
      [],
      async ({ client }) => {
        const { rows } = await listRoles(client, { is_active: true, page_size: 300 });
        assert.ok(rows.every((role) => role.is_active !== false));
      },
    ],
    [
      'takes its newer filters, which old servers ignore',
      ['member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        const all = (await listRoles(bench.client)).total ?? 0;
        const filters: readonly RoleListParams[] = [
          { content_type: 'project' },
          { name: 'OWNER' },
          { description: 'owner' },
          { is_system_role: true },
          { query: 'owner' },
          { available_for_customer: uuid },
          { include_concealed: true },
          { o: '-name' },
          { field: ['content_type'] },
        ];
        for (const filter of filters) {
          const { total = 0, dropped } = await listRoles(bench.client, { ...filter, page: 1, page_size: 1 });
          assert.ok(total <= all && dropped === 0, JSON.stringify(filter));
        }
      },
    ],
    [
      'has no page past the end',
      [],
      async ({ client }) => problem('notFound', listRoles(client, { page: 999 })),
    ],
  ),
  refusedCase('listRoles', 'sends nothing the server would misread', ({ client }) => [
    () => listRoles(client, { content_type: 'callmanagingorganisation' as never }),
    () => listRoles(client, { available_for_customer: 'kalev' }),
  ]),
  ...casesOf(
    'retrieveRole',
    [
      'gives one role',
      [],
      async (bench) => {
        const { uuid, name } = bench.role('customer');
        assert.equal((await retrieveRole(bench.client, uuid)).name, name);
      },
    ],
    [
      'does not find one that is not there',
      [],
      async ({ client }) => problem('notFound', retrieveRole(client, unknownUuid())),
    ],
  ),
];

const groups = [
  ...casesOf(
    'listGroups',
    [
      'lists them, and counts without rows',
      [],
      async ({ client }) => {
        const { rows, dropped, total } = await listOrganizationGroups(client, { page_size: 300 });
        assert.deepEqual([dropped, total], [0, rows.length]);
        assert.equal(await countOrganizationGroups(client), total);
      },
    ],
    [
      'finds by name, whole and in part, and by parent',
      [],
      async (bench) => {
        const group = await someGroup(bench);
        for (const filter of [{ name: group.name.slice(1) }, { name_exact: group.name }]) {
          const { rows } = await listOrganizationGroups(bench.client, { ...filter, page_size: 300 });
          assert.ok(rows.some(({ uuid }) => uuid === group.uuid));
        }
        const none = { name_exact: bench.name('group') };
        assert.equal(await countOrganizationGroups(bench.client, none), 0);
        const { rows } = await listOrganizationGroups(bench.client, { parent: group.uuid });
        assert.ok(rows.every(({ parent_uuid: parent }) => parent === group.uuid));
      },
    ],
    [
      'pages, sorts and takes what old servers ignore',
      [],
      async (bench) => {
        const { client } = bench;
        const { total = 0 } = await listOrganizationGroups(client);
        const sorted = async (o: 'name' | '-name') =>
          (await listOrganizationGroups(client, { o, page_size: 300 })).rows.map(({ name }) => name);
        const names = await sorted('name');
        if (new Set(names).size === names.length) {
          assert.deepEqual(await sorted('-name'), names.toReversed());
        }
        await listOrganizationGroups(client, { o: 'customers_count' });
        const sparse = await listOrganizationGroups(client, { field: ['name'], query: 'x', page_size: 1 });
        assert.ok((sparse.total ?? 0) <= total);
        await problem('notFound', listOrganizationGroups(client, { page: 999 }));
      },
    ],
  ),
  refusedCase('listGroups', 'sends nothing the server would misread', ({ client }) => [
    () => listOrganizationGroups(client, { parent: 'nordics' }),
    () => listOrganizationGroups(client, { o: 'parent' as never }),
  ]),
  ...casesOf(
    'retrieveGroup',
    [
      'gives one group',
      [],
      async (bench) => {
        const group = await someGroup(bench);
        assert.equal((await retrieveOrganizationGroup(bench.client, group.uuid)).name, group.name);
      },
    ],
    [
      'does not find one that is not there',
      [],
      async ({ client }) => problem('notFound', retrieveOrganizationGroup(client, unknownUuid())),
    ],
  ),
];

export const peopleCases: readonly ContractCase[] = [...users, ...roles, ...groups];
