import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { may } from '../../src/access/may';
import { summaryOf } from '../../src/changes/resultText';
import { undoOf } from '../../src/changes/runChoices';
import type { ChangeTask } from '../../src/changes/taskKinds';
import { groupsKind } from '../../src/edits/groupsKind';
import { groupsOfRow, type NamedGroup } from '../../src/edits/groupsTask';
import { type GroupsChange, planGroups } from '../../src/edits/planGroups';
import type { RunResult } from '../../src/runs/result';
import { readRaw } from '../../src/waldur/rawObjects';
import { signedIn } from './accessClient';
import { benchForEach } from './benchForEach';
import { after, outcomes, postsOf } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';
import { MemoryJournal } from './memoryJournal';

describe('organisation groups', () => {
  let bench: Bench;
  const open = benchForEach((opened) => {
    bench = opened;
  });

  const groups = (): readonly NamedGroup[] =>
    bench.server.world.organizationGroups.map(({ uuid, name }) => ({ uuid, name }));
  const object = (key: string) => {
    const { uuid, name } = bench.organisation(key);
    return { kind: 'customer', uuid, name } as const;
  };
  const has = async (key: string): Promise<readonly string[]> =>
    groupsOfRow(await readRaw(bench.client, object(key)))
      .map(({ name }) => name)
      .toSorted();
  const names = (some: readonly NamedGroup[]): readonly string[] => some.map(({ name }) => name).toSorted();

  async function plan(change: GroupsChange, keys: readonly string[] = ['kalev']) {
    const objects = await Promise.all(
      keys.map(async (key) => ({
        object: object(key),
        answer: may(bench.caller, 'setOrganisationGroups', object(key), new Date()),
        row: await readRaw(bench.client, object(key)),
      })),
    );
    return planGroups(objects, change);
  }
  const run = async (change: GroupsChange, keys?: readonly string[]): Promise<RunResult<ChangeTask>> =>
    runPlan(bench.client, await plan(change, keys));

  it('are sent all together, told and undone', async () => {
    const [a, b] = groups();
    assert.ok(a !== undefined && b !== undefined);
    await run({ kind: 'set', groups: [a] });
    bench.server.requests.clear();
    const result = await run({ kind: 'set', groups: [b] });
    assert.deepEqual(outcomes(result), ['done']);
    assert.equal(postsOf(bench).length, 1);
    assert.deepEqual(await has('kalev'), [b.name]);
    assert.equal(
      summaryOf(result),
      `${object('kalev').name} is now in ${b.name}. ${object('kalev').name} is no longer in ${a.name}.`,
    );
    const undone = await runPlan(bench.client, undoOf(result));
    assert.deepEqual(outcomes(undone), ['done']);
    assert.deepEqual(await has('kalev'), [a.name]);
    assert.deepEqual(outcomes(await run({ kind: 'set', groups: [] })), ['done']);
    assert.deepEqual(await has('kalev'), []);
  });

  it('of several are added and removed beside those they have; what is so already is not sent', async () => {
    const [a, b, c] = groups();
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    await run({ kind: 'set', groups: [a] });
    await run({ kind: 'set', groups: [b] }, ['revontuli']);
    bench.server.requests.clear();
    const added = await run({ kind: 'add', groups: [b, c] }, ['kalev', 'revontuli']);
    assert.equal(summaryOf(added), '2 changes made.');
    assert.equal(postsOf(bench).length, 2);
    assert.deepEqual(await has('kalev'), names([a, b, c]));
    assert.deepEqual(await has('revontuli'), names([b, c]));
    const removed = await run({ kind: 'remove', groups: [a] }, ['kalev', 'revontuli']);
    assert.deepEqual(outcomes(removed), ['done', 'skipped unchanged']);
    await runPlan(bench.client, undoOf(added));
    // Someone has removed one of them meanwhile.
    assert.deepEqual(await has('kalev'), names([b, c]));
    assert.deepEqual(await has('revontuli'), [b.name]);
  });

  it('that someone else has changed meanwhile are left alone and told', async () => {
    const [a, b, c] = groups();
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    await run({ kind: 'set', groups: [a] });
    const planned = await plan({ kind: 'add', groups: [b] });
    await run({ kind: 'add', groups: [c] });
    const result = await runPlan(bench.client, planned);
    assert.deepEqual(outcomes(result), ['skipped changedByOther']);
    assert.match(summaryOf(result), /Its groups were changed meanwhile\. It is now in .* and /);
    assert.deepEqual(await has('kalev'), names([a, c]));
  });

  it('are refused to an owner, before and by the server', async () => {
    const owner = signedIn(bench.server, 'mari.kask');
    try {
      const [a] = groups();
      assert.ok(a !== undefined);
      const before = await has('kalev');
      const planned = await plan({ kind: 'set', groups: before.includes(a.name) ? [] : [a] });
      const result = await runPlan(owner, planned);
      assert.deepEqual(outcomes(result), ['failed forbidden']);
      assert.deepEqual(await has('kalev'), before);
    } finally {
      owner.dispose();
    }
  });

  const faults = [
    ['before it', { kind: 'reset' }, 'failed network'],
    ['in the middle of the answer', { kind: 'truncate', after: 10 }, 'done'],
    ['after the answer', { kind: 'lost' }, 'done found'],
    ['by a busy gateway', { kind: 'status', status: 503 }, 'failed server'],
  ] as const;
  for (const [when, fault, outcome] of faults) {
    it(`are told truly when the connection fails ${when}`, async () => {
      const [a, b] = groups();
      assert.ok(a !== undefined && b !== undefined);
      await run({ kind: 'set', groups: [a] });
      const planned = await plan({ kind: 'set', groups: [b] });
      bench.server.faults.add({ method: 'POST', path: '/update_organization_groups/', times: 1, fault });
      const result = await runPlan(bench.client, planned);
      assert.deepEqual(outcomes(result), [outcome]);
      assert.deepEqual(await has('kalev'), [outcome.startsWith('done') ? b.name : a.name]);
      assert.deepEqual(outcomes(await goOn(bench.client, result.record)), [
        outcome.startsWith('failed') ? 'done' : outcome,
      ]);
      assert.deepEqual(await has('kalev'), [b.name]);
    });
  }

  it('that the server has not set, whatever it said, are told as without effect', async () => {
    const [a, b] = groups();
    assert.ok(a !== undefined && b !== undefined);
    await run({ kind: 'set', groups: [a] });
    const planned = await plan({ kind: 'set', groups: [b] });
    bench.server.faults.add({
      method: 'POST',
      path: '/update_organization_groups/',
      times: 1,
      fault: { kind: 'status', status: 200 },
    });
    assert.deepEqual(outcomes(await runPlan(bench.client, planned)), ['noEffect']);
  });

  it('are resumed from a record wherever it stopped', async () => {
    const [a, b] = groups();
    assert.ok(a !== undefined && b !== undefined);
    await run({ kind: 'set', groups: [a] });
    const journal = new MemoryJournal();
    await runPlan(bench.client, await plan({ kind: 'set', groups: [b] }), {
      journal,
      ...after(1, () => undefined),
    });
    const words: (readonly string[])[] = [];
    for (const record of journal.kept.map((_, kept) => journal.record(kept))) {
      words.push(outcomes(await goOn(bench.client, record)));
    }
    assert.deepEqual(words, [['skipped alreadySo'], ['done found'], ['done']]);
    const [task] = (await plan({ kind: 'set', groups: [a] })).tasks;
    assert.deepEqual(groupsKind.read(JSON.parse(JSON.stringify(task))), task);
    assert.equal(groupsKind.read({ ...task, object: { kind: 'project', uuid: 'a', name: 'b' } }), undefined);
  });

  it('of a server of 2024 are one group, sent by PATCH', async () => {
    await open(undefined, { serverVersion: '7.0' });
    const [a, b] = groups();
    assert.ok(a !== undefined && b !== undefined);
    await run({ kind: 'set', groups: [a] });
    bench.server.requests.clear();
    const result = await run({ kind: 'set', groups: [b] });
    assert.deepEqual(outcomes(result), ['done']);
    const writes = bench.server.requests.list().filter(({ method }) => method !== 'GET');
    assert.deepEqual(
      writes.map(({ method }) => method),
      ['PATCH'],
    );
    assert.deepEqual(await has('kalev'), [b.name]);
    await runPlan(bench.client, undoOf(result));
    assert.deepEqual(await has('kalev'), [a.name]);
    assert.deepEqual(outcomes(await run({ kind: 'set', groups: [] })), ['done']);
    assert.deepEqual(await has('kalev'), []);
  });

  it('of a server of 2024 that keeps silent about what it did not do are told as without effect', async () => {
    await open(undefined, { serverVersion: '7.0' });
    const [a, b] = groups();
    assert.ok(a !== undefined && b !== undefined);
    await run({ kind: 'set', groups: [a] });
    const planned = await plan({ kind: 'set', groups: [b] });
    const owner = signedIn(bench.server, 'mari.kask');
    try {
      assert.deepEqual(outcomes(await runPlan(owner, planned)), ['noEffect']);
      assert.deepEqual(await has('kalev'), [a.name]);
    } finally {
      owner.dispose();
    }
  });
});
