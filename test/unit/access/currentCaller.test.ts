import assert from 'node:assert/strict';
import { CurrentCaller } from '../../../src/access/currentCaller';
import { compareVersions } from '../../../src/access/serverVersion';
import { WaldurError } from '../../../src/waldur/errors';
import { clientOn, noSuchRoute, json } from '../waldur/scriptedTransport';
import { uuidOf } from './callers';

const me = { uuid: uuidOf('me'), username: 'me', token: 'secret', permissions: [], token_expires_at: null };

function server(version = () => json({ version: '8.1.2' })) {
  return clientOn(({ url }) => {
    switch (url.pathname) {
      case '/api/users/me/':
        return json([me][0]);
      case '/api/roles/':
        return json([{ uuid: uuidOf('role'), name: 'CUSTOMER.OWNER' }]);
      case '/api/version/':
        return version();
      default:
        return noSuchRoute();
    }
  });
}

describe('CurrentCaller', () => {
  it('reads me without the token, roles and version, once for all who ask', async () => {
    const { client, transport } = server();
    const current = new CurrentCaller(client);
    assert.equal(current.now, undefined);
    const [first, second] = await Promise.all([current.get(), current.get()]);
    assert.equal(first, second);
    assert.equal(current.now, first);
    assert.equal(first.serverVersion, '8.1.2');
    assert.equal(first.roles.length, 1);
    assert.equal(JSON.stringify(first).includes('secret'), false);
    const asked = transport.requests.map(({ url }) => url);
    assert.equal(asked.length, 3);
    const fields = asked.find(({ pathname }) => pathname === '/api/users/me/')?.searchParams.getAll('field');
    assert.equal(fields?.includes('permissions'), true);
    assert.equal(fields.includes('token'), false);
  });

  it('goes on without a version where the server does not tell it', async () => {
    const { client } = server(() => json({ detail: 'No.' }, 403));
    assert.equal((await new CurrentCaller(client).get()).serverVersion, undefined);
  });

  it('takes a server that lacks token_expires_at for one of 2024', async () => {
    const { client } = clientOn(({ url }) =>
      url.pathname === '/api/users/me/'
        ? json({ uuid: uuidOf('me') })
        : url.pathname === '/api/roles/'
          ? json([])
          : json({ detail: 'No.' }, 403),
    );
    assert.equal((await new CurrentCaller(client).get()).serverVersion, '7.0');
  });

  it('reads the own account alone after a 403, and not after other errors', async () => {
    const { client, transport } = server();
    const changes: string[] = [];
    const current = new CurrentCaller(client, {}, (caller) => changes.push(caller.uuid));
    await current.get();
    assert.equal(await current.heed(new WaldurError({ kind: 'notFound', status: 404 })), false);
    assert.equal(transport.requests.length, 3);
    assert.equal(await current.heed(new WaldurError({ kind: 'forbidden', status: 403 })), true);
    assert.equal(transport.requests.length, 4);
    assert.equal(transport.last.url.pathname, '/api/users/me/');
    assert.equal(changes.length, 2);
  });

  it('knows a personal access token by its form, also once it replaced another', async () => {
    let token = '0123456789abcdef';
    const { client } = clientOn(
      ({ url }) => (url.pathname === '/api/roles/' ? json([]) : json({ ...me, version: '8.1.2' })),
      { token: () => Promise.resolve(token) },
    );
    const current = new CurrentCaller(client);
    assert.equal((await current.get()).personalToken, false);
    token = 'w_1790000000_abcdef';
    assert.equal((await current.reread()).personalToken, true);
  });

  it('forgets a reading that failed', async () => {
    let down = true;
    const { client } = clientOn(({ url }) =>
      down ? json({}, 400) : url.pathname === '/api/roles/' ? json([]) : json({ ...me, version: '8.1.2' }),
    );
    const current = new CurrentCaller(client);
    await assert.rejects(current.get());
    down = false;
    assert.equal((await current.get()).uuid, me.uuid);
    current.forget();
    assert.equal((await current.get()).uuid, me.uuid);
  });
});

describe('compareVersions', () => {
  it('compares by numbers, whatever hangs on', () => {
    assert.equal(compareVersions('7.0.7+2.g1ea6cb820', '7.0.7'), 0);
    assert.equal(compareVersions('8.0.10', '8.0.9'), 1);
    assert.equal(compareVersions('v7.6', '7.6.5'), -1);
    assert.equal(compareVersions('develop', '7.6.5'), undefined);
    assert.equal(compareVersions(undefined, '7.6.5'), undefined);
  });
});
