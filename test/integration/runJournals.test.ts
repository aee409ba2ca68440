import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { RunJournals } from '../../src/commands/roles/runJournals';
import type { RunRecord } from '../../src/grants/outcome';

const record: RunRecord = {
  version: 1,
  id: 'run',
  started: '2026-11-23T12:00:00Z',
  items: [],
  outcomes: {},
  sent: [],
};

describe('runs that are kept', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-journals-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const journals = () => new RunJournals(vscode.Uri.file(path.join(folder, 'runs')));

  it('are found by the next window, and not by the one that runs them', async () => {
    const own = journals();
    await own.open('connection', 'Grant role').journal.save(record);
    assert.deepEqual(await own.interrupted(), { runs: [], running: false });
    const { runs } = await journals().interrupted();
    assert.deepEqual(
      runs.map(({ connectionId, title, record: kept }) => [connectionId, title, kept.id]),
      [['connection', 'Grant role', 'run']],
    );
  });

  it('are gone once they are through, whatever is saved late', async () => {
    const { journal } = journals().open('connection', 'Grant role');
    await journal.save(record);
    await Promise.all([journal.save(record), journal.save(undefined), journal.save(record)]);
    assert.deepEqual(await readdir(path.join(folder, 'runs')), []);
  });

  it('are gone once their result was seen', async () => {
    const { journal, drop } = journals().open('connection', 'Grant role');
    await journal.save(record);
    await drop();
    await journal.save(record);
    assert.deepEqual(await readdir(path.join(folder, 'runs')), []);
  });

  it('are left to the process that carries them out', async () => {
    await journals().open('connection', 'Grant role').journal.save(record);
    const runs = path.join(folder, 'runs');
    const [file = ''] = await readdir(runs);
    await writeFile(
      path.join(runs, file),
      JSON.stringify({ connectionId: 'connection', title: '', pid: process.ppid, record }),
    );
    assert.deepEqual(await journals().interrupted(), { runs: [], running: true });
  });

  it('are thrown away when they cannot be read', async () => {
    await journals().open('connection', 'Grant role').journal.save(record);
    await writeFile(path.join(folder, 'runs', 'damaged.json'), '{"record":');
    assert.equal((await journals().interrupted()).runs.length, 1);
    assert.equal((await readdir(path.join(folder, 'runs'))).length, 1);
  });
});
