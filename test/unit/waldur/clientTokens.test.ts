import assert from 'node:assert/strict';
import { listCustomers, createCustomer } from '../../../src/waldur/customers';
import { WaldurError } from '../../../src/waldur/errors';
import { HttpFailure } from '../../../src/waldur/http/transport';
import { readConfiguration } from '../../../src/waldur/session';
import { assertProblem } from './problems';
import { clientOn, json, raw } from './scriptedTransport';

const uuid = '6983ac22f2bb469189311ab21e493359';
const reset = () => new HttpFailure('network', 'socket hang up', 'ECONNRESET');

describe('Tokens of a client', () => {
  it('asks for a new one once for all callers, and repeats each call once', async () => {
    let token = 'old';
    let asked = 0;
    const { client, transport } = clientOn(
      ({ headers }) =>
        headers.authorization === 'Token new' ? json([]) : json({ detail: 'Token has expired.' }, 401),
      {
        token: () => Promise.resolve(token),
        onUnauthorized: async (error) => {
          asked++;
          assert.ok(error.problem.kind === 'unauthorized' && error.problem.reason === 'expired');
          await new Promise((resolve) => setImmediate(resolve));
          token = 'new';
          return true;
        },
      },
    );
    await Promise.all(Array.from({ length: 12 }, () => listCustomers(client)));
    assert.equal(asked, 1);
    const renewed = transport.requests.filter(({ headers }) => headers.authorization === 'Token new');
    assert.equal(renewed.length, 12);
    assert.ok(transport.requests.length <= 24);
  });

  it('repeats writes too: a refused one did nothing', async () => {
    let token = 'old';
    const { client, transport } = clientOn(
      ({ headers }) =>
        headers.authorization === 'Token new'
          ? json({ uuid, name: 'A' }, 201)
          : json({ detail: 'Invalid token.' }, 401),
      {
        token: () => Promise.resolve(token),
        onUnauthorized: () => {
          token = 'new';
          return Promise.resolve(true);
        },
      },
    );
    await createCustomer(client, { name: 'A' });
    assert.equal(transport.requests.length, 2);
  });

  it('fails when nobody gives a new one, or the new one is refused too', async () => {
    const refused = clientOn(() => json({ detail: 'Invalid token.' }, 401), {
      onUnauthorized: () => Promise.resolve(false),
    });
    const problem = await assertProblem(listCustomers(refused.client), 'unauthorized');
    assert.equal(problem.reason, 'invalid');
    assert.equal(refused.transport.requests.length, 1);
    const again = clientOn(() => json({ detail: 'Invalid token.' }, 401), {
      onUnauthorized: () => Promise.resolve(true),
    });
    await assertProblem(listCustomers(again.client), 'unauthorized');
    assert.equal(again.transport.requests.length, 2);
  });

  it('asks nobody when another caller has renewed it meanwhile', async () => {
    const tokens = ['old', 'new', 'new'];
    const { client, transport } = clientOn(
      ({ headers }) =>
        headers.authorization === 'Token new' ? json([]) : json({ detail: 'Invalid token.' }, 401),
      {
        token: () => Promise.resolve(tokens.shift() ?? 'new'),
        onUnauthorized: () => assert.fail('There was a newer token.'),
      },
    );
    await listCustomers(client);
    assert.equal(transport.requests.length, 2);
  });

  it('sends nothing without the token it should have', async () => {
    const { client, transport } = clientOn(() => json([]), { token: () => Promise.resolve(undefined) });
    const problem = await assertProblem(listCustomers(client), 'unauthorized');
    assert.equal(problem.reason, 'missing');
    assert.equal(transport.requests.length, 0);
  });

  it('keeps it out of anonymous calls, errors and the log', async () => {
    const token = 'canary0123456789canary';
    const lines: string[] = [];
    const log = { debug: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
    const answers = [
      json({ WALDUR_CORE: {} }),
      json({ detail: 'Invalid token.' }, 401),
      reset(),
      raw('<', 200),
    ];
    const { client, transport } = clientOn((_, index) => answers[index] ?? json([]), {
      token: () => Promise.resolve(token),
      log,
      wait: () => Promise.resolve(),
    });
    await readConfiguration(client);
    assert.equal(transport.last.headers.authorization, undefined);
    const errors = [
      await listCustomers(client).catch((error: unknown) => error),
      await createCustomer(client, { name: 'A' }).catch((error: unknown) => error),
      await listCustomers(client).catch((error: unknown) => error),
    ];
    for (const error of errors) {
      assert.ok(error instanceof WaldurError);
      assert.ok(!`${error.stack ?? ''} ${JSON.stringify(error)}`.includes(token));
    }
    assert.equal(lines.length, 4);
    assert.ok(!lines.join('\n').includes(token));
  });
});
