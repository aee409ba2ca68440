import { ada, bea, openWindow, sharedParts } from './fakes';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { WaldurAuthenticationProvider } from '../../../src/connections/authenticationProvider';

type Changes = vscode.AuthenticationProviderAuthenticationSessionsChangeEvent;

function ids(sessions: readonly vscode.AuthenticationSession[] | undefined): readonly string[] {
  return (sessions ?? []).map(({ id }) => id);
}

describe('WaldurAuthenticationProvider', () => {
  it('shows every connection as an account, by person and server', async () => {
    const { store } = openWindow(sharedParts());
    await store.add(ada, 'first-token');
    await store.add(bea, 'second-token');
    const provider = new WaldurAuthenticationProvider({ store, signIn: () => Promise.resolve(undefined) });
    assert.deepEqual(await provider.getSessions(undefined, {}), [
      {
        id: ada.id,
        accessToken: 'first-token',
        account: { id: ada.id, label: 'ADA — Example Cloud' },
        scopes: [],
      },
      {
        id: bea.id,
        accessToken: 'second-token',
        account: { id: bea.id, label: 'BEA — Example Cloud' },
        scopes: [],
      },
    ]);
    const one = await provider.getSessions(['any'], { account: { id: bea.id, label: '' } });
    assert.deepEqual(ids(one), [bea.id]);
  });

  it('tells VS Code what was added, changed and removed, without tokens', async () => {
    const { store } = openWindow(sharedParts());
    const provider = new WaldurAuthenticationProvider({ store, signIn: () => Promise.resolve(undefined) });
    const changes: Changes[] = [];
    provider.onDidChangeSessions((change) => changes.push(change));
    await store.add(ada, 'first-token');
    await store.add(ada, 'second-token');
    await store.signOut(ada.id);
    assert.deepEqual(
      changes.map(({ added, changed, removed }) => [
        ids(added).length,
        ids(changed).length,
        ids(removed).length,
      ]),
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    );
    assert.ok(!JSON.stringify(changes).includes('-token'));
  });

  it('lists an account that has to sign in again, so that it can be signed out of', async () => {
    const shared = sharedParts();
    await openWindow(shared).store.add(ada, 'first-token');
    shared.secrets.values.clear();
    const { store } = openWindow(shared);
    const provider = new WaldurAuthenticationProvider({ store, signIn: () => Promise.resolve(undefined) });
    assert.deepEqual(
      (await provider.getSessions(undefined, {})).map(({ accessToken }) => accessToken),
      [''],
    );
    await provider.removeSession(ada.id);
    assert.deepEqual(store.connections, []);
  });

  it('signs in, and rejects as cancelled when the person gave up', async () => {
    const { store } = openWindow(sharedParts());
    let answer = true;
    const signIn = async () => (answer ? store.add(ada, 'first-token') : undefined);
    const provider = new WaldurAuthenticationProvider({ store, signIn });
    assert.equal((await provider.createSession()).id, ada.id);
    answer = false;
    await assert.rejects(provider.createSession(), vscode.CancellationError);
  });
});
