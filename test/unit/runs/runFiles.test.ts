import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { FoundFile } from '../../../src/runs/runFiles';
import type { Order } from './windowProcess';

interface Reply {
  readonly answer?: unknown;
  readonly error?: string;
}

/** A process that holds runs as a window does. */
class WindowProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async open(folder: string, times: readonly [beat: number, quiet: number]): Promise<WindowProcess> {
    const child = fork(path.join(__dirname, 'windowProcess.ts'), [folder, ...times.map(String)], {
      execArgv: ['--require', 'tsx/cjs'],
    });
    await once(child, 'message');
    return new WindowProcess(child);
  }

  async tell(order: Order): Promise<Reply> {
    const reply = once(this.child, 'message') as Promise<[Reply]>;
    this.child.send(order);
    return (await reply)[0];
  }

  async look(): Promise<readonly FoundFile[]> {
    return (await this.tell({ kind: 'look' })).answer as readonly FoundFile[];
  }

  /** Looks until what another holds lies still. */
  async untilQuiet(): Promise<string> {
    for (;;) {
      const file = (await this.look()).find(({ isQuiet }) => isQuiet);
      if (file !== undefined) {
        return file.path;
      }
    }
  }

  async signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const ended = signal === 'SIGKILL' ? once(this.child, 'exit') : undefined;
    this.child.kill(signal);
    await ended;
  }

  async close(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await this.signal('SIGKILL');
    }
  }
}

describe('files of runs, between processes', () => {
  let folder = '';
  const open: WindowProcess[] = [];

  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'waldur-windows-')), 'runs');
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((window) => window.close()));
    await rm(path.dirname(folder), { recursive: true, force: true });
  });

  /** @param times milliseconds; what is held is touched so much more often than it has to be that a slow machine does no harm */
  const window = async (times: readonly [number, number] = [20, 1_000]): Promise<WindowProcess> => {
    const opened = await WindowProcess.open(folder, times);
    open.push(opened);
    return opened;
  };
  const content = async (): Promise<string> => {
    const [name = ''] = await readdir(folder);
    return readFile(path.join(folder, name), 'utf8');
  };

  it('are claimed by one alone, however many want them at once', async () => {
    const windows = await Promise.all([window(), window(), window()]);
    await mkdir(folder);
    for (let round = 0; round < 50; round++) {
      const file = path.join(folder, `run-${round}.jsonl`);
      await writeFile(file, '{}\n');
      const claims = await Promise.all(windows.map((each) => each.tell({ kind: 'claim', file })));
      assert.equal(claims.filter(({ answer }) => answer !== undefined).length, 1, `round ${round}`);
    }
  });

  it('are free once their window was killed, and not before', async () => {
    const [first, second] = await Promise.all([window(), window()]);
    await first.tell({ kind: 'begin' });
    for (let looks = 0; looks < 20; looks++) {
      assert.deepEqual(
        (await second.look()).map(({ state, isQuiet }) => ({ state, isQuiet })),
        [{ state: 'running', isQuiet: false }],
      );
    }
    await first.signal('SIGKILL');
    const file = await second.untilQuiet();
    assert.equal(typeof (await second.tell({ kind: 'claim', file })).answer, 'string');
    assert.deepEqual(await second.tell({ kind: 'add' }), {});
  });

  it('are lost to a window that was stopped for long: it finds out before it does more', async () => {
    const [first, second] = await Promise.all([window(), window()]);
    await first.tell({ kind: 'begin' });
    await first.signal('SIGSTOP');
    await second.tell({ kind: 'claim', file: await second.untilQuiet() });
    await second.tell({ kind: 'add' });
    const before = await content();
    await first.signal('SIGCONT');
    assert.deepEqual(await first.tell({ kind: 'add' }), { error: 'TakenOverError' });
    assert.deepEqual(await first.tell({ kind: 'begin' }), { error: 'TakenOverError' });
    assert.deepEqual(await first.tell({ kind: 'settle' }), {});
    assert.equal(await content(), before);
    assert.equal((await readdir(folder)).length, 1);
  });

  it('stay when another window throws away what it no longer holds', async () => {
    const [first, second] = await Promise.all([window(), window()]);
    await first.tell({ kind: 'begin' });
    await first.signal('SIGSTOP');
    await second.tell({ kind: 'claim', file: await second.untilQuiet() });
    await first.signal('SIGCONT');
    assert.deepEqual(await first.tell({ kind: 'settle' }), {});
    assert.deepEqual(await second.tell({ kind: 'add' }), {});
    assert.equal((await readdir(folder)).length, 1);
  });

  it('are taken by one alone while a person is asked about them in another', async () => {
    const [asking, ...others] = await Promise.all([window(), window(), window()]);
    await asking.tell({ kind: 'begin' });
    await asking.tell({ kind: 'ask' });
    const [found] = await others[0].look();
    assert.ok(found?.state === 'asking');
    const claims = await Promise.all(others.map((each) => each.tell({ kind: 'claim', file: found.path })));
    assert.equal(claims.filter(({ answer }) => answer !== undefined).length, 1);
    assert.deepEqual(await asking.tell({ kind: 'add' }), { error: 'TakenOverError' });
    assert.deepEqual(await asking.tell({ kind: 'settle' }), {});
    assert.match((await readdir(folder)).join(), /\.running$/);
  });
});
