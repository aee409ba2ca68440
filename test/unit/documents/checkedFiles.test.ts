import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { CheckedFiles } from '../../../src/documents/checkedFiles';

describe('files of which a plan was made', () => {
  const changes = new vscode.EventEmitter<object>();
  const disk = new Map<string, string>();
  let open: { uri: string; text: string; isDirty: boolean; getText: () => string }[] = [];

  before(() => {
    Object.assign(vscode.workspace, {
      onDidChangeTextDocument: changes.event,
      decode: (bytes: Uint8Array) =>
        Promise.resolve(
          Buffer.from(bytes)
            .toString()
            .replace(/^\ufeff/, ''),
        ),
      fs: {
        readFile: (uri: string) => {
          const text = disk.get(uri);
          return text === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(Buffer.from(text));
        },
        stat: (uri: string) =>
          disk.has(uri)
            ? Promise.resolve({ size: disk.get(uri)?.length })
            : Promise.reject(new Error('gone')),
      },
    });
    Object.defineProperty(vscode.workspace, 'textDocuments', { configurable: true, get: () => open });
  });

  beforeEach(() => {
    open = [];
    disk.clear();
    disk.set('a', '\ufeffname: a\r\n').set('b', 'name: b\n');
  });

  const files = [
    { uri: 'a', text: 'name: a\n' },
    { uri: 'b', text: 'name: b\n' },
  ] as unknown as readonly { uri: vscode.Uri; text: string }[];

  it('are good as long as all say the same', async () => {
    const checked = new CheckedFiles(files);
    assert.equal(await checked.isCurrent(), true);
    assert.equal(checked.changed.aborted, false);
    checked.dispose();
  });

  it('are not once one was written by another program, or deleted', async () => {
    for (const change of [() => disk.set('b', 'name: c\n'), () => disk.delete('b')]) {
      const checked = new CheckedFiles(files);
      change();
      assert.equal(await checked.isCurrent(), false);
      assert.equal(checked.changed.aborted, true);
      checked.dispose();
      disk.set('b', 'name: b\n');
    }
  });

  it('are not as soon as one is edited, and also when its edit is not saved', async () => {
    const document = { uri: 'a', text: 'name: x\n', isDirty: true, getText: () => document.text };
    const checked = new CheckedFiles(files);
    changes.fire({ document, contentChanges: [{}] });
    assert.equal(checked.changed.aborted, true);
    checked.dispose();
    open = [document];
    const later = new CheckedFiles(files);
    assert.equal(await later.isCurrent(), false);
    later.dispose();
  });
});
