import assert from 'node:assert/strict';
import '../vscodeFake';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RunJournals } from '../../../src/changes/runJournals';
import { titleOf } from '../../../src/changes/runName';
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

describe('runs that are kept', () => {
  let folder = '';

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'waldur-journals-')), 'runs');
  });

  afterEach(async () => {
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  const journals = () => new RunJournals(folder);
  const begun = async () => {
    const kept = journals().open('connection', { kind: 'command', command: 'grantRole' });
    await kept.begin(record);
    return kept;
  };
  const theFile = async () => path.join(folder, (await readdir(folder))[0] ?? '');

  it('are found by the next window, and not by the one that runs them', async () => {
    const own = journals();
    await own.open('connection', { kind: 'command', command: 'grantRole' }).begin(record);
    assert.deepEqual(await own.interrupted(), { runs: [], running: false });
    const { runs } = await journals().interrupted();
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
    const { runs } = await journals().interrupted();
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
    const [run] = (await journals().interrupted()).runs;
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
    const [run] = (await journals().interrupted()).runs;
    assert.deepEqual(run?.record.outcomes, { ann: { kind: 'done' } });
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
    assert.equal((await journals().interrupted()).runs.length, 1, 'an invitation is left');
    const skipped: Outcome = { kind: 'skipped', reason: { kind: 'alreadySo' } };
    await kept.add({ kind: 'outcome', task: 'emil', outcome: skipped, sent: false });
    assert.deepEqual(await journals().interrupted(), { runs: [], running: false });
    assert.deepEqual(await readdir(folder), []);
  });

  it('are gone once their result was seen, whatever is said late', async () => {
    const kept = await begun();
    await Promise.all([
      kept.add({ kind: 'sent', task: 'ann' }),
      kept.drop(),
      kept.add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true }),
    ]);
    assert.deepEqual(await readdir(folder), []);
  });

  it('are left to the process that carries them out', async () => {
    await begun();
    const file = await theFile();
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(`"pid":${process.pid}`, `"pid":${process.ppid}`));
    assert.deepEqual(await journals().interrupted(), { runs: [], running: true });
  });

  it('are thrown away when they are damaged, and kept when they cannot be read just now', async () => {
    await begun();
    await writeFile(path.join(folder, 'damaged.jsonl'), '{"record":\n');
    await writeFile(path.join(folder, 'other.jsonl'), 'null\n7\n');
    // Reading a folder as a file fails, as a locked file does.
    await mkdir(path.join(folder, 'locked.jsonl'));
    assert.equal((await journals().interrupted()).runs.length, 1);
    assert.deepEqual((await readdir(folder)).filter((name) => !name.includes('-')).toSorted(), [
      'locked.jsonl',
    ]);
  });
});
