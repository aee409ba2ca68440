import assert from 'node:assert/strict';
import {
  addUser,
  countUsers,
  deleteUser,
  listUsers,
  type Scope,
  updateUser,
} from '../../../../src/waldur/members';
import type { Role } from '../../../../src/waldur/roles';
import { retrieveUser } from '../../../../src/waldur/users';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase, Unmet, words } from '../contractCase';
import { grantForNow, inDays, sameInstant } from '../fixtures';
import type { OperationName } from '../operations';

/** A kind of thing that has a team, and how to have one to try things on. */
export interface TeamOf {
  readonly kind: Scope['kind'];
  readonly operations: Readonly<Record<'list' | 'add' | 'update' | 'delete', OperationName>>;
  /** `content_type` of the roles that fit, and of some that do not. */
  readonly roleType: string;
  readonly otherType: string;
  /** One of the suite's own, with nobody in it. Staff only. */
  readonly make: (bench: Bench) => Promise<string>;
}

interface Team {
  readonly bench: Bench;
  readonly scope: Scope;
  readonly role: Role;
  /** The caller's own uuid: a role of one's own troubles nobody. */
  readonly me: string;
}

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

type Make = (bench: Bench, until?: string | null) => Promise<Team>;

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

function addCases(of: TeamOf, team: Make, unknown: () => Scope): readonly ContractCase[] {
  return casesOf(
    of.operations.add,
    [
      'grants for good, and the answer says so',
      ['staff'],
      async (bench) => {
        const { scope, role, me } = await team(bench);
        const answer = await addUser(bench.client, scope, { role: role.uuid, user: me });
        assert.equal(answer.expiration_time, null);
        assert.equal((await listUsers(bench.client, scope)).rows[0]?.expiration_time, null);
      },
    ],
    [
      'grants until a time, and a role by its name',
      ['staff'],
      async (bench) => {
        const { scope, role, me } = await team(bench);
        const until = inDays(10);
        const answer = await addUser(bench.client, scope, {
          role: role.name,
          user: me,
          expiration_time: until,
        });
        sameInstant(answer.expiration_time, until);
        assert.equal((await listUsers(bench.client, scope)).rows[0]?.role_uuid, role.uuid);
      },
    ],
    [
      'takes a date for midnight, and null for ever',
      ['staff'],
      async (bench) => {
        const { scope, role, me } = await team(bench);
        const day = inDays(10).slice(0, 10);
        const grant = { role: role.uuid, user: me };
        const until = await addUser(bench.client, scope, { ...grant, expiration_time: day });
        sameInstant(until.expiration_time, `${day}T00:00:00Z`);
        await deleteUser(bench.client, scope, grant);
        const forEver = await addUser(bench.client, scope, { ...grant, expiration_time: null });
        assert.equal(forEver.expiration_time, null);
      },
    ],
    [
      'grants to a second person',
      ['staff', 'person'],
      async (bench) => {
        const { scope, role } = await team(bench);
        await grantForNow(bench, scope, { role: role.uuid, user: bench.person });
        assert.equal((await listUsers(bench.client, scope)).rows[0]?.user_uuid, bench.person);
      },
    ],
    [
      'does not grant twice what lasts as long',
      ['staff'],
      async (bench) => {
        const { scope, role, me } = await team(bench);
        const grant = { role: role.uuid, user: me };
        await addUser(bench.client, scope, grant);
        const again = await problem('invalid', addUser(bench.client, scope, grant));
        assert.deepEqual(again.messages, ['User has already the same role in this scope.']);
        const shorter = { ...grant, expiration_time: inDays(5) };
        await problem('invalid', addUser(bench.client, scope, shorter));
        assert.equal(await countUsers(bench.client, scope), 1);
      },
    ],
    [
      'grants a longer one beside a shorter one, and can then do away with neither',
      ['staff', 'faults'],
      async (bench) => {
        const { scope, role, me } = await team(bench);
        const grant = { role: role.uuid, user: me };
        await addUser(bench.client, scope, { ...grant, expiration_time: inDays(5) });
        await addUser(bench.client, scope, { ...grant, expiration_time: inDays(9) });
        assert.equal(await countUsers(bench.client, scope), 2);
        await problem('server', updateUser(bench.client, scope, { ...grant, expiration_time: null }));
        await problem('server', deleteUser(bench.client, scope, grant));
      },
    ],
    [
      'complains of a role and a user it does not know, and of a time that is past',
      ['staff'],
      async (bench) => {
        const { scope, role, me } = await team(bench);
        const grant = { role: role.uuid, user: me };
        await complains(addUser(bench.client, scope, { ...grant, role: unknownUuid() }), 'role');
        await complains(addUser(bench.client, scope, { ...grant, role: 'NO.SUCH' }), 'role');
        await complains(addUser(bench.client, scope, { ...grant, user: unknownUuid() }), 'user');
        const past = { ...grant, expiration_time: inDays(-1) };
        await complains(addUser(bench.client, scope, past), 'expiration_time');
        const all = { role: unknownUuid(), user: unknownUuid(), expiration_time: inDays(-1) };
        await complains(addUser(bench.client, scope, all), 'role', 'user', 'expiration_time');
      },
    ],
    [
      'takes no role that is for something else',
      ['staff'],
      async (bench) => {
        const { scope, me } = await team(bench);
        const grant = { role: bench.role(of.otherType).uuid, user: me };
        const found = await problem('invalid', addUser(bench.client, scope, grant));
        assert.match(words(found), /not valid for this scope/);
      },
    ],
    [
      'does not find what is not there',
      [],
      async (bench) => {
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
        await problem('notFound', addUser(bench.client, unknown(), grant));
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
        await problem('unauthorized', addUser(bench.as(undefined), unknown(), grant));
      },
    ],
  );
}

