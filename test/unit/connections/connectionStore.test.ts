import { ada, bea, connectionInfo, openWindow, sharedParts, when } from './fakes';
import { Deferred } from './deferred';
import { settled } from '../settled';
import assert from 'node:assert/strict';
import { SecretsUnavailableError } from '../../../src/ui/secretsUnavailable';
import { WaldurError } from '../../../src/waldur/errors';
import { readMe } from '../../../src/waldur/session';

const canary = 'c0ffee0000000000000000000000000000c0ffee';

describe('ConnectionStore', () => {
  it('keeps a token in the secret storage and nowhere else', async () => {
    const shared = sharedParts();
    shared.server.accepted.add(canary);
    const { store, lines } = openWindow(shared);
    const connection = await store.add(ada, canary);
    await readMe(connection.client);
    assert.equal(shared.server.requests[0]?.headers.authorization, `Token ${canary}`);
    assert.deepEqual([...shared.secrets.values.keys()], [`waldur.connection:${ada.id}`]);
    assert.ok([...shared.secrets.values.values()].join('').includes(canary));
    assert.ok(![...shared.memento.values.values()].join('').includes(canary));
    assert.ok(lines.length > 0 && !lines.join('').includes(canary));
  });

  it('knows its connections at once after a restart, and their tokens soon', async () => {
    const shared = sharedParts();
    shared.server.accepted.add(canary);
    const first = openWindow(shared);
    await first.store.add(ada, canary);
    await first.store.add(bea, 'second-token');
    first.store.dispose();
    shared.server.accepted.add(canary);
    const { store } = openWindow(shared);
    assert.deepEqual(
      store.connections.map(({ info }) => info),
      [ada, bea].map((info) => JSON.parse(JSON.stringify(info)) as unknown),
    );
    await store.loaded;
    assert.equal(store.get(ada.id)?.state.kind, 'ready');
    assert.equal(await store.get(ada.id)?.token(), canary);
  });

  it('keeps users of one server and servers of one host apart', async () => {
    const { store } = openWindow(sharedParts());
    const infos = [
      ada,
      bea,
      connectionInfo('https://waldur.example:8443/', 'ada', '1'),
      connectionInfo('https://waldur.example/cloud/', 'ada', '1'),
    ];
    for (const [index, info] of infos.entries()) {
      await store.add(info, `token-number-${index}`);
    }
    assert.equal(store.connections.length, 4);
    const tokens = await Promise.all(store.connections.map((connection) => connection.token()));
    assert.deepEqual(tokens, ['token-number-0', 'token-number-1', 'token-number-2', 'token-number-3']);
  });

  it('replaces the token of a connection there is', async () => {
    const { store } = openWindow(sharedParts());
    const before = await store.add(ada, 'first-token');
    const after = await store.add({ ...ada, serverName: 'Renamed' }, 'second-token');
    assert.equal(after, before);
    assert.equal(await after.token(), 'second-token');
    assert.equal(after.info.serverName, 'Renamed');
    assert.equal(store.connections.length, 1);
  });

  it('tells a token that is gone from a secret storage that fails', async () => {
    const shared = sharedParts();
    await openWindow(shared).store.add(ada, canary);
    await new Promise(setImmediate);
    shared.secrets.values.clear();
    const gone = openWindow(shared).store;
    await gone.loaded;
    assert.deepEqual(gone.get(ada.id)?.state, { kind: 'signInNeeded', reason: 'missing' });
    shared.secrets.failure = new Error('the keyring is locked');
    const failing = openWindow(shared).store;
    await failing.loaded;
    assert.deepEqual(failing.get(ada.id)?.state, {
      kind: 'secretsUnavailable',
      message: 'the keyring is locked',
    });
    await assert.rejects(failing.get(ada.id)?.token() ?? Promise.resolve(), SecretsUnavailableError);
    assert.equal(shared.server.requests.length, 0);
    assert.deepEqual(shared.secrets.deleted, []);
  });

  it('works again once the secret storage does', async () => {
    const shared = sharedParts();
    await openWindow(shared).store.add(ada, canary);
    shared.secrets.failure = new Error('the keyring is locked');
    const { store } = openWindow(shared);
    await store.loaded;
    shared.secrets.failure = undefined;
    assert.equal(await store.get(ada.id)?.token(), canary);
    assert.deepEqual(store.get(ada.id)?.state, { kind: 'ready' });
  });

  it('takes a damaged secret for a missing one, without deleting it', async () => {
    const shared = sharedParts();
    await openWindow(shared).store.add(ada, canary);
    for (const text of [
      '{',
      '{}',
      '{"version":2}',
      JSON.stringify({ version: 1, token: canary, info: bea }),
    ]) {
      shared.secrets.values.set(`waldur.connection:${ada.id}`, text);
      const { store } = openWindow(shared);
      await store.loaded;
      assert.deepEqual(store.get(ada.id)?.state, { kind: 'signInNeeded', reason: 'missing' });
      assert.equal(shared.secrets.values.get(`waldur.connection:${ada.id}`), text);
    }
  });

  it('takes no token where its address is not the one it was given for', async () => {
    const shared = sharedParts();
    await openWindow(shared).store.add(ada, canary);
    const elsewhere = { ...ada, baseUrl: 'https://evil.example/' };
    shared.memento.values.set('waldur.connections', JSON.stringify([elsewhere]));
    const listed = openWindow(shared).store;
    assert.deepEqual(listed.connections, []);
    await openWindow(shared).store.add(bea, 'second-token');
    shared.secrets.values.set(
      `waldur.connection:${bea.id}`,
      JSON.stringify({ version: 1, token: canary, info: { ...bea, baseUrl: 'https://evil.example/' } }),
    );
    const { store } = openWindow(shared);
    await store.loaded;
    assert.deepEqual(store.get(bea.id)?.state, { kind: 'signInNeeded', reason: 'missing' });
  });

  it('survives a damaged list', async () => {
    const shared = sharedParts();
    const elsewhere = ['nowhere', 'ftp://waldur.example/'].map((baseUrl) => ({
      ...ada,
      id: `${baseUrl}#${ada.user.uuid}`,
      baseUrl,
    }));
    for (const list of ['"x"', 'null', '[{"id":1},null]', JSON.stringify(elsewhere)]) {
      shared.memento.values.set('waldur.connections', list);
      const { store } = openWindow(shared);
      await store.loaded;
      assert.equal(store.connections.length, 0);
    }
  });

  it('changes nothing when the secret storage refuses a token or its deletion', async () => {
    const shared = sharedParts();
    const { store } = openWindow(shared);
    await store.add(ada, canary);
    shared.secrets.failure = new Error('full');
    await assert.rejects(store.add(bea, 'second-token'), /full/);
    await assert.rejects(store.signOut(ada.id), /full/);
    assert.deepEqual(
      store.connections.map(({ info }) => info.id),
      [ada.id],
    );
  });

  it('follows another window: sign-in, a new token, sign-out', async () => {
    const shared = sharedParts();
    const here = openWindow(shared).store;
    const there = openWindow(shared).store;
    await here.add(ada, 'first-token');
    await when(there.onDidChange, () => there.connections.length === 1);
    assert.equal(await there.get(ada.id)?.token(), 'first-token');
    await here.add(ada, 'second-token');
    const followed = there.get(ada.id);
    assert.ok(followed !== undefined);
    await when(there.onDidChange, () => followed.revision > 1);
    assert.equal(await followed.token(), 'second-token');
    await there.signOut(ada.id);
    await when(here.onDidChange, () => here.connections.length === 0);
    assert.deepEqual(here.connections, []);
    assert.deepEqual([...shared.secrets.values], []);
    assert.equal(shared.secrets.deleted.length, 1);
  });

  it('keeps the sample in memory only', async () => {
    const shared = sharedParts();
    const { store } = openWindow(shared);
    const sample = { ...ada, sample: true } as const;
    await store.add(sample, 'first-token');
    const connection = await store.add(sample, 'second-token');
    assert.equal(await connection.token(), 'second-token');
    assert.equal(shared.secrets.values.size + shared.memento.values.size, 0);
    await store.signOut(ada.id);
    assert.deepEqual(store.connections, []);
  });

  it('refuses requests at once while the person has to sign in', async () => {
    const shared = sharedParts();
    let asked = 0;
    const { store } = openWindow(shared, () => {
      asked++;
      return Promise.resolve(false);
    });
    const connection = await store.add(ada, canary);
    const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => readMe(connection.client)));
    assert.ok(results.every(({ status }) => status === 'rejected'));
    assert.equal(asked, 1);
    const sent = shared.server.requests.length;
    await assert.rejects(readMe(connection.client), (error) => {
      return error instanceof WaldurError && error.problem.kind === 'unauthorized';
    });
    assert.equal(shared.server.requests.length, sent);
    assert.equal(asked, 1);
    assert.deepEqual(connection.state, { kind: 'signInNeeded', reason: 'expired' });
    assert.equal(shared.secrets.values.size, 1);
  });

  it('signs nobody out for what a gateway says, and goes on with the same token once it opens', async () => {
    const shared = sharedParts();
    shared.server.accepted.add(canary);
    const { store } = openWindow(shared, () => Promise.reject(new Error('nobody should be asked')));
    const connection = await store.add(ada, canary);
    for (const [status, scheme] of [
      [401, 'Basic realm="staff"'],
      [401, 'Negotiate'],
      [403, ''],
      [404, ''],
      [200, ''],
    ] as const) {
      shared.server.gateway = {
        status,
        headers: { 'content-type': 'text/html', ...(scheme === '' ? {} : { 'www-authenticate': scheme }) },
        body: new TextEncoder().encode('<h1>Sign in</h1>'),
      };
      await assert.rejects(
        readMe(connection.client),
        (error) => error instanceof WaldurError && error.problem.kind === 'notWaldur',
      );
      assert.deepEqual(connection.state, { kind: 'ready' });
      shared.server.gateway = undefined;
      assert.equal((await readMe(connection.client)).username, 'ada');
    }
  });

  it('asks with the stored token again when a person retries', async () => {
    const shared = sharedParts();
    let asked = 0;
    const { store } = openWindow(shared, () => {
      asked++;
      return Promise.resolve(false);
    });
    const connection = await store.add(ada, canary);
    await assert.rejects(readMe(connection.client));
    assert.equal(connection.state.kind, 'signInNeeded');
    await connection.retry();
    await assert.rejects(readMe(connection.client));
    assert.equal(asked, 2);
    assert.equal(connection.state.kind, 'signInNeeded');
    shared.server.accepted.add(canary);
    await connection.retry();
    assert.equal((await readMe(connection.client)).username, 'ada');
    assert.equal(asked, 2);
    shared.secrets.values.clear();
    const gone = openWindow(shared).store;
    await gone.loaded;
    await gone.get(ada.id)?.retry();
    assert.deepEqual(gone.get(ada.id)?.state, { kind: 'signInNeeded', reason: 'missing' });
  });

  it('asks once for all callers and resumes them with the new token', async () => {
    const shared = sharedParts();
    let asked = 0;
    const window = openWindow(shared, async (connection) => {
      asked++;
      shared.server.accepted.add('second-token');
      await window.store.add(connection.info, 'second-token');
      return true;
    });
    const connection = await window.store.add(ada, 'first-token');
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => readMe(connection.client)));
    assert.equal(answers.length, 6);
    assert.equal(asked, 1);
    assert.deepEqual(connection.state, { kind: 'ready' });
  });

  it('takes the token another window stored without asking', async () => {
    const shared = sharedParts();
    const { store } = openWindow(shared, () => Promise.reject(new Error('nobody should be asked')));
    const connection = await store.add(ada, 'first-token');
    shared.server.accepted.add('second-token');
    const key = `waldur.connection:${ada.id}`;
    shared.secrets.values.set(key, JSON.stringify({ version: 1, token: 'second-token', info: ada }));
    assert.equal((await readMe(connection.client)).username, 'ada');
  });

  describe('over a keyring that does not answer', () => {
    it('says so, lets go whoever gives up, and goes on by itself once it answers', async () => {
      const shared = sharedParts();
      shared.server.accepted.add(canary);
      await openWindow(shared).store.add(ada, canary);
      const unlocked = new Deferred<void>();
      shared.secrets.held = unlocked.promise;
      const { store } = openWindow(shared);
      const connection = store.get(ada.id);
      assert.ok(connection !== undefined);
      const stop = new AbortController();
      const cancelled = readMe(connection.client, {}, { signal: stop.signal });
      stop.abort();
      await assert.rejects(
        cancelled,
        (error) => error instanceof WaldurError && error.problem.kind === 'cancelled',
      );
      await store.loaded;
      assert.equal(connection.state.kind === 'secretsUnavailable' && connection.state.waiting, true);
      for (const asking of [readMe(connection.client), connection.retry()]) {
        await assert.rejects(asking, (error) => error instanceof SecretsUnavailableError && error.waiting);
      }
      assert.equal(shared.server.requests.length, 0);
      const ready = when(connection.onDidChangeState, () => connection.state.kind === 'ready');
      unlocked.resolve();
      await ready;
      assert.equal((await readMe(connection.client)).username, 'ada');
      assert.deepEqual(shared.secrets.deleted, []);
    });

    it('reads the token by a retry although the first answer never comes', async () => {
      const shared = sharedParts();
      await openWindow(shared).store.add(ada, canary);
      shared.secrets.held = new Promise(() => undefined);
      const { store } = openWindow(shared);
      await store.loaded;
      shared.secrets.held = undefined;
      await store.get(ada.id)?.retry();
      assert.equal(await store.get(ada.id)?.token(), canary);
    });

    it('waits for no sign-in or sign-out without end', async () => {
      const shared = sharedParts();
      const { store } = openWindow(shared);
      await store.add(ada, canary);
      shared.secrets.held = new Promise(() => undefined);
      for (const change of [() => store.add(bea, 'second-token'), () => store.signOut(ada.id)]) {
        await assert.rejects(change, (error) => error instanceof SecretsUnavailableError && error.waiting);
      }
      assert.deepEqual(
        store.connections.map(({ info }) => info.id),
        [ada.id],
      );
    });
  });

  it('takes up no token that was deleted while its list was read or written', async () => {
    for (const inThisWindow of [true, false]) {
      const shared = sharedParts();
      const here = openWindow(shared).store;
      const there = openWindow(shared).store;
      let left: Promise<unknown> = Promise.resolve();
      // Between the reading of the new token and its being taken up, the person signs out again.
      shared.memento.meanwhile = async () => {
        left = inThisWindow ? here.signOut(ada.id) : shared.secrets.delete(`waldur.connection:${ada.id}`);
        await settled();
      };
      await here.add(ada, canary);
      await left;
      await settled();
      assert.deepEqual(here.connections, []);
      assert.deepEqual(there.connections, []);
      assert.deepEqual(openWindow(shared).store.connections, []);
    }
  });

  it('follows no further than to a token that is deleted by then', async () => {
    const shared = sharedParts();
    const { store } = openWindow(shared);
    shared.memento.meanwhile = () => shared.secrets.delete(`waldur.connection:${ada.id}`);
    await shared.secrets.store(
      `waldur.connection:${ada.id}`,
      JSON.stringify({ version: 1, token: canary, info: ada }),
    );
    await settled();
    assert.deepEqual(store.connections, []);
    assert.deepEqual(openWindow(shared).store.connections, []);
  });
});
