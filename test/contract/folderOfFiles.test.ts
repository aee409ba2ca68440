import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import '../unit/vscodeFake';
import * as vscode from 'vscode';
import { undoOf } from '../../src/changes/runChoices';
import { readExported } from '../../src/documents/exportedObjects';
import { filesIn, readFileToApply, resolveFiles } from '../../src/documents/filesToApply';
import { planFiles } from '../../src/documents/planFiles';
import { exportFiles, writeExported } from '../../src/documents/writeExported';
import { objectRef } from '../../src/organisations/objectRef';
import type { OrganisationStore } from '../../src/organisations/organisationStore';
import { outcomes } from './grantsRuns';
import { type Bench, openBench, runPlan } from './grantsWorld';
import { savingConnection } from './savingRuns';

describe('a folder of fifty files', () => {
  let bench: Bench;
  let folder: string;
  const files = 50;
  const { signal } = new AbortController();
  const uriOf = (file: string) => ({ path: file, toString: () => file }) as unknown as vscode.Uri;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-folder-'));
    bench = await openBench(undefined, { scale: 60 });
    Object.assign(vscode.workspace, {
      textDocuments: [],
      decode: (bytes: Uint8Array) => Promise.resolve(new TextDecoder().decode(bytes)),
      fs: {
        stat: async (uri: vscode.Uri) => {
          const found = await stat(uri.path);
          return {
            type: found.isDirectory() ? vscode.FileType.Directory : vscode.FileType.File,
            size: found.size,
          };
        },
        readDirectory: async (uri: vscode.Uri) =>
          (await readdir(uri.path, { withFileTypes: true })).map((entry) => [
            entry.name,
            entry.isDirectory() ? vscode.FileType.Directory : vscode.FileType.File,
          ]),
        readFile: (uri: vscode.Uri) => readFile(uri.path),
        writeFile: (uri: vscode.Uri, bytes: Uint8Array) => writeFile(uri.path, bytes),
      },
    });
  });
  after(async () => {
    await bench.close();
    await rm(folder, { recursive: true });
    for (const name of ['textDocuments', 'decode', 'fs']) {
      Reflect.deleteProperty(vscode.workspace, name);
    }
  });

  const sent = (method: string) => bench.server.requests.count((request) => request.method === method);
  const customers = () =>
    bench.server.world.customers
      .filter(({ blocked, archived }) => blocked !== true && archived !== true)
      .slice(0, files);
  const backendIds = () => customers().map(({ backend_id: id }) => id ?? '');

  const leftOut: string[] = [];
  const leaveOut = (left: { readonly path: string }) => leftOut.push(left.path);

  /** What the files of the folder come to, as the command has it. */
  async function plan() {
    const connection = savingConnection(bench.client, bench.caller.uuid);
    const store = { caller: { get: () => Promise.resolve(bench.caller) } } as unknown as OrganisationStore;
    const read = await Promise.all((await filesIn([uriOf(folder)], signal, leaveOut)).map(readFileToApply));
    const applied = await resolveFiles(
      connection,
      store,
      read.flatMap((file) => file ?? []),
      new Set(),
      { signal, onProgress: () => undefined },
    );
    return planFiles(bench.client, applied, false, signal);
  }

  it('that is exported changes nothing; edited it is applied by fifty PUTs, and taken back by fifty PATCHes', async () => {
    const connection = savingConnection(bench.client, bench.caller.uuid);
    const store = { caller: { get: () => Promise.resolve(bench.caller) } } as unknown as OrganisationStore;
    const refs = customers().map(({ uuid }) => objectRef(connection, { kind: 'customer', uuid }));
    for (const [format, some] of [
      ['json', refs.slice(0, files / 2)],
      ['yaml', refs.slice(files / 2)],
    ] as const) {
      const objects = [];
      const source = { connection, store, what: { kind: 'objects', refs: some }, parts: false } as const;
      for await (const one of readExported(source, signal, assert.ifError)) {
        objects.push(one);
      }
      const written = await exportFiles(uriOf(folder), format, objects);
      await writeExported(written, signal, { report: () => undefined });
    }
    assert.equal((await readdir(folder)).length, files);
    assert.ok((await plan()).tasks.every((task) => task.kind === 'fields' && task.changes.length === 0));

    const names = await readdir(folder);
    for (const name of names) {
      const file = path.join(folder, name);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace(/^( *"?backend_id"?: ).*?(,?)$/m, '$1"of-a-file"$2'));
    }
    const before = backendIds();
    bench.server.requests.clear();
    const { tasks, costs } = await plan();
    assert.deepEqual([tasks.length, costs, sent('GET')], [files, [], files]);
    const result = await runPlan(bench.client, { tasks });
    assert.deepEqual([...new Set(outcomes(result))], ['done']);
    assert.deepEqual([sent('PUT'), sent('PATCH'), sent('POST')], [files, 0, 0]);
    assert.deepEqual([...new Set(backendIds())], ['of-a-file']);
    assert.ok((await plan()).tasks.every((task) => task.kind === 'fields' && task.changes.length === 0));

    assert.deepEqual([...new Set(outcomes(await runPlan(bench.client, undoOf(result))))], ['done']);
    assert.deepEqual([sent('PUT'), sent('PATCH')], [files, files]);
    assert.deepEqual(backendIds(), before);
  }).timeout(60_000);

  it('tells of the folders in it that are too deep, and reads none of them', async () => {
    const top = await mkdtemp(path.join(tmpdir(), 'waldur-deep-'));
    try {
      const deep = path.join(top, ...Array.from({ length: 13 }, () => 'a'));
      await mkdir(deep, { recursive: true });
      await writeFile(path.join(deep, 'one.waldur.json'), '{}');
      await writeFile(path.join(path.dirname(deep), 'other.waldur.json'), '{}');
      const found = await filesIn([uriOf(top)], signal, leaveOut);
      assert.deepEqual(
        [found.map((uri) => path.basename(uri.path)), leftOut],
        [['other.waldur.json'], [deep]],
      );
    } finally {
      await rm(top, { recursive: true });
    }
  });
});
