import assert from 'node:assert/strict';
import '../vscodeFake';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RunJournals } from '../../../src/changes/runJournals';
import { RunFiles } from '../../../src/runs/runFiles';
import { titleOf } from '../../../src/changes/runTitle';
import type { RoleTask } from '../../../src/grants/roleTask';
import type { GrantsTask } from '../../../src/grants/taskKinds';
import type { Outcome } from '../../../src/runs/outcome';
import type { RunRecord } from '../../../src/runs/record';

const role = { uuid: 'r', name: 'CUSTOMER.OWNER', label: 'Owner' };
const scope = { kind: 'customer', uuid: 'c', name: 'Kalev' } as const;

function task(id: string): RoleTask {
  return {
    kind: 'role',
    id,
    person: { uuid: id, name: id },
    scope,
    role,
    change: { kind: 'add', expiry: null },
  };
}

const record: RunRecord<GrantsTask> = {
  version: 2,
  id: 'run',
  started: '2026-11-23T12:00:00Z',
  tasks: [
    ...['ann', 'bob', 'carl'].map(task),
    ...['dora', 'emil'].map(
      (id) => ({ kind: 'invite', id, email: `${id}@example.org`, role, scope }) as const,
    ),
  ],
  outcomes: {},
  sent: [],
};

const nothing = { runs: [], running: false, damaged: [], newer: [] };

const connection = { id: 'connection', serverName: 'Nordic Cloud', user: { fullName: 'Astrid Lund' } };

