import { ada, openWindow, sharedParts } from './fakes';
import { Deferred } from './deferred';
import assert from 'node:assert/strict';
import type { Connection } from '../../../src/connections/connection';
import { Reauthentication } from '../../../src/connections/reauthentication';
import { type UnauthorizedReason, WaldurError } from '../../../src/waldur/errors';

const never = (): Promise<never> => new Promise(() => undefined);

function refused(reason: UnauthorizedReason): WaldurError {
  return new WaldurError({ kind: 'unauthorized', status: 401, reason });
}

async function adaConnection(): Promise<{
  connection: Connection;
  renew: () => Promise<boolean>;
}> {
  const { store } = openWindow(sharedParts());
  const connection = await store.add(ada, 'first-token');
  return { connection, renew: async () => (await store.add(ada, 'second-token')) === connection };
}

describe('Reauthentication', () => {
  for (const [reason, words] of [
    ['expired', /expired/],
    ['invalid', /revoked or replaced/],
    ['other', /does not accept the sign-in/],
    ['missing', /missing from VS Code’s secret storage/],
    ['inactive', /no longer active/],
  ] as const) {
    it(`says who, where and why: ${reason}`, async () => {
      const { connection } = await adaConnection();
      const messages: string[] = [];
      const reauthentication = new Reauthentication({
        prompt: (message) => {
          messages.push(message);
          return Promise.resolve(false);
        },
        signInAgain: () => Promise.reject(new Error('the button was not pressed')),
        patience: never,
      });
      assert.equal(await reauthentication.ask(connection, refused(reason)), false);
      assert.match(messages.join(), words);
      assert.match(messages.join(), /ADA/);
      assert.match(messages.join(), /Example Cloud/);
    });
  }

  it('resumes once a new token is in use', async () => {
    const { connection, renew } = await adaConnection();
    const reauthentication = new Reauthentication({
      prompt: () => Promise.resolve(true),
      signInAgain: renew,
      patience: never,
    });
    assert.equal(await reauthentication.ask(connection, refused('expired')), true);
    assert.equal(await connection.token(), 'second-token');
  });

  it('resumes when another window or command signed in meanwhile', async () => {
    const { connection, renew } = await adaConnection();
    const reauthentication = new Reauthentication({ prompt: never, signInAgain: never, patience: never });
    const asked = reauthentication.ask(connection, refused('expired'));
    await renew();
    assert.equal(await asked, true);
  });

  it('lets callers go when nobody answers, and still takes a late press of the button', async () => {
    const { connection, renew } = await adaConnection();
    const button = new Deferred<boolean>();
    const signedIn = new Deferred<boolean>();
    const reauthentication = new Reauthentication({
      prompt: () => button.promise,
      signInAgain: async () => {
        const renewed = await renew();
        signedIn.resolve(renewed);
        return renewed;
      },
      patience: () => Promise.resolve(),
    });
    assert.equal(await reauthentication.ask(connection, refused('expired')), false);
    button.resolve(true);
    assert.equal(await signedIn.promise, true);
    assert.equal(await connection.token(), 'second-token');
  });

  it('waits for a sign-in that has begun, however long it takes', async () => {
    const { connection } = await adaConnection();
    const patience = new Deferred<undefined>();
    const signIn = new Deferred<boolean>();
    const begun = new Deferred<undefined>();
    const reauthentication = new Reauthentication({
      prompt: () => Promise.resolve(true),
      signInAgain: () => {
        begun.resolve(undefined);
        return signIn.promise;
      },
      patience: () => patience.promise,
    });
    const asked = reauthentication.ask(connection, refused('expired'));
    await begun.promise;
    patience.resolve(undefined);
    signIn.resolve(true);
    assert.equal(await asked, true);
  });
});
