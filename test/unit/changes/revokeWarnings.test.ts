import assert from 'node:assert/strict';
import '../vscodeFake';
import { revokeWarnings } from '../../../src/changes/prepare';
import type { Connection } from '../../../src/connections/connection';
import type { Caller } from '../../../src/access/caller';
import { planRevoke } from '../../../src/grants/plan';
import { keyOf } from '../../../src/access/objects';

import { roleName } from '../../../src/grants/teams';
import { caller, customer, grant } from '../access/callers';
import { context, held, organisation, person, role, staff } from '../grants/planning';
import { clientOn, json } from '../waldur/scriptedTransport';

const owner = role('CUSTOMER.OWNER');
const ann = person('ann');
const bob = person('bob');

describe('what to know before roles are revoked', () => {
  /** Ann leaves, as everything she can reach tells it: of the team only her own grants were read. */
  async function warningsOf(owners: readonly (typeof ann)[], who: Caller = staff) {
    const { client, transport } = clientOn(({ url }) =>
      json(
        url.pathname.endsWith('/list_users/')
          ? owners.map(({ uuid, name }) => ({
              uuid: held({ uuid, name }, owner).uuid,
              user_uuid: uuid,
              role_uuid: owner.uuid,
              role_name: owner.name,
            }))
          : [{ uuid: ann.uuid, projects: [{ uuid: customer, name: 'Stays', role_name: 'PROJECT.ADMIN' }] }],
      ),
    );
    const partial = { kind: 'read', grants: [held(ann, owner)], person: ann.uuid } as const;
    const against = { ...context([], who), teams: new Map([[keyOf(organisation), partial]]) };
    const plan = planRevoke([{ scope: organisation, person: ann, role: roleName(owner) }], {
      ...against,
      caller: staff,
    });
    const warnings = await revokeWarnings(
      { client } as unknown as Connection,
      plan,
      against,
      new AbortController().signal,
    );
    return { warnings, asked: transport.requests.map(({ url }) => url.pathname.split('/').at(-2)) };
  }

  it('is that nobody would own the organisation, for which the whole team is read', async () => {
    assert.deepEqual((await warningsOf([ann])).warnings, [
      'Organisation would have no owner.',
      'ann keeps roles in projects of Organisation: Stays.',
    ]);
    assert.deepEqual((await warningsOf([ann, bob])).warnings, [
      'ann keeps roles in projects of Organisation: Stays.',
    ]);
  });

  it('is asked for only where the caller may list people', async () => {
    const reader = caller([grant('CUSTOMER.READER', 'customer', customer)], { version: '8.1.2' });
    const { warnings, asked } = await warningsOf([ann], reader);
    assert.deepEqual(warnings, ['Organisation would have no owner.']);
    assert.deepEqual(asked, ['list_users']);
  });
});
