import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

const graceMs = 5_000;

const live = new Set<ProcessGroup>();
let watching = false;

/** Whatever ends this process ends its programs too: they have process groups of their own, which no Ctrl+C reaches. */
function endWithThisProcess(): void {
  process.on('exit', () => live.forEach((group) => group.kill()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Others who listen stop in their own time.
      if (process.listenerCount(signal) === 1) {
        process.exit(1);
      }
    });
  }
}

/** A program with everything it starts, stopped together: by `stop`, and in any case when this process ends. */
export class ProcessGroup {
  readonly process: ChildProcessWithoutNullStreams;
  private readonly output: string[] = [];
  private readonly ended: Promise<void>;

  constructor(
    command: string,
    args: readonly string[],
    options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
  ) {
    this.process = spawn(command, args, {
      ...options,
      detached: process.platform !== 'win32',
      stdio: 'pipe',
    });
    this.process.stdin.end();
    this.ended = new Promise((resolve) => {
      this.process.once('close', () => resolve());
      this.process.once('error', () => resolve());
    });
    const keep = (data: Buffer) => this.output.push(data.toString());
    this.process.stdout.on('data', keep);
    this.process.stderr.on('data', keep);
    if (!watching) {
      watching = true;
      endWithThisProcess();
    }
    live.add(this);
  }

  /** What it has printed so far, to both outputs. */
  get printed(): string {
    return this.output.join('');
  }

  /** Waits until its output matches. @throws when it ends first, or after `timeoutMs` */
  async waitForOutput(pattern: RegExp, timeoutMs: number): Promise<RegExpExecArray> {
    const match = await new Promise<RegExpExecArray | undefined>((resolve) => {
      const check = () => {
        const found = pattern.exec(this.printed);
        if (found !== null) {
          finish(found);
        }
      };
      const finish = (found: RegExpExecArray | undefined) => {
        clearTimeout(timer);
        this.process.stdout.off('data', check);
        this.process.stderr.off('data', check);
        resolve(found);
      };
      const timer = setTimeout(() => finish(undefined), timeoutMs);
      this.process.stdout.on('data', check);
      this.process.stderr.on('data', check);
      void this.ended.then(() => finish(undefined));
      check();
    });
    if (match === undefined) {
      await this.stop();
      throw new Error(`${this.process.spawnfile} did not start. It printed:\n${this.printed}`);
    }
    return match;
  }

  async stop(): Promise<void> {
    this.signal('SIGTERM');
    await Promise.race([this.ended, wait(graceMs, undefined, { ref: false })]);
    this.signal('SIGKILL');
    await this.ended;
    live.delete(this);
  }

  /** Ends it at once. */
  kill(): void {
    this.signal('SIGKILL');
  }

  private signal(signal: NodeJS.Signals): void {
    const { pid } = this.process;
    if (pid === undefined) {
      return;
    }
    try {
      if (process.platform === 'win32') {
        this.process.kill(signal);
      } else {
        process.kill(-pid, signal);
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
        throw error;
      }
    }
  }
}
