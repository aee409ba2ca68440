import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import '../unit/vscodeFake';
import { summaryOf } from '../../src/changes/resultText';
import { undoOf } from '../../src/changes/runChoices';
import type { ChangeTask } from '../../src/changes/taskKinds';
import type { FieldsObject } from '../../src/edits/fieldsTask';
import { digestOf, imageOfRow, imageTask, readImageTask, type WantedImage } from '../../src/edits/imageTask';
import type { RunResult } from '../../src/runs/result';
import type { WaldurClient } from '../../src/waldur/client';
import { readMedia } from '../../src/waldur/media';
import { readRaw } from '../../src/waldur/rawObjects';
import { signedIn } from './accessClient';
import { benchForEach } from './benchForEach';
import { outcomes } from './grantsRuns';
import { type Bench, goOn, runPlan } from './grantsWorld';
import { png } from './suite/cases/pictures';

describe('images', () => {
  let bench: Bench;
  let folder: string;
  const open = benchForEach((opened) => {
    bench = opened;
  });
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'images-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const kalev = (): FieldsObject => {
    const { uuid, name } = bench.organisation('kalev');
    return { kind: 'customer', uuid, name };
  };
  const imageOf = async (object: FieldsObject): Promise<string | null> =>
    imageOfRow(await readRaw(bench.client, object));
  /** Of the image that an object has; undefined: it has none. */
  const digest = async (object: FieldsObject): Promise<string | undefined> => {
    const url = await imageOf(object);
    return url === null ? undefined : digestOf(await readMedia(bench.client, url));
  };

  /** A picture that is none of the others. */
  const pngOf = (mark: number): Uint8Array => Uint8Array.from([...png.content, mark]);

  async function file(name: string, content: Uint8Array): Promise<Extract<WantedImage, { kind: 'file' }>> {
    const place = path.join(folder, name);
    await writeFile(place, content);
    return { kind: 'file', path: place, name, digest: digestOf(content) };
  }
  const run = async (
    object: FieldsObject,
    to: WantedImage,
    client: WaldurClient = bench.client,
  ): Promise<RunResult<ChangeTask>> =>
    runPlan(client, { tasks: [imageTask(object, await imageOf(object), to)] });

  for (const serverVersion of ['7.0', 'newest'] as const) {
    it(`of each kind of object are set, undone, redone and cleared on a server of ${serverVersion}`, async () => {
      await open(undefined, { serverVersion });
      const project = bench.project('kalev', 1);
      const [managing] = bench.server.world.callManagingOrganisations;
      assert.ok(managing !== undefined);
      const logo = await file('logo.txt', pngOf(4));
      for (const object of [
        kalev(),
        { kind: 'project', uuid: project.uuid, name: project.name },
        { kind: 'call-managing-organisation', uuid: managing.uuid, name: 'Organiser' },
      ] as const) {
        const before = await digest(object);
        bench.server.requests.clear();
        const result = await run(object, logo);
        assert.deepEqual(outcomes(result), ['done'], object.kind);
        const writes = bench.server.requests.list().filter(({ method }) => method !== 'GET');
        assert.deepEqual(
          writes.map(({ method }) => method),
          ['PATCH'],
        );
        assert.equal(await digest(object), logo.digest);
        assert.equal(summaryOf(result), `${object.name} now has the image logo.txt.`);
        const undone = await runPlan(bench.client, undoOf(result));
        assert.deepEqual(outcomes(undone), ['done'], object.kind);
        assert.equal(await digest(object), before);
        const redone = await runPlan(bench.client, undoOf(undone));
        assert.deepEqual(outcomes(redone), ['done']);
        assert.equal(await digest(object), logo.digest);
        const cleared = await run(object, { kind: 'none' });
        assert.equal(summaryOf(cleared), `${object.name} no longer has an image.`);
        assert.equal(await digest(object), undefined);
        assert.deepEqual(outcomes(await runPlan(bench.client, undoOf(cleared))), ['done']);
        assert.equal(await digest(object), logo.digest);
      }
    });
  }

  it('that someone else has set meanwhile stay', async () => {
    const object = kalev();
    const task = imageTask(object, await imageOf(object), await file('mine.png', pngOf(4)));
    const others = await file('others.png', pngOf(5));
    await run(object, others);
    const result = await runPlan(bench.client, { tasks: [task] });
    assert.deepEqual(outcomes(result), ['skipped changedByOther']);
    assert.match(summaryOf(result), /^Its image was changed meanwhile\./);
    assert.equal(await digest(object), others.digest);
  });

  const faults = [
    ['before it', { kind: 'reset' }, 'failed network'],
    ['in the middle of the answer', { kind: 'truncate', after: 10 }, 'done found'],
    ['after the answer', { kind: 'lost' }, 'done found'],
  ] as const;
  for (const [when, fault, outcome] of faults) {
    it(`are told truly when the connection fails ${when}, and retried from the file`, async () => {
      const object = kalev();
      const logo = await file('fault.png', pngOf(6));
      bench.server.faults.add({ method: 'PATCH', path: '/api/customers/', times: 1, fault });
      const result = await run(object, logo);
      assert.deepEqual(outcomes(result), [outcome]);
      const again = await goOn(bench.client, result.record);
      assert.match(outcomes(again).join(), /^done/);
      assert.equal(await digest(object), logo.digest);
      bench.server.requests.clear();
      assert.deepEqual(outcomes(await runPlan(bench.client, undoOf(again))), ['done']);
    });
  }

  it('whose file was changed or is gone before a retry are not sent', async () => {
    const object = kalev();
    const before = await digest(object);
    const logo = await file('gone.png', pngOf(7));
    bench.server.faults.add({
      method: 'PATCH',
      path: '/api/customers/',
      times: 1,
      fault: { kind: 'reset' },
    });
    const { record } = await run(object, logo);
    await writeFile(logo.path, pngOf(8));
    const changed = await goOn(bench.client, record);
    assert.deepEqual(outcomes(changed), ['failed refused']);
    assert.match(summaryOf(changed), /can no longer be read, or it has changed since it was selected/);
    await rm(logo.path);
    assert.deepEqual(outcomes(await goOn(bench.client, record)), ['failed refused']);
    assert.equal(await digest(object), before);
  });

  it('are refused to those who may not, with the image as it was', async () => {
    const reader = signedIn(bench.server, 'liisa.mets');
    try {
      const before = await digest(kalev());
      const result = await run(kalev(), await file('reader.png', pngOf(4)), reader);
      assert.match(outcomes(result).join(), /^failed (forbidden|notFound)$/);
      assert.equal(await digest(kalev()), before);
    } finally {
      reader.dispose();
    }
  });

  it('of an owner are set, too', async () => {
    const owner = signedIn(bench.server, 'mari.kask');
    try {
      assert.deepEqual(outcomes(await run(kalev(), await file('owner.png', pngOf(4)), owner)), ['done']);
    } finally {
      owner.dispose();
    }
  });

  it('that were elsewhere than below the server are not fetched, and never with the token', async () => {
    for (const url of [
      'https://evil.example/api/media/../users/me/',
      `${bench.server.url}api/users/me/`,
      'https://evil.example/logo.png',
      'nonsense',
      '//evil.example/x',
    ]) {
      bench.server.requests.clear();
      await assert.rejects(readMedia(bench.client, url), /not below the address/);
      assert.deepEqual(bench.server.requests.list(), []);
    }
    const url = await imageOf(kalev());
    assert.ok(url !== null);
    const elsewhere = url.replace(new URL(url).origin, 'https://evil.example');
    assert.ok((await readMedia(bench.client, elsewhere)).length > 0);
  });

  it('are kept in records as where they are and what they were, not as bytes', async () => {
    const task = imageTask(kalev(), null, await file('kept.png', pngOf(64)));
    const kept = JSON.stringify(task);
    assert.ok(kept.length < 600);
    assert.deepEqual(readImageTask(JSON.parse(kept)), task);
    assert.equal(readImageTask({ ...task, to: { kind: 'file' } }), undefined);
  });
});
