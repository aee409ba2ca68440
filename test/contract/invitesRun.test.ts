import assert from 'node:assert/strict';
import { type InviteTask, inviteTaskId } from '../../src/grants/invitationTasks';
import { changeKinds, type ChangeTask } from '../../src/changes/taskKinds';
import type { JournalEntry, RunJournal } from '../../src/runs/record';
import type { Plan } from '../../src/runs/task';
import { inverse } from '../../src/runs/undo';
import type { Fault } from '../../src/sample/http/faults';
import { WaldurClient } from '../../src/waldur/client';
import { createFetchTransport } from '../../src/waldur/http/fetchTransport';
import { benchForEach } from './benchForEach';
import { acceptedAs, addressesOf, invitesFor } from './invites';
import { after, countsOf, outcomes, postsOf } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';

describe('a run of invitations', () => {
  let bench: Bench;
  benchForEach((opened) => (bench = opened));

  const addresses = ['ann@example.org', 'bob@example.org', 'carl@example.org'];
  const planned = (emails: readonly string[] = addresses): Plan<InviteTask> => invitesFor(bench, emails);
  const waiting = (): readonly string[] => addressesOf(bench);
  const undo = (result: Parameters<typeof inverse<ChangeTask>>[0]): Plan<ChangeTask> =>
    inverse(result, changeKinds, new Date());

  const fault = (kind: 'truncate' | 'reset', method: 'GET' | 'POST', times: number) =>
    bench.server.faults.add({
      method,
      path: 'user-invitations',
      times,
      fault: kind === 'truncate' ? { kind, after: 3 } : { kind },
    });

  it('sends each once, and cancels them again', async () => {
    bench.server.requests.clear();
    const result = await runPlan(bench.client, planned());
    assert.deepEqual(outcomes(result), ['done', 'done', 'done']);
    assert.deepEqual(waiting(), addresses);
    assert.equal(bench.server.requests.list().length, 4, 'one request each, and one list');
    const undone = await runPlan(bench.client, undo(result));
    assert.deepEqual(outcomes(undone), ['done', 'done', 'done']);
    assert.deepEqual(waiting(), []);
    assert.deepEqual(undo(undone).tasks, [], 'it cannot be redone');
  });

  it('finds out what became of one whose answer was lost', async () => {
    fault('truncate', 'POST', 1);
    const result = await runPlan(bench.client, planned());
    assert.deepEqual(outcomes(result).toSorted(), ['done', 'done', 'done found']);
    assert.deepEqual(waiting(), addresses);
    await runPlan(bench.client, undo(result));
    assert.deepEqual(waiting(), [], 'that one is taken back, too');
  });

  it('invites no one twice on another try, when it could not find out', async () => {
    fault('truncate', 'POST', 1);
    const gone = fault('reset', 'GET', 100);
    const result = await runPlan(bench.client, planned(addresses.slice(0, 1)));
    assert.deepEqual(outcomes(result), ['unknown network']);
    const again = await goOn(bench.client, result.record);
    assert.deepEqual(outcomes(again), ['unknown network'], 'nothing is sent before that is known');
    gone.remove();
    assert.deepEqual(outcomes(await goOn(bench.client, again.record)), ['done found']);
    assert.deepEqual(waiting(), addresses.slice(0, 1));
  });

  it('invites no one again who has accepted meanwhile', async () => {
    fault('truncate', 'POST', 1);
    const gone = fault('reset', 'GET', 100);
    const result = await runPlan(bench.client, planned(addresses.slice(0, 1)));
    gone.remove();
    acceptedAs(bench, 'ann@example.org', 'mart.lepik');
    bench.server.requests.clear();
    const again = await goOn(bench.client, result.record);
    assert.deepEqual(outcomes(again), ['done found']);
    assert.deepEqual(postsOf(bench), []);
    assert.deepEqual(undo(again).tasks, []);
  });

  it('sends nothing again where the caller may be shown none', async () => {
    fault('truncate', 'POST', 1);
    bench.server.faults.add({ method: 'GET', path: 'user-invitations', fault: { kind: 'body', body: '[]' } });
    const { tasks } = planned(addresses.slice(0, 1));
    const result = await runPlan(bench.client, { tasks: tasks.map((task) => ({ ...task, unlisted: true })) });
    assert.deepEqual(outcomes(result), ['unknown forbidden']);
    await goOn(bench.client, result.record);
    assert.equal(
      bench.server.requests.count(({ method, path }) => method === 'POST' && path.includes('inv')),
      1,
    );
  });

  it('tries again what did not arrive, and leaves alone what was done', async () => {
    fault('reset', 'POST', 1);
    const result = await runPlan(bench.client, planned());
    assert.deepEqual(outcomes(result).toSorted(), ['done', 'done', 'failed network']);
    assert.deepEqual([...new Set(outcomes(await goOn(bench.client, result.record)))], ['done']);
    assert.deepEqual(waiting(), addresses);
  });

  it('leaves one for another try that the server said it had sent, and does not show', async () => {
    const nothing: Fault = { kind: 'body', status: 201, body: `{"uuid":"${'a'.repeat(32)}"}` };
    bench.server.faults.add({ method: 'POST', path: 'user-invitations', times: 1, fault: nothing });
    const result = await runPlan(bench.client, planned());
    assert.deepEqual(outcomes(result).toSorted(), ['done', 'done', 'noEffect']);
    assert.deepEqual([...new Set(outcomes(await goOn(bench.client, result.record)))], ['done']);
    assert.deepEqual(waiting(), addresses);
  });

  it('writes down what is on its way before it leaves', async () => {
    const words: string[] = [];
    const sent = () => postsOf(bench).length;
    const journal: RunJournal = {
      begin: () => Promise.resolve(),
      add: (entry: JournalEntry) => {
        words.push(`${entry.kind} ${sent()}`);
        return Promise.resolve();
      },
    };
    bench.server.requests.clear();
    await runPlan(bench.client, planned(addresses.slice(0, 1)), { journal });
    assert.deepEqual(words, ['sent 0', 'outcome 1']);
  });

  it('waits when the server asks it to, and repeats what was not done', async () => {
    bench.server.faults.add({
      method: 'POST',
      path: 'user-invitations',
      times: 3,
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
    });
    const waits: number[] = [];
    const wait = (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    };
    assert.deepEqual([...new Set(outcomes(await runPlan(bench.client, planned(), { wait })))], ['done']);
    assert.deepEqual(waits, [7000, 7000, 7000]);
    assert.deepEqual(waiting(), addresses);
  });

  it('stops between two when cancelled', async () => {
    const abort = new AbortController();
    const many = Array.from({ length: 12 }, (_, index) => `p${index}@example.org`);
    const result = await runPlan(bench.client, planned(many), {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    const { done, notRun } = countsOf(result);
    assert.equal(done + notRun, 12);
    assert.ok(done <= 4, 'what was under way is waited for');
    assert.deepEqual(
      new Set(waiting()),
      new Set(
        result.results.flatMap(({ task, outcome }) =>
          task.kind === 'invite' && outcome.kind === 'done' ? [task.email] : [],
        ),
      ),
    );
  });

  it('leaves out those that the plan had left out', async () => {
    const [first, ...others] = planned().tasks;
    assert.ok(first !== undefined);
    const tasks: readonly InviteTask[] = [{ ...first, why: { kind: 'listedTwice' } }, ...others];
    assert.deepEqual(outcomes(await runPlan(bench.client, { tasks })), [
      'skipped impossible',
      'done',
      'done',
    ]);
    assert.deepEqual(waiting(), addresses.slice(1));
  });

  it('stops at an error that is no answer of the server, which is told as unknown and logged', async () => {
    const unexpected: unknown[] = [];
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: createFetchTransport(),
      token: () => Promise.reject(new TypeError('x is not a function')),
      userAgent: 'test/1',
    });
    const many = Array.from({ length: 12 }, (_, index) => `p${index}@example.org`);
    const result = await runPlan(client, planned(many), { onUnexpected: (error) => unexpected.push(error) });
    client.dispose();
    assert.deepEqual([...new Set(outcomes(result))], ['unknown thrown', 'notRun unexpected']);
    assert.ok(countsOf(result).unknown <= 4);
    assert.ok(unexpected.length > 0 && unexpected.every((error) => error instanceof TypeError));
  });

  it('stops when the server is out of reach, also when it is to take them back', async () => {
    const many = planned(Array.from({ length: 40 }, (_, index) => `p${index}@example.org`));
    for (const lost of [
      { kind: 'reset' },
      { kind: 'status', status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>Forbidden</h1>' },
      {
        kind: 'status',
        status: 401,
        headers: { 'content-type': 'application/json' },
        body: '{"message":"Unauthorized"}',
      },
      { kind: 'status', status: 302, headers: { location: 'https://login.example.org/' } },
    ] as const) {
      const rule = bench.server.faults.add({ path: 'user-invitations', fault: lost });
      const result = await runPlan(bench.client, many);
      rule.remove();
      const words = outcomes(result);
      assert.ok(words.filter((word) => word === 'notRun networkGone').length > 30, words.join());
      assert.deepEqual(waiting(), []);
    }
    const result = await runPlan(bench.client, many);
    bench.server.faults.add({
      method: 'POST',
      path: 'cancel',
      fault: { kind: 'status', status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>No</h1>' },
    });
    const back = outcomes(await runPlan(bench.client, undo(result)));
    assert.ok(back.filter((word) => word === 'notRun networkGone').length > 30, back.join());
  });

  it('lets the rest of a scope go where inviting is refused, and does not give up on others', async () => {
    const body = '{"detail":"You do not have permission to perform this action."}';
    const headers = { 'content-type': 'application/json' };
    const refused = bench.server.faults.add({
      method: 'POST',
      path: 'user-invitations',
      fault: { kind: 'status', status: 403, headers, body },
    });
    const many = Array.from({ length: 12 }, (_, index) => `p${index}@example.org`);
    const elsewhere = invitesFor(bench, addresses, bench.organisation('vattern'));
    const plan = { tasks: [...planned(many).tasks, ...elsewhere.tasks] };
    const result = await runPlan(
      bench.client,
      plan,
      after(8, () => refused.remove()),
    );
    const words = outcomes(result);
    assert.ok(words.filter((word) => word === 'failed forbidden').length <= 4, words.join());
    assert.ok(words.filter((word) => word === 'notRun permissionLost').length >= 8, words.join());
    assert.deepEqual(words.slice(-3), ['done', 'done', 'done']);
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
    const result = await runPlan(client, planned(), { signal: abort.signal });
    client.dispose();
    assert.deepEqual(outcomes(result), ['notRun cancelled', 'notRun cancelled', 'notRun cancelled']);
    assert.deepEqual(result.record.sent, []);
  });

  it('knows the same wish again, however the address is written', () => {
    const [task] = planned(['Ann@Example.org']).tasks;
    assert.ok(task !== undefined);
    assert.equal(task.id, inviteTaskId({ ...task, email: 'ann@example.org' }));
  });
});
