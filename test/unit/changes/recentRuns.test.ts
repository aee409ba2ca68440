import assert from 'node:assert/strict';
import '../vscodeFake';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { mock } from 'node:test';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type RecentRun, RunJournals } from '../../../src/changes/runJournals';
import type { RunName } from '../../../src/changes/runName';
import type { GrantsTask } from '../../../src/grants/taskKinds';
import { newRecord, type RunRecord } from '../../../src/runs/record';
import { HeldFile } from '../../../src/runs/heldFile';
import { RunFiles } from '../../../src/runs/runFiles';

const day = 24 * 60 * 60 * 1000;
const connection = { id: 'connection', serverName: 'Nordic Cloud', user: { fullName: 'Astrid Lund' } };
const name: RunName = { kind: 'command', command: 'grantRole' };
const task: GrantsTask = {
  kind: 'role',
  id: 'ann',
  person: { uuid: 'ann', name: 'Ann' },
  scope: { kind: 'customer', uuid: 'c', name: 'Kalev' },
  role: { uuid: 'r', name: 'CUSTOMER.OWNER', label: 'Owner' },
  change: { kind: 'add', expiry: null },
};

const asIs = (run: RecentRun) => ({ ...run, started: run.record.started });
const untold = (): undefined => undefined;

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
    const kept = own.open(connection, name);
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
      (await journals().recent(asIs, untold)).runs.map(({ id, isRunning, isUndone }) => [
        id,
        isRunning,
        isUndone,
      ]),
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
    const { runs, damaged } = await journals().recent(asIs, untold);
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
    const undo = own.openUndo(connection, taken.run, { ...name, direction: 'undo' });
    assert.deepEqual(await journals().take(id), { kind: 'running' });
    await undo.begin(recordOf());
    const again = await journals().take(id);
    assert.ok(again.kind === 'run' && again.run.isUndone);
    assert.deepEqual(again.run.record.outcomes, { ann: { kind: 'done' } });
    assert.deepEqual(
      (await journals().recent(asIs, untold)).runs.map((run) => [run.name.direction, run.isUndone]),
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
    const kept = (await journals().recent(asIs, untold)).runs.map(({ id }) => id);
    assert.deepEqual(kept.toSorted(), ids.slice(2).toSorted());
    assert.equal((await readdir(folder)).length, 20);
  });

  it('are told for thirty days; what no one came back to is told until it is settled', async () => {
    const settled = await done();
    const own = journals();
    const left = await begun(own);
    windows.at(-1)?.dispose();
    const told = async () => (await journals().recent(asIs, untold)).runs.map(({ id }) => id).toSorted();
    const touchAll = async (days: number) => {
      for (const file of await readdir(folder)) {
        await touch(file, days);
      }
    };
    await touchAll(29);
    assert.deepEqual(await told(), [settled.id, left.id].toSorted());
    await touchAll(31);
    assert.deepEqual(await told(), [left.id]);
    // A clock that jumps ahead for a while takes nothing with it.
    await touchAll(0);
    assert.deepEqual(await told(), [settled.id, left.id].toSorted());
  });

  it('are kept where the clock was ahead when others were made', async () => {
    for (let run = 0; run < 20; run++) {
      const { id } = await done();
      await touch(`${id}.settled`, -400);
    }
    const { id } = await done();
    await journals().interrupted();
    assert.equal((await readdir(folder)).length, 20);
    assert.ok((await readdir(folder)).includes(`${id}.settled`));
  });

  it('are undone once, though the window that was told to crashed on the way', async () => {
    const { id } = await done();
    const first = windows.length;
    const taken = await journals().take(id);
    assert.ok(taken.kind === 'run');
    await taken.run.kept.beginUndo('undo');
    windows[first]?.dispose();
    const { runs } = await journals().recent(asIs, untold);
    assert.deepEqual(
      runs.map(({ isUndone }) => isUndone),
      [false],
      'the run that was to do it was not kept',
    );
    await writeFile(path.join(folder, 'undo.jsonl'), '');
    const again = await journals().take(id);
    assert.ok(again.kind === 'run' && again.run.isUndone);
  });

  it('are kept whole in the end when the disk was full on the way', async () => {
    const own = journals();
    const kept = await begun(own);
    const record = { ...recordOf(), outcomes: { ann: { kind: 'done' } } } as const;
    await kept.complete(record);
    assert.deepEqual((await own.find(kept.id))?.record.outcomes, {}, 'nothing was lost so far');
    const add = mock.method(HeldFile.prototype, 'add', () => Promise.reject(new Error('ENOSPC')));
    await assert.rejects(kept.add({ kind: 'sent', task: 'ann' }), { message: 'ENOSPC' });
    add.mock.restore();
    await kept.complete(record);
    await kept.settle();
    assert.deepEqual((await own.find(kept.id))?.record.outcomes, record.outcomes);
  });

  it('are gone when they turn out to be damaged', async () => {
    const { id } = await done();
    await writeFile(path.join(folder, `${id}.settled`), 'x\n');
    assert.deepEqual(await journals().take(id), { kind: 'gone' });
    assert.match((await readdir(folder)).join(), /^[\w.-]+\.damaged$/);
  });

  it('are told as they were settled, without reading all of them; not so once they changed', async () => {
    const own = journals();
    const kept = await done(own);
    const taken = await own.take(kept.id);
    assert.ok(taken.kind === 'run');
    await taken.run.kept.settle({ started: '2026-11-23T12:00:00Z', words: 'told' });
    const told = async () =>
      (
        await journals().recent(
          () => read,
          (facts) => facts as typeof read | undefined,
        )
      ).runs;
    const read = { started: '2026-11-23T12:00:00Z', words: 'read' };
    assert.deepEqual(
      (await told()).map(({ words }) => words),
      ['told'],
    );
    assert.equal((await own.find(kept.id))?.record.outcomes.ann?.kind, 'done');
    const again = await own.take(kept.id);
    assert.ok(again.kind === 'run');
    await again.run.kept.settleUndone();
    assert.deepEqual(
      (await told()).map(({ words }) => words),
      ['read'],
    );
  });

  it('are read one by one, until that is cancelled', async () => {
    await done();
    const signal = AbortSignal.abort();
    await assert.rejects(journals().recent(asIs, untold, signal), { name: 'AbortError' });
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
