import assert from 'node:assert/strict';
import { cancelling, type InviteTask, resending } from '../../src/grants/invitationTasks';
import { changeKinds, type ChangeTask } from '../../src/changes/taskKinds';
import type { RunResult } from '../../src/runs/result';
import type { Plan } from '../../src/runs/task';
import { inverse } from '../../src/runs/undo';
import { benchForEach } from './benchForEach';
import { acceptedAs, addressesOf, invitesFor } from './invites';
import { after, assertReported, countsOf, outcomes, postsOf, readerPlan } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';
import { MemoryJournal } from './memoryJournal';

const addresses = Array.from({ length: 10 }, (_, index) => `p${index}@example.org`);

describe('a run of roles and invitations', () => {
  let bench: Bench;
  benchForEach((opened) => (bench = opened));

  const scope = () => bench.organisation('vattern');

  async function mixed(emails = addresses): Promise<Plan<ChangeTask>> {
    const roles = await readerPlan(bench, scope(), 10);
    return { tasks: [...roles.tasks, ...invitesFor(bench, emails, scope()).tasks] };
  }

  const undo = (result: RunResult<ChangeTask>): Plan<ChangeTask> => inverse(result, changeKinds, new Date());

  it('is cancelled and taken up again as one, and does nothing twice', async () => {
    const plan = await mixed();
    for (const count of [3, 12]) {
      const journal = new MemoryJournal();
      const abort = new AbortController();
      const before = addressesOf(bench);
      bench.server.requests.clear();
      const first = await runPlan(bench.client, plan, {
        journal,
        signal: abort.signal,
        ...after(count, () => abort.abort()),
      });
      assert.ok(countsOf(first).notRun > 0);
      const result = await goOn(bench.client, journal.record(-1), { journal });
      assert.deepEqual([...new Set(outcomes(result))], ['done']);
      assert.equal(postsOf(bench).length, 20);
      assert.deepEqual(addressesOf(bench), [...before, ...addresses].toSorted());
      assertReported(bench, scope(), result);
      await runPlan(bench.client, undo(result));
    }
  });

  it('goes on after a crash, when the last words were not written down', async () => {
    const journal = new MemoryJournal();
    await runPlan(bench.client, await mixed(), { journal });
    bench.server.requests.clear();
    const allSent = journal.kept
      .map((_, words) => journal.record(words))
      .filter(({ tasks, sent }) => tasks.every(({ id }) => sent.includes(id)));
    assert.ok(allSent.length > 1);
    for (const record of allSent) {
      const words = outcomes(await goOn(bench.client, record));
      assert.ok(
        words.every((word) => word.startsWith('done')),
        words.join(),
      );
    }
    assert.ok(outcomes(await goOn(bench.client, allSent[0] ?? journal.record(0))).includes('done found'));
    assert.deepEqual(postsOf(bench), []);
    assert.deepEqual(addressesOf(bench), addresses);
  });

  it('is taken back as one, which is kept and cancelled like every other run', async () => {
    const before = bench.grants(scope());
    const result = await runPlan(bench.client, await mixed());
    const journal = new MemoryJournal();
    const abort = new AbortController();
    const undone = await runPlan(bench.client, undo(result), {
      journal,
      signal: abort.signal,
      ...after(6, () => abort.abort()),
    });
    assert.ok(countsOf(undone).notRun > 0);
    const rest = await goOn(bench.client, journal.record(-1));
    assert.deepEqual([...new Set(outcomes(rest))], ['done']);
    assert.deepEqual(addressesOf(bench), []);
    assert.deepEqual(bench.grants(scope()), before);
    const redo = undo(rest).tasks;
    assert.equal(redo.length, 10, 'the roles; who was invited is invited anew by hand');
    assert.ok(redo.every(({ kind }) => kind === 'role'));
  });

  it('ends truly when the network goes halfway', async () => {
    let gone: { remove(): void } | undefined;
    const many = Array.from({ length: 40 }, (_, index) => `p${index}@example.org`);
    const result = await runPlan(
      bench.client,
      await mixed(many),
      after(12, () => (gone = bench.server.faults.add({ path: /./, fault: { kind: 'reset' } }))),
    );
    gone?.remove();
    assert.ok(outcomes(result).includes('notRun networkGone'));
    assert.deepEqual([...new Set(outcomes(await goOn(bench.client, result.record)))], ['done']);
    assert.deepEqual(addressesOf(bench), many.toSorted());
  });
});

