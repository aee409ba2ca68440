import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connections/connection';
import type { EditedObject } from '../../../src/documents/editedObject';
import type { ExportedObject } from '../../../src/documents/exportedObjects';
import { askToReplace, exportFiles, writeExported } from '../../../src/documents/writeExported';
import { fieldsOf, organisation } from '../edits/objects';

const connection = {
  info: { id: 'c', baseUrl: 'https://waldur.example.org/', serverName: 'Example' },
} as unknown as Connection;

function exported(uuid: string, name: string): ExportedObject {
  const edited = { row: { uuid, name }, fields: fieldsOf(organisation), values: new Map([['name', name]]) };
  return {
    connection,
    ref: { connectionId: 'c', kind: 'customer', uuid },
    edited: edited as unknown as EditedObject,
  };
}

const [one, two] = ['1'.repeat(32), '2'.repeat(32)] as const;

describe('files that objects are written to', () => {
  const folder = 'folder' as unknown as vscode.Uri;
  const disk = new Map<string, string>();
  let answer: string | undefined;
  let asked: unknown[];

  before(() => {
    Object.assign(vscode.Uri, {
      joinPath: (_: unknown, name: string) => ({ path: `/folder/${name}`, toString: () => name }),
    });
    Object.assign(vscode.workspace, {
      fs: {
        readDirectory: () => Promise.resolve([...disk.keys()].map((name) => [name, 1])),
        readFile: (uri: vscode.Uri) => Promise.resolve(Buffer.from(disk.get(String(uri)) ?? '')),
        writeFile: (uri: vscode.Uri, bytes: Uint8Array) => {
          disk.set(String(uri), Buffer.from(bytes).toString());
          return Promise.resolve();
        },
      },
    });
    Object.assign(vscode.window, {
      showWarningMessage: (...args: unknown[]) => {
        asked.push(args[0]);
        return Promise.resolve(answer);
      },
    });
  });

  beforeEach(() => {
    disk.clear();
    asked = [];
    answer = undefined;
  });

  async function write(...objects: readonly ExportedObject[]): Promise<void> {
    const files = await askToReplace(await exportFiles(folder, 'json', objects));
    await writeExported(files ?? [], new AbortController().signal, { report: () => undefined });
  }

  it('are the same ones each time, and are left as they are where they say the same', async () => {
    await write(exported(one, 'Kalev'));
    assert.deepEqual([...disk.keys()], ['kalev.waldur.jsonc']);
    await write(exported(one, 'Kalev'));
    assert.deepEqual([...disk.keys()], ['kalev.waldur.jsonc']);
    assert.deepEqual(asked, []);
  });

  it('are replaced only if that is wanted', async () => {
    await write(exported(one, 'Kalev'));
    const changed = `${disk.get('kalev.waldur.jsonc') ?? ''}// mine\n`;
    disk.set('kalev.waldur.jsonc', changed);
    await write(exported(one, 'Kalev'), exported(two, 'Tartu'));
    assert.deepEqual(asked, ['Replace 1 file that the folder has already?']);
    assert.deepEqual([...disk.keys()], ['kalev.waldur.jsonc'], 'given up: nothing is written');
    answer = 'Keep Them';
    await write(exported(one, 'Kalev'), exported(two, 'Tartu'));
    assert.equal(disk.get('kalev.waldur.jsonc'), changed);
    assert.ok(disk.has('tartu.waldur.jsonc'));
    answer = 'Replace';
    await write(exported(one, 'Kalev'));
    assert.doesNotMatch(disk.get('kalev.waldur.jsonc') ?? '', /mine/);
  });

  it('never take the place of those of another object, on any system', async () => {
    await write(exported(one, 'Kalev'));
    await write(exported(two, 'KALEV'));
    assert.deepEqual(asked, []);
    assert.deepEqual([...disk.keys()], ['kalev.waldur.jsonc', `kalev.${two}.waldur.jsonc`]);
    disk.clear();
    await write(exported(one, 'Kalev'), exported(two, 'Kalev'));
    assert.deepEqual([...disk.keys()], [`kalev.${one}.waldur.jsonc`, `kalev.${two}.waldur.jsonc`]);
    disk.set('TARTU.waldur.JSONC', 'of someone');
    await write(exported(one, 'Tartu'));
    assert.deepEqual(asked, ['Replace 1 file that the folder has already?']);
  });
});
