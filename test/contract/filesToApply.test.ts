import assert from 'node:assert/strict';
import '../unit/vscodeFake';
import type * as vscode from 'vscode';
import { summaryOf } from '../../src/changes/resultText';
import { undoOf } from '../../src/changes/runChoices';
import type { Connection } from '../../src/connections/connection';
import { type AppliedFile, type FileToApply, resolveFiles } from '../../src/documents/filesToApply';
import { planFiles } from '../../src/documents/planFiles';
import type { FileFormat } from '../../src/edits/fileMark';
import { readObjectFile } from '../../src/edits/objectFile';
import type { OrganisationStore } from '../../src/organisations/organisationStore';
import { retrieveCustomer } from '../../src/waldur/customers';
import type { WritableRef } from '../../src/waldur/rawObjects';
import { benchForEach } from './benchForEach';
import { outcomes } from './grantsRuns';
import { type Bench, runPlan } from './grantsWorld';
import { fileOf } from './objectFiles';

describe('files that are applied', () => {
  let bench: Bench;
  let kalev: WritableRef;
  benchForEach((opened) => {
    bench = opened;
    kalev = { kind: 'customer', uuid: bench.organisation('kalev').uuid };
  });

  async function file(name: string, text: string, format: FileFormat = 'json'): Promise<FileToApply> {
    const uri = { path: `/${name}`, toString: () => name } as unknown as vscode.Uri;
    return { uri, text, format, file: await readObjectFile(text, format) };
  }

  const kalevName = () => bench.organisation('kalev').name;
  const made = (head: object, fields: object) => JSON.stringify({ $waldur: head, ...fields });
  const posts = () => bench.server.requests.list().filter(({ method }) => method === 'POST').length;

  /** As many as are given, of another server where their names say so. */
  function resolve(...files: readonly FileToApply[]): Promise<readonly AppliedFile[]> {
    const { client, caller } = bench;
    const connection = {
      client,
      info: { id: 'c', baseUrl: `${bench.server.url}/`, serverName: 'Sample' },
    } as unknown as Connection;
    const store = {
      caller: { get: () => Promise.resolve(caller) },
      object: ({ uuid }: { readonly uuid: string }) => retrieveCustomer(client, uuid),
    } as unknown as OrganisationStore;
    const byName = new Set(files.filter(({ uri }) => uri.path.startsWith('/other')));
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    return resolveFiles(connection, store, files, byName, options);
  }
  const told = (files: readonly AppliedFile[]) =>
    files.map((one) => (one.kind === 'refused' ? `refused: ${one.message}` : one.kind));

  async function run(files: readonly AppliedFile[]) {
    const plan = await planFiles(bench.client, files, true, new AbortController().signal);
    return runPlan(bench.client, { tasks: plan.tasks });
  }

  it('make what is missing once, with what the files say, and take it back', async () => {
    const files = await resolve(
      await file('new', made({ kind: 'organisation' }, { name: 'Of a File', email: 'a@file.example' })),
      await file(
        'project.yaml',
        `$waldur:\n  kind: project\n  organisationUuid: ${kalev.uuid}\nname: Project of a File\ndescription: ""\n`,
        'yaml',
      ),
    );
    assert.deepEqual(told(files), ['missing', 'missing']);
    const result = await run(files);
    assert.deepEqual(outcomes(result), ['done', 'done'], summaryOf(result));
    const customer = bench.server.world.customers.find(({ name }) => name === 'Of a File');
    assert.equal(customer?.email, 'a@file.example');
    const project = bench.server.world.projects.find(({ name }) => name === 'Project of a File');
    assert.ok(project !== undefined);
    // They are there now, and as the files say.
    const again = await resolve(...files);
    assert.deepEqual(told(again), ['found', 'found']);
    const before = posts();
    await run(again);
    assert.equal(posts(), before);
    assert.deepEqual(outcomes(await runPlan(bench.client, undoOf(result))), ['done', 'done']);
  });

  it('are not made where something else has the name, as it would be made twice', async () => {
    const { name } = await retrieveCustomer(bench.client, kalev.uuid);
    const files = await resolve(
      await file('a', made({ kind: 'organisation', uuid: 'f'.repeat(32) }, { name })),
      await file('b', made({ kind: 'organisation', uuid: 'e'.repeat(32) }, { name: 'Nothing so far' })),
    );
    assert.deepEqual(told(files), [
      'refused: Nothing on Sample has this UUID, but something has this slug or name. Remove the UUID to mean that one.',
      'missing',
    ]);
  });

  it('are refused where two are about one object, there or not', async () => {
    const whole = await fileOf(bench, kalev);
    const files = await resolve(
      await file('a', whole),
      await file('b', await fileOf(bench, kalev, 'yaml'), 'yaml'),
      await file('c', made({ kind: 'organisation' }, { name: 'Twice' })),
      await file('d', made({ kind: 'organisation' }, { name: 'Twice', email: '' })),
    );
    assert.deepEqual(told(files), [
      ...Array<string>(2).fill(
        'refused: Several files are about the same item: “a” and “b”. Keep one of them.',
      ),
      ...Array<string>(2).fill(
        'refused: Several files are about the same item: “c” and “d”. Keep one of them.',
      ),
    ]);
  });

  it('move no project: a file that names another organisation is refused', async () => {
    const [uuid, other] = [0, 1].map((at) => bench.project('kalev', at).uuid);
    const { name } = await retrieveCustomer(bench.client, kalev.uuid);
    const head = { kind: 'project', uuid, organisationUuid: bench.organisation('emajoe').uuid };
    const files = await resolve(
      await file('a', made(head, { description: 'Moved' })),
      await file('b', made({ kind: 'project', uuid: other, organisation: 'Renamed since' }, {})),
    );
    assert.deepEqual(told(files), [
      `refused: This belongs to ${name} on the server, and a file does not move it. Correct or remove “organisationUuid”.`,
      'found',
    ]);
  });

  it('are refused where two would make what is called the same, whatever their uuids', async () => {
    const files = await resolve(
      await file('a', made({ kind: 'organisation', uuid: 'f'.repeat(32) }, { name: 'Twice' })),
      await file('b', made({ kind: 'organisation', uuid: 'e'.repeat(32) }, { name: 'Twice' })),
      await file('c', made({ kind: 'organisation', uuid: 'd'.repeat(32) }, { name: 'Once' })),
    );
    assert.deepEqual(told(files), [
      ...Array<string>(2).fill(
        'refused: Several files are about the same item: “a” and “b”. Keep one of them.',
      ),
      'missing',
    ]);
  });

  it('of another server mean what has their name here, and not what has their uuid', async () => {
    const { name } = await retrieveCustomer(bench.client, kalev.uuid);
    const other = bench.organisation('emajoe');
    const files = await resolve(
      await file('other', made({ kind: 'organisation', uuid: other.uuid }, { name, email: 'x@y.example' })),
    );
    const [one] = files;
    assert.ok(one?.kind === 'found');
    assert.equal(one.target.ref.uuid, kalev.uuid);
  });

  it('of another server mean no project here by its name alone, where they name its organisation by uuid', async () => {
    const { uuid, name } = bench.project('kalev', 0);
    const head = { kind: 'project', uuid, organisationUuid: 'f'.repeat(32) };
    const files = await resolve(
      await file('other', made(head, { name, description: 'x' })),
      await file('other2', made({ ...head, organisation: kalevName() }, { name, description: 'x' })),
    );
    assert.deepEqual(told(files), [
      'refused: The file does not say which organisation this belongs to. Add its name or UUID.',
      'found',
    ]);
  });

  it('tell in their plan what nothing takes back, in numbers of all files together, before anything is sent', async () => {
    const open = bench.server.world.customers.filter(
      ({ blocked, archived }) => blocked !== true && archived !== true,
    );
    const withList = open.filter((row) => typeof row.project_metadata_checklist === 'string');
    const other = open.find((row) => !withList.includes(row));
    assert.ok(withList.length > 1 && other !== undefined);
    const files = await resolve(
      ...(await Promise.all(
        withList.map(({ uuid, name }) =>
          file(name, made({ kind: 'organisation', uuid }, { project_metadata_checklist: null })),
        ),
      )),
      await file('block', made({ kind: 'organisation', uuid: other.uuid }, { blocked: true })),
      await file('new', made({ kind: 'organisation' }, { name: 'Blocked at once', blocked: true })),
    );
    bench.server.requests.clear();
    const { costs, tasks } = await planFiles(bench.client, files, true, new AbortController().signal);
    assert.deepEqual(
      bench.server.requests.list().filter(({ method }) => method !== 'GET'),
      [],
    );
    const [blocked = '', lists = ''] = costs;
    assert.match(blocked, /^2 organisations will be blocked\./);
    const before = bench.server.world.answers.length;
    await runPlan(bench.client, { tasks });
    const gone = before - bench.server.world.answers.length;
    assert.ok(gone > 1);
    assert.match(lists, new RegExp(`^The checklists of ${withList.length} .* ${gone} answers of `));
  });

  it('are refused one by one where the server does not answer for them', async () => {
    const rule = bench.server.faults.add({
      path: kalev.uuid,
      fault: {
        kind: 'status',
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: '{"detail":"No."}',
      },
    });
    const files = await resolve(
      await file('a', await fileOf(bench, { kind: 'project', uuid: bench.project('kalev', 0).uuid })),
      await file('b', made({ kind: 'organisation', uuid: kalev.uuid }, { email: '' })),
    );
    rule.remove();
    assert.equal(files[0]?.kind, 'found');
    assert.match(told(files)[1] ?? '', /^refused: .*(No\.|permission)/);
  });
});
