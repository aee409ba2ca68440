import assert from 'node:assert/strict';
import { type InvitationParts, invitationsOf } from '../../src/pickers/invitationsOf';
import type { Connection } from '../../src/connections/connection';
import { OrganisationStores } from '../../src/organisations/organisationStores';
import { waitUntil } from '../e2e/pages/waitUntil';
import { clientOn, json } from '../unit/waldur/scriptedTransport';
import { QuickInputs } from './quickInputs';

describe('choosing invitations', () => {
  it('finds those that the first page does not hold', async () => {
    const all = Array.from({ length: 120 }, (_, index) => ({
      uuid: String(index).padStart(32, '0'),
      email: `person${index}@example.org`,
    }));
    const { client } = clientOn(({ url }) => {
      const size = Number(url.searchParams.get('page_size'));
      const page = Number(url.searchParams.get('page') ?? 1);
      return json(all.slice((page - 1) * size, page * size), 200, {
        'x-result-count': String(all.length),
        ...(page * size < all.length ? { link: `<${url.href}>; rel="next"` } : {}),
      });
    });
    const connection = { client, info: { id: 'c' } } as unknown as Connection;
    const scope = { connection, object: { kind: 'customer', uuid: 'a'.repeat(32), name: 'O' } } as const;
    const stores = new OrganisationStores();
    const inputs = new QuickInputs();
    try {
      const chosen = invitationsOf({ stores } as unknown as InvitationParts, {
        title: '',
        calledOn: { invitations: [], scopes: [scope] },
      });
      const pick = await inputs.nextPick();
      inputs.edit(pick, 'person119');
      await waitUntil(
        'the last invitation',
        () => Promise.resolve(pick.items.map(({ label }) => label).join()),
        (shown) => shown.endsWith('person119@example.org'),
      );
      await inputs.pick(pick, 'person119');
      assert.deepEqual(
        (await chosen).map(({ invitation }) => invitation.email),
        ['person119@example.org'],
      );
    } finally {
      inputs.dispose();
      stores.dispose();
    }
  });
});
