import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import * as vscode from 'vscode';
import type { Baseline } from '../../src/documents/baselines';
import type { EditedObject } from '../../src/documents/editedObject';
import type { Known, ObjectFiles } from '../../src/documents/objectFiles';
import { SavesUnderWay } from '../../src/documents/savesUnderWay';
import { patchRaw } from '../../src/waldur/rawObjects';
import { benchForEach } from './benchForEach';
import { DocumentSaves, withValue } from './documentSaves';
import type { Bench } from './grantsWorld';

describe('a document that is about to be saved', () => {
  let bench: Bench;
  let saves: DocumentSaves;
  let uuid = '';
  benchForEach((opened) => {
    bench = opened;
    uuid = bench.organisation('kalev').uuid;
  });
  beforeEach(async () => {
    saves = await DocumentSaves.open(bench);
  });
  afterEach(async () => {
    Reflect.deleteProperty(vscode.workspace, 'textDocuments');
    await saves.close();
  });

  /** What VS Code is told of the file before it saves this text. @param baseline what the text was made of */
  async function toldOf(
    text: string,
    baseline: Baseline | undefined,
  ): Promise<Pick<Known, 'mtime' | 'size'>> {
    const { connection, store } = saves.fieldParts;
    const ref = { connectionId: connection.info.id, kind: 'customer', uuid } as const;
    const uri = vscode.Uri.from({ scheme: 'waldur', path: uuid });
    Reflect.set(vscode.workspace, 'textDocuments', [{ uri, getText: () => text }]);
    const files = {
      target: () => Promise.resolve({ connection, store, ref }),
      keep: () => undefined,
    } as unknown as ObjectFiles;
    const underWay = new SavesUnderWay(files, { get: () => baseline });
    underWay.begin(uri, vscode.TextDocumentSaveReason.Manual);
    await underWay.look(uri);
    return underWay.statOf(uri, known);
  }

  const known: Known = { edited: {} as EditedObject, mtime: 1000, size: 500 };
  const opened = () => saves.read('customer', uuid);
  const baselineOf = ({ row, values }: EditedObject): Baseline => ({ row, values, mtime: 900, size: 500 });
  const change = (values: object) =>
    patchRaw(bench.client, { kind: 'customer', uuid }, values as Record<string, unknown>);

  it('is not older than the file where others changed other fields', async () => {
    const edited = await opened();
    await change({ phone_number: '+372 5' });
    const told = await toldOf(withValue(edited, 'email', 'me@example.org').text, baselineOf(edited));
    assert.deepEqual(told, { mtime: 900, size: 500 });
  });

  it('is older than the file where others changed the same field', async () => {
    const edited = await opened();
    await change({ email: 'they@example.org' });
    const told = await toldOf(withValue(edited, 'email', 'me@example.org').text, baselineOf(edited));
    assert.deepEqual(told, { mtime: 1000, size: 501 });
  });

  it('is older than the file where it is not known what it was made of, as it may take back what others did', async () => {
    const edited = await opened();
    await change({ phone_number: '+372 5' });
    assert.deepEqual(await toldOf(edited.text, undefined), { mtime: 1001, size: 501 });
    const { mtime, size } = await toldOf((await opened()).text, undefined);
    assert.deepEqual([mtime, size], [1000, 500]);
  });
});
