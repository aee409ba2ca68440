import assert from 'node:assert/strict';
import { listEvents } from '../../../../src/waldur/events';
import { listProtectedCalls, retrieveProtectedCall } from '../../../../src/waldur/calls';
import { readConfiguration, readMe, readVersion, signInWithPassword } from '../../../../src/waldur/session';
import { unknownUuid } from '../bench';
import { casesOf, complains, type ContractCase, problem, refusedCase, words } from '../contractCase';
import { Unmet } from '../unmet';
import { namedCustomer, ownCall, ownCustomer, ownManager } from '../fixtures';

const calls = [
  ...casesOf(
    'listCalls',
    [
      'finds a call by its organisation, state and name',
      ['staff'],
      async (bench) => {
        const { manager, customer } = await ownManager(bench);
        const uuid = await ownCall(bench, manager);
        const within = { customer_uuid: customer.uuid };
        const filters = [
          within,
          { ...within, state: ['draft', 'active'] },
          { ...within, name: bench.prefix },
          { ...within, has_active_round: false },
        ] as const;
        for (const filter of filters) {
          const { rows } = await listProtectedCalls(bench.client, filter);
          assert.deepEqual(
            rows.map((row) => row.uuid),
            [uuid],
            JSON.stringify(filter),
          );
        }
        for (const filter of [
          { customer_uuid: unknownUuid() },
          { ...within, state: ['archived'] },
          { ...within, name: bench.name('nothing') },
          { ...within, has_active_round: true },
        ] as const) {
          assert.equal((await listProtectedCalls(bench.client, filter)).total, 0, JSON.stringify(filter));
        }
      },
    ],
    [
      'pages and sorts',
      ['staff'],
      async (bench) => {
        const { manager, customer } = await ownManager(bench);
        const made = [await ownCall(bench, manager), await ownCall(bench, manager)];
        const page = (number: number, o: 'created' | '-created') =>
          listProtectedCalls(bench.client, { customer_uuid: customer.uuid, o, page: number, page_size: 1 });
        const [first, second] = [await page(1, 'created'), await page(2, 'created')];
        assert.deepEqual([first.total, first.hasNext, second.hasNext], [2, true, false]);
        assert.deepEqual([first.rows[0]?.uuid, second.rows[0]?.uuid], made);
        assert.equal((await page(1, '-created')).rows[0]?.uuid, made[1]);
        await problem('notFound', page(3, 'created'));
      },
    ],
    [
      'is empty for a stranger',
      ['stranger'],
      async ({ client }) => assert.equal((await listProtectedCalls(client)).total, 0),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', listProtectedCalls(bench.as(undefined))),
    ],
  ),
  refusedCase('listCalls', 'sends nothing the server would misread', ({ client }) => [
    () => listProtectedCalls(client, { state: ['open' as never] }),
    () => listProtectedCalls(client, { customer_uuid: 'ncab' }),
    () => listProtectedCalls(client, { o: 'state' as never }),
  ]),
  ...casesOf(
    'retrieveCall',
    [
      'gives one call',
      ['staff'],
      async (bench) => {
        const { manager, customer } = await ownManager(bench);
        const call = await retrieveProtectedCall(bench.client, await ownCall(bench, manager));
        assert.deepEqual([call.customer_uuid, call.state], [customer.uuid, 'draft']);
      },
    ],
    [
      'does not find what is not there',
      [],
      async ({ client }) => problem('notFound', retrieveProtectedCall(client, unknownUuid())),
    ],
  ),
];