describe('runs that are kept', () => {
  let folder = '';

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'waldur-journals-')), 'runs');
  });

  afterEach(async () => {
    windows.splice(0).forEach((files) => files.dispose());
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  /** A window that takes what was left alone for no time at all. */
  const windows: RunFiles[] = [];
  const journals = (times = { beat: 60_000, quiet: 0 }) => {
    const files = new RunFiles(folder, times);
    windows.push(files);
    return new RunJournals(files);
  };
  /** What the next window finds once it has seen that nothing moves. */
  const found = async () => {
    const next = journals();
    await next.interrupted();
    return next.interrupted();
  };
  const begun = async () => {
    const kept = journals().open(connection, { kind: 'command', command: 'grantRole' });
    await kept.begin(record);
    return kept;
  };
  const theFile = async () => path.join(folder, (await readdir(folder))[0] ?? '');

  it('are found by the next window, and not by the one that runs them', async () => {
    const own = journals();
    await own.open(connection, { kind: 'command', command: 'grantRole' }).begin(record);
    assert.deepEqual(await own.interrupted(), nothing);
    const { runs } = await found();
    assert.deepEqual(
      runs.map(({ connectionId, name, record }) => [connectionId, titleOf(name), record.id]),
      [['connection', 'Grant Role', 'run']],
    );
  });

  it('of versions before are found by the title they wrote down', async () => {
    await begun();
    const file = await theFile();
    const [head = '{}', ...lines] = (await readFile(file, 'utf8')).split('\n');
    const old = { ...(JSON.parse(head) as object), name: undefined, title: 'Undo: Grant role' };
    await writeFile(file, [JSON.stringify(old), ...lines].join('\n'));
    const { runs } = await found();
    assert.deepEqual(
      runs.map(({ name }) => titleOf(name)),
      ['Undo: Grant role'],
    );
  });

  it('keep the command, not its title in the language of the day', async () => {
    await begun();
    assert.doesNotMatch(await readFile(await theFile(), 'utf8'), /Grant Role/);
  });

  it('are as far as they came: what was done, and what was sent without an answer', async () => {
    const kept = await begun();
    await kept.add({ kind: 'sent', task: 'ann' });
    await kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    await kept.add({ kind: 'sent', task: 'bob' });
    await kept.add({ kind: 'sent', task: 'carl' });
    await kept.add({
      kind: 'outcome',
      task: 'carl',
      outcome: { kind: 'notRun', why: 'cancelled' },
      sent: false,
    });
    const sent: Outcome = { kind: 'done', result: { invitation: 'i' } };
    await kept.add({ kind: 'outcome', task: 'emil', outcome: sent, sent: true });
    const [run] = (await found()).runs;
    assert.deepEqual(run?.record.outcomes, {
      ann: { kind: 'done' },
      carl: { kind: 'notRun', why: 'cancelled' },
      emil: sent,
    });
    assert.deepEqual(run.record.sent, ['ann', 'bob', 'emil']);
  });

  it('lose no more than the line that a crash cut short', async () => {
    const kept = await begun();
    await kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    await appendFile(await theFile(), '{"kind":"outcome","task":"bob","outc');
    const [run] = (await found()).runs;
    assert.deepEqual(run?.record.outcomes, { ann: { kind: 'done' } });
  });

  it('can be read after a crash at any byte', async () => {
    const kept = await begun();
    const file = await theFile();
    const { length } = await readFile(file);
    await kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    await kept.begin({ ...record, outcomes: { ann: { kind: 'done' } } });
    await kept.add({ kind: 'outcome', task: 'bob', outcome: { kind: 'done' }, sent: true });
    windows.forEach((files) => files.dispose());
    const [name = ''] = await readdir(folder);
    const text = await readFile(path.join(folder, name));
    let done = 0;
    // The first line is there as a whole or not at all. Every fifth, as each takes some milliseconds.
    const ends = Array.from({ length: text.length - length }, (_, index) => length + index);
    for (const end of [...ends.filter((each) => each % 5 === 0), text.length]) {
      await writeFile(path.join(folder, name), text.subarray(0, end));
      const [run] = (await journals().interrupted()).runs;
      const outcomes = Object.keys(run?.record.outcomes ?? assert.fail(`cut at ${end}`)).length;
      assert.ok(outcomes >= done);
      done = outcomes;
    }
    assert.equal(done, 2);
  });

  it('grow by what is new, not by the whole plan', async () => {
    const kept = await begun();
    const before = (await readFile(await theFile())).length;
    await kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    assert.ok((await readFile(await theFile())).length - before < 100);
  });

  it('are not offered once nothing is left', async () => {
    const kept = await begun();
    for (const { id } of record.tasks.slice(0, -1)) {
      await kept.add({ kind: 'outcome', task: id, outcome: { kind: 'done' }, sent: true });
    }
    assert.equal((await found()).runs.length, 1, 'an invitation is left');
    const skipped: Outcome = { kind: 'skipped', reason: { kind: 'alreadySo' } };
    await kept.add({ kind: 'outcome', task: 'emil', outcome: skipped, sent: false });
    assert.deepEqual(await found(), nothing);
    assert.deepEqual(await readdir(folder), [`${kept.id}.settled`]);
  });

  it('are offered no more once their result was seen, whatever is said late', async () => {
    const kept = await begun();
    await Promise.all([
      kept.add({ kind: 'sent', task: 'ann' }),
      kept.settle(),
      kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true }),
    ]);
    assert.deepEqual(await found(), nothing);
    const [run] = (
      await journals().recent(
        (run) => ({ ...run, started: run.record.started }),
        () => undefined,
      )
    ).runs;
    assert.deepEqual([run?.record.outcomes, run?.record.sent], [{}, ['ann']]);
  });

  it('are left to the window that carries them out', async () => {
    const own = journals();
    await own.open(connection, { kind: 'command', command: 'grantRole' }).begin(record);
    const other = journals({ beat: 60_000, quiet: 60_000 });
    await other.interrupted();
    assert.deepEqual(await other.interrupted(), { ...nothing, running: true });
  });

  it('are left for a while to a version that holds no files', async () => {
    await mkdir(folder, { recursive: true });
    const old = { connectionId: 'connection', title: 'Grant role', pid: 1, record };
    await writeFile(path.join(folder, 'old.jsonl'), `${JSON.stringify(old)}\n`);
    const next = journals();
    assert.deepEqual(await next.interrupted(), { ...nothing, running: true });
    assert.equal((await next.interrupted()).runs.length, 1);
  });

  it('are let go with their window, for the next one at once', async () => {
    const kept = await begun();
    windows.forEach((files) => files.dispose());
    assert.equal((await journals().interrupted()).runs.length, 1);
    await assert.rejects(kept.add({ kind: 'sent', task: 'ann' }), { name: 'TakenOverError' });
  });

  it('go on in one window only, with what the other has written down', async () => {
    const kept = await begun();
    const [one, other] = [journals(), journals()];
    const finds = await Promise.all(
      [one, other].map(async (window) => {
        await window.interrupted();
        return (await window.interrupted()).runs;
      }),
    );
    await kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    const [first, second] = finds.flat();
    await one.interrupted();
    assert.ok(first !== undefined && second !== undefined);
    const claimed = await one.claim(first);
    assert.deepEqual(Object.keys(claimed?.record.outcomes ?? {}), ['ann']);
    assert.equal(await other.claim(second), undefined);
    const before = await readdir(folder);
    await assert.rejects(kept.add({ kind: 'sent', task: 'bob' }), { name: 'TakenOverError' });
    await assert.rejects(kept.begin(record), { name: 'TakenOverError' });
    await kept.settle();
    assert.deepEqual(await readdir(folder), before, 'what the other goes on with stays');
  });

  it('go on after a line that was cut short, and are as far as both came', async () => {
    const kept = await begun();
    await kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    await appendFile(await theFile(), '{"kind":"outcome","task":"bob","outc');
    const next = journals();
    await next.interrupted();
    const [run] = (await next.interrupted()).runs;
    const claimed = run === undefined ? undefined : await next.claim(run);
    assert.ok(claimed !== undefined);
    await claimed.kept.begin(claimed.record);
    await claimed.kept.add({ kind: 'outcome', task: 'bob', outcome: { kind: 'done' }, sent: true });
    const [again] = (await found()).runs;
    assert.deepEqual(Object.keys(again?.record.outcomes ?? {}), ['ann', 'bob']);
    assert.deepEqual(again?.name, { kind: 'command', command: 'grantRole' });
  });

  it('can be read by their owner alone', async () => {
    await begun();
    assert.equal((await stat(await theFile())).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });
});
