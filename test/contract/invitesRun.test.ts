import assert from 'node:assert/strict';
import {
  type InviteItem,
  type InviteOutcome,
  type InviteResult,
  plannedInvites,
  runInvites,
  undoInvites,
} from '../../src/grants/inviteRun';
import { cancelInvitation, listInvitations } from '../../src/waldur/invitations';
import { WaldurClient } from '../../src/waldur/client';
import { createFetchTransport } from '../../src/waldur/http/fetchTransport';
import { type Bench, openBench } from './grantsWorld';

describe('a run of invitations', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.close());

  const addresses = ['ann@example.org', 'bob@example.org', 'carl@example.org'];

  function planned(emails: readonly string[] = addresses): readonly InviteResult[] {
    const { name, uuid } = bench.organisation('kalev');
    const { uuid: roleUuid, name: roleName } = bench.role('CUSTOMER.READER');
    return plannedInvites(
      emails.map((email): InviteItem => ({
        email,
        scope: { object: { kind: 'customer', uuid }, name },
        role: { uuid: roleUuid, name: roleName, label: roleName },
      })),
    );
  }

  const kinds = (results: readonly InviteResult[]) => results.map(({ outcome }) => outcome.kind);

  /** The addresses with an invitation that waits, each as often as it was invited. */
  async function waiting(): Promise<readonly string[]> {
    const { rows } = await listInvitations(bench.client, {
      email: '@example.org',
      state: ['pending'],
      page_size: 100,
    });
    return rows.flatMap(({ email }) => (addresses.includes(email ?? '') ? [email ?? ''] : [])).toSorted();
  }

  const fault = (kind: 'truncate' | 'reset', method: 'GET' | 'POST', times: number) =>
    bench.server.faults.add({
      method,
      path: 'user-invitations',
      times,
      fault: kind === 'truncate' ? { kind, after: 3 } : { kind },
    });

  it('sends each once, and cancels them again', async () => {
    const results = await runInvites(bench.client, planned());
    assert.deepEqual(kinds(results), ['done', 'done', 'done']);
    assert.deepEqual(await waiting(), addresses);
    assert.deepEqual(await undoInvites(bench.client, results), []);
    assert.deepEqual(await waiting(), []);
  });

  it('finds out what became of one whose answer was lost', async () => {
    fault('truncate', 'POST', 1);
    const results = await runInvites(bench.client, planned());
    assert.deepEqual(kinds(results), ['done', 'done', 'done']);
    assert.deepEqual(await waiting(), addresses);
    await undoInvites(bench.client, results);
    assert.deepEqual(await waiting(), [], 'that one is taken back, too');
  });

  it('invites nobody twice on another try, when it could not find out', async () => {
    fault('truncate', 'POST', 1);
    const gone = fault('reset', 'GET', 100);
    const results = await runInvites(bench.client, planned(addresses.slice(0, 1)));
    assert.deepEqual(kinds(results), ['unknown']);
    const again = await runInvites(bench.client, results);
    assert.deepEqual(kinds(again), ['unknown'], 'nothing is sent before that is known');
    gone.remove();
    assert.deepEqual(kinds(await runInvites(bench.client, again)), ['done']);
    assert.deepEqual(await waiting(), addresses.slice(0, 1));
  });

  it('tries again what did not arrive, and leaves alone what was done', async () => {
    fault('reset', 'POST', 1);
    const results = await runInvites(bench.client, planned());
    assert.deepEqual(kinds(results), ['failed', 'done', 'done']);
    assert.deepEqual(kinds(await runInvites(bench.client, results)), ['done', 'done', 'done']);
    assert.deepEqual(await waiting(), addresses);
  });

  it('writes down what is on its way before it leaves, and goes on from that', async () => {
    const words: { readonly index: number; readonly outcome: InviteOutcome; readonly sent: number }[] = [];
    const sent = () => bench.server.requests.list().filter(({ method }) => method === 'POST').length;
    bench.server.requests.clear();
    const before = planned();
    await runInvites(bench.client, before, {
      note: (index, outcome) => {
        words.push({ index, outcome, sent: sent() });
        return Promise.resolve();
      },
    });
    assert.deepEqual(
      words.map(({ index, outcome, sent: count }) => `${index} ${outcome.kind} ${count}`),
      ['0 unknown 0', '0 done 1', '1 unknown 1', '1 done 2', '2 unknown 2', '2 done 3'],
    );
    // The window goes when the second one is on its way, and had left.
    const [third] = words.slice(-1);
    assert.ok(third?.outcome.kind === 'done');
    await cancelInvitation(bench.client, third.outcome.uuid);
    const known = new Map(words.slice(0, 3).map(({ index, outcome }) => [index, outcome]));
    const kept = before.map((result, index) => ({ ...result, outcome: known.get(index) ?? result.outcome }));
    const results = await runInvites(bench.client, kept);
    assert.deepEqual(kinds(results), ['done', 'done', 'done']);
    assert.deepEqual(await waiting(), addresses);
  });

  it('stops between two when cancelled', async () => {
    const abort = new AbortController();
    const results = await runInvites(bench.client, planned(), {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    assert.deepEqual(kinds(results), ['done', 'notRun', 'notRun']);
    assert.deepEqual(await waiting(), addresses.slice(0, 1));
  });

  it('leaves out those that the plan had left out', async () => {
    const [first, ...others] = planned();
    assert.ok(first !== undefined);
    const items = [{ ...first.item, whyNot: 'No.' }, ...others.map(({ item }) => item)];
    const results = await runInvites(bench.client, plannedInvites(items));
    assert.deepEqual(kinds(results), ['skipped', 'done', 'done']);
    assert.deepEqual(await waiting(), addresses.slice(1));
  });

  it('stops at an error that is no answer of the server, which is told as unknown and logged', async () => {
    const unexpected: unknown[] = [];
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.reject(new TypeError('x is not a function')),
      userAgent: 'test/1',
    });
    const results = await runInvites(client, planned(), { onUnexpected: (error) => unexpected.push(error) });
    client.dispose();
    assert.deepEqual(
      results.map(({ outcome }) => [
        outcome.kind,
        outcome.kind === 'notRun' ? outcome.why : outcome.kind === 'unknown' ? outcome.problem.kind : '',
      ]),
      [
        ['unknown', 'thrown'],
        ['notRun', 'unexpected'],
        ['notRun', 'unexpected'],
      ],
    );
    assert.ok(unexpected.length > 0 && unexpected.every((error) => error instanceof TypeError));
  });

  it('stops after some answers of a gateway instead of asking it for each', async () => {
    const many = planned(Array.from({ length: 20 }, (_, index) => `p${index}@example.org`));
    for (const fault of [
      { kind: 'status', status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>Forbidden</h1>' },
      {
        kind: 'status',
        status: 401,
        headers: { 'content-type': 'application/json' },
        body: '{"message":"Unauthorized"}',
      },
      { kind: 'status', status: 302, headers: { location: 'https://login.example.org/' } },
    ] as const) {
      const rule = bench.server.faults.add({ path: 'user-invitations', fault });
      bench.server.requests.clear();
      const results = await runInvites(bench.client, many);
      rule.remove();
      assert.equal(kinds(results).filter((kind) => kind === 'failed').length, 4);
      assert.deepEqual(results.at(-1)?.outcome, { kind: 'notRun', why: 'networkGone' });
    }
  });

  it('stops taking back where a gateway answers each', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `p${index}@example.org`);
    const results = await runInvites(bench.client, planned(many));
    bench.server.faults.add({
      method: 'POST',
      path: 'cancel',
      fault: { kind: 'status', status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>No</h1>' },
    });
    assert.equal((await undoInvites(bench.client, results)).length, 4);
  });

  it('ends when cancelled while one that was refused waits for a new sign-in', async () => {
    const abort = new AbortController();
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.resolve('0123456789abcdef0123456789abcdef01234567'),
      onUnauthorized: () => {
        setImmediate(() => abort.abort());
        return new Promise<boolean>(() => undefined);
      },
      userAgent: 'test/1',
    });
    const results = await runInvites(client, planned(), { signal: abort.signal });
    client.dispose();
    assert.deepEqual(kinds(results), ['failed', 'notRun', 'notRun']);
  });
});
