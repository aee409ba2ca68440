import assert from 'node:assert/strict';
import { nextSent } from '../../../../src/waldur/http/nextSent';
import { createFetchTransport } from '../../../../src/waldur/http/fetchTransport';
import { createUndiciTransport } from '../../../../src/waldur/http/undiciTransport';
import { closeAll, serveHttp } from './testServers';

const never = new AbortController().signal;

describe('Whether a request has left', () => {
  afterEach(closeAll);

  for (const [name, createTransport] of [
    ['undici', createUndiciTransport],
    ['fetch', createFetchTransport],
  ] as const) {
    it(`is known before there is an answer, by ${name}`, async () => {
      let answer: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => (answer = resolve));
      const { port } = await serveHttp((_, response) => void asked.then(() => response.end('[]')));
      const url = new URL(`http://127.0.0.1:${port}/api/customers/?page=1`);
      const transport = createTransport();
      const left = nextSent(url.origin, never);
      const answered = transport.send({ method: 'GET', url, headers: {} });
      await left;
      answer();
      assert.equal((await answered).status, 200);
      transport.dispose();
    });
  }

  it('says nothing of requests to other servers, and ends when no one waits any more', async () => {
    const { port } = await serveHttp((_, response) => void response.end('[]'));
    const stop = new AbortController();
    let isTold = false;
    const told = nextSent('https://waldur.example', stop.signal).then(() => (isTold = true));
    const transport = createUndiciTransport();
    await transport.send({ method: 'GET', url: new URL(`http://127.0.0.1:${port}/`), headers: {} });
    assert.equal(isTold, false);
    stop.abort();
    await told;
    await nextSent('https://waldur.example', AbortSignal.abort());
    transport.dispose();
  });
});
