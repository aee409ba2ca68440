import assert from 'node:assert/strict';
import '../vscodeFake';
import { mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RunJournals } from '../../../src/changes/runJournals';
import { RunFiles } from '../../../src/runs/runFiles';

const task = {
  kind: 'role',
  id: 'ann',
  person: { uuid: 'ann', name: 'Ann' },
  scope: { kind: 'customer', uuid: 'c', name: 'Kalev' },
  role: { uuid: 'r', name: 'CUSTOMER.OWNER', label: 'Owner' },
  change: { kind: 'add', expiry: null },
};
const record = {
  version: 2,
  id: 'run',
  started: '2026-11-23T12:00:00Z',
  tasks: [task],
  outcomes: {},
  sent: [],
};
const head = {
  kind: 'begin',
  connectionId: 'connection',
  name: { kind: 'command', command: 'grantRole' },
  record,
};
const text = (value: unknown): string => `${JSON.stringify(value)}\n`;
const withRecord = (changes: object): string => text({ ...head, record: { ...record, ...changes } });

/** What a crash, a full disk, another program or a curious person may leave. */
const damaged: Readonly<Record<string, string | Buffer>> = {
  empty: '',
  cut: text(head).slice(0, 40),
  'no-json': 'Not a run.\n',
  null: 'null\n7\n',
  'other-shape': text({ hello: 'world' }),
  'no-record': text({ ...head, record: undefined }),
  'no-connection': text({ ...head, connectionId: undefined }),
  'tasks-no-list': withRecord({ tasks: { ann: task } }),
  'unknown-kind': withRecord({ tasks: [{ ...task, kind: 'reboot' }] }),
  'unknown-change': withRecord({ tasks: [{ ...task, change: { kind: 'explode' } }] }),
  'unknown-outcome': withRecord({ outcomes: { ann: { kind: 'maybe' } } }),
  'same-id-twice': withRecord({ tasks: [task, task] }),
  binary: Buffer.from([0, 255, 254, 10, 0, 1, 2, 10]),
  'null-bytes': Buffer.alloc(4096),
  utf16: Buffer.from(text(head), 'utf16le'),
};

describe('runs that cannot be read', () => {
  let folder = '';
  let files: RunFiles;
  let journals: RunJournals;

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'waldur-damaged-')), 'runs');
    await mkdir(folder);
    await writeFile(path.join(folder, 'good.jsonl'), text(head));
    files = new RunFiles(folder, { beat: 60_000, quiet: 0 });
    journals = new RunJournals(files);
  });

  afterEach(async () => {
    files.dispose();
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  const put = (name: string, content: string | Buffer) => writeFile(path.join(folder, name), content);

  it('are named once, kept aside, and hide no other', async () => {
    for (const [name, content] of Object.entries(damaged)) {
      await put(`${name}.jsonl`, content);
    }
    const first = await journals.interrupted();
    assert.deepEqual(
      first.runs.map(({ record: { id } }) => id),
      ['run'],
    );
    assert.deepEqual(
      first.damaged.map((file) => path.basename(file)).toSorted(),
      Object.keys(damaged)
        .map((name) => `${name}.jsonl.damaged`)
        .toSorted(),
    );
    assert.deepEqual((await journals.interrupted()).damaged, []);
    assert.equal((await readdir(folder)).length, Object.keys(damaged).length + 1);
  });

  it('are not even read when they are far too large', async () => {
    await put('large.jsonl', text(head));
    await truncate(path.join(folder, 'large.jsonl'), 1024 ** 3);
    const { runs, damaged: aside } = await journals.interrupted();
    assert.deepEqual([runs.length, aside.map((file) => path.basename(file))], [1, ['large.jsonl.damaged']]);
  });

  it('are left alone where a newer version wrote them', async () => {
    await put('newer.jsonl', withRecord({ version: 3 }));
    const { runs, newer, damaged: aside } = await journals.interrupted();
    assert.deepEqual([runs.length, newer.length, aside], [1, 1, []]);
    assert.ok((await readdir(folder)).includes('newer.jsonl'));
  });

  it('are nothing where the name is that of a folder or a link', async () => {
    await mkdir(path.join(folder, 'folder.jsonl'));
    await symlink(path.join(folder, 'good.jsonl'), path.join(folder, 'link.jsonl'));
    const { runs, damaged: aside } = await journals.interrupted();
    assert.deepEqual([runs.length, aside], [1, []]);
  });

  it('are read with a byte order mark and with line breaks of Windows', async () => {
    await put('bom.jsonl', `\uFEFF${text(head)}`);
    await put('crlf.jsonl', text(head).replace('\n', '\r\n'));
    assert.equal((await journals.interrupted()).runs.length, 3);
  });
});
