import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { readCaller } from '../../src/access/caller';
import { RunJournals } from '../../src/changes/runJournals';
import type { Connection } from '../../src/connections/connection';
import type { ConnectionStore } from '../../src/connections/connectionStore';
import { Drafts } from '../../src/documents/drafts';
import { NewObjects } from '../../src/documents/newObjects';
import { type NewObjectRef, newObjectUri } from '../../src/documents/newObjectUri';
import { NotSavedError } from '../../src/documents/saveObject';
import type { OrganisationStores } from '../../src/organisations/organisationStores';
import { RunFiles } from '../../src/runs/runFiles';
import type { Fault } from '../../src/sample/http/faults';
import { retrieveCustomer } from '../../src/waldur/customers';
import { createRaw } from '../../src/waldur/rawObjects';
import { benchForEach } from './benchForEach';
import type { Bench } from './grantsWorld';
import { savingConnection, savingRuns } from './savingRuns';

const lost: Fault = { kind: 'lost' };
const no: Fault = { kind: 'status', status: 403, body: '{"detail":"No."}' };

describe('a document whose save creates', () => {
  let bench: Bench;
  let folder = '';
  let files: RunFiles;
  let connection: Connection;
  let state: Map<string, unknown>;
  benchForEach((opened) => {
    bench = opened;
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-create-'));
    files = new RunFiles(path.join(folder, 'runs'), { beat: 60_000, quiet: 60_000 });
    connection = savingConnection(bench.client, bench.caller.uuid);
    state = new Map();
  });
  afterEach(async () => {
    files.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** As a window has them; one that was loaded anew knows no more than what the workspace kept. */
  function openWindow(): NewObjects {
    const memento = {
      keys: () => [...state.keys()],
      get: (key: string) => state.get(key),
      update: (key: string, value: unknown) => {
        state.set(key, value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
        return Promise.resolve();
      },
    } as vscode.Memento;
    const store = {
      caller: { get: () => readCaller(bench.client) },
      server: { version: () => Promise.resolve(undefined) },
      object: ({ uuid }: { readonly uuid: string }) => retrieveCustomer(bench.client, uuid),
    };
    return new NewObjects({
      connections: {
        loaded: Promise.resolve(),
        connections: [connection],
      } as unknown as ConnectionStore,
      stores: { of: () => store } as unknown as OrganisationStores,
      runs: savingRuns(new RunJournals(files)),
      drafts: new Drafts(memento),
    });
  }

  const organisation: NewObjectRef = { kind: 'customer', customer: undefined };
  const uriOf = (ref: NewObjectRef): vscode.Uri =>
    newObjectUri(connection.info.id, ref, ['Nordic Cloud'], 'New');
  const textIn = async (window: NewObjects, uri: vscode.Uri): Promise<string> =>
    new TextDecoder().decode(await window.readFile(uri));
  const named = (name: string) => bench.server.world.customers.filter((row) => row.name === name);
  const posts = () => bench.server.requests.count(({ method }) => method === 'POST');

  async function refusal(save: Promise<void>): Promise<NotSavedError> {
    try {
      await save;
    } catch (error) {
      assert.ok(error instanceof NotSavedError, String(error));
      return error;
    }
    throw new assert.AssertionError({ message: 'It was saved.' });
  }

  it('begins with what is required, and says so while it is missing', async () => {
    const window = openWindow();
    const uri = uriOf(organisation);
    const text = await textIn(window, uri);
    assert.match(text, /Required: Name/);
    assert.match(text, /"latitude": null/);
    assert.ok(text.indexOf('"name"') < text.indexOf('"native_name"'));
    const { marks } = await refusal(window.save(uri, text));
    assert.deepEqual(
      marks.map(({ range, message }) => [text.slice(range.start, range.end), message]),
      [['""', 'This field cannot be empty.']],
    );
    assert.equal(posts(), 0);
  });

  it('sends what was filled in and nothing else, once', async () => {
    const window = openWindow();
    const uri = uriOf(organisation);
    const text = (await textIn(window, uri))
      .replace('"name": ""', '"name": "Bells"')
      .replace('"email": ""', '"email": "a@b.ee"');
    await window.save(uri, text);
    const [made, ...more] = named('Bells');
    assert.deepEqual(more, []);
    assert.equal(made?.email, 'a@b.ee');
    await refusal(window.save(uri, text));
    assert.equal(posts(), 1);
  });

  it('shows the words of the server at their fields, and saves after', async () => {
    const window = openWindow();
    const uri = uriOf(organisation);
    const text = (await textIn(window, uri)).replace('"name": ""', '"name": "Bells"');
    const rule = bench.server.faults.add({
      method: 'POST',
      path: 'api/customers/',
      fault: {
        kind: 'status',
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: '{"email":["This field is required."]}',
      },
    });
    const { marks } = await refusal(window.save(uri, text));
    rule.remove();
    assert.equal(marks.length, 1);
    assert.equal(text.slice(0, marks[0]?.range.start).split('\n').at(-1), '  "email": ');
    await window.save(uri, text);
    assert.equal(named('Bells').length, 1);
  });

  it('looks for what a lost answer made before it sends again, also in a window loaded anew, and sends what changed since', async () => {
    const uri = uriOf(organisation);
    const first = openWindow();
    const text = (await textIn(first, uri)).replace('"name": ""', '"name": "Bells"');
    bench.server.faults.add({ method: 'POST', path: 'api/customers/', times: 1, fault: lost });
    // Who is called so is read before; what became of it cannot be.
    bench.server.faults.add({
      method: 'GET',
      path: 'name_exact',
      times: 1,
      fault: { kind: 'delay', ms: 0 },
    });
    const rule = bench.server.faults.add({ method: 'GET', path: 'name_exact', fault: no });
    const { message } = await refusal(first.save(uri, text));
    rule.remove();
    assert.match(message, /may have been created/);
    assert.equal(named('Bells').length, 1);
    await openWindow().save(uri, text.replace('"email": ""', '"email": "a@b.ee"'));
    const [made, ...more] = named('Bells');
    assert.deepEqual(more, []);
    assert.equal(made?.email, 'a@b.ee');
    assert.equal(posts(), 1);
  });

  it('finds what the server made late, after a save that seemed to have failed on its way', async () => {
    const window = openWindow();
    const uri = uriOf(organisation);
    const text = (await textIn(window, uri)).replace('"name": ""', '"name": "Bells"');
    const rule = bench.server.faults.add({
      method: 'POST',
      path: 'api/customers/',
      fault: { kind: 'reset' },
    });
    await refusal(window.save(uri, text));
    rule.remove();
    // What had been sent comes through after the look for it.
    await createRaw(bench.client, 'customer', { name: 'Bells' });
    await window.save(uri, text);
    assert.equal(named('Bells').length, 1);
  });

  it('never takes an older one for the new one, where it is called otherwise after a lost answer', async () => {
    const uri = uriOf(organisation);
    const window = openWindow();
    const text = await textIn(window, uri);
    const saveAs = (name: string) =>
      refusal(window.save(uri, text.replace('"name": ""', `"name": "${name}"`)));
    // Nothing comes to the server, and that cannot be found out at first.
    const rule = bench.server.faults.add({
      method: 'POST',
      path: 'api/customers/',
      fault: { kind: 'reset' },
    });
    const before = bench.server.faults.add({
      ...{ method: 'GET', path: 'name_exact', times: 1 },
      fault: { kind: 'delay', ms: 0 },
    });
    const look = bench.server.faults.add({ method: 'GET', path: 'name_exact', fault: no });
    assert.match((await saveAs('Bells')).message, /may have been created/);
    before.remove();
    look.remove();
    const { name } = bench.organisation('kalev');
    assert.doesNotMatch((await saveAs(name)).message, /created/);
    rule.remove();
    await window.save(uri, text.replace('"name": ""', `"name": "${name}"`));
    assert.equal(named(name).length, 2);
    assert.deepEqual(named('Bells'), []);
  });

  it('asks before it makes what can never be changed', async () => {
    const asked: string[] = [];
    let answer: string | undefined;
    Reflect.set(vscode.window, 'showWarningMessage', (question: string) => {
      asked.push(question);
      return Promise.resolve(answer);
    });
    try {
      const window = openWindow();
      const uri = uriOf(organisation);
      const text = (await textIn(window, uri)).replace('"name": ""', '"name": "Bells", "archived": true');
      await refusal(window.save(uri, text));
      assert.deepEqual([asked, posts()], [['Archive Bells?'], 0]);
      answer = 'Archive';
      await window.save(uri, text);
      assert.equal(named('Bells')[0]?.archived, true);
    } finally {
      Reflect.deleteProperty(vscode.window, 'showWarningMessage');
    }
  });

  it('makes a project in the organisation it is of', async () => {
    const { uuid: customer, name } = bench.organisation('kalev');
    const window = openWindow();
    const uri = uriOf({ kind: 'project', customer });
    const text = await textIn(window, uri);
    assert.match(text, new RegExp(`New project of ${name} on`));
    assert.ok(!text.includes('"customer"'));
    await window.save(uri, text.replace('"name": ""', '"name": "Bells"'));
    const made = bench.server.world.projects.filter((row) => row.name === 'Bells');
    assert.deepEqual(
      made.map((row) => row.customer),
      [customer],
    );
  });
});
