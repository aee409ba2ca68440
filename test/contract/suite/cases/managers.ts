import assert from 'node:assert/strict';
import {
  type CallManagingOrganisation,
  countCallManagingOrganisations,
  listCallManagingOrganisations,
  readCallManagingOrganisationStats,
  retrieveCallManagingOrganisation,
} from '../../../../src/waldur/callManagingOrganisations';
import { countCustomers, retrieveCustomer } from '../../../../src/waldur/customers';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, type ContractCase, problem, refusedCase } from '../contractCase';
import { Unmet } from '../unmet';
import { ownManager } from '../fixtures';

/** One whose organisation the caller does not see, so that it cannot be the caller's to change. */
export async function foreignManager(bench: Bench): Promise<CallManagingOrganisation> {
  const { rows } = await listCallManagingOrganisations(bench.client, { page_size: 50 });
  for (const row of rows) {
    const uuid = row.customer_uuid;
    if (typeof uuid === 'string' && (await countCustomers(bench.client, { query: uuid })) === 0) {
      return row;
    }
  }
  throw new Unmet('there is no managing organisation whose organisation the caller does not see');
}

const listing = casesOf(
  'listManagers',
  [
    'shows all of them to everybody',
    [],
    async ({ client }) => {
      const { rows, total, dropped } = await listCallManagingOrganisations(client, { page_size: 300 });
      assert.deepEqual([rows.length, dropped], [Math.min(300, total ?? 0), 0]);
      assert.equal(await countCallManagingOrganisations(client), total);
    },
  ],
  [
    'finds by the organisation, its uuid and a part of its name',
    ['staff'],
    async (bench) => {
      const { client } = bench;
      const { manager, customer } = await ownManager(bench);
      for (const filter of [
        { customer: customer.uuid },
        { customer_uuid: customer.uuid },
        { customer_keyword: customer.name },
      ]) {
        const { rows } = await listCallManagingOrganisations(client, filter);
        assert.deepEqual(
          rows.map(({ uuid }) => uuid),
          [manager.uuid],
        );
        assert.equal(await countCallManagingOrganisations(client, filter), 1);
      }
      for (const filter of [{ customer: unknownUuid() }, { customer_keyword: bench.name('nobody') }]) {
        assert.equal(await countCallManagingOrganisations(client, filter), 0);
      }
    },
  ],
  [
    'pages and sorts',
    ['staff'],
    async (bench) => {
      const made = [await ownManager(bench), await ownManager(bench)];
      const uuids = made.map(({ manager }) => manager.uuid);
      const page = (o: 'customer_name' | '-customer_name', number: number) =>
        listCallManagingOrganisations(bench.client, {
          customer_keyword: bench.prefix,
          o,
          page: number,
          page_size: 1,
        });
      const [first, second] = [await page('customer_name', 1), await page('customer_name', 2)];
      assert.deepEqual([first.total, first.hasNext, second.hasNext], [2, true, false]);
      assert.deepEqual([first.rows[0]?.uuid, second.rows[0]?.uuid], uuids);
      assert.equal((await page('-customer_name', 1)).rows[0]?.uuid, uuids[1]);
      await problem('notFound', page('customer_name', 3));
    },
  ],
  [
    'is for everybody, or for those with a token',
    [],
    async (bench) => {
      const nobody = bench.as(undefined);
      try {
        assert.equal((await listCallManagingOrganisations(nobody, { page_size: 1 })).dropped, 0);
      } catch {
        // A deployment may ask for a token here.
        await problem('unauthorized', listCallManagingOrganisations(nobody));
      }
    },
  ],
  [
    'takes no wrong token',
    [],
    async (bench) => {
      await problem('unauthorized', listCallManagingOrganisations(bench.as('0'.repeat(40))));
    },
  ],
);

const reading = [
  ...casesOf(
    'retrieveManager',
    [
      'gives it with what its organisation is called',
      ['staff'],
      async (bench) => {
        const { manager, customer } = await ownManager(bench, 'Calls\nfor proposals');
        const found = await retrieveCallManagingOrganisation(bench.client, manager.uuid);
        assert.deepEqual(
          [found.customer_uuid, found.customer_name, found.description],
          [customer.uuid, customer.name, 'Calls\nfor proposals'],
        );
        const { call_managing_organization_uuid: back } = await retrieveCustomer(bench.client, customer.uuid);
        assert.equal(back, manager.uuid);
      },
    ],
    [
      'is not found by the uuid of its organisation',
      ['staff'],
      async (bench) => {
        const { customer } = await ownManager(bench);
        await problem('notFound', retrieveCallManagingOrganisation(bench.client, customer.uuid));
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => {
        await problem('notFound', retrieveCallManagingOrganisation(client, unknownUuid()));
      },
    ],
  ),
  ...casesOf(
    'readManagerStats',
    [
      'has eight figures, all zero at first',
      ['staff'],
      async (bench) => {
        const { manager } = await ownManager(bench);
        assert.deepEqual(await readCallManagingOrganisationStats(bench.client, manager.uuid), {
          open_calls: 0,
          active_rounds: 0,
          accepted_proposals: 0,
          pending_proposals: 0,
          pending_review: 0,
          rounds_closing_in_one_week: 0,
          calls_closing_in_one_week: 0,
          offering_requests_pending: 0,
        });
      },
    ],
    [
      'shows them to everybody with a token',
      ['ordinary'],
      async (bench) => {
        const { uuid } = await foreignManager(bench);
        const stats = await readCallManagingOrganisationStats(bench.client, uuid);
        assert.equal(typeof stats.open_calls, 'number');
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => {
        await problem('notFound', readCallManagingOrganisationStats(client, unknownUuid()));
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        await problem('unauthorized', readCallManagingOrganisationStats(bench.as(undefined), unknownUuid()));
      },
    ],
  ),
  refusedCase('listManagers', 'sends nothing the server would misread', ({ client }) => [
    () => listCallManagingOrganisations(client, { customer_uuid: 'ncab' }),
    () => listCallManagingOrganisations(client, { customer: 'ncab' }),
    () => listCallManagingOrganisations(client, { o: 'name' as never }),
    () => listCallManagingOrganisations(client, { page_size: 301 }),
  ]),
  refusedCase('retrieveManager', 'sends nothing that is no uuid', ({ client }) => [
    () => retrieveCallManagingOrganisation(client, 'ncab'),
    () => readCallManagingOrganisationStats(client, 'ncab'),
  ]),
];

export const managerCases: readonly ContractCase[] = [...listing, ...reading];
