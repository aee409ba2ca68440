import assert from 'node:assert/strict';
import { createCallManagingOrganisation } from '../../../../src/waldur/callManagingOrganisations';
import {
  countCustomers,
  type Customer,
  type CustomerListParams,
  listCustomers,
  retrieveCustomer,
} from '../../../../src/waldur/customers';
import { listCallManagingOrganisations } from '../../../../src/waldur/callManagingOrganisations';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase, words } from '../contractCase';
import { Unmet } from '../unmet';
import { grantForNow, ownCustomer, putInGroup, someGroup, visibleCustomer } from '../fixtures';
import { everyField } from './customerFields';

interface Found {
  readonly customer: Customer;
  readonly group: string;
}

type Filter = (found: Found, bench: Bench) => CustomerListParams;

/** Filters by which an organisation with a value in every field is found. */
const finding: Readonly<Record<string, Filter>> = {
  name: ({ customer }) => ({ name: customer.name.slice(0, -2).toUpperCase() }),
  name_exact: ({ customer }) => ({ name_exact: customer.name }),
  native_name: ({ customer }) => ({ native_name: customer.native_name ?? '' }),
  abbreviation: ({ customer }) => ({ abbreviation: customer.abbreviation ?? '' }),
  contact_details: () => ({ contact_details: 'second floor' }),
  registration_code: ({ customer }) => ({ registration_code: customer.registration_code ?? '' }),
  agreement_number: ({ customer }) => ({ agreement_number: customer.agreement_number ?? '' }),
  backend_id: ({ customer }) => ({ backend_id: customer.backend_id ?? '' }),
  'archived: false': () => ({ archived: false }),
  organization_group_name: () => ({ organization_group_name: '' }),
  organization_group_uuid: ({ group }) => ({ organization_group_uuid: [group] }),
  'query by name': ({ customer }) => ({ query: customer.name }),
  'query by native name': ({ customer }) => ({ query: customer.native_name ?? '' }),
  'query by abbreviation': ({ customer }) => ({ query: customer.abbreviation ?? '' }),
  'query by domain': ({ customer }) => ({ query: customer.domain ?? '' }),
  'query by registration code': ({ customer }) => ({ query: customer.registration_code ?? '' }),
  'query by agreement number': ({ customer }) => ({ query: customer.agreement_number ?? '' }),
  'query by uuid': ({ customer }) => ({ query: customer.uuid }),
  user_uuid: (_found, bench) => ({ user_uuid: bench.me.uuid }),
  slug: ({ customer }) => ({ slug: customer.slug ?? '' }),
  current_user_has_project_create_permission: () => ({ current_user_has_project_create_permission: true }),
};

/** Filters that it is not found by. */
const missing: Readonly<Record<string, Filter>> = {
  'archived: true': () => ({ archived: true }),
  'name_exact, by a part of it': ({ customer }) => ({ name_exact: customer.name.slice(0, -2) }),
  'registration_code, by a part of it': ({ customer }) => ({
    registration_code: customer.registration_code?.slice(0, -2),
  }),
  'query by a part of the uuid': ({ customer }) => ({ query: customer.uuid.slice(0, 20) }),
  'query by e-mail': ({ customer }) => ({ query: customer.email ?? '' }),
  has_resources: () => ({ has_resources: true }),
  is_service_provider: () => ({ is_service_provider: true }),
  is_call_managing_organization: () => ({ is_call_managing_organization: true }),
  owned_by_current_user: () => ({ owned_by_current_user: true }),
};

/** An organisation with a value in every field, in a group. */
async function findable(bench: Bench): Promise<Found> {
  const group = await someGroup(bench);
  const customer = await ownCustomer(bench, await everyField(bench));
  await putInGroup(bench, customer.uuid, group.uuid);
  return { customer, group: group.uuid };
}

/** Whether it is among this run's own that a filter lets through. */
async function lists(bench: Bench, { customer }: Found, params: CustomerListParams): Promise<boolean> {
  const asked = { name: bench.prefix, field: ['name'], ...params } as const;
  const { rows } = await listCustomers(bench.client, { ...asked, page_size: 300 });
  return rows.some(({ uuid }) => uuid === customer.uuid);
}

function filterCases(): readonly ContractCase[] {
  return casesOf(
    'listCustomers',
    ...Object.entries(finding).map(
      ([name, filter]) =>
        [
          `finds by ${name}`,
          ['staff'],
          async (bench: Bench) => {
            const found = await findable(bench);
            const group = await someGroup(bench);
            const params =
              name === 'organization_group_name'
                ? { organization_group_name: group.name }
                : filter(found, bench);
            assert.equal(await lists(bench, found, params), true);
          },
        ] as const,
    ),
    ...Object.entries(missing).map(
      ([name, filter]) =>
        [
          `does not find by ${name}`,
          ['staff'],
          async (bench: Bench) => {
            const found = await findable(bench);
            assert.equal(await lists(bench, found, filter(found, bench)), false);
          },
        ] as const,
    ),
  );
}