const events = [
  ...casesOf(
    'listEvents',
    [
      'tells what happened to an organisation',
      ['staff'],
      async (bench) => {
        const scope = { kind: 'customer', uuid: (await ownCustomer(bench)).uuid } as const;
        const created = ['customer_creation_succeeded'];
        const { rows, dropped } = await listEvents(bench.client, { scope, event_type: created });
        assert.equal(dropped, 0);
        assert.ok(rows.every((row) => row.event_type === created[0]));
        const none = await listEvents(bench.client, { scope, event_type: ['customer_deletion_succeeded'] });
        assert.equal(none.total, 0);
        const future = Math.floor(Date.now() / 1000) + 86_400;
        assert.equal((await listEvents(bench.client, { scope, created_from: future })).total, 0);
        assert.equal((await listEvents(bench.client, { scope, created_to: 1 })).total, 0);
      },
    ],
    [
      'pages and sorts',
      ['owner'],
      async (bench) => {
        const scope = { kind: 'customer', uuid: namedCustomer(bench) } as const;
        const times = async (o: 'created' | '-created') =>
          (await listEvents(bench.client, { scope, o, page: 1, page_size: 5 })).rows.map(({ created }) =>
            Date.parse(created ?? ''),
          );
        const [up, down] = [await times('created'), await times('-created')];
        assert.deepEqual(
          up,
          up.toSorted((a, b) => a - b),
        );
        assert.deepEqual(
          down,
          down.toSorted((a, b) => b - a),
        );
        await problem('notFound', listEvents(bench.client, { scope, page: 99_999 }));
      },
    ],
    [
      'tells strangers nothing',
      ['stranger'],
      async ({ client }) => assert.equal((await listEvents(client)).total, 0),
    ],
    [
      'complains of a scope that is not there, or not seen',
      [],
      async ({ client }) => {
        const call = listEvents(client, { scope: { kind: 'customer', uuid: unknownUuid() } });
        assert.match(words(await problem('invalid', call)), /restore object/);
      },
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', listEvents(bench.as(undefined))),
    ],
  ),
  refusedCase('listEvents', 'sends nothing the server would misread', ({ client }) => [
    () => listEvents(client, { created_from: 0.5 }),
    () => listEvents(client, { scope: { kind: 'customer', uuid: 'kalev' } }),
    () => listEvents(client, { o: 'event_type' as never }),
  ]),
];

const account = [
  ...casesOf(
    'readMe',
    [
      'says who the caller is, and never the token',
      [],
      async ({ client, me }) => {
        const found = await readMe(client);
        assert.equal(found.uuid, me.uuid);
        assert.equal('token' in found && found.token !== undefined, false);
        assert.ok(Array.isArray(found.permissions));
      },
    ],
    [
      'gives the fields asked for',
      [],
      async ({ client }) => {
        const found = await readMe(client, { field: ['username'] });
        assert.deepEqual(Object.keys(found).toSorted(), ['username', 'uuid']);
      },
    ],
    [
      'keeps from ordinary people whether they are staff',
      ['ordinary'],
      async ({ client }) => {
        const found = await readMe(client);
        assert.deepEqual(['is_staff' in found, 'is_support' in found], [false, false]);
      },
    ],
    [
      'tells a missing token from a wrong one',
      [],
      async (bench) => {
        assert.equal((await problem('unauthorized', readMe(bench.as(undefined)))).reason, 'missing');
        assert.equal((await problem('unauthorized', readMe(bench.as('0'.repeat(40))))).reason, 'invalid');
      },
    ],
  ),
  ...casesOf(
    'readVersion',
    [
      'tells its version to staff',
      ['staff'],
      async ({ client }) => assert.match((await readVersion(client)).version, /^\d+\.\d+/),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => problem('unauthorized', readVersion(bench.as(undefined))),
    ],
  ),
  ...casesOf(
    'readConfiguration',
    [
      'says what kind of deployment this is',
      [],
      async ({ client }) => {
        const { WALDUR_CORE: core } = await readConfiguration(client);
        assert.equal(typeof core.SITE_NAME, 'string');
        assert.ok(Array.isArray(core.AUTHENTICATION_METHODS));
      },
    ],
    [
      'asks without a token: a wrong one would be refused',
      [],
      async (bench) => readConfiguration(bench.as('0'.repeat(40))),
    ],
  ),
  ...casesOf(
    'signIn',
    [
      "gives the caller's token",
      ['password'],
      async (bench) => {
        const { credentials } = bench.options;
        if (credentials === undefined) {
          throw new Unmet('no password was given');
        }
        const token = await signInWithPassword(bench.client, credentials);
        assert.equal((await readMe(bench.as(token), { field: ['username'] })).username, credentials.username);
      },
    ],
    [
      'does not know a name or password that is wrong',
      [],
      async (bench) => {
        // A name nobody has: failures lock the account they are for.
        const credentials = { username: bench.name('nobody'), password: 'wrong' };
        await problem('unauthorized', signInWithPassword(bench.client, credentials));
      },
    ],
    [
      'complains of what is blank or too long',
      [],
      async ({ client }) => {
        await complains(signInWithPassword(client, { username: '', password: '' }), 'username', 'password');
        const long = { username: 'x'.repeat(129), password: 'x' };
        await complains(signInWithPassword(client, long), 'username');
      },
    ],
  ),
];

export const sessionCases: readonly ContractCase[] = [...calls, ...events, ...account];
