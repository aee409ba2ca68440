import assert from 'node:assert/strict';
import { type CustomerListParams, listCustomers } from '../../../src/waldur/customers';
import { customersCall } from '../../../src/waldur/customersCall';
import { settled } from '../settled';
import { assertProblem } from './problems';
import { clientOn, json } from './scriptedTransport';

const row = { uuid: '6983ac22f2bb469189311ab21e493359', name: 'Kalev University' };
const params: CustomerListParams = { name: 'Kalev', o: 'name' };

describe('A list that is read before whoever shows it is there', () => {
  it('is asked for once: the first who wants it gets the answer, and the next asks again', async () => {
    const { client, transport } = clientOn(() => json([row]));
    const prefetched = client.prefetch(customersCall(params));
    const { rows } = await listCustomers(client, params);
    assert.deepEqual(rows, [row]);
    await prefetched;
    assert.equal(transport.requests.length, 1);
    await listCustomers(client, params);
    assert.equal(transport.requests.length, 2);
  });

  it('is taken by who asks once the answer has just come', async () => {
    const { client, transport } = clientOn(() => json([row]));
    await client.prefetch(customersCall(params));
    assert.deepEqual((await listCustomers(client, params)).rows, [row]);
    assert.equal(transport.requests.length, 1);
  });

  it('is asked for again by who comes later, so that no one sees rows from long ago', async () => {
    const { client, transport } = clientOn(() => json([row]));
    await client.prefetch(customersCall(params));
    await settled();
    await listCustomers(client, params);
    assert.equal(transport.requests.length, 2);
  });

  it('is not taken for another list, and waits for its own', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const { client, transport } = clientOn(({ url }) =>
      url.search.includes('Kalev') ? asked.then(() => json([row])) : json([]),
    );
    const prefetched = client.prefetch(customersCall(params));
    assert.deepEqual((await listCustomers(client, { name: 'Tamm' })).rows, []);
    const taken = listCustomers(client, params);
    answer();
    assert.deepEqual((await taken).rows, [row]);
    await prefetched;
    assert.equal(transport.requests.length, 2);
  });

  it('fails for who takes it, and is asked for again after that', async () => {
    const { client, transport } = clientOn(() => json({ detail: 'No.' }, 403));
    const prefetched = client.prefetch(customersCall(params));
    await assertProblem(listCustomers(client, params), 'forbidden');
    await prefetched;
    await assertProblem(listCustomers(client, params), 'forbidden');
    assert.equal(transport.requests.length, 2);
  });

  it('is sent again with a new token', async () => {
    let token = 'old';
    const { client, transport } = clientOn(
      ({ headers }) =>
        headers.authorization === 'Token new' ? json([row]) : json({ detail: 'Invalid token.' }, 401),
      {
        token: () => Promise.resolve(token),
        onUnauthorized: () => {
          token = 'new';
          return Promise.resolve(true);
        },
      },
    );
    const prefetched = client.prefetch(customersCall(params));
    assert.deepEqual((await listCustomers(client, params)).rows, [row]);
    await prefetched;
    assert.equal(transport.requests.length, 2);
  });

  it('is cancelled by who has taken it', async () => {
    const { client, transport } = clientOn(() => new Promise<never>(() => undefined));
    void client.prefetch(customersCall(params));
    const stop = new AbortController();
    const taken = listCustomers(client, params, { signal: stop.signal });
    await settled();
    const isCancelled = () => transport.last.signal?.aborted;
    assert.equal(isCancelled(), false);
    stop.abort();
    await assertProblem(taken, 'cancelled');
    assert.equal(isCancelled(), true);
    const late = AbortSignal.abort();
    void client.prefetch(customersCall(params));
    await assertProblem(listCustomers(client, params, { signal: late }), 'cancelled');
  });

  it('ends with the client, as where someone signs out meanwhile', async () => {
    const { client } = clientOn(() => new Promise<never>(() => undefined));
    const prefetched = client.prefetch(customersCall(params));
    const taken = listCustomers(client, params);
    client.dispose();
    await assertProblem(taken, 'cancelled');
    await prefetched;
  });
});
