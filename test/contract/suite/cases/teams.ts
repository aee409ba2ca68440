import assert from 'node:assert/strict';
import {
  addUser,
  countUsers,
  deleteUser,
  listUsers,
  type Scope,
  updateUser,
} from '../../../../src/waldur/members';
import type { Bench } from '../bench';
import { casesOf, type ContractCase, problem } from '../contractCase';
import {
  grantForNow,
  inDays,
  namedCustomer,
  ownCustomer,
  ownManager,
  ownProject,
  sameInstant,
  visibleCustomer,
} from '../fixtures';
import { teamCases } from './team';

const customers = teamCases({
  kind: 'customer',
  operations: {
    list: 'listCustomerTeam',
    add: 'addCustomerUser',
    update: 'updateCustomerUser',
    delete: 'deleteCustomerUser',
  },
  roleType: 'customer',
  otherType: 'project',
  make: async (bench) => (await ownCustomer(bench)).uuid,
});

const projects = teamCases({
  kind: 'project',
  operations: {
    list: 'listProjectTeam',
    add: 'addProjectUser',
    update: 'updateProjectUser',
    delete: 'deleteProjectUser',
  },
  roleType: 'project',
  otherType: 'customer',
  make: async (bench) => (await ownProject(bench, (await ownCustomer(bench)).uuid)).uuid,
});

const managers = teamCases({
  kind: 'call-managing-organisation',
  operations: {
    list: 'listManagerTeam',
    add: 'addManagerUser',
    update: 'updateManagerUser',
    delete: 'deleteManagerUser',
  },
  roleType: 'call_organizer',
  otherType: 'customer',
  make: async (bench) => (await ownManager(bench)).manager.uuid,
});

/** Grants, prolongs and revokes as somebody who is not staff. */
async function changesTeam(bench: Bench, scope: Scope, role: string): Promise<void> {
  const grant = { role, user: bench.person };
  const before = await countUsers(bench.client, scope);
  await grantForNow(bench, scope, { ...grant, expiration_time: inDays(3) });
  const until = inDays(6);
  sameInstant(
    (await updateUser(bench.client, scope, { ...grant, expiration_time: until })).expiration_time,
    until,
  );
  const { rows } = await listUsers(bench.client, scope, { user: bench.person, role });
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.created_by_uuid, bench.me.uuid);
  await deleteUser(bench.client, scope, grant);
  assert.equal(await countUsers(bench.client, scope), before);
}

async function forbidsTeam(bench: Bench, uuid: string): Promise<void> {
  const scope = { kind: 'customer', uuid } as const;
  const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
  await problem('forbidden', grantForNow(bench, scope, grant));
}

/** Of teams, what people see and may do who are not staff. */
const others = [
  ...casesOf(
    'listCustomerTeam',
    [
      'shows the team to those in it',
      ['owner'],
      async (bench) => {
        const scope = { kind: 'customer', uuid: namedCustomer(bench) } as const;
        const { rows, dropped } = await listUsers(bench.client, scope, { page_size: 300 });
        assert.equal(dropped, 0);
        assert.ok(rows.some(({ user_uuid: uuid }) => uuid === bench.me.uuid));
      },
    ],
    [
      'shows the team of every organisation to support',
      ['support', 'member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        assert.equal((await listUsers(bench.client, { kind: 'customer', uuid })).dropped, 0);
      },
    ],
  ),
  ...casesOf(
    'addCustomerUser',
    [
      'is not for owners, as roles are shipped',
      ['noTeam'],
      async (bench) => forbidsTeam(bench, namedCustomer(bench)),
    ],
    [
      'is not for support',
      ['support', 'member'],
      async (bench) => forbidsTeam(bench, (await visibleCustomer(bench)).uuid),
    ],
    [
      'is for those whose role says so, as are changing and revoking',
      ['team', 'person'],
      async (bench) => {
        const scope = { kind: 'customer', uuid: namedCustomer(bench) } as const;
        await changesTeam(bench, scope, bench.role('customer').uuid);
      },
    ],
  ),
  ...casesOf('addProjectUser', [
    'is for owners of the organisation, as are changing and revoking',
    ['owner', 'person'],
    async (bench) => {
      const { uuid } = await ownProject(bench, namedCustomer(bench));
      await changesTeam(bench, { kind: 'project', uuid }, bench.role('project').uuid);
    },
  ]),
  ...casesOf('updateCustomerUser', [
    'is not for support',
    ['support', 'member'],
    async (bench) => {
      const { uuid } = await visibleCustomer(bench);
      const { rows } = await listUsers(bench.client, { kind: 'customer', uuid }, { page_size: 1 });
      const [row] = rows;
      // As it is already, so that nothing changes should it be allowed.
      const grant = {
        role: row?.role_uuid ?? bench.role('customer').uuid,
        user: row?.user_uuid ?? bench.me.uuid,
        expiration_time: row?.expiration_time ?? null,
      };
      const expired = grant.expiration_time !== null && Date.parse(grant.expiration_time) < Date.now();
      const call = updateUser(bench.client, { kind: 'customer', uuid }, grant);
      await problem(expired ? ['forbidden', 'invalid'] : 'forbidden', call);
    },
  ]),
  ...casesOf(
    'deleteCustomerUser',
    [
      'is not for support',
      ['support', 'member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        // Support holds no roles: nothing would be lost.
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
        await problem('forbidden', deleteUser(bench.client, { kind: 'customer', uuid }, grant));
      },
    ],
    [
      'revokes for good: what is revoked can be granted again',
      ['staff'],
      async (bench) => {
        const scope = { kind: 'customer', uuid: (await ownCustomer(bench)).uuid } as const;
        const grant = { role: bench.role('customer').uuid, user: bench.me.uuid };
        await addUser(bench.client, scope, grant);
        await deleteUser(bench.client, scope, grant);
        await addUser(bench.client, scope, grant);
        assert.equal(await countUsers(bench.client, scope), 1);
      },
    ],
  ),
];

export const allTeamCases: readonly ContractCase[] = [...customers, ...managers, ...projects, ...others];
