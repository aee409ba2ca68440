import assert from 'node:assert/strict';
import {
  addUser,
  countUsers,
  deleteUser,
  listUsers,
  type Scope,
  updateUser,
} from '../../../../src/waldur/members';
import { retrieveUser } from '../../../../src/waldur/users';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, type ContractCase, problem, refusedCase } from '../contractCase';
import { grantForNow, inDays, sameInstant } from '../fixtures';
import type { OperationName } from '../operations';
import { addCases, deleteCases, updateCases } from './teamChanges';
import type { Make, Team, TeamOf } from './teamOf';

const newFilterVersion = '8.1.2';

/** The four operations on the team of something, as staff sees them on what the suite made. */
export function teamCases(of: TeamOf): readonly ContractCase[] {
  const { operations } = of;
  /** Asks for the team first: where that is not there, the server is too old for all of this. */
  const team = async (bench: Bench): Promise<Team> => {
    const scope = { kind: of.kind, uuid: await of.make(bench) };
    await listUsers(bench.client, scope);
    return { bench, scope, role: bench.role(of.roleType), me: bench.me.uuid };
  };
  const granted = async (bench: Bench, until?: string | null): Promise<Team> => {
    const found = await team(bench);
    const grant = { role: found.role.uuid, user: found.me };
    await addUser(bench.client, found.scope, {
      ...grant,
      ...(until === undefined ? {} : { expiration_time: until }),
    });
    return found;
  };
  const unknown = (): Scope => ({ kind: of.kind, uuid: unknownUuid() });
  return [
    ...listCases(operations.list, team, granted, unknown),
    ...addCases(of, team, unknown),
    ...updateCases(operations.update, team, granted, unknown),
    ...deleteCases(of, granted, unknown),
    ...refusals(of),
  ];
}

