import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import type { ChangeTask } from '../../src/changes/taskKinds';
import type { Plan } from '../../src/runs/task';
import type { SampleServerOptions } from '../../src/sample/server';
import { type Bench, openBench, staffName } from './grantsWorld';
import type { Order, Row } from './recentWindow';

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

/** What the server is asked for. */
interface Writes {
  count: number;
  onNext: () => void;
}

/** Windows as processes of their own, which share a server and the records of their runs. */
export class Windows {
  private readonly recent: RecentWindow[] = [];

  private constructor(
    readonly bench: Bench,
    private readonly folder: string,
    readonly writes: Writes,
  ) {}

  /** @param method of the writes that are counted */
  static async with(method: 'POST' | 'PATCH', options: SampleServerOptions = {}): Promise<Windows> {
    const writes: Writes = { count: 0, onNext: () => undefined };
    const bench = await openBench(undefined, {
      ...options,
      intercept: (request) => {
        if (request.method === method) {
          writes.count++;
          writes.onNext();
        }
        return false;
      },
    });
    return new Windows(bench, await mkdtemp(path.join(tmpdir(), 'waldur-killed-')), writes);
  }

  async close(): Promise<void> {
    await Promise.all(this.recent.map((window) => window.kill()));
    await this.bench.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What windows that are opened from now on carry out. */
  async plan(plan: Plan<ChangeTask>): Promise<void> {
    await writeFile(path.join(this.folder, 'plan.json'), JSON.stringify(plan));
  }

  /** Begins the plan, or goes on with the run that was interrupted. */
  open(): ChildProcess {
    const { url, tokens } = this.bench.server;
    const program = path.join(__dirname, 'killedRun.ts');
    const given = [
      path.join(this.folder, 'runs'),
      url,
      tokens[staffName] ?? '',
      path.join(this.folder, 'plan.json'),
    ];
    return spawn(process.execPath, ['--import', 'tsx', program, ...given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /** Resolves as the server is asked for that write, or when the window ends before. */
  async reaches(write: number, window: ChildProcess): Promise<void> {
    const asked = new Promise<void>((resolve) => {
      this.writes.onNext = () => (this.writes.count >= write ? resolve() : undefined);
    });
    await Promise.race([asked, once(window, 'exit')]);
  }

  async killAt(write: number): Promise<void> {
    const window = this.open();
    const exited = once(window, 'exit') as Promise<[number | null, string | null]>;
    await this.reaches(write, window);
    window.kill('SIGKILL');
    const [, signal] = await exited;
    assert.equal(signal, 'SIGKILL', 'it was at work');
  }

  /** Another window, which was opened later. */
  async openRecent(): Promise<RecentWindow> {
    const { url, tokens } = this.bench.server;
    const given = [path.join(this.folder, 'runs'), url, tokens[staffName] ?? '', this.bench.caller.uuid];
    const program = path.join(__dirname, 'recentWindow.ts');
    const window = new RecentWindow(fork(program, given, { execArgv: ['--import', 'tsx'] }));
    this.recent.push(window);
    await window.answer();
    return window;
  }
}

/** How each task of a window's run ended. */
export async function endOf(window: ChildProcess): Promise<readonly string[]> {
  assert.ok(window.stdout !== null);
  return JSON.parse(await text(window.stdout)) as readonly string[];
}
