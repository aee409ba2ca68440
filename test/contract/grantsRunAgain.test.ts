import assert from 'node:assert/strict';
import { planExpiry, planGrants, planRevoke, planRoleChange } from '../../src/grants/plan';
import type { GrantScope, RoleTask } from '../../src/grants/roleTask';
import { changeKinds } from '../../src/changes/taskKinds';
import { readRun } from '../../src/runs/readRecord';
import type { RunJournal } from '../../src/runs/record';
import { remaining, resultOf } from '../../src/runs/result';
import type { Plan } from '../../src/runs/task';
import { inverse } from '../../src/runs/undo';
import { WaldurClient } from '../../src/waldur/client';
import { createFetchTransport } from '../../src/waldur/http/fetchTransport';
import { benchForEach } from './benchForEach';
import { type Bench, goOn, runPlan, staffName } from './grantsWorld';
import { MemoryJournal } from './memoryJournal';
import { after, assertReported, countsOf, outcomes, postsOf, readerPlan, soon } from './grantsRuns';

describe('a run taken up again, or back', () => {
  let bench: Bench;
  let scope: GrantScope;
  benchForEach((opened) => {
    bench = opened;
    scope = bench.organisation('vattern');
  });

  it('takes a changed role up again where its first half had failed', async () => {
    const [person] = bench.strangers(scope, 1);
    assert.ok(person !== undefined);
    const reader = bench.role('CUSTOMER.READER');
    const wish = { scopes: [scope], people: [person], role: reader, expiry: null };
    await runPlan(bench.client, planGrants(wish, await bench.context(scope)));
    const target = { scope, person, role: { ...reader, label: '' } };
    const plan = planRoleChange([target], bench.role('CUSTOMER.OWNER'), await bench.context(scope));
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 1,
      fault: { kind: 'status', status: 502 },
    });
    const result = await runPlan(bench.client, plan);
    assert.deepEqual(outcomes(result), ['failed server', 'skipped firstStepNotDone']);
    const second = await goOn(bench.client, result.record);
    assert.deepEqual(outcomes(second), ['done', 'done']);
    const roles = bench.grants(scope).filter((line) => line.startsWith(`${person.username ?? ''} `));
    assert.deepEqual(roles, [`${person.username ?? ''} CUSTOMER.OWNER for ever`]);
  });

  it('knows what it had sent, whatever was thrown after that', async () => {
    const plan = await readerPlan(bench, scope, 1);
    const transport = createFetchTransport();
    let isClosing = false;
    const client = new WaldurClient({
      baseUrl: bench.server.url,
      transport: {
        send: async (request) => {
          const response = await transport.send(request);
          isClosing = request.method === 'POST';
          return response;
        },
        dispose: () => transport.dispose(),
      },
      token: () => Promise.resolve(bench.server.tokens[staffName]),
      userAgent: 'test/1',
      log: {
        debug: () => {
          if (isClosing) {
            throw new Error('The window closes.');
          }
        },
        warn: () => {
          throw new Error('The window closes.');
        },
      },
    });
    const result = await runPlan(client, plan);
    assert.notDeepEqual(outcomes(result), ['done']);
    assert.deepEqual(outcomes(await goOn(bench.client, result.record)), ['done found']);
    client.dispose();
  });

  it('can be taken back as a whole after another try', async () => {
    const before = bench.grants(scope);
    bench.server.faults.add({
      method: 'POST',
      path: 'add_user',
      times: 2,
      fault: { kind: 'status', status: 502 },
    });
    const result = await runPlan(bench.client, await readerPlan(bench, scope, 6));
    assert.equal(countsOf(result).failed, 2);
    const second = await goOn(bench.client, result.record);
    assert.equal(countsOf(second).done, 6);
    await runPlan(bench.client, inverse(second, changeKinds, new Date()));
    assert.deepEqual(bench.grants(scope), before);
  });

  it('is undone to the letter: what was added, changed, removed and swapped', async () => {
    const people = bench.strangers(scope, 4);
    const reader = bench.role('CUSTOMER.READER');
    const owner = bench.role('CUSTOMER.OWNER');
    const [one, two, three, four] = people;
    assert.ok(one !== undefined && two !== undefined && three !== undefined && four !== undefined);
    await runPlan(
      bench.client,
      planGrants(
        { scopes: [scope], people: [two, three, four], role: reader, expiry: soon },
        await bench.context(scope),
      ),
    );
    const before = bench.grants(scope);
    const context = await bench.context(scope);
    const held = (person: typeof one) => ({ scope, person, role: { ...reader, label: '' } });
    const { tasks } = planGrants({ scopes: [scope], people: [one], role: reader, expiry: null }, context);
    const plan: Plan<RoleTask> = {
      tasks: [
        ...tasks,
        ...planExpiry([held(two)], null, context).tasks,
        ...planRevoke([held(three)], context).tasks,
        ...planRoleChange([held(four)], owner, context).tasks,
      ],
    };
    const result = await runPlan(bench.client, plan);
    assert.deepEqual([...new Set(outcomes(result))], ['done']);
    assert.notDeepEqual(bench.grants(scope), before);

    bench.server.requests.clear();
    const undone = await runPlan(bench.client, inverse(result, changeKinds, new Date()));
    assert.deepEqual([...new Set(outcomes(undone))], ['done']);
    assert.deepEqual(bench.grants(scope), before);
    const redone = await runPlan(bench.client, inverse(undone, changeKinds, new Date()));
    assert.deepEqual([...new Set(outcomes(redone))], ['done']);
  });

  it('cannot bring back an end that is past, and says so', async () => {
    const [person] = bench.strangers(scope, 1);
    assert.ok(person !== undefined);
    const plan = await readerPlan(bench, scope, 1);
    await runPlan(bench.client, plan);
    const target = { scope, person, role: { ...bench.role('CUSTOMER.READER'), label: '' } };
    const result = await runPlan(bench.client, planRevoke([target], await bench.context(scope)));
    const [task] = inverse(result, changeKinds, new Date('2100-01-01')).tasks;
    assert.deepEqual(task?.kind === 'role' && task.change, {
      kind: 'impossible',
      wanted: 'grant',
      why: { kind: 'past' },
    });
  });

  it('goes on where it stopped, and does no line twice', async () => {
    const journal = new MemoryJournal();
    const plan = await readerPlan(bench, scope, 30);
    bench.server.requests.clear();
    const abort = new AbortController();
    await runPlan(bench.client, plan, {
      journal,
      signal: abort.signal,
      ...after(12, () => abort.abort()),
    });
    const result = await goOn(bench.client, journal.record(-1), { journal });
    assert.deepEqual([...new Set(outcomes(result))], ['done']);
    assert.equal(postsOf(bench).length, 30);
    assertReported(bench, scope, result);
    assert.deepEqual(remaining(resultOf(journal.record(-1))).tasks, [], 'nothing is left to go on with');
  });

  it('goes on after a crash, when the last words were not written down', async () => {
    const journal = new MemoryJournal();
    const plan = await readerPlan(bench, scope, 20);
    bench.server.requests.clear();
    await runPlan(bench.client, plan, { journal });
    assert.equal(postsOf(bench).length, 20);
    let unanswered = 0;
    for (const kept of [0, 1, 2, 5, 9]) {
      const record = journal.record(kept);
      const result = await goOn(bench.client, record);
      const words = outcomes(result);
      assert.ok(
        words.every((word) => /^(done|done found|skipped alreadySo)$/.test(word)),
        words.join(),
      );
      for (const id of record.sent) {
        unanswered += record.outcomes[id] === undefined ? 1 : 0;
        const outcome = result.results.find(({ task }) => task.id === id)?.outcome;
        assert.equal(outcome?.kind, 'done', 'what this run had sent is its own doing');
      }
    }
    assert.ok(unanswered > 0);
    assert.equal(postsOf(bench).length, 20, 'nothing was sent again');
    assert.equal(
      journal.kept.some((text) => text.includes(bench.server.tokens[staffName] ?? '?')),
      false,
    );
  });

  it('does not begin when the journal cannot keep the plan', async () => {
    const plan = await readerPlan(bench, scope, 3);
    bench.server.requests.clear();
    const full: RunJournal = {
      begin: () => Promise.reject(new Error('The disk is full.')),
      add: () => Promise.resolve(),
    };
    await assert.rejects(runPlan(bench.client, plan, { journal: full }), /disk is full/);
    assert.deepEqual(bench.server.requests.list(), []);
  });

  it('does not read a record of another kind', () => {
    for (const wrong of [null, undefined, 7, 'x', {}, { version: 1 }, { version: 2, id: 'x' }]) {
      assert.equal(readRun(wrong, [], changeKinds), undefined);
    }
  });
});
