import { spawn, type ChildProcess } from 'node:child_process';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from './projectPaths';

const graceMs = 5_000;

const live = new Set<ProcessGroup>();
let watching = false;

/**
 * Whatever ends this process ends its programs too: they have process groups of their own, which no Ctrl+C reaches.
 * Where it is killed, their keepers do it.
 */
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
  private readonly process: ChildProcess;
  private readonly output: string[] = [];
  /** Resolves once it has ended, by itself or stopped. */
  readonly ended: Promise<void>;

  constructor(
    private readonly command: string,
    args: readonly string[],
    options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
  ) {
    const keeper = path.join(projectRoot, 'scripts', 'keeper.mjs');
    this.process = spawn(process.execPath, [keeper, command, ...args], {
      ...options,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.ended = new Promise((resolve) => {
      this.process.once('close', () => resolve());
      this.process.once('error', () => resolve());
    });
    // Nothing outlives its keeper.
    this.process.once('exit', () => this.kill());
    this.onOutput((data) => this.output.push(data.toString()));
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
        stopListening();
        resolve(found);
      };
      const timer = setTimeout(() => finish(undefined), timeoutMs);
      const stopListening = this.onOutput(check);
      void this.ended.then(() => finish(undefined));
      check();
    });
    if (match === undefined) {
      await this.stop();
      throw new Error(`${this.command} did not start. It printed:\n${this.printed}`);
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

  /** @returns what ends the listening */
  private onOutput(listener: (data: Buffer) => void): () => void {
    const streams = [this.process.stdout, this.process.stderr];
    streams.forEach((stream) => stream?.on('data', listener));
    return () => streams.forEach((stream) => stream?.off('data', listener));
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
