import assert from 'node:assert/strict';
import {
  countCustomerUsers,
  type CustomerUserFilters,
  listCustomerUsers,
} from '../../../../src/waldur/customerUsers';
import { retrieveUser, type User } from '../../../../src/waldur/users';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, type ContractCase, problem, refusedCase } from '../contractCase';
import {
  grantForNow,
  inDays,
  namedCustomer,
  ownCustomer,
  ownProject,
  sameInstant,
  visibleCustomer,
} from '../fixtures';

interface Involved {
  readonly uuid: string;
  readonly me: User;
}

/** An organisation with the caller in its team. */
async function involved(bench: Bench, until?: string): Promise<Involved> {
  const { uuid } = await ownCustomer(bench);
  const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
  const scope = { kind: 'customer', uuid } as const;
  await grantForNow(bench, scope, { ...grant, ...(until === undefined ? {} : { expiration_time: until }) });
  return { uuid, me: await retrieveUser(bench.client, bench.me.uuid) };
}

/** What the caller is found by, given what is known of them; some of it is empty, which filters nothing. */
const finding: Readonly<Record<string, (me: User) => CustomerUserFilters>> = {
  full_name: ({ full_name }) => ({ full_name: full_name ?? '' }),
  user_keyword: ({ username }) => ({ user_keyword: username ?? '' }),
  username: ({ username }) => ({ username: username ?? '' }),
  email: ({ email }) => ({ email: email ?? '' }),
  organization: ({ organization }) => ({ organization: organization ?? '' }),
  job_title: ({ job_title }) => ({ job_title: job_title ?? '' }),
  registration_method: ({ registration_method }) => ({ registration_method: registration_method ?? '' }),
  'is_active: true': () => ({ is_active: true }),
  date_joined: () => ({ date_joined: '2000-01-01T00:00:00Z' }),
  modified: () => ({ modified: '2000-01-01T00:00:00Z' }),
};

const missing: Readonly<Record<string, (nobody: string) => CustomerUserFilters>> = {
  full_name: (nobody) => ({ full_name: nobody }),
  user_keyword: (nobody) => ({ user_keyword: nobody }),
  username: (nobody) => ({ username: nobody }),
  email: (nobody) => ({ email: nobody }),
  native_name: (nobody) => ({ native_name: nobody }),
  organization: (nobody) => ({ organization: nobody }),
  job_title: (nobody) => ({ job_title: nobody }),
  phone_number: (nobody) => ({ phone_number: nobody }),
  civil_number: (nobody) => ({ civil_number: nobody }),
  description: (nobody) => ({ description: nobody }),
  registration_method: (nobody) => ({ registration_method: nobody }),
  'is_active: false': () => ({ is_active: false }),
  organization_role: (nobody) => ({ organization_role: [nobody] }),
};

