import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const forbidden = { detail: 'You do not have permission to perform this action.' };
const nobody = '00000000000040008000000000000000';
const address = (path: string): string => `https://waldur.example.com/api/${path}/`;

describe('Sample server: filters and checks at a single object', () => {
  let server: SampleServer;
  let ask: Ask;
  beforeEach(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  afterEach(() => server.close());

  const status = async (...request: Parameters<Ask>): Promise<number> => (await ask(...request)).status;

  it('applies the filters of the list to one person', async () => {
    const path = `api/users/${known.memberUser}/`;
    const other = await ask('admin', 'GET', `${path}?username=zzz`);
    assert.deepEqual([other.status, other.body], [404, { detail: 'No User matches the given query.' }]);
    assert.equal(await status('admin', 'GET', `${path}?username=li.wei`), 200);
    assert.equal(await status('admin', 'GET', `${path}?o=nope`), 400);
    assert.equal(await status('admin', 'GET', `api/users/${nobody}/?o=nope`), 400);
  });

  it('refuses to move a project before it looks for it', async () => {
    for (const project of [known.genome, nobody]) {
      const { status: code, body } = await ask(
        'nobody.special',
        'POST',
        `api/projects/${project}/move_project/`,
        {},
      );
      assert.deepEqual([code, body], [403, forbidden]);
    }
    assert.equal(await status('admin', 'POST', `api/projects/${nobody}/move_project/`, {}), 404);
  });

  it('crashes where it is to look for an address in what holds nothing', async () => {
    const move = (customer: unknown) =>
      ask('admin', 'POST', `api/projects/${known.genome}/move_project/`, { customer });
    for (const customer of [5, true, 'a url', ['url']]) {
      assert.equal((await move(customer)).status, 500, JSON.stringify(customer));
    }
    for (const customer of ['x', [], {}]) {
      assert.deepEqual((await move(customer)).body, {
        customer: ['URL has to be defined for related object.'],
      });
    }
  });

  it('asks for the right to an end date in the organisation where the project still is', async () => {
    const owned = server.world.grants.find(
      ({ user, role, scope }) => user === 'mari.kask' && role === 'CUSTOMER.OWNER' && scope === known.board,
    );
    assert.ok(owned);
    const path = `api/projects/${known.genome}/`;
    const customer = address(`customers/${known.board}`);
    // A role that may change the project where it is, and not delete it.
    const role = server.world.roles.find(({ name }) => name === 'CUSTOMER.MANAGER');
    role?.permissions?.push('PROJECT.UPDATE');
    server.world.grants.push({ ...owned, uuid: nobody, user: 'jonas.berg' });
    const body = { customer, end_date: '2030-01-01' };
    assert.equal(await status('jonas.berg', 'PATCH', path, body), 403);
    assert.equal(await status('mari.kask', 'PATCH', path, body), 200);
  });
});

describe('Sample server: order of checks of the newest server', () => {
  it('looks at the right to choose groups first, and answers a new token with 201', async () => {
    const { server, ask } = await startRecorded({ serverVersion: 'newest' });
    try {
      for (const [customer, body] of [
        [known.institute, {}],
        [nobody, { organization_groups: 5 }],
      ] as const) {
        const path = `api/customers/${customer}/update_organization_groups/`;
        const reply = await ask('mari.kask', 'POST', path, body);
        assert.deepEqual([reply.status, reply.body], [403, forbidden]);
      }
      const path = `api/users/${known.memberUser}/refresh_token/`;
      assert.equal((await ask('admin', 'POST', path, {})).status, 201);
    } finally {
      await server.close();
    }
  });
});