function updateCases(
  operation: OperationName,
  team: Make,
  granted: Make,
  unknown: () => Scope,
): readonly ContractCase[] {
  return casesOf(
    operation,
    [
      'prolongs, shortens and makes permanent the one grant there is',
      ['staff'],
      async (bench) => {
        const { scope, role, me } = await granted(bench, inDays(10));
        const grant = { role: role.uuid, user: me };
        for (const until of [inDays(20), inDays(2)]) {
          const answer = await updateUser(bench.client, scope, { ...grant, expiration_time: until });
          sameInstant(answer.expiration_time, until);
          sameInstant((await listUsers(bench.client, scope)).rows[0]?.expiration_time, until);
        }
        const forEver = await updateUser(bench.client, scope, { ...grant, expiration_time: null });
        assert.equal(forEver.expiration_time, null);
        const { rows } = await listUsers(bench.client, scope);
        assert.deepEqual(
          rows.map((row) => row.expiration_time),
          [null],
        );
      },
    ],
    [
      'takes no time that is past',
      ['staff'],
      async (bench) => {
        const { scope, role, me } = await granted(bench);
        const grant = { role: role.uuid, user: me, expiration_time: inDays(-1) };
        await complains(updateUser(bench.client, scope, grant), 'expiration_time');
      },
    ],
    [
      'complains of a role and a user it does not know',
      ['staff'],
      async (bench) => {
        const { scope } = await granted(bench);
        const grant = { role: unknownUuid(), user: unknownUuid(), expiration_time: null };
        await complains(updateUser(bench.client, scope, grant), 'role', 'user');
      },
    ],
    [
      'fails where there is no such grant',
      ['staff', 'faults'],
      async (bench) => {
        const { scope, role, me } = await team(bench);
        const grant = { role: role.uuid, user: me, expiration_time: inDays(3) };
        await problem('server', updateUser(bench.client, scope, grant));
      },
    ],
    [
      'does not find what is not there',
      [],
      async (bench) => {
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid, expiration_time: null };
        await problem('notFound', updateUser(bench.client, unknown(), grant));
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid, expiration_time: null };
        await problem('unauthorized', updateUser(bench.as(undefined), unknown(), grant));
      },
    ],
  );
}

function deleteCases(of: TeamOf, granted: Make, unknown: () => Scope): readonly ContractCase[] {
  const operation = of.operations.delete;
  // There is but one role for managing organisations.
  const severalRoles = of.kind !== 'call-managing-organisation';
  return [...revoking(operation, granted, unknown), ...(severalRoles ? otherRoles(operation, granted) : [])];
}

function otherRoles(operation: OperationName, granted: Make): readonly ContractCase[] {
  return casesOf(operation, [
    'leaves the other roles of the same person',
    ['staff'],
    async (bench) => {
      const { scope, role, me } = await granted(bench);
      const [, other] = bench.roles(role.content_type ?? '');
      if (other === undefined) {
        throw new Unmet(`there is only one active role for ${role.content_type}`);
      }
      await addUser(bench.client, scope, { role: other.uuid, user: me });
      await deleteUser(bench.client, scope, { role: role.uuid, user: me });
      const { rows } = await listUsers(bench.client, scope);
      assert.deepEqual(
        rows.map((row) => row.role_uuid),
        [other.uuid],
      );
    },
  ]);
}

function revoking(operation: OperationName, granted: Make, unknown: () => Scope): readonly ContractCase[] {
  return casesOf(
    operation,
    [
      'revokes, and once more is no error',
      ['staff'],
      async (bench) => {
        const { scope, role, me } = await granted(bench);
        await deleteUser(bench.client, scope, { role: role.name, user: me });
        assert.equal(await countUsers(bench.client, scope), 0);
        await deleteUser(bench.client, scope, { role: role.uuid, user: me });
      },
    ],
    [
      'complains of a role and a user it does not know',
      ['staff'],
      async (bench) => {
        const { scope } = await granted(bench);
        const grant = { role: unknownUuid(), user: unknownUuid() };
        await complains(deleteUser(bench.client, scope, grant), 'role', 'user');
      },
    ],
    [
      'does not find what is not there',
      [],
      async (bench) => {
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
        await problem('notFound', deleteUser(bench.client, unknown(), grant));
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
        await problem('unauthorized', deleteUser(bench.as(undefined), unknown(), grant));
      },
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
