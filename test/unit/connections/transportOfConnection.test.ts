import { ada, FakeMemento, fakeLog, FakeSecrets } from './fakes';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { ClientFactory } from '../../../src/connections/clientFactory';
import { ConnectionStore } from '../../../src/connections/connectionStore';
import { Network } from '../../../src/connections/network';
import { PlainHttpConsent } from '../../../src/connections/plainHttpConsent';
import { SecretStore } from '../../../src/connections/secretStore';
import { readMe } from '../../../src/waldur/session';

const me = JSON.stringify({ uuid: '1'.repeat(32), username: 'ada' });

describe('the transport of a connection', () => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(me);
  });
  const { fetch } = globalThis;
  let fetched = 0;

  before(async () => {
    Object.assign(vscode.workspace, {
      onDidChangeConfiguration: () => ({ dispose: () => undefined }),
      getConfiguration: () => ({ inspect: () => undefined }),
    });
    globalThis.fetch = (...request) => {
      fetched++;
      return fetch(...request);
    };
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  after(() => {
    globalThis.fetch = fetch;
    server.closeAllConnections();
    server.close();
  });

  it('is the one that signing in again found a way by', async () => {
    const { log } = fakeLog();
    const network = new Network();
    const memento = new FakeMemento();
    const clients = new ClientFactory({
      transport: network.transport,
      consent: new PlainHttpConsent(memento),
      userAgent: 'test',
      language: 'en',
      log,
      tellPageSizeIgnored: () => undefined,
    });
    const store = new ConnectionStore({
      secrets: new SecretStore(new FakeSecrets()),
      memento,
      createClient: clients.forConnection,
      reauthenticate: () => Promise.resolve(false),
      log,
    });
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const info = { ...ada, baseUrl, id: `${baseUrl}#${ada.user.uuid}` };
    const { client } = await store.add(info, 'some-token');
    await readMe(client);
    assert.equal(fetched, 0);
    await store.add({ ...info, transport: 'fetch' }, 'some-token');
    await readMe(client);
    assert.equal(fetched, 1);
    await store.add(info, 'some-token');
    await readMe(client);
    assert.equal(fetched, 1);
    store.dispose();
    network.dispose();
  });
});
