import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Control } from '../../../src/sample/control';
import { Faults } from '../../../src/sample/http/faults';
import { RequestLog } from '../../../src/sample/http/requestLog';
import { loadWorld } from '../../../src/sample/world';

describe('steering a sample server over HTTP', () => {
  const control = new Control();
  const faults = new Faults();
  const requests = new RequestLog();
  let server: Server;
  let url = '';

  const ask = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(url + path, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };

  before(async () => {
    server = createServer((request, response) => {
      if (!control.intercept(request, response)) {
        response.end('"answered"');
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    control.attach({
      url,
      tokens: { 'mari.kask': 'a' },
      requests,
      faults,
      world: loadWorld({ now: '2026-11-23T10:58:59Z' }),
      expireToken: (username) => `next of ${username}`,
      close: () => Promise.resolve(),
    });
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('leaves other requests to the server', async () => {
    assert.deepEqual(await ask('GET', 'api/customers/'), { status: 200, body: 'answered' });
  });

  it('shows and empties the request log', async () => {
    requests.open('GET', '/api/version/')({ status: 200, username: 'mari.kask' });
    const logged = [{ method: 'GET', path: '/api/version/', status: 200, username: 'mari.kask' }];
    assert.deepEqual(await ask('GET', 'sample/requests'), { status: 200, body: logged });
    assert.equal((await ask('DELETE', 'sample/requests')).status, 204);
    assert.deepEqual(requests.list(), []);
  });

  it('dials faults in and out', async () => {
    const fault = { kind: 'status', status: 503, headers: { 'retry-after': '1' } };
    assert.equal(
      (await ask('POST', 'sample/faults', { pattern: '/customers/$', times: 1, fault })).status,
      204,
    );
    assert.equal(faults.take('GET', '/api/customers/?page=2'), undefined);
    assert.deepEqual(faults.take('GET', '/api/customers/'), fault);
    assert.equal(faults.take('GET', '/api/customers/'), undefined);
    await ask('POST', 'sample/faults', { method: 'PATCH', path: 'projects', fault: { kind: 'reset' } });
    assert.equal((await ask('DELETE', 'sample/faults')).status, 204);
    assert.equal(faults.take('PATCH', '/api/projects/'), undefined);
  });

  it('refuses what it cannot read', async () => {
    assert.deepEqual(await ask('POST', 'sample/faults', '{'), {
      status: 400,
      body: { detail: 'The body is not JSON.' },
    });
    assert.equal((await ask('POST', 'sample/faults', { fault: { kind: 'flood' } })).status, 400);
    assert.equal(
      (await ask('POST', 'sample/faults', { pattern: '(', fault: { kind: 'reset' } })).status,
      400,
    );
    assert.equal((await ask('POST', 'sample/nothing')).status, 404);
  });

  it('lets a token expire', async () => {
    const next = await ask('POST', 'sample/expire-token', { username: 'mari.kask' });
    assert.deepEqual(next, { status: 200, body: { token: 'next of mari.kask' } });
    assert.equal((await ask('POST', 'sample/expire-token', { username: 'nobody' })).status, 404);
  });

  it('goes down and comes up', async () => {
    assert.equal((await ask('POST', 'sample/down')).status, 204);
    await assert.rejects(ask('GET', 'api/customers/'));
    assert.equal((await ask('POST', 'sample/up')).status, 204);
    assert.equal((await ask('GET', 'api/customers/')).status, 200);
  });
});