describe('invitations that are cancelled or sent again', () => {
  let bench: Bench;
  const reopen = benchForEach((opened) => (bench = opened));

  const four = ['ann@example.org', 'bob@example.org', 'carl@example.org', 'dora@example.org'];

  /** Invites them, and makes of each what is to be done with its invitation. */
  async function invited(make: typeof cancelling | typeof resending): Promise<Plan<ChangeTask>> {
    const { results } = await runPlan(bench.client, invitesFor(bench, four));
    return {
      tasks: results.map(({ task, outcome }) => {
        const { invitation } = (outcome.kind === 'done' && outcome.result) as { readonly invitation: string };
        return make(invitation, task as InviteTask);
      }),
    };
  }

  const stateOf = (email: string, state?: string): string | undefined => {
    const row = bench.server.world.invitations.find((one) => one.email === email);
    if (row !== undefined && state !== undefined) {
      row.state = state;
    }
    return row?.state;
  };

  it('are looked at first: what was accepted, rejected or cancelled meanwhile is left alone', async () => {
    for (const make of [cancelling, resending]) {
      const plan = await invited(make);
      acceptedAs(bench, 'ann@example.org', 'mart.lepik');
      stateOf('bob@example.org', 'canceled');
      bench.server.requests.clear();
      const result = await runPlan(bench.client, plan);
      assert.deepEqual(outcomes(result), [
        'skipped changedByOther',
        make === cancelling ? 'skipped alreadySo' : 'skipped changedByOther',
        'done',
        'done',
      ]);
      assert.equal(postsOf(bench).length, 2);
      const [first] = result.results;
      assert.deepEqual(first?.outcome.kind === 'skipped' && first.outcome.reason, {
        kind: 'changedByOther',
        now: 'accepted',
      });
      await reopen();
    }
  });

  it('are not resent once they have expired, as that moves no end', async () => {
    let clockBehind = 8 * 24 * 60 * 60 * 1000;
    await reopen(undefined, { now: () => new Date(Date.now() - clockBehind) });
    const plan = await invited(resending);
    clockBehind = 0;
    assert.deepEqual([...new Set(outcomes(await runPlan(bench.client, plan)))], ['skipped changedByOther']);
  });

  it('are told where cancelling did nothing, and found where the answer was lost', async () => {
    const plan = await invited(cancelling);
    bench.server.faults.add({
      method: 'POST',
      path: 'cancel',
      times: 1,
      fault: { kind: 'body', body: '{}' },
    });
    bench.server.faults.add({
      method: 'POST',
      path: 'cancel',
      times: 1,
      fault: { kind: 'truncate', after: 3 },
    });
    const result = await runPlan(bench.client, plan);
    assert.deepEqual(outcomes(result).toSorted(), ['done', 'done', 'done found', 'noEffect']);
    await goOn(bench.client, result.record);
    assert.deepEqual(addressesOf(bench), []);
  });

  it('are waited with, and stopped, like every other run', async () => {
    for (const make of [cancelling, resending]) {
      const plan = await invited(make);
      bench.server.faults.add({
        method: 'POST',
        path: /cancel|send/,
        times: 2,
        fault: { kind: 'status', status: 429, headers: { 'retry-after': '3' } },
      });
      const waits: number[] = [];
      const wait = (ms: number) => {
        waits.push(ms);
        return Promise.resolve();
      };
      assert.deepEqual([...new Set(outcomes(await runPlan(bench.client, plan, { wait })))], ['done']);
      assert.deepEqual(waits, [3000, 3000]);
      const stopped = await runPlan(bench.client, plan, { signal: AbortSignal.abort() });
      assert.deepEqual([...new Set(outcomes(stopped))], ['notRun cancelled']);
      await reopen();
    }
  });
});
