import assert from 'node:assert/strict';
import '../vscodeFake';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { mock } from 'node:test';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RunJournals } from '../../../src/changes/runJournals';
import type { RunName } from '../../../src/changes/runName';
import type { GrantsTask } from '../../../src/grants/taskKinds';
import { newRecord, type RunRecord } from '../../../src/runs/record';
import { RunFiles } from '../../../src/runs/runFiles';

const day = 24 * 60 * 60 * 1000;
const name: RunName = { kind: 'command', command: 'grantRole' };
const task: GrantsTask = {
  kind: 'role',
  id: 'ann',
  person: { uuid: 'ann', name: 'Ann' },
  scope: { kind: 'customer', uuid: 'c', name: 'Kalev' },
  role: { uuid: 'r', name: 'CUSTOMER.OWNER', label: 'Owner' },
  change: { kind: 'add', expiry: null },
};

function recordOf(started = new Date()): RunRecord<GrantsTask> {
  return newRecord({ tasks: [task] }, started);
}

describe('runs that are through', () => {
  let folder = '';
  const windows: RunFiles[] = [];

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'waldur-recent-')), 'runs');
  });

  afterEach(async () => {
    windows.splice(0).forEach((files) => files.dispose());
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  const journals = (quiet = 60_000): RunJournals => {
    const files = new RunFiles(folder, { beat: 60_000, quiet });
    windows.push(files);
    return new RunJournals(files);
  };
  const begun = async (own = journals(), started?: Date) => {
    const kept = own.open('connection', name);
    await kept.begin(recordOf(started));
    return kept;
  };
  const done = async (own = journals(), started?: Date) => {
    const kept = await begun(own, started);
    await kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    await kept.settle();
    return kept;
  };
  const touch = (file: string, days: number) => {
    const then = new Date(Date.now() - days * day);
    return utimes(path.join(folder, file), then, then);
  };

  it('are listed in every window, the last one first, with what is at work', async () => {
    const first = await done(journals(), new Date('2026-11-23T12:00:00Z'));
    const second = await begun(journals(), new Date('2026-11-24T12:00:00Z'));
    const third = await begun(journals(), new Date('2026-11-25T12:00:00Z'));
    await third.ask();
    assert.deepEqual(
      (await journals().recent()).runs.map(({ id, isRunning, isUndone }) => [id, isRunning, isUndone]),
      [
        [third.id, false, false],
        [second.id, true, false],
        [first.id, false, false],
      ],
    );
  });

  it('are listed beside one that cannot be read', async () => {
    await done();
    await writeFile(path.join(folder, 'other.settled'), '{"kind":\n');
    const { runs, damaged } = await journals().recent();
    assert.equal(runs.length, 1);
    assert.deepEqual(damaged, [path.join(folder, 'other.settled.damaged')]);
  });

  it('are taken wherever a person is asked about them, by one window alone', async () => {
    const asking = await begun();
    await asking.ask();
    const taken = await Promise.all([journals(), journals()].map((window) => window.take(asking.id)));
    assert.deepEqual(taken.map(({ kind }) => kind).toSorted(), ['run', 'running']);
    await assert.rejects(asking.add({ kind: 'sent', task: 'ann' }), { name: 'TakenOverError' });
    const files = await readdir(folder);
    await asking.settle();
    assert.deepEqual(await readdir(folder), files, 'whoever was asked lets go of nothing');
  });

  it('are taken from the message of the same window, which then holds nothing', async () => {
    const own = journals();
    const asking = await begun(own);
    await asking.ask();
    const taken = await own.take(asking.id);
    assert.ok(taken.kind === 'run');
    await assert.rejects(asking.begin(recordOf()), { name: 'TakenOverError' });
    await taken.run.kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
  });

  it('are left to whoever is at them', async () => {
    const own = journals();
    const { id } = await begun(own);
    assert.deepEqual(await journals().take(id), { kind: 'running' });
    assert.deepEqual(await own.take(id), { kind: 'running' });
    assert.deepEqual(await own.take('other'), { kind: 'gone' });
  });

  it('say that they were undone from when the run that does it is kept', async () => {
    const { id } = await done();
    const own = journals();
    const taken = await own.take(id);
    assert.ok(taken.kind === 'run' && !taken.run.isUndone);
    const undo = own.openUndo(taken.run, { ...name, direction: 'undo' });
    assert.deepEqual(await journals().take(id), { kind: 'running' });
    await undo.begin(recordOf());
    const again = await journals().take(id);
    assert.ok(again.kind === 'run' && again.run.isUndone);
    assert.deepEqual(again.run.record.outcomes, { ann: { kind: 'done' } });
    assert.deepEqual(
      (await journals().recent()).runs.map((run) => [run.name.direction, run.isUndone]),
      [
        ['undo', false],
        [undefined, true],
      ],
    );
  });

  it('are not offered when they were undone before they were through', async () => {
    const kept = await begun();
    await kept.settleUndone();
    const [name = ''] = await readdir(folder);
    await rm(path.join(folder, `${kept.id}.jsonl`), { force: true });
    const files = windows[0];
    assert.ok(files !== undefined);
    const claimed = await files.claim(path.join(folder, name), 'running');
    files.dispose();
    assert.ok(claimed !== undefined);
    assert.deepEqual((await journals().interrupted()).runs, []);
    assert.deepEqual(await readdir(folder), [`${kept.id}.settled`]);
  });

  it('are kept twenty at most', async () => {
    const ids: string[] = [];
    for (let run = 0; run < 22; run++) {
      const { id } = await done();
      ids.push(id);
      await touch(`${id}.settled`, 22 - run);
    }
    const kept = (await journals().recent()).runs.map(({ id }) => id);
    assert.deepEqual(kept.toSorted(), ids.slice(2).toSorted());
    assert.equal((await readdir(folder)).length, 20);
  });

  it('are kept for thirty days, and so is what no one came back to; not so what a window holds', async () => {
    const [settled, left, held] = [await done(), await begun(), await begun()];
    const leftFile = (await readdir(folder)).find((file) => file.startsWith(left.id)) ?? '';
    // Its window was closed.
    windows[1]?.dispose();
    assert.notEqual(leftFile, '');
    const prune = () => journals().interrupted();
    const touchAll = async (days: number) => {
      for (const file of await readdir(folder)) {
        await touch(file, days);
      }
    };
    await touchAll(29);
    await prune();
    assert.equal((await readdir(folder)).length, 3);
    await touchAll(31);
    await prune();
    assert.deepEqual(
      (await readdir(folder)).map((file) => file.split('.')[0]),
      [held.id],
    );
    assert.notEqual(settled.id, held.id);
  });

  it('are not taken from a window that slept with the machine', async () => {
    const { id } = await begun();
    let now = 0;
    const clock = mock.method(performance, 'now', () => now);
    const other = journals(10_000);
    try {
      await other.interrupted();
      // Where that clock goes on while the machine sleeps.
      now += 8 * 60 * 60 * 1000;
      assert.deepEqual((await other.interrupted()).runs, []);
      now += 10_000;
      assert.deepEqual(
        (await other.interrupted()).runs.map((run) => run.id),
        [id],
        'it has not moved since',
      );
    } finally {
      clock.mock.restore();
    }
  });
});
