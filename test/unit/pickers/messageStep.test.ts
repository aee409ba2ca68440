import assert from 'node:assert/strict';
import '../vscodeFake';
import { excess } from '../../../src/pickers/messageStep';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { connectionOn } from '../connections/fakes';
import { clientOn, json } from '../waldur/scriptedTransport';

describe('the message of an invitation', () => {
  it('may be as long as the server takes it', async () => {
    for (const [version, longest] of [
      ['8.0.5', 250],
      ['8.0.6', 2000],
      ['8.1.2', 2000],
      ['7.0.7+2.g1ea6cb820', 250],
      [undefined, 250],
    ] as const) {
      const over = await excess('x'.repeat(longest + 1), () => Promise.resolve(version));
      assert.equal(over, 1, version);
      assert.ok((await excess('x'.repeat(longest), () => Promise.resolve(version))) <= 0, version);
    }
  });

  it('may be long where only the server tells its version, which is asked once, and not for a short one', async () => {
    const { client, transport } = clientOn(({ url }) =>
      url.pathname.endsWith('/version/')
        ? json({ version: '8.1.2' })
        : json(url.pathname.endsWith('/me/') ? { uuid: 'f'.repeat(32), token_expires_at: null } : []),
    );
    const store = new OrganisationStore(connectionOn(client));
    await store.caller.get();
    const asked = () => transport.requests.filter(({ url }) => url.pathname.endsWith('/version/')).length;
    const over = (length: number) => excess('x'.repeat(length), () => store.server.version());
    assert.ok((await over(250)) <= 0);
    assert.equal(asked(), 0);
    assert.ok((await over(2000)) <= 0);
    assert.equal(await over(2001), 1);
    assert.equal(asked(), 1);
  });
});
