import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../../src/connections/connection';
import type { EditedObject } from '../../src/documents/editedObject';
import { ImageDrops } from '../../src/documents/imageDrops';
import { objectUri } from '../../src/documents/objectUri';
import { objectRef } from '../../src/organisations/objectRef';
import type { ImageToSend } from '../../src/pickers/imageToSend';
import { png } from '../contract/suite/cases/pictures';
import { waitUntil } from '../e2e/pages/waitUntil';

const connection = { info: { id: 'https://waldur.test/ ann' } } as unknown as Connection;
const object = { kind: 'customer', uuid: 'a'.repeat(32) } as const;
const uri = objectUri(objectRef(connection, object), [], 'Kalev');
const edited = { object, row: { uuid: object.uuid, name: 'Kalev' } } as unknown as EditedObject;

describe('what is dropped on the document of an object', () => {
  let folder: string;
  let sent: (readonly [string, ImageToSend])[];
  let drops: ImageDrops;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'drops-'));
    await writeFile(path.join(folder, 'logo.png'), png.content);
    await writeFile(path.join(folder, 'notes.txt'), 'Notes');
  });
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => {
    sent = [];
    drops = new ImageDrops({
      connections: { connections: [connection] },
      objects: { editedOf: () => Promise.resolve(edited) },
      set: (scope, file) => {
        sent.push([scope.object.name, file]);
        return Promise.resolve();
      },
    });
  });

  const drop = (...uris: readonly vscode.Uri[]) => {
    const dropped = new vscode.DataTransfer();
    dropped.set('text/uri-list', new vscode.DataTransferItem(uris.map(String).join('\r\n')));
    return drops.provideDocumentDropEdits({ uri }, dropped);
  };
  const fileOf = (name: string) => vscode.Uri.file(path.join(folder, name));

  it('becomes its image where it is an image file of the Explorer, and writes nothing into the text', async () => {
    const [edit, ...more] = (await drop(fileOf('logo.png'))) ?? [];
    assert.deepEqual([edit?.insertText, more], ['', []]);
    const [[name, file] = []] = await waitUntil(
      'the image to be set',
      () => Promise.resolve(sent),
      (all) => all.length === 1,
    );
    assert.equal(name, 'Kalev');
    assert.ok(file?.kind === 'image');
    assert.deepEqual([file.image.name, file.image.path], ['logo.png', fileOf('logo.png').fsPath]);
  });

  it('is handled as always where it is something else, several, or of the web', async () => {
    assert.equal(await drop(fileOf('notes.txt')), undefined);
    assert.equal(await drop(fileOf('logo.png'), fileOf('notes.txt')), undefined);
    assert.equal(await drop(vscode.Uri.parse('https://elsewhere.test/logo.png')), undefined);
    assert.equal(await drops.provideDocumentDropEdits({ uri }, new vscode.DataTransfer()), undefined);
    assert.deepEqual(sent, []);
  });

  it('tells what is wrong with an image file that cannot be read', async () => {
    assert.ok(await drop(fileOf('missing.png')));
    const [[, file] = []] = await waitUntil(
      'the problem',
      () => Promise.resolve(sent),
      (all) => all.length === 1,
    );
    assert.ok(file?.kind === 'problem' && file.message.includes('missing.png could not be read'));
  });
});
