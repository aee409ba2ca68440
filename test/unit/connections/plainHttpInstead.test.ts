import { FakeMemento } from './fakes';
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findDeployment, type SignInClient } from '../../../src/connections/deployment';
import { PlainHttpConsent, plainHttpInstead } from '../../../src/connections/plainHttpConsent';
import { WaldurClient } from '../../../src/waldur/client';
import { WaldurError } from '../../../src/waldur/errors';
import { createFetchTransport } from '../../../src/waldur/http/fetchTransport';

const clientFor: SignInClient = (baseUrl) =>
  new WaldurClient({ baseUrl, transport: createFetchTransport(), userAgent: 'test' });

describe('instead of https, http is offered', () => {
  const consent = new PlainHttpConsent(new FakeMemento());
  let server: Server;
  let port: number;

  before(async () => {
    server = createServer((_, response) => response.end('plain'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });

  after(() => server.close());

  const failureAt = async (url: string): Promise<unknown> =>
    findDeployment([url], clientFor, new AbortController().signal).catch((error: unknown) => error);

  it('where the server answers in plain text', async () => {
    const url = `https://127.0.0.1:${port}/`;
    const error = await failureAt(url);
    assert.deepEqual(plainHttpInstead([url], error, consent), [`http://127.0.0.1:${port}/`]);
    // Whether it may be used is asked for in the next step.
    assert.deepEqual(plainHttpInstead(['https://waldur.example.org/'], error, consent), [
      'http://waldur.example.org/',
    ]);
  });

  it('where nothing listens, only if it may be used without asking', async () => {
    const error = await failureAt('https://127.0.0.1:1/');
    const urls = ['https://127.0.0.1:1/', 'https://waldur.example.org/'];
    assert.deepEqual(plainHttpInstead(urls, error, consent), ['http://127.0.0.1:1/']);
    await consent.give('http://waldur.example.org/');
    assert.equal(plainHttpInstead(urls, error, consent).length, 2);
  });

  it('neither for a certificate that is not trusted, nor for what was tried', async () => {
    const untrusted = new WaldurError({ kind: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', cause: '' });
    assert.deepEqual(plainHttpInstead(['https://127.0.0.1/'], untrusted, consent), []);
    const error = await failureAt(`https://127.0.0.1:${port}/`);
    assert.deepEqual(plainHttpInstead(['http://127.0.0.1/', 'https://127.0.0.1/'], error, consent), []);
  });
});
