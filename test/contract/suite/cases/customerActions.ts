import assert from 'node:assert/strict';
import type { CustomerContact } from '../../../../src/waldur/customerWrite';
import {
  listCountries,
  patchCustomer,
  retrieveCustomer,
  updateCustomerContact,
  updateOrganizationGroups,
} from '../../../../src/waldur/customers';
import { readCustomerStats } from '../../../../src/waldur/customerStats';
import { listOrganizationGroups } from '../../../../src/waldur/organizationGroups';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase, words } from '../contractCase';
import { namedCustomer, ownCustomer, someGroup, visibleCustomer } from '../fixtures';

const contact = (bench: Bench): CustomerContact => ({
  contact_details: `${bench.prefix}\nRoom 5`,
  email: bench.email(),
  phone_number: '+372 5 123456',
  homepage: 'https://www.example.org/',
  notification_emails: bench.email(),
});

/** Groups, countries, usage and contact details of an organisation. */
export const customerActionCases: readonly ContractCase[] = [
  ...casesOf(
    'updateOrganizationGroups',
    [
      'sets the groups, replaces them and clears them',
      ['staff'],
      async (bench) => {
        const { client } = bench;
        const { uuid } = await ownCustomer(bench);
        const groups = async () =>
          (await retrieveCustomer(client, uuid)).organization_groups?.map((group) => group.uuid).toSorted();
        const { rows } = await listOrganizationGroups(client, { page_size: 2 });
        const all = rows.map((group) => group.uuid);
        await updateOrganizationGroups(client, uuid, all);
        assert.deepEqual(await groups(), all.toSorted());
        await updateOrganizationGroups(client, uuid, all.slice(0, 1));
        assert.deepEqual(await groups(), all.slice(0, 1));
        await updateOrganizationGroups(client, uuid, []);
        assert.deepEqual(await groups(), []);
      },
    ],
    [
      'complains of a group that is not there',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const call = updateOrganizationGroups(bench.client, uuid, [unknownUuid()]);
        await complains(call, 'organization_groups');
      },
    ],
    [
      'is for staff only',
      ['support', 'member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        const { organization_groups: groups } = await retrieveCustomer(bench.client, uuid);
        const same = (groups ?? []).map((group) => group.uuid);
        await problem('forbidden', updateOrganizationGroups(bench.client, uuid, same));
      },
    ],
    [
      'does not find what is not there',
      ['staff'],
      async ({ client }) => problem('notFound', updateOrganizationGroups(client, unknownUuid(), [])),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        await problem('unauthorized', updateOrganizationGroups(bench.as(undefined), unknownUuid(), []));
      },
    ],
  ),
  refusedCase('updateOrganizationGroups', 'sends no group but by uuid', ({ client }) => [
    () => updateOrganizationGroups(client, unknownUuid(), ['nordics']),
  ]),
  ...casesOf('patchCustomer', [
    'puts an organisation of an old server into its one group, and out of it',
    ['staff'],
    async (bench) => {
      const { client } = bench;
      const group = await someGroup(bench);
      const made = await ownCustomer(bench);
      const set = await patchCustomer(client, made.uuid, { organization_group: group.uuid });
      if (!('organization_group' in made)) {
        // Newer servers know no such field.
        assert.deepEqual(set.organization_groups, []);
        return;
      }
      assert.deepEqual([set.organization_group_uuid, set.organization_group_name], [group.uuid, group.name]);
      const cleared = await patchCustomer(client, made.uuid, { organization_group: null });
      assert.equal(cleared.organization_group, null);
      assert.equal('organization_group_name' in cleared, false);
    },
  ]),
  ...casesOf(
    'listCountries',
    [
      'has codes and names, all in one page',
      [],
      async ({ client }) => {
        const { rows, hasNext, dropped } = await listCountries(client);
        assert.ok(rows.length > 0 && !hasNext && dropped === 0);
        for (const { value, label } of rows) {
          assert.match(value, /^[A-Z]{2}$/);
          assert.notEqual(label, '');
        }
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', listCountries(bench.as(undefined))),
    ],
  ),
  ...casesOf(
    'readCustomerStats',
    [
      'is empty where nothing is used',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        assert.deepEqual((await readCustomerStats(bench.client, uuid)).components, []);
      },
    ],
    [
      'has usage in total, and of this month',
      ['member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        for (const for_current_month of [undefined, true, false]) {
          const { components } = await readCustomerStats(bench.client, uuid, { for_current_month });
          for (const component of components ?? []) {
            assert.equal(typeof component.usage, 'number');
          }
        }
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => problem('notFound', readCustomerStats(client, unknownUuid())),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        await problem('unauthorized', readCustomerStats(bench.as(undefined), unknownUuid()));
      },
    ],
  ),
  refusedCase('readCustomerStats', 'sends nothing the server would misread', ({ client }) => [
    () => readCustomerStats(client, unknownUuid(), { for_current_month: 1 as never }),
    () => readCustomerStats(client, 'kalev'),
  ]),
  ...casesOf(
    'updateContact',
    [
      'changes the contact fields, and those alone',
      ['staff'],
      async (bench) => {
        const before = await ownCustomer(bench, { postal: '51010' });
        const sent = contact(bench);
        await updateCustomerContact(bench.client, before.uuid, sent);
        const after = await retrieveCustomer(bench.client, before.uuid);
        assert.deepEqual(after, { ...before, ...sent, display_name: after.display_name });
      },
    ],
    [
      'changes the contact fields for an owner',
      ['owner'],
      async (bench) => {
        const { client } = bench;
        const { uuid, phone_number: before } = await retrieveCustomer(client, namedCustomer(bench));
        bench.undo.later(`phone number of ${uuid}, which was ${JSON.stringify(before)}`, () =>
          patchCustomer(client, uuid, { phone_number: before ?? '' }),
        );
        await updateCustomerContact(client, uuid, { phone_number: '+372 5 123456' });
        assert.equal((await retrieveCustomer(client, uuid)).phone_number, '+372 5 123456');
      },
    ],
    [
      'complains of bad fields by their names',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const bad = {
          email: 'nobody',
          phone_number: 'call me',
          homepage: 'www',
          contact_details: 'x'.repeat(501),
        };
        const call = updateCustomerContact(bench.client, uuid, bad);
        await complains(call, ...Object.keys(bad));
      },
    ],
    [
      'is not for support',
      ['support', 'member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        await problem('forbidden', updateCustomerContact(bench.client, uuid, {}));
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => {
        const found = await problem('notFound', updateCustomerContact(client, unknownUuid(), {}));
        assert.notEqual(words(found), '');
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        await problem('unauthorized', updateCustomerContact(bench.as(undefined), unknownUuid(), {}));
      },
    ],
  ),
];
