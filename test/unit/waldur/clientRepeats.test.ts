import assert from 'node:assert/strict';
import { listCustomers, createCustomer } from '../../../src/waldur/customers';
import { WaldurError } from '../../../src/waldur/errors';
import { HttpFailure } from '../../../src/waldur/http/transport';
import { assertProblem } from './problems';
import { clientOn, html, json } from './scriptedTransport';

const uuid = '6983ac22f2bb469189311ab21e493359';
const reset = () => new HttpFailure('network', 'socket hang up', 'ECONNRESET');

describe('WaldurClient, repeating', () => {
  it('repeats reads three times on passing faults, with growing pauses', async () => {
    for (const fault of [
      reset(),
      html('<h1>Bad gateway</h1>', 502),
      html('', 503),
      html('', 504),
      json({}, 429),
    ]) {
      const pauses: number[] = [];
      const { client, transport } = clientOn(
        (_, index) => (index < 3 ? fault : json([{ uuid, name: 'A' }])),
        {
          wait: (ms) => {
            pauses.push(ms);
            return Promise.resolve();
          },
        },
      );
      assert.equal((await listCustomers(client)).rows.length, 1);
      assert.equal(transport.requests.length, 4);
      assert.deepEqual(pauses, [150, 300, 600]);
    }
  });

  it('gives up after the third repetition', async () => {
    const { client, transport } = clientOn(() => html('<title>503</title>', 503));
    assert.equal((await assertProblem(listCustomers(client), 'server')).status, 503);
    assert.equal(transport.requests.length, 4);
    const cut = clientOn(reset);
    assert.equal((await assertProblem(listCustomers(cut.client), 'network')).code, 'ECONNRESET');
    assert.equal(cut.transport.requests.length, 4);
  });

  it('never repeats a write', async () => {
    for (const fault of [reset(), html('', 503), json({ detail: 'slow' }, 429)]) {
      const { client, transport } = clientOn(() => fault);
      await assert.rejects(createCustomer(client, { name: 'A' }));
      assert.equal(transport.requests.length, 1);
    }
  });

  it('does not repeat other faults', async () => {
    for (const fault of [
      html('', 500),
      json({ detail: 'no' }, 403),
      new HttpFailure('tls', 'self-signed', 'SELF_SIGNED_CERT_IN_CHAIN'),
      new HttpFailure('timeout', 'late'),
      new HttpFailure('tooLarge', 'big'),
    ]) {
      const { client, transport } = clientOn(() => fault);
      await assert.rejects(listCustomers(client), WaldurError);
      assert.equal(transport.requests.length, 1);
    }
  });

  it('waits as long as the server asks, within reason', async () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    for (const [value, ms] of [
      ['2', 2000],
      ['0', 0],
      ['30', 30_000],
      ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
      ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
      ['soon', 150],
      ['-5', 150],
      ['1.5', 150],
    ] as const) {
      const pauses: number[] = [];
      const { client } = clientOn(() => json({}, 429, { 'retry-after': value }), {
        now: () => now,
        wait: (pause) => {
          pauses.push(pause);
          return Promise.resolve();
        },
      });
      await assertProblem(listCustomers(client), 'throttled');
      assert.equal(pauses[0], ms, value);
    }
  });

  it('tells at once where the server asks to stay away for longer', async () => {
    for (const [status, kind] of [
      [429, 'throttled'],
      [503, 'server'],
    ] as const) {
      for (const [value, seconds] of [
        ['31', 31],
        ['3600', 3600],
        ['9'.repeat(400), undefined],
      ] as const) {
        const { client, transport } = clientOn(() => json({}, status, { 'retry-after': value }), {
          wait: () => assert.fail('nothing to wait for'),
        });
        assert.equal((await assertProblem(listCustomers(client), kind)).retryAfter, seconds);
        assert.equal(transport.requests.length, 1);
      }
    }
  });

  it('tells at once of what the server answers where somebody waits at the keyboard', async () => {
    const options = { waitsOutFaults: false };
    const busy = clientOn(() => html('', 503), options);
    await assertProblem(listCustomers(busy.client), 'server');
    assert.equal(busy.transport.requests.length, 1);
    const cut = clientOn((_, index) => (index < 3 ? reset() : json([])), options);
    await listCustomers(cut.client);
  });
});
