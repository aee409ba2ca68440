import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { SampleServer } from '../../../src/sample/server';
import { startRecorded, type Ask } from './sampleClient';

const path = 'api/customers/?page_size=1&field=uuid';

/** What comes over the wire for a request, until the connection ends. */
function raw(url: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.write(request);
  });
}

describe('Sample server: faults', () => {
  let server: SampleServer;
  let ask: Ask;
  const list = () => ask('admin', 'GET', path);
  beforeEach(async () => ({ server, ask } = await startRecorded()));
  afterEach(() => server.close());

  it('resets the connection before an answer', async () => {
    server.faults.add({ path: 'customers', fault: { kind: 'reset' } });
    await assert.rejects(list());
    assert.equal(server.requests.list()[0]?.status, 0);
  });

  it('cuts an answer', async () => {
    server.faults.add({ path: 'customers', times: 1, fault: { kind: 'truncate', after: 5 } });
    await assert.rejects(list());
    assert.equal((await list()).status, 200);
  });

  it('answers with a status, headers and a body', async () => {
    server.faults.add({
      method: 'GET',
      path: /customers/,
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '1' }, body: '<h1>Slow down</h1>' },
    });
    const reply = await list();
    assert.deepEqual(
      [reply.status, reply.headers.get('retry-after'), reply.text],
      [429, '1', '<h1>Slow down</h1>'],
    );
  });

  it('puts another body in the place of the true one', async () => {
    server.faults.add({ path: 'customers', fault: { kind: 'body', body: '[{"name":1}]' } });
    assert.deepEqual((await list()).body, [{ name: 1 }]);
  });

  it('sends bytes that are no HTTP', async () => {
    server.faults.add({ path: 'customers', fault: { kind: 'garbage' } });
    const text = await raw(server.url, `GET /${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    assert.ok(!text.startsWith('HTTP/'));
    await assert.rejects(list());
  });

  it('waits before the true answer', async () => {
    server.faults.add({ path: 'customers', fault: { kind: 'delay', ms: 60 } });
    const began = performance.now();
    assert.equal((await list()).status, 200);
    assert.ok(performance.now() - began >= 55);
  });

  it('lets the true answer drip', async () => {
    server.faults.add({ path: 'customers', fault: { kind: 'drip', bytes: 20, everyMs: 1 } });
    const reply = await list();
    assert.equal(reply.status, 200);
    assert.equal((reply.body as unknown[]).length, 1);
  });

  it('hits only what matches, only as often as told, and can be taken away', async () => {
    const rule = {
      method: 'GET',
      path: 'customers',
      times: 2,
      fault: { kind: 'status', status: 503 },
    } as const;
    server.faults.add(rule);
    const other = server.faults.add({ path: 'projects', fault: { kind: 'status', status: 502 } });
    assert.equal((await ask('admin', 'HEAD', path)).status, 200);
    assert.deepEqual([(await list()).status, (await list()).status, (await list()).status], [503, 503, 200]);
    assert.equal((await ask('admin', 'GET', 'api/projects/')).status, 502);
    other.remove();
    assert.equal((await ask('admin', 'GET', 'api/projects/')).status, 200);
    server.faults.add({ path: '', fault: { kind: 'status', status: 500 } });
    server.faults.clear();
    assert.equal((await list()).status, 200);
  });

  it('adds latency to every answer', async () => {
    const slow = await startRecorded({ latency: 40 });
    const began = performance.now();
    await slow.ask('admin', 'GET', path);
    assert.ok(performance.now() - began >= 35);
    await slow.server.close();
  });

  it('closes with requests under way', async () => {
    server.faults.add({ path: 'customers', fault: { kind: 'delay', ms: 60_000 } });
    const pending = assert.rejects(list());
    while (server.requests.count() === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await server.close();
    await pending;
  });

  it('logs requests with status and name, in the order they came', async () => {
    await list();
    await ask(undefined, 'GET', 'api/customers/');
    await ask('mari.kask', 'GET', 'api/nothing/');
    assert.deepEqual(server.requests.list(), [
      { method: 'GET', path: `/${path}`, status: 200, username: 'admin' },
      { method: 'GET', path: '/api/customers/', status: 401 },
      { method: 'GET', path: '/api/nothing/', status: 404 },
    ]);
    assert.equal(
      server.requests.count((entry) => entry.status === 200),
      1,
    );
    server.requests.clear();
    assert.equal(server.requests.count(), 0);
  });
});
