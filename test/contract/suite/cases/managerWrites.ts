import assert from 'node:assert/strict';
import {
  clearCallManagingOrganisationImage,
  createCallManagingOrganisation,
  deleteCallManagingOrganisation,
  patchCallManagingOrganisation,
  retrieveCallManagingOrganisation,
  setCallManagingOrganisationImage,
  updateCallManagingOrganisation,
} from '../../../../src/waldur/callManagingOrganisations';
import { retrieveCustomer } from '../../../../src/waldur/customers';
import { addUser, deleteUser, listUsers } from '../../../../src/waldur/members';
import { unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase } from '../contractCase';
import { namedCustomer, ownCall, ownCustomer, ownManager } from '../fixtures';
import { emptyImage, noImage, png, wrongName } from './pictures';
import { foreignManager } from './managers';

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
      const long = { customer: uuid, description: 'x'.repeat(4097) };
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
        const long = { description: 'x'.repeat(4097) };
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

export const managerWriteCases: readonly ContractCase[] = [...creating, ...changing, ...deleting];
