import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const people = {
  staff: 'admin',
  support: 'saima.tamm',
  owner: 'mari.kask',
  manager: 'jonas.berg',
  customerSupport: 'amal.haddad',
  projectManager: 'sofia.rossi',
  member: 'li.wei',
  stranger: 'nobody.special',
};
type Person = keyof typeof people;
const everybody = Object.keys(people) as Person[];

/** What each of them gets, in the order of `people`. */
type Row = readonly [
  what: string,
  call: (ask: Ask, username: string) => ReturnType<Ask>,
  ...statuses: number[],
];

const customer = `api/customers/${known.institute}/`;
const project = `api/projects/${known.genome}/`;
const address = (path: string): string => `https://waldur.example.com/${path}`;

const rows: readonly Row[] = [
  ['see an organisation', (ask, who) => ask(who, 'GET', customer), 200, 200, 200, 200, 200, 200, 200, 404],
  [
    'list its grants',
    (ask, who) => ask(who, 'GET', `${customer}list_users/`),
    200,
    200,
    200,
    200,
    200,
    200,
    200,
    404,
  ],
  [
    'read its statistics',
    (ask, who) => ask(who, 'GET', `${customer}stats/`),
    200,
    200,
    200,
    200,
    200,
    200,
    200,
    404,
  ],
  [
    'list its people',
    (ask, who) => ask(who, 'GET', `${customer}users/`),
    200,
    200,
    200,
    403,
    200,
    403,
    403,
    404,
  ],
  ['change it', (ask, who) => ask(who, 'PATCH', customer, {}), 200, 403, 200, 403, 403, 403, 403, 404],
  [
    'make one',
    (ask, who) => ask(who, 'POST', 'api/customers/', { name: 'New' }),
    201,
    403,
    403,
    403,
    403,
    403,
    403,
    403,
  ],
  [
    'add a member',
    (ask, who) => ask(who, 'POST', `${customer}add_user/`, { role: 'CUSTOMER.READER', user: known.guest }),
    201,
    403,
    403,
    403,
    403,
    403,
    403,
    404,
  ],
  [
    'add a project member',
    (ask, who) =>
      ask(who, 'POST', `${project}add_user/`, {
        role: 'PROJECT.ADMIN',
        user: known.guest,
        expiration_time: `20${50 - everybody.findIndex((person) => people[person] === who)}-01-01`,
      }),
    201,
    403,
    201,
    403,
    403,
    201,
    403,
    404,
  ],
  [
    'make a project',
    (ask, who) => ask(who, 'POST', 'api/projects/', { name: 'New', customer: address(customer) }),
    201,
    403,
    201,
    403,
    403,
    403,
    403,
    400,
  ],
  ['change a project', (ask, who) => ask(who, 'PATCH', project, {}), 200, 403, 200, 403, 403, 200, 403, 404],
  [
    'end a project',
    (ask, who) => ask(who, 'PATCH', project, { end_date: '2031-01-01' }),
    200,
    403,
    200,
    403,
    403,
    403,
    403,
    404,
  ],
  [
    'invite to the organisation',
    (ask, who) =>
      ask(who, 'POST', 'api/user-invitations/', {
        email: 'new@example.org',
        role: '99d83a3529e24e5fa856f5a88aeadc41',
        scope: address(customer),
      }),
    201,
    403,
    403,
    403,
    403,
    403,
    403,
    400,
  ],
  [
    'invite to a project',
    (ask, who) =>
      ask(who, 'POST', 'api/user-invitations/', {
        email: 'new@example.org',
        role: 'b013ade1557e4625837d86726c53d351',
        scope: address(project),
      }),
    201,
    403,
    201,
    403,
    403,
    201,
    403,
    400,
  ],
  [
    'list managing organisations',
    (ask, who) => ask(who, 'GET', 'api/call-managing-organisations/'),
    200,
    200,
    200,
    200,
    200,
    200,
    200,
    200,
  ],
  [
    'make a managing organisation',
    (ask, who) => ask(who, 'POST', 'api/call-managing-organisations/', { customer: address(customer) }),
    201,
    403,
    403,
    403,
    403,
    403,
    403,
    403,
  ],
  [
    'change a managing organisation',
    (ask, who) => ask(who, 'PATCH', `api/call-managing-organisations/${known.boardOrganisation}/`, {}),
    200,
    403,
    200,
    403,
    403,
    403,
    403,
    403,
  ],
  [
    'read its events',
    (ask, who) => ask(who, 'GET', `api/events/?scope=${address(customer)}`),
    200,
    200,
    200,
    200,
    200,
    200,
    200,
    400,
  ],
  ['write roles', (ask, who) => ask(who, 'POST', 'api/roles/', {}), 400, 403, 403, 403, 403, 403, 403, 403],
  [
    'write groups',
    (ask, who) => ask(who, 'POST', 'api/organization-groups/', {}),
    400,
    403,
    403,
    403,
    403,
    403,
    403,
    403,
  ],
  ['read the version', (ask, who) => ask(who, 'GET', 'api/version/'), 200, 200, 403, 403, 403, 403, 403, 403],
  [
    'delete it (two payment profiles are in the way)',
    (ask, who) => ask(who, 'DELETE', `api/customers/${known.institute}/`),
    500,
    403,
    500,
    403,
    403,
    403,
    403,
    404,
  ],
];

describe('Sample server: who may do what on the 2024 server', () => {
  for (const [what, call, ...statuses] of rows) {
    it(what, async () => {
      const { server, ask } = await startRecorded({ serverVersion: '7.0' });
      try {
        const found: Record<string, number> = {};
        // The mightiest last: what they change is then of no account to the others.
        for (const person of [...everybody].reverse()) {
          found[person] = (await call(ask, people[person])).status;
        }
        assert.deepEqual(
          found,
          Object.fromEntries(everybody.map((person, index) => [person, statuses[index]])),
        );
      } finally {
        await server.close();
      }
    });
  }
});

describe('Sample server: what nobody may read', () => {
  let server: SampleServer;
  let ask: Ask;
  before(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  after(() => server.close());

  for (const [path, status] of [
    ['api/configuration/', 200],
    ['api/roles/', 200],
    ['api/organization-groups/', 200],
    ['api/call-managing-organisations/', 200],
    ['api/proposal-public-calls/', 200],
    [`api/call-managing-organisations/${known.boardOrganisation}/stats/`, 401],
    ['api/customers/', 401],
    ['api/customers/countries/', 401],
    ['api/users/me/', 401],
    ['api/', 401],
    ['api/nothing/', 404],
  ] as const) {
    it(`${path}: ${status}`, async () => {
      assert.equal((await ask(undefined, 'GET', path)).status, status);
    });
  }

  it('refuses a bad token even where none is needed', async () => {
    const reply = await ask(undefined, 'GET', 'api/configuration/', undefined, {
      authorization: `Token ${'0'.repeat(40)}`,
    });
    assert.equal(reply.status, 401);
    assert.deepEqual(reply.body, { detail: 'Invalid token.' });
  });
});
