import assert from 'node:assert/strict';
import {
  addUser,
  countUsers,
  deleteUser,
  listUsers,
  type Scope,
  updateUser,
} from '../../../../src/waldur/members';
import { unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, words } from '../contractCase';
import { Unmet } from '../unmet';
import { grantForNow, inDays, sameInstant } from '../fixtures';
import type { OperationName } from '../operations';
import type { Make, TeamOf } from './teamOf';

export function addCases(of: TeamOf, team: Make, unknown: () => Scope): readonly ContractCase[] {
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

export function updateCases(
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

export function deleteCases(of: TeamOf, granted: Make, unknown: () => Scope): readonly ContractCase[] {
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