function listCases(
  operation: OperationName,
  team: Make,
  granted: Make,
  unknown: () => Scope,
): readonly ContractCase[] {
  const finds = async (found: Team, params: Parameters<typeof listUsers>[2]) => {
    const { rows } = await listUsers(found.bench.client, found.scope, params);
    return rows.some((row) => row.user_uuid === found.me);
  };
  return casesOf(
    operation,
    [
      'is empty where nobody has a role',
      ['staff'],
      async (bench) => {
        const { scope } = await team(bench);
        const page = await listUsers(bench.client, scope);
        assert.deepEqual([page.rows, page.total, page.hasNext], [[], 0, false]);
        assert.equal(await countUsers(bench.client, scope), 0);
      },
    ],
    [
      'has a row for each grant, with who, what and until when',
      ['staff'],
      async (bench) => {
        const until = inDays(30);
        const { scope, role, me } = await granted(bench, until);
        const { rows, dropped, total } = await listUsers(bench.client, scope);
        assert.deepEqual([rows.length, dropped, total], [1, 0, 1]);
        const [row] = rows;
        assert.equal(row?.user_uuid, me);
        assert.equal(row.user_username, bench.me.username);
        assert.deepEqual([row.role_uuid, row.role_name], [role.uuid, role.name]);
        assert.equal(row.created_by_uuid, me);
        sameInstant(row.expiration_time, until);
      },
    ],
    [
      'filters by user, by role and by what a person is called',
      ['staff'],
      async (bench) => {
        const found = await granted(bench);
        assert.equal(await finds(found, { user: found.me }), true);
        assert.equal(await finds(found, { role: found.role.uuid }), true);
        assert.equal(await finds(found, { role: found.role.name }), true);
        assert.equal(await finds(found, { role: unknownUuid() }), false);
        assert.equal(await finds(found, { search_string: bench.name('nobody') }), false);
        const called = bench.me.email ?? bench.me.last_name ?? '';
        assert.equal(await finds(found, { search_string: called }), true);
        assert.equal(await countUsers(bench.client, found.scope, { user: found.me }), 1);
        assert.equal(await countUsers(bench.client, found.scope, { role: unknownUuid() }), 0);
      },
    ],
    [
      'filters by names, slug and address on newer servers',
      ['staff'],
      async (bench) => {
        const found = await granted(bench);
        if (bench.isSince(newFilterVersion) !== true) {
          // An older one would take them for filters of what the team is of, or ignore them.
          return;
        }
        const { slug, full_name, username = '' } = await retrieveUser(bench.client, found.me);
        const url = bench.client.href(`api/users/${found.me}/`);
        assert.equal(await finds(found, { newServer: { username: username ?? '' } }), true);
        assert.equal(await finds(found, { newServer: { full_name: full_name ?? '' } }), true);
        assert.equal(await finds(found, { newServer: { user_slug: slug ?? '' } }), true);
        assert.equal(await finds(found, { newServer: { user_url: url } }), true);
        assert.equal(await finds(found, { newServer: { native_name: bench.name('nobody') } }), false);
        assert.equal(await finds(found, { newServer: { username: bench.name('nobody') } }), false);
      },
    ],
    [
      'sorts on newer servers',
      ['staff', 'person'],
      async (bench) => {
        const { scope, role } = await granted(bench);
        if (bench.isSince(newFilterVersion) !== true) {
          return;
        }
        await grantForNow(bench, scope, { role: role.uuid, user: bench.person });
        const sorted = async (o: 'username' | '-username') =>
          (await listUsers(bench.client, scope, { newServer: { o } })).rows.map((row) => row.user_uuid);
        const up = await sorted('username');
        assert.equal(up.length, 2);
        assert.deepEqual(await sorted('-username'), up.toReversed());
        for (const o of [
          'full_name',
          'native_name',
          'email',
          'expiration_time',
          'created',
          'role',
        ] as const) {
          assert.equal((await listUsers(bench.client, scope, { newServer: { o } })).rows.length, 2);
        }
      },
    ],
    [
      'pages, and gives the fields asked for',
      ['staff', 'person'],
      async (bench) => {
        const { scope, role } = await granted(bench);
        await grantForNow(bench, scope, { role: role.uuid, user: bench.person });
        const first = await listUsers(bench.client, scope, { page_size: 1 });
        const second = await listUsers(bench.client, scope, { page_size: 1, page: 2, field: ['role_name'] });
        assert.deepEqual([first.total, first.hasNext, second.hasNext], [2, true, false]);
        assert.notEqual(first.rows[0]?.uuid, second.rows[0]?.uuid);
        assert.equal(second.rows[0]?.role_name, role.name);
        await problem('notFound', listUsers(bench.client, scope, { page_size: 1, page: 3 }));
        assert.equal(await countUsers(bench.client, scope), 2);
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => problem('notFound', listUsers(client, unknown())),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', listUsers(bench.as(undefined), unknown())),
    ],
  );
}

function refusals({ kind, operations }: TeamOf): readonly ContractCase[] {
  const scope = { kind, uuid: unknownUuid() };
  const user = unknownUuid();
  return [
    refusedCase(operations.list, 'sends nothing the server would misread', ({ client }) => [
      () => listUsers(client, scope, { user: 'me' }),
      () => listUsers(client, scope, { role: ' ' }),
      () => listUsers(client, scope, { page_size: 500 }),
      () => listUsers(client, { kind, uuid: 'x' }),
      // Filters that an old server takes for those of the organisation.
      () => listUsers(client, scope, { full_name: 'x' } as never),
      () => listUsers(client, scope, { o: 'username' } as never),
    ]),
    refusedCase(
      operations.add,
      'sends no role without a name, no user but by uuid, no time that is none',
      (b) => [
        () => addUser(b.client, scope, { role: '', user }),
        () => addUser(b.client, scope, { role: 'CUSTOMER.OWNER', user: 'mari' }),
        () => addUser(b.client, scope, { role: 'CUSTOMER.OWNER', user, expiration_time: 'soon' }),
      ],
    ),
    refusedCase(operations.update, 'does not make permanent by leaving the time out', ({ client }) => [
      () => updateUser(client, scope, { role: 'CUSTOMER.OWNER', user } as never),
    ]),
    refusedCase(operations.delete, 'sends no user but by uuid', ({ client }) => [
      () => deleteUser(client, scope, { role: 'CUSTOMER.OWNER', user: 'mari' }),
    ]),
  ];
}
