import { ada, bea, openWindow, sharedParts } from '../connections/fakes';
import assert from 'node:assert/strict';
import { refresh, type RefreshParts } from '../../../src/commands/refresh';
import { SecretsUnavailableError } from '../../../src/ui/secretsUnavailable';

describe('Refresh of everything', () => {
  it('reads tokens that could not be read before, and says so where they still cannot', async () => {
    const shared = sharedParts();
    await openWindow(shared).store.add(ada, 'first-token');
    await openWindow(shared).store.add(bea, 'second-token');
    shared.secrets.failure = new Error('the keyring is locked');
    const { store } = openWindow(shared);
    await store.loaded;
    let refreshed = 0;
    const tree = {
      view: { visible: true },
      withProgress: (task: () => Promise<void>) => task(),
      refresh: () => {
        refreshed++;
        return Promise.resolve();
      },
    };
    const context = {
      connections: store,
      stores: { of: () => ({ refreshCaller: () => Promise.resolve() }) },
      organisations: { tree },
      managingOrganisations: { tree: { view: { visible: false } } },
      attention: { now: undefined },
    } as unknown as RefreshParts;
    await assert.rejects(async () => refresh(context), SecretsUnavailableError);
    assert.equal(refreshed, 1);
    shared.secrets.failure = undefined;
    await refresh(context);
    assert.deepEqual(
      store.connections.map(({ state }) => state.kind),
      ['ready', 'ready'],
    );
  });
});
