import assert from 'node:assert/strict';
import { readKnownFilters } from '../../../src/organisations/knownFilters';
import { persona } from '../../../src/sample/personas';
import { startSampleServer } from '../../../src/sample/server';
import { WaldurClient } from '../../../src/waldur/client';
import { createFetchTransport } from '../../../src/waldur/http/fetchTransport';
import { clientOn, json } from '../waldur/scriptedTransport';

describe('which filters of organisations a server knows', () => {
  for (const version of ['7.0', 'newest'] as const) {
    it(`shows in the counts of a server (${version})`, async () => {
      const server = await startSampleServer({ serverVersion: version });
      const client = new WaldurClient({
        baseUrl: server.url,
        transport: createFetchTransport(),
        token: () => Promise.resolve(server.tokens[persona('staff').username]),
        userAgent: 'test',
      });
      try {
        assert.deepEqual(await readKnownFilters(client), { roles: version === 'newest', accounting: false });
      } finally {
        client.dispose();
        await server.close();
      }
    });
  }

  /** A server of ten organisations, with so many of them where a query holds a text. */
  const counting = (counts: Readonly<Record<string, number>>) =>
    clientOn(({ url }) => {
      const filter = Object.keys(counts).find((text) => url.search.includes(text)) ?? '';
      return json([], 200, { 'x-result-count': String(counts[filter] ?? 10) });
    }).client;

  it('counts accounting in where those with it and those without are all there are', async () => {
    const known = { 'accounting_is_running=true': 7, 'accounting_is_running=false': 3 };
    assert.deepEqual(await readKnownFilters(counting(known)), { roles: false, accounting: true });
    assert.deepEqual(await readKnownFilters(counting({})), { roles: false, accounting: false });
  });

  it('counts roles in where nobody has one that does not exist', async () => {
    const known = { current_user_has_role: 0 };
    assert.deepEqual(await readKnownFilters(counting(known)), { roles: true, accounting: false });
  });
});
