import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { contributes } from '../../../package.json';
import { bundleInto, startedHost } from './startedHost';

/** What may be evaluated in every window, in KB. */
const mostAtStart = 65;
/** And before the first request leaves, beside what sends it. */
const mostBeforeRequest = 72;

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
    const { loaded, withActivate, requests } = await startedHost(dist, 'nothing');
    assert.equal(loaded.length, withActivate);
    assert.deepEqual(requests, []);
    assert.ok(sizeOf(loaded) <= mostAtStart, described(loaded));
  });

  it('loads little more before the first request, and what shows its rows after that', async () => {
    const { loaded, withRequest, requests, rows } = await startedHost(dist, 'the view is shown');
    const evaluated = loaded.slice(0, withRequest).filter(({ name }) => !name.startsWith('undici'));
    assert.equal(evaluated.length, (withRequest ?? 0) - 1, described(loaded));
    assert.ok(sizeOf(evaluated) <= mostBeforeRequest, described(evaluated));
    assert.ok(!hasViews(evaluated), described(evaluated));
    assert.equal(listsIn(requests).length, 1, requests.join('\n'));
    assert.match(requests[0] ?? '', /^GET \/api\/customers\/\?/);
    assert.deepEqual(rows, ['Kalev University']);
  });

  it('asks for what the view was left with, once', async () => {
    const sort = { field: 'created', descending: true } as const;
    const view = { filter: { name: 'Kalev' }, sort, pageSize: 20, startPage: 3 };
    const { loaded, withRequest, requests } = await startedHost(dist, 'the view is shown', { view });
    assert.ok(!hasViews(loaded.slice(0, withRequest)), described(loaded));
    const [first = '', ...others] = listsIn(requests);
    assert.deepEqual(others, []);
    assert.match(first, /\?name=Kalev&o=-created%2Cname&.*&page=3&page_size=20$/);
  });

  it('asks for groups first, once, where organisations are grouped', async () => {
    const view = { grouped: true };
    const { loaded, withRequest, requests, rows } = await startedHost(dist, 'the view is shown', { view });
    assert.ok(!hasViews(loaded.slice(0, withRequest)), described(loaded));
    assert.equal(requests[0], 'GET /api/organization-groups/?page=1&page_size=300');
    assert.equal(requests.filter((request) => request.includes('organization-groups')).length, 1);
    assert.deepEqual(rows, ['Ungrouped']);
  });

  it('asks for no list before its row is there, where several are signed in', async () => {
    const { loaded, withRequest, requests, rows } = await startedHost(dist, 'the view is shown', {
      connections: 2,
    });
    assert.ok(hasViews(loaded.slice(0, withRequest)), described(loaded));
    assert.equal(listsIn(requests).length, 2, requests.join('\n'));
    assert.equal(rows.filter((row) => row === 'Kalev University').length, 2, rows.join());
  });

  it('asks to sign in again where the first request is refused, and asks the server no more', async () => {
    const { requests, rows } = await startedHost(dist, 'the view is asked again', { status: 401 });
    assert.equal(requests.length, 1, requests.join('\n'));
    assert.deepEqual(rows, ['Sign in again…']);
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

/** Requests for organisations. */
function listsIn(requests: readonly string[]): readonly string[] {
  return requests.filter((request) => request.startsWith('GET /api/customers/'));
}

function hasViews(bundles: readonly Bundle[]): boolean {
  return bundles.some(({ name }) => name.startsWith('viewsContainer'));
}

function sizeOf(bundles: readonly Bundle[]): number {
  return bundles.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
}

function described(bundles: readonly Bundle[]): string {
  return bundles.map(({ name, bytes }) => `${name} ${(bytes / 1024).toFixed(0)} KB`).join(', ');
}
