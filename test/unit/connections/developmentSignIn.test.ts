import { fakeLog, openWindow, sharedParts } from './fakes';
import assert from 'node:assert/strict';
import { ExtensionMode } from 'vscode';
import type { SignInClient } from '../../../src/connections/deployment';
import { developmentSignIn } from '../../../src/connections/developmentSignIn';
import { WaldurClient } from '../../../src/waldur/client';

const token = '0123456789abcdef0123456789abcdef01234567';
const variable = 'WALDUR_DEVELOPMENT_SIGN_IN';

function clients(): { clientFor: SignInClient; urls: string[] } {
  const urls: string[] = [];
  const clientFor: SignInClient = (baseUrl) =>
    new WaldurClient({
      baseUrl,
      userAgent: 'test',
      token: () => Promise.resolve(token),
      transport: {
        send: ({ url }) => {
          urls.push(url.href);
          const body = JSON.stringify({ WALDUR_CORE: {}, uuid: 'a'.repeat(32), username: 'staff' });
          const headers = { 'content-type': 'application/json' };
          return Promise.resolve({ status: 200, headers, body: new TextEncoder().encode(body) });
        },
        dispose: () => undefined,
      },
    });
  return { clientFor, urls };
}

describe('developmentSignIn', () => {
  afterEach(() => {
    Reflect.deleteProperty(process.env, variable);
  });

  const run = async (extensionMode: ExtensionMode, value: string | undefined) => {
    if (value !== undefined) {
      process.env[variable] = value;
    }
    const { store } = openWindow(sharedParts());
    const { clientFor, urls } = clients();
    const { log, lines } = fakeLog();
    await developmentSignIn({ extensionMode }, store, clientFor, log);
    return { users: store.connections.map(({ info }) => info.user.username), urls, lines };
  };
  const local = JSON.stringify({ url: 'http://127.0.0.1:8000/', token });

  it('signs in to a server on this machine', async () => {
    const { users, urls } = await run(ExtensionMode.Development, local);
    assert.deepEqual(users, ['staff']);
    assert.equal(urls.length, 2);
  });

  for (const mode of [ExtensionMode.Production, ExtensionMode.Test]) {
    it(`does not look at the environment in mode ${mode}`, async () => {
      const { users, urls } = await run(mode, local);
      assert.deepEqual([users, urls], [[], []]);
    });
  }

  for (const value of [
    undefined,
    '',
    '{',
    '{"url":"x"}',
    JSON.stringify({ url: 'https://waldur.example/', token }),
    JSON.stringify({ url: 'nonsense', token }),
  ]) {
    it(`sends nothing for ${value ?? 'no value'}`, async () => {
      const { users, urls, lines } = await run(ExtensionMode.Development, value);
      assert.deepEqual([users, urls], [[], []]);
      assert.ok(!lines.join('').includes(token));
    });
  }
});
