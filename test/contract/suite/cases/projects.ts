import assert from 'node:assert/strict';
import {
  countProjects,
  listProjects,
  type Project,
  type ProjectFilters,
  retrieveProject,
} from '../../../../src/waldur/projects';
import { listProjectTypes } from '../../../../src/waldur/projectTypes';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, type ContractCase, problem, refusedCase } from '../contractCase';
import { inDays, ownCustomer, ownProject } from '../fixtures';

/** An organisation with one project, which has a value in every field that is searched. */
export async function searched(bench: Bench): Promise<Project> {
  const customer = await ownCustomer(bench, {
    native_name: bench.name('native'),
    abbreviation: bench.prefix.slice(-8),
  });
  return ownProject(bench, customer.uuid, { backend_id: bench.name('id'), description: 'Simulations' });
}

type Filter = (project: Project) => ProjectFilters;

const finding: Readonly<Record<string, Filter>> = {
  query: ({ name }) => ({ query: name }),
  name: ({ name }) => ({ name: name.toUpperCase() }),
  customer_name: ({ customer_name }) => ({ customer_name: customer_name ?? '' }),
  customer_native_name: ({ customer_native_name }) => ({ customer_native_name: customer_native_name ?? '' }),
  customer_abbreviation: ({ customer_abbreviation }) => ({
    customer_abbreviation: customer_abbreviation ?? '',
  }),
  backend_id: ({ backend_id }) => ({ backend_id: backend_id ?? '' }),
  modified: () => ({ modified: '2000-01-01T00:00:00Z' }),
  conceal_finished_projects: () => ({ conceal_finished_projects: true }),
  slug: ({ slug }) => ({ slug: slug ?? '' }),
  is_removed: () => ({ is_removed: false }),
  include_terminated: () => ({ include_terminated: true }),
};

const missing: Readonly<Record<string, Filter>> = {
  query: ({ name }) => ({ query: `${name} no more` }),
  name: ({ name }) => ({ name: `${name} no more` }),
  customer_name: ({ name }) => ({ customer_name: name }),
  backend_id: ({ backend_id }) => ({ backend_id: backend_id?.slice(0, -1) }),
  // These two look at what the caller holds, and staff holds nothing here.
  can_manage: () => ({ can_manage: true }),
  can_admin: () => ({ can_admin: true }),
};

const keys = [
  'name',
  'created',
  'customer_name',
  'customer_native_name',
  'customer_abbreviation',
  'estimated_cost',
  'end_date',
  'start_date',
] as const;

export const projectCases: readonly ContractCase[] = [
  ...casesOf(
    'listProjects',
    [
      'gives a page, and how many there are',
      [],
      async ({ client }) => {
        const page = await listProjects(client, { page_size: 2, field: ['name'] });
        assert.equal(page.dropped, 0);
        assert.ok(page.total !== undefined && page.rows.length === Math.min(2, page.total));
        assert.equal(page.hasNext, page.total > 2);
        for (const row of page.rows) {
          assert.deepEqual(Object.keys(row).toSorted(), ['name', 'uuid']);
        }
      },
    ],
    [
      'finds by each of its filters',
      ['staff'],
      async (bench) => {
        const project = await searched(bench);
        const customer = project.customer_uuid ?? '';
        for (const [name, filter] of Object.entries(finding)) {
          const { rows } = await listProjects(bench.client, {
            customer,
            ...filter(project),
            field: ['name'],
          });
          assert.deepEqual(
            rows.map(({ uuid }) => uuid),
            [project.uuid],
            name,
          );
        }
        assert.equal(await countProjects(bench.client, { customer }), 1);
        assert.equal(await countProjects(bench.client, { customer: unknownUuid() }), 0);
        // Of a person, and from a time on: what comes depends on more than this project.
        await countProjects(bench.client, { customer, user_uuid: bench.me.uuid, created: inDays(-9) });
      },
    ],
    [
      'does not find by each of its filters',
      ['staff'],
      async (bench) => {
        const project = await searched(bench);
        const customer = project.customer_uuid ?? '';
        for (const [name, filter] of Object.entries(missing)) {
          assert.equal(await countProjects(bench.client, { customer, ...filter(project) }), 0, name);
        }
      },
    ],
    [
      'pages and sorts',
      ['staff'],
      async (bench) => {
        const { uuid: customer } = await ownCustomer(bench);
        const first = await ownProject(bench, customer, { end_date: inDays(20).slice(0, 10) });
        const second = await ownProject(bench, customer, { end_date: inDays(30).slice(0, 10) });
        const page = (number: number) =>
          listProjects(bench.client, { customer, o: ['created', 'name'], page: number, page_size: 1 });
        const [one, two] = [await page(1), await page(2)];
        assert.deepEqual([one.total, one.hasNext, two.hasNext], [2, true, false]);
        assert.deepEqual([one.rows[0]?.uuid, two.rows[0]?.uuid], [first.uuid, second.uuid]);
        await problem('notFound', page(3));
        for (const o of keys) {
          assert.equal((await listProjects(bench.client, { customer, o })).rows.length, 2);
        }
        for (const o of ['-name', '-created', '-end_date'] as const) {
          const { rows } = await listProjects(bench.client, { customer, o });
          assert.deepEqual(
            rows.map(({ uuid }) => uuid),
            [second.uuid, first.uuid],
            o,
          );
        }
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', listProjects(bench.as(undefined))),
    ],
  ),
  refusedCase('listProjects', 'sends nothing the server would misread', ({ client }) => [
    () => listProjects(client, { customer: 'kalev' }),
    () => listProjects(client, { can_manage: false as never }),
    () => listProjects(client, { o: 'customer' as never }),
    () => listProjects(client, { page_size: 1000 }),
  ]),
  ...casesOf(
    'retrieveProject',
    [
      'gives the whole project, or the fields asked for',
      ['staff'],
      async (bench) => {
        const made = await searched(bench);
        const whole = await retrieveProject(bench.client, made.uuid);
        assert.deepEqual([whole.name, whole.customer_uuid], [made.name, made.customer_uuid]);
        const sparse = await retrieveProject(bench.client, made.uuid, { field: ['end_date'] });
        assert.deepEqual(sparse, { uuid: made.uuid, name: made.name, end_date: null });
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => problem('notFound', retrieveProject(client, unknownUuid())),
    ],
  ),
  ...casesOf(
    'listProjectTypes',
    [
      'lists what projects can be sorted by',
      [],
      async ({ client }) => {
        const { rows, dropped } = await listProjectTypes(client, { page: 1, page_size: 300 });
        assert.equal(dropped, 0);
        assert.equal(new Set(rows.map(({ uuid }) => uuid)).size, rows.length);
      },
    ],
    [
      'has no page past the end',
      [],
      async ({ client }) => problem('notFound', listProjectTypes(client, { page: 9999 })),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', listProjectTypes(bench.as(undefined))),
    ],
  ),
];
