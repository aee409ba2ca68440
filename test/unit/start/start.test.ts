import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { contributes } from '../../../package.json';
import { bundleInto, startedHost } from './startedHost';

/** What may be evaluated in every window, in KB. */
const mostAtStart = 60;
/** And before the first request leaves, beside what sends it. */
const mostBeforeRequest = 214;

const ids = contributes.commands.map(({ command }) => command);

describe('What starts with the window', () => {
  let folder: string;
  let dist: string;

  before(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'waldur-start-')));
    dist = path.join(folder, 'dist');
    await bundleInto(dist);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is evaluated in little time: few KB, and nothing that waits for its first use', async () => {
    const { loaded, withActivate } = await startedHost(dist, 'nothing');
    assert.equal(loaded.length, withActivate);
    assert.ok(sizeOf(loaded) <= mostAtStart, described(loaded));
  });

  it('loads little more before the first request', async () => {
    const { loaded, requests, rows } = await startedHost(dist, 'the view is shown');
    const sending = loaded.findIndex(({ name }) => name.startsWith('undici'));
    assert.ok(sending > 0, described(loaded));
    assert.ok(sizeOf(loaded.slice(0, sending)) <= mostBeforeRequest, described(loaded));
    assert.match(requests[0] ?? '', /^GET \/api\/customers\/\?/);
    assert.deepEqual(rows, ['Kalev University']);
  });

  it('has every command, whose code comes with its first use', async () => {
    const before = await startedHost(dist, 'nothing');
    assert.deepEqual(before.registered.toSorted(), ids.toSorted());
    const { loaded } = await startedHost(dist, 'a command is run');
    assert.ok(loaded.length > before.loaded.length, described(loaded));
  });

  it('says in one sentence that a part cannot be loaded', async () => {
    const broken = path.join(folder, 'broken');
    await cp(dist, broken, { recursive: true });
    const [commands = ''] = (await readdir(broken)).filter((name) => /^commandsContainer.*\.js$/.test(name));
    await rm(path.join(broken, commands));
    const { messages } = await startedHost(broken, 'a command is run');
    assert.deepEqual(messages, [
      'A part of Organisations for Waldur could not be loaded, perhaps because the extension was updated. Reload the window.',
    ]);
  });
});

interface Bundle {
  readonly name: string;
  readonly bytes: number;
}

function sizeOf(bundles: readonly Bundle[]): number {
  return bundles.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
}

function described(bundles: readonly Bundle[]): string {
  return bundles.map(({ name, bytes }) => `${name} ${(bytes / 1024).toFixed(0)} KB`).join(', ');
}
