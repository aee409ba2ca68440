import assert from 'node:assert/strict';
import { parseJson } from '../../../../src/waldur/operations';
import {
  createProject,
  patchProject,
  type Project,
  retrieveProject,
  updateProject,
} from '../../../../src/waldur/projects';
import type { ProjectWrite } from '../../../../src/waldur/projectWrite';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase } from '../contractCase';
import { inDays, namedCustomer, ownCustomer, ownProject, visibleCustomer } from '../fixtures';
import { searched } from './projects';

/** Values for all fields of a project, some of which only newer servers know. */
function everyField(bench: Bench): ProjectWrite {
  return {
    name: bench.name('project'),
    description: 'Simulations',
    start_date: inDays(10).slice(0, 10),
    end_date: inDays(90).slice(0, 10),
    oecd_fos_2007_code: '1.1',
    is_industry: true,
    backend_id: bench.name('id'),
    slug: `p-${bench.prefix.slice(-8)}`,
    kind: 'course',
    staff_notes: 'Paid',
    grace_period_days: 5,
    max_service_accounts: null,
    image: null,
  };
}

/** What came back of what was sent; fields that the answer lacks this server does not know. */
function assertEcho(answer: Project, sent: ProjectWrite): void {
  for (const [name, value] of Object.entries(sent)) {
    if (name in answer) {
      assert.deepEqual(answer[name], value, name);
    }
  }
}

/** Some type of project, if the server has any. The client reads none. */
async function someType(bench: Bench): Promise<string | undefined> {
  const call = { name: 'list project types', method: 'GET', path: 'api/project-types/' } as const;
  const rows = parseJson(await bench.client.send(call), call) as readonly { readonly uuid: string }[];
  return rows[0]?.uuid;
}

export const projectWriteCases: readonly ContractCase[] = [
  ...casesOf(
    'createProject',
    [
      'makes one of a name and an organisation',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const made = await ownProject(bench, uuid);
        assert.deepEqual([made.customer_uuid, made.description], [uuid, '']);
      },
    ],
    [
      'takes every field',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const sent = everyField(bench);
        const made = await ownProject(bench, uuid, sent);
        assertEcho(made, sent);
        assertEcho(await retrieveProject(bench.client, made.uuid), sent);
      },
    ],
    [
      'is for owners too',
      ['owner'],
      async (bench) => {
        const made = await ownProject(bench, namedCustomer(bench));
        assert.equal(made.customer_uuid, namedCustomer(bench));
      },
    ],
    [
      'complains of an organisation that is not there, or not seen',
      [],
      async (bench) => {
        assert.match(await complains(ownProject(bench, unknownUuid()), 'customer'), /does not exist/);
      },
    ],
    [
      'complains of bad fields by their names',
      ['staff'],
      async (bench) => {
        const { uuid } = await ownCustomer(bench);
        const bad = { name: ' ', end_date: inDays(-9).slice(0, 10), backend_id: 'x'.repeat(256) };
        await complains(ownProject(bench, uuid, bad), ...Object.keys(bad));
      },
    ],
    [
      'is not for support',
      ['support', 'member'],
      async (bench) => {
        const { uuid } = await visibleCustomer(bench);
        await problem('forbidden', ownProject(bench, uuid));
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        const call = createProject(bench.as(undefined), { name: 'x', customer: unknownUuid() });
        await problem('unauthorized', call);
      },
    ],
  ),
  ...casesOf(
    'updateProject',
    [
      'keeps what is left out',
      ['staff'],
      async (bench) => {
        const before = await searched(bench);
        const { uuid, customer_uuid: customer = '' } = before;
        const name = bench.name('project');
        const after = await updateProject(bench.client, uuid, {
          name,
          customer: customer ?? '',
          description: 'New',
        });
        assert.deepEqual(after, { ...before, name, description: 'New' });
      },
    ],
    [
      'wants a name',
      ['staff'],
      async (bench) => {
        const { uuid, customer_uuid: customer } = await searched(bench);
        await complains(updateProject(bench.client, uuid, { name: '', customer: customer ?? '' }), 'name');
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => {
        const project = { name: 'x', customer: unknownUuid() };
        await problem('notFound', updateProject(client, unknownUuid(), project));
      },
    ],
  ),
  ...casesOf(
    'patchProject',
    [
      'takes every field, and clears those that can be',
      ['staff'],
      async (bench) => {
        const { uuid } = await searched(bench);
        const type = await someType(bench);
        const sent = everyField(bench);
        assertEcho(await patchProject(bench.client, uuid, sent), sent);
        if (type !== undefined) {
          assert.equal((await patchProject(bench.client, uuid, { type })).type_uuid, type);
        }
        const cleared = { end_date: null, oecd_fos_2007_code: null, type: null, description: '' };
        assertEcho(await patchProject(bench.client, uuid, cleared), cleared);
      },
    ],
    [
      'complains of an end that is past',
      ['staff'],
      async (bench) => {
        const { uuid } = await searched(bench);
        const call = patchProject(bench.client, uuid, { end_date: '2020-02-02' });
        assert.match(await complains(call, 'end_date'), /earlier/);
      },
    ],
    [
      'is for owners too, the end date as well',
      ['owner'],
      async (bench) => {
        const { uuid } = await ownProject(bench, namedCustomer(bench));
        const sent = { description: 'Changed', end_date: inDays(40).slice(0, 10) };
        assertEcho(await patchProject(bench.client, uuid, sent), sent);
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => problem('notFound', patchProject(client, unknownUuid(), {})),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        await problem('unauthorized', patchProject(bench.as(undefined), unknownUuid(), { name: 'x' }));
      },
    ],
  ),
  refusedCase('patchProject', 'sends no type but by uuid', ({ client }) => [
    () => patchProject(client, unknownUuid(), { type: 'research' }),
    () => patchProject(client, 'x', {}),
  ]),
];