export const customerListCases: readonly ContractCase[] = [
  ...casesOf(
    'listCustomers',
    [
      'gives a page, and how many there are',
      [],
      async ({ client }) => {
        const page = await listCustomers(client, { page_size: 2, field: ['name'] });
        assert.equal(page.page, 1);
        assert.equal(page.dropped, 0);
        assert.ok(page.total !== undefined && page.rows.length === Math.min(2, page.total));
        assert.equal(page.hasNext, page.total > 2);
      },
    ],
    [
      'gives the fields asked for, and the name',
      ['member'],
      async ({ client }) => {
        const { rows } = await listCustomers(client, { field: ['abbreviation', 'archived'], page_size: 3 });
        for (const row of rows) {
          assert.deepEqual(Object.keys(row).toSorted(), ['abbreviation', 'archived', 'name', 'uuid']);
        }
      },
    ],
    [
      'gives whole rows where no field is asked for',
      ['member'],
      async ({ client }) => {
        const { rows, dropped } = await listCustomers(client, { page_size: 1 });
        assert.equal(dropped, 0);
        assert.match(rows[0]?.uuid ?? '', /^[0-9a-f]{32}$/);
        assert.ok(rows[0]?.url?.endsWith(`/api/customers/${rows[0].uuid}/`));
      },
    ],
    [
      'is empty where nothing matches',
      [],
      async (bench) => {
        const page = await listCustomers(bench.client, { name_exact: bench.name('nothing') });
        assert.deepEqual(page, { rows: [], page: 1, hasNext: false, dropped: 0, total: 0 });
        assert.equal(await countCustomers(bench.client, { name_exact: bench.name('nothing') }), 0);
      },
    ],
    [
      'is empty for a stranger',
      ['stranger'],
      async ({ client }) => assert.equal((await listCustomers(client)).total, 0),
    ],
    [
      'has no page past the end',
      [],
      async ({ client }) => {
        assert.match(
          words(await problem('notFound', listCustomers(client, { page: 99_999 }))),
          /Invalid page/,
        );
      },
    ],
    [
      'walks page by page, and counts without rows',
      ['staff'],
      async (bench) => {
        const made = [await ownCustomer(bench), await ownCustomer(bench), await ownCustomer(bench)];
        const params = { name: bench.prefix, o: 'created', field: ['name'], page_size: 2 } as const;
        const first = await listCustomers(bench.client, params);
        const second = await listCustomers(bench.client, { ...params, page: 2 });
        assert.deepEqual([first.total, first.hasNext, second.hasNext], [3, true, false]);
        assert.deepEqual(
          [...first.rows, ...second.rows].map(({ uuid }) => uuid),
          made.map(({ uuid }) => uuid),
        );
        assert.equal(await countCustomers(bench.client, { name: bench.prefix }), 3);
        await problem('notFound', listCustomers(bench.client, { ...params, page: 3 }));
      },
    ],
    ...(
      [
        'abbreviation',
        'accounting_start_date',
        'agreement_number',
        'contact_details',
        'created',
        'description',
        'name',
        'native_name',
        'registration_code',
      ] as const
    ).map(
      (key) =>
        [
          `sorts by ${key}`,
          ['staff'],
          async (bench: Bench) => {
            const value = (n: number) =>
              key === 'accounting_start_date' ? `2024-01-0${n}T00:00:00Z` : `${bench.prefix.slice(-8)} ${n}`;
            const fields = (n: number) => (key === 'created' || key === 'name' ? {} : { [key]: value(n) });
            const made = [await ownCustomer(bench, fields(1)), await ownCustomer(bench, fields(2))];
            const uuids = made.map(({ uuid }) => uuid);
            const order = async (o: typeof key | `-${typeof key}`) =>
              (
                await listCustomers(bench.client, { name: bench.prefix, o: [o, 'name'], field: ['name'] })
              ).rows.map(({ uuid }) => uuid);
            assert.deepEqual(await order(key), uuids);
            // A server that does not know a key sorts by the next one.
            const known = key !== 'description' || bench.isSince('7.7.8') === true;
            assert.deepEqual(await order(`-${key}`), known ? uuids.toReversed() : uuids);
          },
        ] as const,
    ),
    [
      'finds a managing organisation by that',
      ['staff'],
      async (bench) => {
        const found = await findable(bench);
        await createCallManagingOrganisation(bench.client, { customer: found.customer.uuid });
        assert.equal(await lists(bench, found, { is_call_managing_organization: true }), true);
      },
    ],
    [
      'finds what the caller owns',
      ['staff'],
      async (bench) => {
        const owner = bench.roles('customer').find(({ name }) => name === 'CUSTOMER.OWNER');
        if (owner === undefined) {
          throw new Unmet('there is no active role CUSTOMER.OWNER');
        }
        const found = await findable(bench);
        const grant = { role: owner.uuid, user: bench.me.uuid };
        await grantForNow(bench, { kind: 'customer', uuid: found.customer.uuid }, grant);
        assert.equal(await lists(bench, found, { owned_by_current_user: true }), true);
      },
    ],
    [
      'refuses a group that is not there',
      [],
      async ({ client }) => {
        const call = listCustomers(client, { organization_group_uuid: [unknownUuid()] });
        assert.match(await complains(call, 'organization_group_uuid'), /valid choice/);
      },
    ],
    [
      'takes no caller without a token, nor with a wrong one',
      [],
      async (bench) => {
        const missing = await problem('unauthorized', listCustomers(bench.as(undefined)));
        assert.equal(missing.reason, 'missing');
        const wrong = await problem('unauthorized', listCustomers(bench.as('0'.repeat(40))));
        assert.equal(wrong.reason, 'invalid');
      },
    ],
  ),
  ...filterCases(),
  refusedCase('listCustomers', 'sends nothing the server would misread', ({ client }) => [
    () => listCustomers(client, { page_size: 301 }),
    () => listCustomers(client, { page_size: 0 }),
    () => listCustomers(client, { page: 0 }),
    () => listCustomers(client, { page: 1.5 }),
    () => listCustomers(client, { archived: 1 as never }),
    () => listCustomers(client, { is_service_provider: false as never }),
    () => listCustomers(client, { organization_group_uuid: ['nordics'] }),
    () => listCustomers(client, { user_uuid: 'me' }),
    () => listCustomers(client, { o: 'email' as never }),
    () => listCustomers(client, { field: ['name,email' as never] }),
    () => listCustomers(client, { email: 'a@example.org' } as never),
    () => listCustomers(client, { name: 'a\0b' }),
  ]),
];

