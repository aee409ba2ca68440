import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { leftOf, RunJournals } from '../../src/changes/runJournals';
import type { RunName } from '../../src/changes/runName';
import { type SaveEnd, saveFields } from '../../src/changes/saveFields';
import type { FieldsObject } from '../../src/edits/fieldsTask';
import { stateOf } from '../../src/runs/fileName';
import { RunFiles } from '../../src/runs/runFiles';
import type { Fault } from '../../src/sample/http/faults';
import type { WaldurClient } from '../../src/waldur/client';
import { signedIn } from './accessClient';
import { benchForEach } from './benchForEach';
import { fieldsOf, taskFor } from './fieldsRuns';
import { type Bench, staffName } from './grantsWorld';
import { savingConnection, savingRuns } from './savingRuns';

const edit: RunName = { kind: 'command', command: 'edit' };
const notRecorded = /^Nothing was changed, because this run cannot be recorded on this machine\./;
const messages = [
  'showInformationMessage',
  'showWarningMessage',
  'showErrorMessage',
  'withProgress',
] as const;

describe('a save of fields', () => {
  let bench: Bench;
  let object: FieldsObject;
  let folder = '';
  let files: RunFiles;
  let journals: RunJournals;
  let client: WaldurClient;
  /** What was shown, and which objects the store was told of. */
  let shown: string[] = [];
  let told: string[] = [];
  benchForEach((opened) => {
    bench = opened;
    const { uuid, name } = bench.organisation('kalev');
    object = { kind: 'customer', uuid, name };
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-save-'));
    files = new RunFiles(path.join(folder, 'runs'), { beat: 60_000, quiet: 60_000 });
    journals = new RunJournals(files);
    client = signedIn(bench.server, staffName);
    [shown, told] = [[], []];
    for (const each of messages) {
      Reflect.set(vscode.window, each, () => {
        shown.push(each);
        return Promise.resolve(undefined);
      });
    }
  });
  afterEach(async () => {
    messages.forEach((each) => Reflect.deleteProperty(vscode.window, each));
    client.dispose();
    files.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const wanted = { email: 'new@example.org' };
  const emailNow = async () => (await fieldsOf(bench.client, object, ['email'])).email;
  const patchFault = (fault: Fault) =>
    bench.server.faults.add({ method: 'PATCH', path: 'api/customers/', fault });

  const connection = () => savingConnection(client, bench.caller.uuid);
  const changeRuns = () =>
    savingRuns(journals, (refs) => told.push(...refs.map(({ kind, uuid }) => `${kind} ${uuid}`)));

  async function save(
    values: Readonly<Record<string, unknown>> = wanted,
    meanwhile: () => unknown = () => undefined,
  ): Promise<SaveEnd> {
    const task = await taskFor(client, object, values);
    await meanwhile();
    const end = await saveFields(changeRuns(), connection(), task);
    assert.deepEqual(shown, [], 'whoever saves tells of it');
    return end;
  }

  /** Of each run that is kept: what it is called, and how many changes are left. */
  async function kept(): Promise<readonly (readonly [RunName, number])[]> {
    const states = (await readdir(path.join(folder, 'runs'))).map(stateOf);
    assert.deepEqual([...new Set(states)], ['settled'], 'no window asks what is to become of it');
    const { runs } = await journals.recent(
      ({ name, record }) => ({ name, left: leftOf(record).left, started: record.started }),
      () => undefined,
    );
    return runs.map(({ name, left }) => [name, left]);
  }

  it('is in Recent Changes, told to the store, and says nothing', async () => {
    assert.deepEqual(await save(), { kind: 'saved', differences: [] });
    assert.deepEqual(told, [`customer ${object.uuid}`]);
    assert.deepEqual(await kept(), [[edit, 0]]);
  });

  it('tells what the server kept', async () => {
    client.dispose();
    client = signedIn(bench.server, 'mari.kask');
    const end = await save({ ...wanted, domain: 'kalev.example' });
    assert.ok(end.kind === 'saved');
    assert.deepEqual(
      end.differences.map(({ kind, field }) => [kind, field.name]),
      [['kept', 'domain']],
    );
  });

  it('that is refused tells of which fields, and is asked about by no window', async () => {
    patchFault({
      kind: 'status',
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: '{"email":["Not this one."]}',
    });
    const end = await save();
    assert.ok(end.kind === 'notSaved' && end.problem?.kind === 'invalid');
    assert.deepEqual(end.problem.fields, { email: ['Not this one.'] });
    assert.match(end.message, /Not this one\./);
    assert.deepEqual(await kept(), [[edit, 1]]);
  });

  it('is not sent where someone else changed the same', async () => {
    const end = await save(wanted, () =>
      bench.staff('PATCH', `/api/customers/${object.uuid}/`, { email: 'other@example.org' }),
    );
    assert.deepEqual(end, {
      kind: 'changedByOther',
      message: 'Someone else has changed E-mail in the meantime (“other@example.org”).',
      fields: ['email'],
    });
    assert.equal(await emailNow(), 'other@example.org');
  });

  it('is told as saved where someone else changed it to the same', async () => {
    const end = await save(wanted, () => bench.staff('PATCH', `/api/customers/${object.uuid}/`, wanted));
    assert.deepEqual(end, { kind: 'saved', differences: [] });
  });

  it('is told as unknown where its answer is lost and the server cannot be asked', async () => {
    patchFault({ kind: 'truncate', after: 40 });
    const end = await save(wanted, () => {
      bench.server.faults.add({ method: 'GET', path: 'api/', times: 1, fault: { kind: 'delay', ms: 0 } });
      bench.server.faults.add({ method: 'GET', path: 'api/', fault: { kind: 'reset' } });
    });
    assert.equal(end.kind, 'unknown');
    bench.server.faults.clear();
    assert.equal(await emailNow(), wanted.email);
  });

  it('is told as not saved where the sign-in has ended', async () => {
    patchFault({
      kind: 'status',
      status: 401,
      headers: { 'content-type': 'application/json' },
      body: '{"detail":"Token has expired."}',
    });
    const end = await save();
    assert.deepEqual(end, { kind: 'notSaved', message: 'Your sign-in is no longer valid.' });
  });

  it('sends nothing where it cannot be recorded', async () => {
    await writeFile(path.join(folder, 'runs'), '');
    bench.server.requests.clear();
    const end = await save();
    assert.ok(end.kind === 'notSaved');
    assert.match(end.message, notRecorded);
    assert.equal(
      bench.server.requests.count(({ method }) => method === 'PATCH'),
      0,
    );
  });

  it('by a run that tells of itself is a warning where the server kept something', async () => {
    client.dispose();
    client = signedIn(bench.server, 'mari.kask');
    for (const [values, message] of [
      [wanted, 'showInformationMessage'],
      [{ email: 'newer@example.org', domain: 'kalev.example' }, 'showWarningMessage'],
    ] as const) {
      shown = [];
      const tasks = [await taskFor(client, object, values)];
      await changeRuns().run({ connection: connection(), name: edit, plan: { tasks } });
      assert.deepEqual(shown, [message]);
    }
  });
});
