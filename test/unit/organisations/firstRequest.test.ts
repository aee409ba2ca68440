import '../vscodeFake';
import assert from 'node:assert/strict';
import type { Connection } from '../../../src/connections/connection';
import { defaultCustomerView } from '../../../src/organisations/customerView';
import { sendFirstRequest } from '../../../src/organisations/firstRequest';
import { connectionOn } from '../connections/fakes';
import { settled } from '../settled';
import { clientOn, json } from '../waldur/scriptedTransport';

const views = { get: () => defaultCustomerView };

describe('The first request of a window', () => {
  it('is waited for until there is an answer, where nothing tells that it has left', async () => {
    const { transport, connections } = signedIn(() => json([]));
    await sendFirstRequest(connections, views);
    assert.equal(transport.requests.length, 1);
  });

  it('is waited for no longer than it takes to connect', async () => {
    const late = new AbortController();
    const { transport, connections } = signedIn(() => new Promise<never>(() => undefined));
    let isOver = false;
    const sent = sendFirstRequest(connections, views, late.signal).then(() => (isOver = true));
    await settled();
    assert.equal(isOver, false);
    late.abort();
    await sent;
    assert.equal(transport.requests.length, 1);
  });

  it('is left to whoever shows the rows, where a keyring takes too long', async () => {
    const late = new AbortController();
    const { transport, connections } = signedIn(() => json([]), {
      loaded: new Promise<never>(() => undefined),
    });
    const sent = sendFirstRequest(connections, views, late.signal);
    late.abort();
    await sent;
    assert.equal(transport.requests.length, 0);
  });

  it('is not sent where someone has to sign in again', async () => {
    const { transport, connections } = signedIn(() => json([]), {
      state: { kind: 'signInNeeded', reason: 'missing' },
    });
    await sendFirstRequest(connections, views);
    assert.equal(transport.requests.length, 0);
  });

  it('is not sent where several are signed in, or no one', async () => {
    const { transport, connections } = signedIn(() => json([]));
    const several = [...connections.connections, ...connections.connections];
    await sendFirstRequest({ ...connections, connections: several }, views);
    await sendFirstRequest({ ...connections, connections: [] }, views);
    assert.equal(transport.requests.length, 0);
  });
});

function signedIn(
  answer: Parameters<typeof clientOn>[0],
  {
    loaded = Promise.resolve(),
    ...changes
  }: { loaded?: Promise<void> } & Partial<Pick<Connection, 'state'>> = {},
) {
  const { client, transport } = clientOn(answer);
  const connection = { ...connectionOn(client), ...changes };
  return { transport, connections: { loaded, connections: [connection] } };
}