export const customerRetrieveCases: readonly ContractCase[] = [
  ...casesOf(
    'retrieveCustomer',
    [
      'gives the whole organisation',
      ['member'],
      async (bench) => {
        const { uuid, name } = await visibleCustomer(bench);
        const customer = await retrieveCustomer(bench.client, uuid);
        assert.deepEqual([customer.uuid, customer.name], [uuid, name]);
        const due = [
          'display_name',
          'email',
          'country',
          'blocked',
          'archived',
          'projects_count',
          'users_count',
        ];
        assert.deepEqual(
          due.filter((key) => !(key in customer)),
          [],
        );
      },
    ],
    [
      'gives the fields asked for',
      ['member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        const customer = await retrieveCustomer(bench.client, uuid, { field: ['users_count'] });
        assert.deepEqual(Object.keys(customer).toSorted(), ['name', 'users_count', 'uuid']);
      },
    ],
    [
      'reads a uuid however it is written',
      ['member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        const dashed = uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();
        assert.equal((await retrieveCustomer(bench.client, dashed, { field: ['name'] })).uuid, uuid);
      },
    ],
    [
      'does not find one that is not there',
      [],
      async ({ client }) => {
        assert.match(words(await problem('notFound', retrieveCustomer(client, unknownUuid()))), /./);
      },
    ],
    [
      'does not find one the caller may not see',
      ['ordinary'],
      async (bench) => {
        // Managing organisations are shown to everybody, and with them the uuids of their organisations.
        const { rows } = await listCallManagingOrganisations(bench.client, { page_size: 50 });
        for (const { customer_uuid: uuid } of rows) {
          if (typeof uuid === 'string' && (await countCustomers(bench.client, { query: uuid })) === 0) {
            await problem('notFound', retrieveCustomer(bench.client, uuid));
            return;
          }
        }
        throw new Unmet('no organisation is known that the caller may not see');
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', retrieveCustomer(bench.as(undefined), unknownUuid())),
    ],
  ),
  refusedCase('retrieveCustomer', 'sends nothing that is no uuid', ({ client }) => [
    () => retrieveCustomer(client, ''),
    () => retrieveCustomer(client, '../users/me'),
    () => retrieveCustomer(client, 'countries'),
  ]),
];
