import assert from 'node:assert/strict';
import '../vscodeFake';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { clientOn, json } from '../waldur/scriptedTransport';

describe('the store of a connection', () => {
  it('reads projects in an order that leaves none of the same name behind', async () => {
    const { client, transport } = clientOn(() => json([]));
    await new OrganisationStore(client).projects('a'.repeat(32)).ensure();
    assert.equal(transport.last.url.searchParams.get('o'), 'name,created');
  });
});