export const customerUserCases: readonly ContractCase[] = [
  ...casesOf(
    'listCustomerUsers',
    [
      'has a row a person, with the role on the organisation and until when',
      ['staff'],
      async (bench) => {
        const until = inDays(30);
        const { uuid, me } = await involved(bench, until);
        const { rows, total, dropped } = await listCustomerUsers(bench.client, uuid);
        assert.deepEqual([rows.length, total, dropped], [1, 1, 0]);
        const [row] = rows;
        assert.deepEqual([row?.uuid, row?.username, row?.full_name], [me.uuid, me.username, me.full_name]);
        assert.equal(row?.role_name, bench.role('customer').name);
        assert.deepEqual(row.projects, []);
        if (row.expiration_time !== undefined) {
          sameInstant(row.expiration_time, until);
        }
        assert.equal(await countCustomerUsers(bench.client, uuid), 1);
      },
    ],
    [
      'has those with roles on projects only, and which',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const project = await ownProject(bench, uuid);
        const role = bench.role('project');
        const scope = { kind: 'project', uuid: project.uuid } as const;
        await grantForNow(bench, scope, { role: role.uuid, user: bench.me.uuid });
        const { rows } = await listCustomerUsers(bench.client, uuid);
        assert.equal(rows[0]?.role_name, null);
        assert.deepEqual(
          rows[0].projects?.map(({ uuid: at, role_name }) => [at, role_name]),
          [[project.uuid, role.name]],
        );
        const only = await listCustomerUsers(bench.client, uuid, { project_role: [role.name] });
        assert.equal(only.total, 1);
        assert.equal(await countCustomerUsers(bench.client, uuid, { project_role: ['NO.SUCH'] }), 0);
      },
    ],
    [
      'finds by each of its filters',
      ['staff'],
      async (bench) => {
        const { uuid, me } = await involved(bench);
        for (const [name, filter] of Object.entries(finding)) {
          assert.equal(await countCustomerUsers(bench.client, uuid, filter(me)), 1, name);
        }
        const role = bench.role('customer').name;
        assert.equal(await countCustomerUsers(bench.client, uuid, { organization_role: [role] }), 1);
        const either = { organization_role: [role], project_role: ['NO.SUCH'] };
        assert.equal(await countCustomerUsers(bench.client, uuid, either), 1);
        const agreed = await countCustomerUsers(bench.client, uuid, {
          agreement_date: '2000-01-01T00:00:00Z',
        });
        assert.ok(agreed <= 1);
      },
    ],
    [
      'does not find by each of its filters',
      ['staff'],
      async (bench) => {
        const { uuid } = await involved(bench);
        for (const [name, filter] of Object.entries(missing)) {
          const count = await countCustomerUsers(bench.client, uuid, filter(bench.name('nobody')));
          assert.equal(count, 0, name);
        }
      },
    ],
    [
      'pages, sorts and gives the fields asked for',
      ['staff', 'person'],
      async (bench) => {
        const { uuid } = await involved(bench);
        const scope = { kind: 'customer', uuid } as const;
        await grantForNow(bench, scope, { role: bench.role('customer').uuid, user: bench.person });
        const order = async (o: 'concatenated_name' | '-concatenated_name') =>
          (await listCustomerUsers(bench.client, uuid, { o })).rows.map((row) => row.uuid);
        const up = await order('concatenated_name');
        assert.equal(up.length, 2);
        assert.deepEqual(await order('-concatenated_name'), up.toReversed());
        const first = await listCustomerUsers(bench.client, uuid, { page_size: 1 });
        const second = await listCustomerUsers(bench.client, uuid, {
          page: 2,
          page_size: 1,
          field: ['username'],
        });
        assert.deepEqual([first.total, first.hasNext, second.hasNext], [2, true, false]);
        assert.equal(typeof second.rows[0]?.username, 'string');
        await problem('notFound', listCustomerUsers(bench.client, uuid, { page: 3, page_size: 1 }));
      },
    ],
    [
      'shows support the people of every organisation',
      ['support', 'member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        assert.equal((await listCustomerUsers(bench.client, uuid, { page_size: 1 })).dropped, 0);
      },
    ],
    [
      'shows owners their people',
      ['owner'],
      async (bench) => {
        const { rows } = await listCustomerUsers(bench.client, namedCustomer(bench), { page_size: 300 });
        assert.ok(rows.some(({ uuid }) => uuid === bench.me.uuid));
      },
    ],
    [
      'does not find what is not there, or fails at it',
      ['faults'],
      async ({ client }) => {
        await problem(['notFound', 'server', 'forbidden'], listCustomerUsers(client, unknownUuid()));
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        await problem('unauthorized', listCustomerUsers(bench.as(undefined), unknownUuid()));
      },
    ],
  ),
  refusedCase('listCustomerUsers', 'sends nothing the server would misread', ({ client }) => [
    () => listCustomerUsers(client, 'me'),
    () => listCustomerUsers(client, unknownUuid(), { is_active: 'yes' as never }),
    () => listCustomerUsers(client, unknownUuid(), { organization_role: 'CUSTOMER.OWNER' as never }),
    () => listCustomerUsers(client, unknownUuid(), { o: 'username' as never }),
    () => listCustomerUsers(client, unknownUuid(), { query: 'x' } as never),
  ]),
];
