import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import '../unit/vscodeFake';
import * as vscode from 'vscode';
import { InterruptedRuns, type InterruptedRunsParts } from '../../src/changes/interruptedRuns';
import { RecentChanges, type RecentChangesParts } from '../../src/changes/recentChanges';
import { ChangeRuns, type ChangeRunsParts } from '../../src/changes/changeRuns';
import { RunJournals } from '../../src/changes/runJournals';
import { UnreadableRuns } from '../../src/changes/unreadableRuns';
import type { GrantScope } from '../../src/grants/roleTask';
import { RunFiles } from '../../src/runs/runFiles';
import { FakeQuickPick } from '../unit/ui/fakeQuickPick';
import { postsOf, readerPlan } from './grantsRuns';
import { type Bench, openBench, staffName } from './grantsWorld';
import { waitUntil } from '../e2e/pages/waitUntil';

/** A message that VS Code shows, until someone presses one of its buttons or closes it. */
interface Message {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly press: (button: string | undefined) => void;
}

const name = { kind: 'command', command: 'grantRole' } as const;
const nothingToDispose = { dispose: () => undefined };

describe('the last runs of a machine, in several windows', () => {
  let bench: Bench;
  let scope: GrantScope;
  let before: readonly string[] = [];
  let folder = '';
  let messages: Message[] = [];
  let reports: string[] = [];
  let pick: () => FakeQuickPick;
  let isSignedIn = true;
  const files: RunFiles[] = [];

  beforeEach(async () => {
    bench = await openBench();
    scope = bench.organisation('vattern');
    before = bench.grants(scope);
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'waldur-recent-')), 'runs');
    messages = [];
    reports = [];
    isSignedIn = true;
    pick = FakeQuickPick.install();
    const show = (text: string, ...items: readonly vscode.MessageItem[]) =>
      new Promise<vscode.MessageItem | undefined>((resolve) => {
        messages.push({
          text,
          buttons: items.map(({ title }) => title),
          press: (button) => resolve(items.find(({ title }) => title === button)),
        });
      });
    Object.assign(vscode.window, {
      showInformationMessage: show,
      showWarningMessage: async (text: string, ...items: readonly (vscode.MessageItem | string)[]) => {
        const shown = items.map((item) => (typeof item === 'string' ? { title: item } : item));
        const pressed = await show(text, ...shown);
        return items.find((item) => item === pressed || item === pressed?.title);
      },
      onDidChangeWindowState: () => nothingToDispose,
      withProgress: (_: unknown, task: (...parts: unknown[]) => unknown) =>
        task({ report: () => undefined }, { onCancellationRequested: () => undefined }),
    });
  });

  afterEach(async () => {
    files.splice(0).forEach((each) => each.dispose());
    await rm(path.dirname(folder), { recursive: true, force: true });
    await bench.close();
  });

  function open() {
    const { client, caller } = bench;
    const info = {
      id: `${bench.server.url}#${caller.uuid}`,
      baseUrl: bench.server.url,
      serverName: 'Nordic Cloud',
      user: { uuid: caller.uuid, username: staffName, fullName: 'Astrid Lund' },
    };
    const connection = { client, info, onDidChangeWaiting: () => nothingToDispose };
    const own = new RunFiles(folder, { beat: 50, quiet: 60_000 });
    files.push(own);
    const journals = new RunJournals(own);
    const parts = {
      connections: {
        loaded: Promise.resolve(),
        get connections() {
          return isSignedIn ? [connection] : [];
        },
        get: () => (isSignedIn ? connection : undefined),
      },
      stores: { invalidate: () => Promise.resolve() },
      journals,
      reports: { show: (_: string, text: string) => Promise.resolve(reports.push(text)) },
      contextKeys: { set: () => undefined },
      log: { error: (_: string, error: unknown) => assert.fail(String(error)) },
      unreadable: new UnreadableRuns(),
    };
    const runs = new ChangeRuns(parts as unknown as ChangeRunsParts);
    const recent = new RecentChanges({ ...parts, runs } as unknown as RecentChangesParts);
    const waiting: number[] = [];
    const interrupted = new InterruptedRuns({
      ...parts,
      runs,
      waiting: (count: number) => waiting.push(count),
    } as unknown as InterruptedRunsParts);
    const grant = async (people: number) => {
      const plan = await readerPlan(bench, scope, people);
      await runs.run({ connection, plan, name } as unknown as Parameters<ChangeRuns['run']>[0]);
    };
    return { files: own, runs, recent, interrupted, waiting, grant };
  }

  type Window = ReturnType<typeof open>;

  const until = (isSo: () => boolean): Promise<boolean> =>
    waitUntil(
      'what the window does',
      () => Promise.resolve(isSo()),
      (so) => so,
    );

  function lastPick(): FakeQuickPick | undefined {
    try {
      return pick();
    } catch {
      return undefined;
    }
  }

  function lastMessage(): Message {
    return messages.at(-1) ?? assert.fail('There is no message.');
  }

  /** Opens the list, and resolves once it is there. */
  async function list({ recent }: Window): Promise<{ readonly through: Promise<void> }> {
    const before = lastPick();
    const through = recent.show();
    await until(() => lastPick() !== before);
    return { through };
  }

  /** Chooses a row by its place or its words. */
  async function choose(row: number | string): Promise<void> {
    const asked = pick();
    const item = asked.items.find(({ label }, index) => index === row || label.endsWith(` ${row}`));
    assert.ok(item !== undefined, `${row} is not among ${asked.rows.join()}`);
    asked.selectedItems = [item];
    asked.accept();
    await until(() => !asked.isShown);
  }

  /** Opens the list and chooses a run, and resolves once it is asked what to do with it. */
  async function chooseRun(window: Window, row = 0): Promise<{ readonly through: Promise<void> }> {
    const shown = await list(window);
    const asked = pick();
    await choose(row);
    await until(() => pick() !== asked);
    return shown;
  }

  async function choices(window: Window, row = 0): Promise<readonly string[]> {
    const { through } = await chooseRun(window, row);
    const { rows } = pick();
    pick().hide();
    await through;
    return rows.map((label) => label.replace(/^\$\([\w-]+\) /, ''));
  }

  /** Does that with the last run. @returns what is told then */
  async function run(window: Window, what: string): Promise<string> {
    const { through } = await chooseRun(window);
    await choose(what);
    await through;
    return lastMessage().text;
  }

  async function details(window: Window): Promise<readonly string[]> {
    const { through } = await list(window);
    const rows = pick().items.map(({ detail }) => detail ?? '');
    pick().hide();
    await through;
    return rows;
  }

  const offers = () => messages.filter(({ text }) => text.includes('was interrupted'));

  /** A window that granted nothing of what it was told to. */
  async function grantInVain(people: number): Promise<Window> {
    const fault = bench.server.faults.add({ path: /add_user/, fault: { kind: 'status', status: 503 } });
    const window = open();
    await window.grant(people);
    fault.remove();
    return window;
  }

  it('are undone in another window after their message was closed, once', async () => {
    const first = open();
    await first.grant(3);
    assert.equal(bench.grants(scope).length, before.length + 3);
    lastMessage().press(undefined);
    first.files.dispose();

    const next = open();
    assert.match((await details(next)).join(), /^3 people are now .* of .* until /);
    assert.deepEqual(await choices(next), ['Undo', 'Open Report', 'Copy Report']);
    assert.equal(await run(next, 'Undo'), '3 changes undone.');
    assert.deepEqual(bench.grants(scope), before);
    const [undone, made = ''] = await details(next);
    assert.equal(undone, '3 changes undone.');
    assert.match(made, /^Undone later\. 3 people are now /);
    assert.deepEqual(await choices(next, 1), ['Open Report', 'Copy Report']);
    // What was undone is redone by undoing the run that undid it.
    assert.equal(await run(open(), 'Redo'), '3 changes redone.');
    assert.equal(bench.grants(scope).length, before.length + 3);
  });

  it('are undone by one window only, when two are asked to at once', async () => {
    const first = open();
    await first.grant(5);
    const message = lastMessage();
    await chooseRun(open());
    bench.server.requests.clear();
    message.press('Undo');
    await choose('Undo');
    await until(() => messages.length === 3);
    const [undone, refused] = messages
      .slice(1)
      .map(({ text }) => text)
      .toSorted();
    assert.equal(undone, '5 changes undone.');
    assert.match(refused ?? '', /^This run (has already been undone|is still in progress)/);
    assert.equal(postsOf(bench).length, 5);
    assert.deepEqual(bench.grants(scope), before);
  });

  it('are retried in another window while the first shows its message, which then does no more', async () => {
    await grantInVain(3);
    const message = lastMessage();
    assert.deepEqual(message.buttons, ['Retry Unfinished', 'Open Report', 'Copy Report']);
    assert.match(await run(open(), 'Retry Unfinished'), /^3 people are now /);
    bench.server.requests.clear();
    message.press('Retry Unfinished');
    await until(() => messages.length === 3);
    assert.equal(lastMessage().text, 'Everything in this run has already been done.');
    assert.equal(bench.server.requests.count(), 0);
  });

  it('are offered by one window when they were interrupted, and go on where the person says so', async () => {
    (await grantInVain(3)).files.dispose();
    const [one, other] = [open(), open()];
    await one.interrupted.look();
    await other.interrupted.look();
    const [offer] = offers();
    assert.equal(offers().length, 1);
    assert.match(await run(other, 'Retry Unfinished'), /^3 people are now /);
    bench.server.requests.clear();
    offer?.press('Continue');
    await until(() => messages.length === 4);
    assert.equal(lastMessage().text, 'Everything in this run has already been done.');
    assert.deepEqual(one.waiting, [1, 0]);
    assert.equal(bench.server.requests.count(), 0);
    one.interrupted.dispose();
    other.interrupted.dispose();
  });

  it('stay in the list when they are discarded', async () => {
    (await grantInVain(2)).files.dispose();
    const next = open();
    await next.interrupted.look();
    lastMessage().press('Discard');
    await until(() => readdirSync(folder).some((file) => file.endsWith('.settled')));
    next.interrupted.dispose();
    const later = open();
    await later.interrupted.look();
    later.interrupted.dispose();
    assert.equal(offers().length, 1);
    assert.match(await run(later, 'Retry Unfinished'), /^2 people are now /);
  });

  it('show their report where no one is signed in any more', async () => {
    await open().grant(2);
    isSignedIn = false;
    const next = open();
    assert.deepEqual(await choices(next), ['Open Report', 'Copy Report']);
    const { through } = await chooseRun(next);
    await choose('Open Report');
    await through;
    assert.equal(messages.length, 1);
    const [head, ...lines] = (reports[0] ?? '').split('\n');
    assert.match(head ?? '', /^Grant Role · Nordic Cloud · http:/);
    assert.equal(lines.length, 2);
  });

  it('are none on a new machine', async () => {
    await open().recent.show();
    assert.match(lastMessage().text, /^No changes/);
  });
});
