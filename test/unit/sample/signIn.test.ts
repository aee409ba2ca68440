import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const customer = `api/customers/${known.institute}/`;

describe('Sample server: signing in', () => {
  let server: SampleServer;
  let ask: Ask;
  const signIn = (password: string) =>
    ask(undefined, 'POST', 'api-auth/password/', { username: 'mari.kask', password });
  beforeEach(async () => {
    ({ server, ask } = await startRecorded());
    const mari = server.world.users.find(({ username }) => username === 'mari.kask');
    assert.ok(mari);
    mari.password = 'right';
  });
  afterEach(() => server.close());

  it('gives the same token while it lives and another after signing out', async () => {
    const first = server.tokens['mari.kask'];
    assert.deepEqual((await signIn('right')).body, { token: first });
    assert.equal((await ask('mari.kask', 'POST', 'api-auth/logout/')).status, 204);
    const { token } = (await signIn('right')).body as { token: string };
    assert.ok(token !== first && server.tokens['mari.kask'] === token);
  });

  it('locks out after four wrong passwords, also with the right one', async () => {
    for (let guess = 0; guess < 4; guess++) {
      assert.deepEqual((await signIn('wrong')).body, { detail: 'Invalid username/password.' });
    }
    const reply = await signIn('right');
    assert.deepEqual(
      [reply.status, reply.body],
      [401, { detail: 'Username is locked out. Try in 10 minutes.' }],
    );
  });

  it('says that an expired token has expired, and takes the next one', async () => {
    const old = server.tokens['mari.kask'] ?? '';
    const next = server.expireToken('mari.kask');
    const me = async (token: string) =>
      (
        await ask(undefined, 'GET', 'api/users/me/?field=username', undefined, {
          authorization: `Token ${token}`,
        })
      ).body;
    assert.deepEqual(await me(old), { detail: 'Token has expired.' });
    assert.deepEqual(await me(next), { username: 'mari.kask' });
  });

  it('tells errors in the language asked for, as far as the frameworks have it', async () => {
    const reply = await ask(
      'jonas.berg',
      'PATCH',
      customer,
      { email: 'x' },
      { 'accept-language': 'de-AT,de;q=0.9' },
    );
    assert.equal(reply.headers.get('content-language'), 'de');
    assert.deepEqual(reply.body, { email: ['Gib eine gültige E-Mail Adresse an.'] });
  });
});
