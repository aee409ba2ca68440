import assert from 'node:assert/strict';
import {
  type CallManagingOrganisation,
  clearCallManagingOrganisationImage,
  countCallManagingOrganisations,
  createCallManagingOrganisation,
  deleteCallManagingOrganisation,
  listCallManagingOrganisations,
  patchCallManagingOrganisation,
  readCallManagingOrganisationStats,
  retrieveCallManagingOrganisation,
  setCallManagingOrganisationImage,
  updateCallManagingOrganisation,
} from '../../../../src/waldur/callManagingOrganisations';
import { countCustomers, retrieveCustomer } from '../../../../src/waldur/customers';
import { addUser, deleteUser, listUsers } from '../../../../src/waldur/members';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase, Unmet } from '../contractCase';
import { namedCustomer, ownCall, ownCustomer, ownManager } from '../fixtures';
import { emptyImage, noImage, png, wrongName } from './pictures';

/** One whose organisation the caller does not see, so that it cannot be the caller's to change. */
async function foreignManager(bench: Bench): Promise<CallManagingOrganisation> {
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

const creating = casesOf(
  'createManager',
  [
    'makes one of an organisation, and not a second',
    ['staff'],
    async (bench) => {
      const { manager, customer } = await ownManager(bench, 'Peer review');
      assert.deepEqual([manager.customer_uuid, manager.description], [customer.uuid, 'Peer review']);
      const again = createCallManagingOrganisation(bench.client, { customer: customer.uuid });
      assert.match(await complains(again, 'customer'), /already exists/);
    },
  ],
  [
    'complains of an organisation that is not there, whoever asks',
    [],
    async ({ client }) => {
      await complains(createCallManagingOrganisation(client, { customer: unknownUuid() }), 'customer');
    },
  ],
  [
    'complains of a description that is too long',
    ['staff'],
    async (bench) => {
      const { uuid } = await ownCustomer(bench);
      const long = { customer: uuid, description: 'x'.repeat(2001) };
      await complains(createCallManagingOrganisation(bench.client, long), 'description');
    },
  ],
  [
    'is not for owners',
    ['owner'],
    async (bench) => {
      const make = async () => {
        const { uuid } = await createCallManagingOrganisation(bench.client, {
          customer: namedCustomer(bench),
        });
        bench.undo.later(`managing organisation ${uuid}`, () =>
          deleteCallManagingOrganisation(bench.client, uuid),
        );
      };
      // Where it is one already, that is said first.
      await problem(['forbidden', 'invalid'], make());
    },
  ],
  [
    'takes no caller without a token',
    [],
    async (bench) => {
      const call = createCallManagingOrganisation(bench.as(undefined), { customer: unknownUuid() });
      await problem('unauthorized', call);
    },
  ],
);

const changing = [
  ...casesOf(
    'updateManager',
    [
      'changes the description, and never the organisation',
      ['staff'],
      async (bench) => {
        const { manager, customer } = await ownManager(bench);
        const other = await ownCustomer(bench);
        const changed = await updateCallManagingOrganisation(bench.client, manager.uuid, {
          description: 'New',
          customer: other.uuid,
        });
        assert.deepEqual([changed.description, changed.customer_uuid], ['New', customer.uuid]);
      },
    ],
    [
      'does without the organisation, and clears the image',
      ['staff'],
      async (bench) => {
        const { manager } = await ownManager(bench, 'Stays');
        await setCallManagingOrganisationImage(bench.client, manager.uuid, png);
        const changed = await updateCallManagingOrganisation(bench.client, manager.uuid, { image: null });
        assert.deepEqual([changed.description, changed.image], ['Stays', null]);
      },
    ],
    [
      'is forbidden to those who have nothing to do with it, though they see it',
      ['ordinary'],
      async (bench) => {
        const { uuid } = await foreignManager(bench);
        await problem('forbidden', updateCallManagingOrganisation(bench.client, uuid, {}));
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => {
        await problem('notFound', updateCallManagingOrganisation(client, unknownUuid(), {}));
      },
    ],
  ),
  ...casesOf(
    'patchManager',
    [
      'changes the description and clears it',
      ['staff'],
      async (bench) => {
        const { manager } = await ownManager(bench);
        for (const description of ['<p>As it is</p>', '']) {
          const changed = await patchCallManagingOrganisation(bench.client, manager.uuid, { description });
          assert.equal(changed.description, description);
        }
      },
    ],
    [
      'complains of a description that is too long',
      ['staff'],
      async (bench) => {
        const { manager } = await ownManager(bench);
        const long = { description: 'x'.repeat(2001) };
        await complains(patchCallManagingOrganisation(bench.client, manager.uuid, long), 'description');
      },
    ],
    [
      'sets an image and clears it',
      ['staff'],
      async (bench) => {
        const { manager } = await ownManager(bench, 'Stays');
        const set = await setCallManagingOrganisationImage(bench.client, manager.uuid, png);
        assert.match(set.image ?? '', /^https?:\/\//);
        assert.equal(set.description, 'Stays');
        assert.equal((await clearCallManagingOrganisationImage(bench.client, manager.uuid)).image, null);
      },
    ],
    [
      'refuses what is no picture, or is not called one',
      ['staff'],
      async (bench) => {
        const { manager } = await ownManager(bench);
        await complains(setCallManagingOrganisationImage(bench.client, manager.uuid, noImage), 'image');
        await complains(setCallManagingOrganisationImage(bench.client, manager.uuid, wrongName), 'image');
      },
    ],
    [
      'is forbidden to those who have nothing to do with it, though they see it',
      ['ordinary'],
      async (bench) => {
        const { uuid } = await foreignManager(bench);
        await problem('forbidden', patchCallManagingOrganisation(bench.client, uuid, {}));
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => {
        await problem('notFound', patchCallManagingOrganisation(client, unknownUuid(), {}));
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        const call = patchCallManagingOrganisation(bench.as(undefined), unknownUuid(), { description: '' });
        await problem('unauthorized', call);
      },
    ],
  ),
  refusedCase('patchManager', 'sends no empty image', ({ client }) => [
    () => setCallManagingOrganisationImage(client, unknownUuid(), emptyImage),
  ]),
];

const deleting = casesOf(
  'deleteManager',
  [
    'deletes it, and leaves the organisation',
    ['staff'],
    async (bench) => {
      const { manager, customer } = await ownManager(bench);
      await deleteCallManagingOrganisation(bench.client, manager.uuid);
      await problem('notFound', retrieveCallManagingOrganisation(bench.client, manager.uuid));
      const { call_managing_organization_uuid: left } = await retrieveCustomer(bench.client, customer.uuid);
      assert.equal(left, null);
    },
  ],
  [
    'does not delete one that has a call',
    ['staff'],
    async (bench) => {
      const { manager } = await ownManager(bench);
      await ownCall(bench, manager);
      await problem(['conflict', 'invalid'], deleteCallManagingOrganisation(bench.client, manager.uuid));
      await retrieveCallManagingOrganisation(bench.client, manager.uuid);
    },
  ],
  [
    'does not delete one that has a team',
    ['staff'],
    async (bench) => {
      const { manager } = await ownManager(bench);
      if (bench.isSince('8.1.2') !== true) {
        // Older servers have no such teams, or do not look at them.
        return;
      }
      const scope = { kind: 'call-managing-organisation', uuid: manager.uuid } as const;
      await listUsers(bench.client, scope);
      const grant = { role: bench.role('call_organizer').uuid, user: bench.me.uuid };
      await addUser(bench.client, scope, grant);
      await problem('invalid', deleteCallManagingOrganisation(bench.client, manager.uuid));
      await deleteUser(bench.client, scope, grant);
      await deleteCallManagingOrganisation(bench.client, manager.uuid);
    },
  ],
  [
    'does not find what is not there',
    [],
    async ({ client }) => problem('notFound', deleteCallManagingOrganisation(client, unknownUuid())),
  ],
  [
    'takes no caller without a token',
    [],
    async (bench) => {
      await problem('unauthorized', deleteCallManagingOrganisation(bench.as(undefined), unknownUuid()));
    },
  ],
);

export const managerCases: readonly ContractCase[] = [
  ...listing,
  ...reading,
  ...creating,
  ...changing,
  ...deleting,
];
