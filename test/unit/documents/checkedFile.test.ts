import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import { CheckedFile, followsDisk, reopened, stampOf } from '../../../src/documents/checkedFile';
import { listSeparator } from '../../../src/ui/tableFile';

describe('a file of which a plan was made', () => {
  const changes = new vscode.EventEmitter<{ readonly document: vscode.TextDocument }>();
  let text: string;
  let disk: { mtime: number; size: number; text: string } | undefined;
  let state: { isDirty: boolean; isClosed: boolean; isUntitled: boolean };
  let document: vscode.TextDocument;

  before(() => {
    Object.assign(vscode.workspace, {
      onDidChangeTextDocument: changes.event,
      decode: (bytes: Uint8Array) => Promise.resolve(Buffer.from(bytes).toString()),
      fs: {
        readFile: () => Promise.resolve(Buffer.from(disk?.text ?? '')),
        stat: () => (disk === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(disk)),
      },
      openTextDocument: () =>
        disk === undefined
          ? Promise.reject(new Error('gone'))
          : Promise.resolve({ getText: () => disk?.text }),
    });
  });

  beforeEach(() => {
    text = 'user,role';
    disk = { mtime: 1, size: 9, text };
    state = { isDirty: false, isClosed: false, isUntitled: false };
    document = { getText: () => text, uri: 'file' } as unknown as vscode.TextDocument;
    for (const key of ['isDirty', 'isClosed', 'isUntitled'] as const) {
      Object.defineProperty(document, key, { get: () => state[key] });
    }
  });

  const checked = async (said: string) => new CheckedFile(document, said, await stampOf(document));

  it('is good as long as it says the same', async () => {
    const file = await checked(text);
    changes.fire({ document });
    assert.equal(await file.isCurrent(), true);
    assert.equal(file.changed.aborted, false);
  });

  it('is not good once it was edited, even if only a letter, and also if the edit is taken back', async () => {
    const file = await checked(text);
    text = 'user,Role';
    changes.fire({ document });
    assert.equal(file.changed.aborted, true);
    text = 'user,role';
    assert.equal(await file.isCurrent(), false);
  });

  it('is not good when it was edited between the check and now', async () => {
    text = 'user,rolle';
    const file = await checked('user,role');
    assert.equal(await file.isCurrent(), false);
  });

  it('is not good when another program wrote it, before the editor sees that', async () => {
    const file = await checked(text);
    disk = { mtime: 2, size: 9, text };
    assert.equal(await file.isCurrent(), false);
    assert.equal(file.changed.aborted, true);
    const other = await checked(text);
    disk = undefined;
    assert.equal(await other.isCurrent(), false, 'deleted');
  });

  it('is what the editor shows where that is not saved', async () => {
    state.isDirty = true;
    const file = await checked(text);
    disk = { mtime: 2, size: 1, text: 'x' };
    assert.equal(await file.isCurrent(), true);
  });

  it('is not good when another program wrote it while it was checked', async () => {
    const stamp = await stampOf(document);
    disk = { mtime: 2, size: 9, text: 'user,rule' };
    assert.equal(await new CheckedFile(document, text, stamp).isCurrent(), false);
  });

  it('is waited for until the editor shows what another program wrote', async () => {
    assert.equal(await followsDisk(document), true);
    disk = { mtime: 2, size: 9, text: '\uFEFFuser,rule\r\n' };
    const following = followsDisk(document);
    setTimeout(() => (text = 'user,rule\n'), 150);
    assert.equal(await following, true);
    text = 'user,role';
    const edited = followsDisk(document);
    setTimeout(() => (state.isDirty = true), 150);
    assert.equal(await edited, true, 'what is not saved counts');
  });

  it('is read again where its editor was closed', async () => {
    const file = await checked(text);
    state.isClosed = true;
    assert.equal(await file.isCurrent(), true);
    disk = { mtime: 2, size: 12, text: 'user,role,x' };
    assert.equal(await file.isCurrent(), false);
    assert.equal((await reopened(document))?.getText(), 'user,role,x');
    state.isUntitled = true;
    assert.equal(await reopened(document), undefined);
  });

  it('is written with what the locale separates lists by', () => {
    assert.deepEqual(['en-GB', 'et-EE', 'de-DE'].map(listSeparator), [',', ';', ';']);
  });
});
