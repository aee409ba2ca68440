import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EditedObject } from '../../src/documents/editedObject';
import { planEdits } from '../../src/documents/planEdits';
import { type FieldEnd, saveField } from '../../src/documents/saveField';
import type { GrantScope } from '../../src/grants/roleTask';
import type { Fault } from '../../src/sample/http/faults';
import { readRaw } from '../../src/waldur/rawObjects';
import { benchForEach } from './benchForEach';
import { DocumentSaves } from './documentSaves';
import { fieldsOf } from './fieldsRuns';
import type { Bench } from './grantsWorld';

describe('one field of one organisation', () => {
  let bench: Bench;
  let saves: DocumentSaves;
  let object: GrantScope;
  let edited: EditedObject;
  /** Messages in the corner. */
  let shown: string[] = [];
  benchForEach((opened) => {
    bench = opened;
    object = bench.organisation('kalev');
  });
  beforeEach(async () => {
    saves = await DocumentSaves.open(bench);
    edited = await saves.read('customer', object.uuid);
    shown = [];
    for (const each of ['showInformationMessage', 'showErrorMessage']) {
      Reflect.set(vscode.window, each, (text: string) => {
        shown.push(text);
        return Promise.resolve(undefined);
      });
    }
  });
  afterEach(async () => {
    Reflect.deleteProperty(vscode.window, 'showInformationMessage');
    Reflect.deleteProperty(vscode.window, 'showErrorMessage');
    await saves.close();
  });

  const emailNow = async () => (await fieldsOf(bench.client, object, ['email'])).email;
  const patchFault = (fault: Fault, times?: number) =>
    bench.server.faults.add({
      ...{ method: 'PATCH', path: 'api/customers/', fault },
      ...(times === undefined ? {} : { times }),
    });
  const refusal = (status: number, body: string): Fault => ({
    kind: 'status',
    status,
    headers: { 'content-type': 'application/json' },
    body,
  });
  const patches = () => bench.server.requests.count(({ method }) => method === 'PATCH');

  function save(value: unknown, of = edited, field = 'email'): Promise<FieldEnd> {
    const parts = saves.fieldParts;
    return saveField(parts, parts.connection, object, of, field, value);
  }

  /** Why it was not saved; what was typed is still there to be sent again. */
  async function refused(value: unknown): Promise<string> {
    const end = await save(value);
    assert.ok(end.kind === 'notDone');
    assert.deepEqual(shown, [], 'whoever typed it is told where they typed it');
    return end.why;
  }

  it('is saved with one request, and told', async () => {
    bench.server.requests.clear();
    assert.deepEqual(await save('new@example.org'), { kind: 'done' });
    assert.deepEqual([await emailNow(), patches()], ['new@example.org', 1]);
    assert.deepEqual(shown, [`${object.name}: E-mail changed.`]);
  });

  it('that stays as it is costs nothing, and says so', async () => {
    bench.server.requests.clear();
    assert.deepEqual(await save(edited.values.get('email')), { kind: 'done' });
    assert.equal(patches(), 0);
    assert.deepEqual(shown, [`E-mail of ${object.name} stays as it is.`]);
  });

  it('that the server refuses says what it says of the field', async () => {
    patchFault(refusal(400, '{"email":["Not this one."]}'), 1);
    assert.match(await refused('new@example.org'), /E-mail|email.*Not this one\./);
    assert.deepEqual(await save('new@example.org'), { kind: 'done' });
  });

  it('is not saved when the permission is lost, the object is gone or the network is, each in words', async () => {
    const before = await emailNow();
    for (const [fault, words] of [
      [refusal(403, '{"detail":"You do not have permission to perform this action."}'), /permission/],
      [refusal(404, '{"detail":"Not found."}'), /no longer exists/],
      [{ kind: 'reset' }, /server|connection|network/i],
    ] as const) {
      patchFault(fault);
      assert.match(await refused('new@example.org'), words);
      bench.server.faults.clear();
    }
    assert.equal(await emailNow(), before);
  });

  it('is found to be saved when the answer is lost', async () => {
    patchFault({ kind: 'truncate', after: 40 });
    assert.deepEqual(await save('new@example.org'), { kind: 'done' });
    assert.equal(await emailNow(), 'new@example.org');
  });

  it('that someone else changed meanwhile is replaced only after that was told', async () => {
    await bench.staff('PATCH', `/api/customers/${object.uuid}/`, { email: 'other@example.org' });
    const end = await save('mine@example.org');
    assert.ok(end.kind === 'notDone');
    assert.match(end.why, /Someone else.*other@example\.org.*Press Enter to replace/);
    assert.equal(await emailNow(), 'other@example.org');
    assert.deepEqual(await save('mine@example.org', end.edited), { kind: 'done' });
    assert.equal(await emailNow(), 'mine@example.org');
  });

  it('of several is planned with what each has, what cannot be read has its place, and answers are counted', async () => {
    const gone: GrantScope = { ...object, uuid: 'f'.repeat(32), name: 'Gone' };
    const { connection, store } = saves.fieldParts;
    const plan = await planEdits(
      connection,
      store,
      [object, bench.organisation('emajoe'), gone],
      new Map<string, unknown>([['blocked', true]]),
      new AbortController().signal,
    );
    assert.deepEqual(
      plan.tasks.map(({ changes, why }) => [changes.map(({ from, to }) => [from, to]), why?.kind]),
      [
        [[[false, true]], undefined],
        [[[false, true]], undefined],
        [[[null, true]], 'unreadable'],
      ],
    );
    assert.match(plan.warnings.join(), /^2 organisations will be blocked\. Nothing in the organisation/);
    assert.equal((await readRaw(bench.client, object)).blocked, false);
  });
});
