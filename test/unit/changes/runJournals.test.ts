import assert from 'node:assert/strict';
import '../vscodeFake';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RunJournals, type RunState } from '../../../src/changes/runJournals';
import { titleOf } from '../../../src/changes/runName';
import { plannedInvites } from '../../../src/grants/inviteRun';
import type { RoleTask } from '../../../src/grants/roleTask';

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

const state: RunState = {
  record: {
    version: 2,
    id: 'run',
    started: '2026-11-23T12:00:00Z',
    tasks: [task('ann'), task('bob'), task('carl')],
    outcomes: {},
    sent: [],
  },
  invites: plannedInvites(
    ['dora@example.org', 'emil@example.org'].map((email) => ({
      email,
      role,
      scope: { object: { kind: 'customer', uuid: 'c' }, name: 'Kalev' },
    })),
  ),
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
    await kept.begin(state);
    return kept;
  };
  const theFile = async () => path.join(folder, (await readdir(folder))[0] ?? '');

  it('are found by the next window, and not by the one that runs them', async () => {
    const own = journals();
    await own.open('connection', { kind: 'command', command: 'grantRole' }).begin(state);
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
    const { add } = await begun();
    await add({ kind: 'sent', task: 'ann' });
    await add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    await add({ kind: 'sent', task: 'bob' });
    await add({ kind: 'sent', task: 'carl' });
    await add({ kind: 'outcome', task: 'carl', outcome: { kind: 'notRun', why: 'cancelled' }, sent: false });
    await add({ kind: 'invite', index: 1, outcome: { kind: 'done', uuid: 'i' } });
    const [run] = (await journals().interrupted()).runs;
    assert.deepEqual(run?.record.outcomes, {
      ann: { kind: 'done' },
      carl: { kind: 'notRun', why: 'cancelled' },
    });
    assert.deepEqual(run.record.sent, ['ann', 'bob']);
    assert.deepEqual(
      run.invites.map(({ outcome }) => outcome.kind),
      ['notRun', 'done'],
    );
  });

  it('lose no more than the line that a crash cut short', async () => {
    const { add } = await begun();
    await add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    await appendFile(await theFile(), '{"kind":"outcome","task":"bob","outc');
    const [run] = (await journals().interrupted()).runs;
    assert.deepEqual(run?.record.outcomes, { ann: { kind: 'done' } });
  });

  it('grow by what is new, not by the whole plan', async () => {
    const { add } = await begun();
    const before = (await readFile(await theFile())).length;
    await add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true });
    assert.ok((await readFile(await theFile())).length - before < 100);
  });

  it('are not offered once nothing is left', async () => {
    const { add } = await begun();
    for (const { id } of state.record.tasks) {
      await add({ kind: 'outcome', task: id, outcome: { kind: 'done' }, sent: true });
    }
    assert.equal((await journals().interrupted()).runs.length, 1, 'the invitations are left');
    await add({ kind: 'invite', index: 0, outcome: { kind: 'done', uuid: 'i' } });
    await add({ kind: 'invite', index: 1, outcome: { kind: 'skipped', why: 'No.' } });
    assert.deepEqual(await journals().interrupted(), { runs: [], running: false });
    assert.deepEqual(await readdir(folder), []);
  });

  it('are gone once their result was seen, whatever is said late', async () => {
    const { add, drop } = await begun();
    await Promise.all([
      add({ kind: 'sent', task: 'ann' }),
      drop(),
      add({ kind: 'outcome', task: 'ann', outcome: { kind: 'done' }, sent: true }),
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
