import assert from 'node:assert/strict';
import { planRevoke } from '../../src/grants/plan';
import type { GrantScope } from '../../src/grants/roleTask';
import { WaldurClient } from '../../src/waldur/client';
import { createFetchTransport } from '../../src/waldur/http/fetchTransport';
import { benchForEach } from './benchForEach';
import { type Bench, goOn, runPlan, staffName } from './grantsWorld';
import { after, assertReported, countsOf, later, outcomes, postsOf, readerPlan, soon } from './grantsRuns';

const admin = 'erik.nyman';

describe('a run', () => {
  let bench: Bench;
  let scope: GrantScope;
  const reopen = benchForEach((opened) => {
    bench = opened;
    scope = bench.organisation('vattern');
  });

  it('does all of it, four at a time, and tells of every step', async () => {
    const seen: number[] = [];
    let most = 0;
    const plan = await readerPlan(bench, scope, 30);
    bench.server.requests.clear();
    const result = await runPlan(bench.client, plan, {
      onProgress: ({ finished, total }) => {
        seen.push(finished);
        most = Math.max(most, total);
      },
    });
    assert.deepEqual(countsOf(result), {
      done: 30,
      skipped: 0,
      failed: 0,
      noEffect: 0,
      unknown: 0,
      notRun: 0,
    });
    assert.deepEqual(
      seen,
      seen.map((_, index) => index + 1),
    );
    assert.equal(most, 30);
    assert.equal(postsOf(bench).length, 30);
    assertReported(bench, scope, result);
  });

  it('finds out what became of writes whose answers were lost', async () => {
    const plan = await readerPlan(bench, scope, 12);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 5,
      fault: { kind: 'truncate', after: 3 },
    });
    bench.server.faults.add({ method: 'POST', path: 'add_user', times: 3, fault: { kind: 'reset' } });
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 2,
      fault: { kind: 'status', status: 502 },
    });
    const result = await runPlan(bench.client, plan);
    const words = outcomes(result).toSorted();
    assert.equal(words.filter((word) => word === 'done found').length, 5);
    assert.equal(words.filter((word) => word === 'failed network').length, 3);
    assert.equal(words.filter((word) => word === 'failed server').length, 2);
    assert.equal(words.filter((word) => word === 'done').length, 2);
    assertReported(bench, scope, result);
    const before = postsOf(bench).length;
    const second = await goOn(bench.client, result.record);
    assert.deepEqual([...new Set(outcomes(second))].toSorted(), ['done', 'done found']);
    assert.equal(postsOf(bench).length, before + 5, 'what was done is not sent again');
    assertReported(bench, scope, second);
  });

  it('says unknown where it cannot be found out, and finds out on the next try', async () => {
    const plan = await readerPlan(bench, scope, 1);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 1,
      fault: { kind: 'truncate', after: 3 },
    });
    let blocked: { remove(): void } | undefined;
    const posted = bench.server.faults;
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: {
        send: (request) => {
          if (request.method === 'POST') {
            blocked = posted.add({ method: 'GET', path: 'list_users', fault: { kind: 'reset' } });
          }
          return transport.send(request);
        },
        dispose: () => transport.dispose(),
      },
      token: () => Promise.resolve(bench.server.tokens[staffName]),
      userAgent: 'test/1',
      wait: () => Promise.resolve(),
    });
    const transport = createFetchTransport();
    const result = await runPlan(client, plan);
    assert.deepEqual(outcomes(result), ['unknown network']);
    blocked?.remove();
    bench.server.requests.clear();
    const second = await goOn(bench.client, result.record);
    assert.deepEqual(outcomes(second), ['done found'], 'its own doing, so that Undo takes it back, too');
    assert.deepEqual(postsOf(bench), []);
    client.dispose();
  });

  it('stops between requests when cancelled; what was under way is waited for', async () => {
    const abort = new AbortController();
    const result = await runPlan(bench.client, await readerPlan(bench, scope, 40), {
      signal: abort.signal,
      ...after(10, () => abort.abort()),
    });
    const { done, notRun } = countsOf(result);
    assert.equal(done + notRun, 40);
    assert.ok(done >= 10 && done <= 14, String(done));
    assertReported(bench, scope, result);
    assert.ok(outcomes(result).includes('notRun cancelled'));
  });

  it('ends truly when the permission is lost halfway', async () => {
    await reopen(admin);
    const plan = await readerPlan(bench, scope, 40);
    const removed: Promise<unknown>[] = [];
    bench.server.requests.clear();
    const result = await runPlan(
      bench.client,
      plan,
      after(10, () =>
        removed.push(
          bench.staff('POST', `api/customers/${scope.uuid}/delete_user/`, {
            role: 'CUSTOMER.ADMINISTRATOR',
            user: bench.caller.uuid,
          }),
        ),
      ),
    );
    await Promise.all(removed);
    const words = outcomes(result);
    assert.ok(words.includes('failed forbidden'));
    assert.ok(words.includes('notRun permissionLost'));
    assert.ok(words.every((word) => ['done', 'failed forbidden', 'notRun permissionLost'].includes(word)));
    assert.ok(words.filter((word) => word === 'failed forbidden').length <= 4, 'the rest is not even tried');
    assertReported(bench, scope, result);
  });

  it('ends truly when the token expires halfway', async () => {
    const { [staffName]: token } = bench.server.tokens;
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.resolve(token),
      userAgent: 'test/1',
      wait: () => Promise.resolve(),
    });
    const result = await runPlan(
      client,
      await readerPlan(bench, scope, 40),
      after(10, () => bench.server.expireToken(staffName)),
    );
    const words = outcomes(result);
    assert.ok(
      words.every((word) => ['done', 'notRun signedOut'].includes(word)),
      words.join(),
    );
    assert.ok(words.includes('notRun signedOut'));
    assertReported(bench, scope, result);
    const rest = await goOn(bench.client, result.record);
    assert.ok(outcomes(rest).every((word) => word === 'done'));
    client.dispose();
  });

  it('goes on by itself when the token is renewed', async () => {
    let token = bench.server.tokens[staffName];
    let asked = 0;
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.resolve(token),
      onUnauthorized: () => {
        asked++;
        token = bench.server.tokens[staffName];
        return Promise.resolve(true);
      },
      userAgent: 'test/1',
    });
    const result = await runPlan(
      client,
      await readerPlan(bench, scope, 20),
      after(5, () => bench.server.expireToken(staffName)),
    );
    assert.deepEqual([...new Set(outcomes(result))], ['done']);
    assert.equal(asked, 1);
    client.dispose();
  });

  it('ends when cancelled while a write that was refused waits for a new sign-in', async () => {
    const abort = new AbortController();
    let isRefused = false;
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.resolve(bench.server.tokens[staffName]),
      onUnauthorized: () => {
        isRefused = true;
        setImmediate(() => abort.abort());
        return new Promise<boolean>(() => undefined);
      },
      userAgent: 'test/1',
    });
    const plan = await readerPlan(bench, scope, 6);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      fault: {
        kind: 'status',
        status: 401,
        headers: { 'content-type': 'application/json', 'www-authenticate': 'Token' },
        body: '{"detail":"Invalid token."}',
      },
    });
    const result = await runPlan(client, plan, { signal: abort.signal });
    client.dispose();
    assert.ok(isRefused);
    assert.deepEqual([...new Set(outcomes(result))], ['notRun cancelled']);
    assert.deepEqual(result.record.sent, []);
    assertReported(bench, scope, result);
  });

  it('stops after some refusals of a gateway in front of reads', async () => {
    const plan = await readerPlan(bench, scope, 40);
    const gate = bench.server.faults.add({
      path: 'list_users',
      fault: { kind: 'status', status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad</h1>' },
    });
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.resolve(bench.server.tokens[staffName]),
      userAgent: 'test/1',
      wait: () => Promise.resolve(),
    });
    const result = await runPlan(client, plan);
    gate.remove();
    client.dispose();
    const words = outcomes(result);
    assert.ok(words.filter((word) => word === 'notRun networkGone').length > 30, words.join());
  });

  it('ends truly when the network goes halfway, without trying every line against the wall', async () => {
    const plan = await readerPlan(bench, scope, 60);
    let gone: { remove(): void } | undefined;
    const result = await runPlan(
      bench.client,
      plan,
      after(10, () => (gone = bench.server.faults.add({ path: /./, fault: { kind: 'reset' } }))),
    );
    gone?.remove();
    const words = outcomes(result);
    assert.ok(words.includes('notRun networkGone'));
    assert.ok(words.filter((word) => word.startsWith('failed')).length <= 8, words.join());
    assertReported(bench, scope, result);
    const rest = await goOn(bench.client, result.record);
    assertReported(bench, scope, rest);
    assert.equal(bench.grants(scope).filter((line) => line.endsWith(later)).length >= 60, true);
  });

  for (const [what, fault] of Object.entries({
    'its own sign-in': {
      kind: 'status',
      status: 401,
      headers: { 'www-authenticate': 'Basic' },
      body: '<h1>Sign in</h1>',
    },
    'a refusal': { kind: 'status', status: 403, body: '<h1>Forbidden</h1>' },
    'nothing known': { kind: 'status', status: 404, body: '<h1>Not Found</h1>' },
    'a page': { kind: 'body', body: '<h1>Sign in</h1>', contentType: 'text/html' },
  } as const)) {
    it(`ends truly when a gateway answers halfway with ${what}, and takes it for no word of the server`, async () => {
      const plan = await readerPlan(bench, scope, 40);
      let closed: { remove(): void } | undefined;
      const result = await runPlan(
        bench.client,
        plan,
        after(10, () => (closed = bench.server.faults.add({ path: /./, fault }))),
      );
      closed?.remove();
      const words = outcomes(result).join();
      assert.match(words, /notRun networkGone/);
      assert.doesNotMatch(words, /signedOut|permissionLost/);
      assert.ok(words.split(/failed|unknown/).length <= 9, words);
      assertReported(bench, scope, result);
      const rest = await goOn(bench.client, result.record);
      assert.ok(
        rest.results.every(({ outcome }) => outcome.kind === 'done'),
        outcomes(rest).join(),
      );
    });
  }

  it('waits when the server asks it to, and repeats what was not done', async () => {
    const plan = await readerPlan(bench, scope, 2);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 3,
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    });
    const waits: number[] = [];
    const result = await runPlan(bench.client, plan, {
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    assert.deepEqual(outcomes(result), ['done', 'done']);
    assert.deepEqual(waits, [7000, 7000, 7000]);
  });

  it('sends nothing more once it was cancelled while it waits', async () => {
    const abort = new AbortController();
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    });
    bench.server.requests.clear();
    const result = await runPlan(bench.client, await readerPlan(bench, scope, 8), {
      signal: abort.signal,
      wait: () => {
        abort.abort();
        return Promise.resolve();
      },
    });
    assert.deepEqual([...new Set(outcomes(result))], ['notRun cancelled']);
    assert.ok(postsOf(bench).length <= 4, `${postsOf(bench).length} were on their way`);
  });

  it('leaves alone what someone else changed meanwhile', async () => {
    const people = bench.strangers(scope, 3);
    const role = bench.role('CUSTOMER.READER');
    const add = (user: string, expiration_time: string | null) =>
      bench.staff('POST', `api/customers/${scope.uuid}/add_user/`, {
        role: role.uuid,
        user,
        expiration_time,
      });
    for (const person of people) {
      await add(person.uuid, soon);
    }
    const targets = people.map((person) => ({ scope, person, role: { ...role, label: '' } }));
    const context = await bench.context(scope);
    const [first, second] = people;
    await bench.staff('POST', `api/customers/${scope.uuid}/update_user/`, {
      role: role.uuid,
      user: first?.uuid,
      expiration_time: null,
    });
    await bench.staff('POST', `api/customers/${scope.uuid}/delete_user/`, {
      role: role.uuid,
      user: second?.uuid,
    });
    await add(second?.uuid ?? '', soon);
    const result = await runPlan(bench.client, planRevoke(targets, context));
    assert.deepEqual(outcomes(result), ['skipped changedByOther', 'skipped changedByOther', 'done']);
    const other = result.results[0]?.outcome;
    assert.deepEqual(other?.kind === 'skipped' && 'now' in other.reason && other.reason.now, [null]);
  });
});
