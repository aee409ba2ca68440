import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { planGrants } from '../../src/grants/plan';
import type { GrantsTask } from '../../src/grants/taskKinds';
import type { Plan } from '../../src/runs/task';
import { addressesOf, invitesFor } from './invites';
import { later } from './grantsRuns';
import { type Bench, openBench, staffName } from './grantsWorld';
import type { Order, Row } from './recentWindow';

const addresses = Array.from({ length: 100 }, (_, index) => `p${index}@example.org`);

/** The list of a process of its own. */
class RecentWindow {
  constructor(readonly child: ChildProcess) {}

  async answer(): Promise<unknown> {
    const [told] = (await once(this.child, 'message')) as [{ answer?: unknown; error?: string }];
    assert.equal(told.error, undefined);
    return told.answer;
  }

  tell(order: Order): Promise<unknown> {
    const answer = this.answer();
    this.child.send(order);
    return answer;
  }

  /** What killed windows held is free after a while. */
  async untilNothingRuns(): Promise<readonly Row[]> {
    for (;;) {
      const rows = (await this.tell({ kind: 'list' })) as readonly Row[];
      if (rows.every(({ isRunning }) => !isRunning)) {
        return rows;
      }
    }
  }

  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
      await once(this.child, 'exit');
    }
  }
}

describe('a run of 500 roles and 100 invitations, killed twice and cut off once', () => {
  let bench: Bench;
  let folder = '';
  /** How many the server was asked for. */
  let writes = 0;
  let onWrite: () => void = () => undefined;
  /** What the server held at first. */
  let held: readonly (readonly string[])[] = [];
  const windows: RecentWindow[] = [];
  before(async () => {
    bench = await openBench(undefined, {
      intercept: ({ method }) => {
        if (method === 'POST') {
          writes++;
          onWrite();
        }
        return false;
      },
    });
    folder = await mkdtemp(path.join(tmpdir(), 'waldur-killed-'));
  });
  after(async () => {
    await Promise.all(windows.map((window) => window.kill()));
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  });

  const scopes = () => [bench.organisation('vattern'), bench.organisation('kalev')];
  const grants = () => scopes().map((scope) => bench.grants(scope));

  async function planOf(): Promise<Plan<GrantsTask>> {
    const role = bench.role('CUSTOMER.READER');
    const roles = await Promise.all(
      scopes().map(async (scope) => {
        const people = bench.strangers(scope, 250);
        return planGrants({ scopes: [scope], people, role, expiry: later }, await bench.context(scope)).tasks;
      }),
    );
    return { tasks: [...roles.flat(), ...invitesFor(bench, addresses).tasks] };
  }

  /** A process of its own, as a window is. */
  function open(): ChildProcess {
    const { url, tokens } = bench.server;
    const program = path.join(__dirname, 'killedRun.ts');
    const given = [path.join(folder, 'runs'), url, tokens[staffName] ?? '', path.join(folder, 'plan.json')];
    return spawn(process.execPath, ['--import', 'tsx', program, ...given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /** Resolves as the server is asked for that write, or when the window ends before. */
  async function reaches(write: number, window: ChildProcess): Promise<void> {
    const asked = new Promise<void>((resolve) => {
      onWrite = () => (writes >= write ? resolve() : undefined);
    });
    await Promise.race([asked, once(window, 'exit')]);
  }

  async function killAt(write: number): Promise<void> {
    const window = open();
    const exited = once(window, 'exit') as Promise<[number | null, string | null]>;
    await reaches(write, window);
    window.kill('SIGKILL');
    const [, signal] = await exited;
    assert.equal(signal, 'SIGKILL', 'it was at work');
  }

  /** Another window, which was opened later. */
  async function openRecent(): Promise<RecentWindow> {
    const { url, tokens } = bench.server;
    const given = [path.join(folder, 'runs'), url, tokens[staffName] ?? '', bench.caller.uuid];
    const program = path.join(__dirname, 'recentWindow.ts');
    const window = new RecentWindow(fork(program, given, { execArgv: ['--import', 'tsx'] }));
    windows.push(window);
    await window.answer();
    return window;
  }

  async function endOf(window: ChildProcess): Promise<readonly string[]> {
    assert.ok(window.stdout !== null);
    return JSON.parse(await text(window.stdout)) as readonly string[];
  }

  it('ends exactly as planned, with no one invited twice', async () => {
    const plan = await planOf();
    assert.equal(plan.tasks.length, 600);
    await writeFile(path.join(folder, 'plan.json'), JSON.stringify(plan));
    held = grants();

    await killAt(150);
    const cutOff = open();
    await reaches(300, cutOff);
    const gone = bench.server.faults.add({ path: /./, fault: { kind: 'reset' } });
    const words = await endOf(cutOff);
    gone.remove();
    assert.ok(words.includes('notRun networkGone'));
    await killAt(550);
    const last = await endOf(open());

    assert.ok(
      last.every((word) => word === 'done' || word === 'done found'),
      [...new Set(last)].join(),
    );
    assert.deepEqual(addressesOf(bench), addresses.toSorted());
    for (const [index, scope] of scopes().entries()) {
      const added = plan.tasks.flatMap((task) =>
        task.kind === 'role' && task.scope.uuid === scope.uuid
          ? [`${task.person.username ?? ''} CUSTOMER.READER ${later}`]
          : [],
      );
      assert.deepEqual(bench.grants(scope), [...(held[index] ?? []), ...added].toSorted());
    }
  }).timeout(60_000);

  it('is undone from Recent Changes by one of two other windows, and by a third one when that is killed', async () => {
    const [one, other] = await Promise.all([openRecent(), openRecent()]);
    const [run] = await one.untilNothingRuns();
    assert.ok(run !== undefined);
    assert.deepEqual([run.title, run.left, run.isUndone], ['Grant Role', 0, false]);
    await other.untilNothingRuns();
    writes = 0;
    const reached = reaches(300, one.child);
    const answers = [one, other].map(async (window) => {
      const answer = await window.tell({ kind: 'undo', id: run.id });
      return { window, answer };
    });
    const refused = await Promise.race(answers);
    assert.match(String(refused.answer), /^This run (is still in progress|has already been undone)/);
    await reached;
    const [undoing] = [one, other].filter((window) => window !== refused.window);
    await undoing?.kill();

    const third = await openRecent();
    const [undo, undone] = await third.untilNothingRuns();
    assert.ok(undo !== undefined && undone !== undefined);
    assert.equal(undo.title, 'Undo: Grant Role');
    assert.ok(undo.left > 0 && undo.left < 600, String(undo.left));
    assert.ok(undone.isUndone);
    assert.match(
      String(await third.tell({ kind: 'undo', id: undone.id })),
      /^This run has already been undone\.$/,
    );
    const words = await third.tell({ kind: 'retry', id: undo.id });
    assert.equal(words, '500 changes undone. 100 invitations cancelled.');
    assert.deepEqual(grants(), held);
    assert.deepEqual(addressesOf(bench), []);
  }).timeout(60_000);
});
