import assert from 'node:assert/strict';
import { listCallManagingOrganisations } from '../../../src/waldur/callManagingOrganisations';
import { listProtectedCalls } from '../../../src/waldur/calls';
import type { WaldurClient } from '../../../src/waldur/client';
import { listCustomers } from '../../../src/waldur/customers';
import { listCustomerUsers } from '../../../src/waldur/customerUsers';
import { WaldurError } from '../../../src/waldur/errors';
import { listEvents } from '../../../src/waldur/events';
import { listInvitations } from '../../../src/waldur/invitations';
import { listOrganizationGroups } from '../../../src/waldur/organizationGroups';
import { listProjects } from '../../../src/waldur/projects';
import { searchUsers } from '../../../src/waldur/users';
import { clientOn, json } from './scriptedTransport';

const customer = '0123456789abcdef0123456789abcdef';

/** The lists, and what a server of October 2024 and every later one order them by; most refuse other names. */
const lists: Readonly<
  Record<
    string,
    { readonly read: (client: WaldurClient, o: never) => Promise<unknown>; readonly keys: readonly string[] }
  >
> = {
  organisations: {
    read: (client, o) => listCustomers(client, { o }),
    keys: [
      'abbreviation',
      'accounting_start_date',
      'agreement_number',
      'contact_details',
      'created',
      // Left out without a word by the one of 2024.
      'description',
      'name',
      'native_name',
      'registration_code',
    ],
  },
  projects: {
    read: (client, o) => listProjects(client, { o }),
    keys: [
      'name',
      'created',
      'customer_name',
      'customer_native_name',
      'customer_abbreviation',
      'estimated_cost',
      'end_date',
      'start_date',
    ],
  },
  'people of an organisation': {
    read: (client, o) => listCustomerUsers(client, customer, { o }),
    keys: ['concatenated_name'],
  },
  people: {
    read: (client, o) => searchUsers(client, { o }),
    keys: [
      'full_name',
      'native_name',
      'email',
      'phone_number',
      'description',
      'organization',
      'job_title',
      'username',
      'is_active',
      'registration_method',
      'is_staff',
      'is_support',
    ],
  },
  'managing organisations': {
    read: (client, o) => listCallManagingOrganisations(client, { o }),
    keys: ['customer_name'],
  },
  'organisation groups': {
    read: (client, o) => listOrganizationGroups(client, { o }),
    keys: ['name', 'customers_count'],
  },
  invitations: {
    read: (client, o) => listInvitations(client, { o }),
    keys: ['created', 'email', 'state'],
  },
  calls: {
    read: (client, o) => listProtectedCalls(client, { o }),
    keys: ['name', 'created', 'manager__customer__name'],
  },
  events: {
    read: (client, o) => listEvents(client, { o }),
    keys: ['created'],
  },
};
const anyKeys = [...new Set(['created_by', 'uuid', ...Object.values(lists).flatMap(({ keys }) => keys)])];

describe('The order of a list', () => {
  for (const [name, { read, keys }] of Object.entries(lists)) {
    it(`is one that servers of all versions take (${name})`, async () => {
      const { client } = clientOn(() => json([]));
      const taken: string[] = [];
      for (const key of anyKeys.flatMap((each) => [each, `-${each}`])) {
        try {
          await read(client, key as never);
          taken.push(key);
        } catch (error) {
          assert.ok(error instanceof WaldurError && error.problem.kind === 'refused');
        }
      }
      assert.deepEqual(taken.toSorted(), keys.flatMap((key) => [key, `-${key}`]).toSorted());
    });
  }
});
