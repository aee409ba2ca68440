import assert from 'node:assert/strict';
import { addUser, countUsers } from '../../../../src/waldur/members';
import { countProjects, deleteProject, retrieveProject } from '../../../../src/waldur/projects';
import { recoverProject } from '../../../../src/waldur/recoverProject';
import { countActiveResources } from '../../../../src/waldur/resources';
import { unknownUuid } from '../bench';
import { casesOf, type ContractCase, problem } from '../contractCase';
import { namedCustomer, ownProject } from '../fixtures';
import { searched } from './projects';

export const projectDeleteCases: readonly ContractCase[] = [
  ...casesOf(
    'deleteProject',
    [
      'deletes, once',
      ['staff'],
      async (bench) => {
        const { uuid, customer_uuid: customer } = await searched(bench);
        await deleteProject(bench.client, uuid);
        assert.equal(await countProjects(bench.client, { customer: customer ?? '' }), 0);
        // Newer servers still show it to those who ask for it, and do not delete it again.
        await problem(['notFound', 'invalid'], deleteProject(bench.client, uuid));
      },
    ],
    [
      'is for owners too',
      ['owner'],
      async (bench) => {
        const { uuid } = await ownProject(bench, namedCustomer(bench));
        await deleteProject(bench.client, uuid);
        await problem(['notFound', 'invalid'], deleteProject(bench.client, uuid));
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => problem('notFound', deleteProject(client, unknownUuid())),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', deleteProject(bench.as(undefined), unknownUuid())),
    ],
  ),
  ...casesOf(
    'recoverProject',
    [
      'brings back what was deleted, once',
      ['staff'],
      async (bench) => {
        const { uuid, customer_uuid: customer } = await searched(bench);
        await deleteProject(bench.client, uuid);
        await recoverProject(bench.client, uuid, { team: false });
        assert.equal(await countProjects(bench.client, { customer: customer ?? '' }), 1);
        assert.equal((await retrieveProject(bench.client, uuid)).is_removed, false);
        await problem('invalid', recoverProject(bench.client, uuid, { team: false }));
      },
    ],
    [
      'brings the team back where that is wanted, else not',
      ['staff', 'person'],
      async (bench) => {
        const { uuid } = await searched(bench);
        const project = { kind: 'project', uuid } as const;
        await addUser(bench.client, project, { role: 'PROJECT.MANAGER', user: bench.person });
        await deleteProject(bench.client, uuid);
        await recoverProject(bench.client, uuid, { team: true });
        assert.equal(await countUsers(bench.client, project), 1);
        await deleteProject(bench.client, uuid);
        await recoverProject(bench.client, uuid, { team: false });
        assert.equal(await countUsers(bench.client, project), 0);
      },
    ],
    [
      'is for owners too, without the team',
      ['owner'],
      async (bench) => {
        const { uuid } = await ownProject(bench, namedCustomer(bench));
        await deleteProject(bench.client, uuid);
        await problem(['forbidden', 'invalid'], recoverProject(bench.client, uuid, { team: true }));
        await recoverProject(bench.client, uuid, { team: false });
        assert.equal((await retrieveProject(bench.client, uuid)).uuid, uuid);
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => problem('notFound', recoverProject(client, unknownUuid(), { team: false })),
    ],
  ),
  ...casesOf(
    'countResources',
    [
      'finds none in what is new',
      ['staff'],
      async (bench) => {
        const { uuid, customer_uuid: customer } = await searched(bench);
        assert.equal(await countActiveResources(bench.client, { project_uuid: uuid }), 0);
        assert.equal(await countActiveResources(bench.client, { customer_uuid: customer ?? '' }), 0);
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', countActiveResources(bench.as(undefined), {})),
    ],
  ),
];
