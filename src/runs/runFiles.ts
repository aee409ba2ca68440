import { chmod, lstat, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { type FileState, idOf, newlyHeld, stateOf } from './fileName';
import { HeldFile, isGone } from './heldFile';

export interface FoundFile {
  /** The same for the same run, whatever becomes of its file. */
  readonly id: string;
  readonly path: string;
  readonly state: FileState;
  /** Milliseconds since 1970, on the clock of its file system. */
  readonly touched: number;
  readonly isOwn: boolean;
  /** Nothing touched it for as long as a living holder would never leave it. Never so of what this window holds. */
  readonly isQuiet: boolean;
}

/** A file of another window as it was looked at, on a clock that never jumps. */
interface Seen {
  readonly touched: number;
  readonly quietFor: number;
  readonly at: number;
}

/** One that is larger is not read: no run that a person can start comes near. */
const mostBytes = 64 * 1024 * 1024;

/** Longest last line that is looked for apart, in bytes. */
const longestLast = 8 * 1024;

/** So many settled runs are kept. */
const mostSettled = 20;
/** A file that was touched so long after now is one of the days when the clock was wrong. */
const futureMs = 24 * 60 * 60 * 1000;

/**
 * The files of runs, which all windows of this machine share. A window holds a file by renaming it, which only one can
 * do, and touches it again and again as long as it lives. How long a file was left alone is told by watching it, not by
 * clocks, which jump, and not by process ids, which go to others. Whoever was stopped for so long that another took the
 * file finds it gone with the next line.
 */
export class RunFiles {
  private readonly own = new Set<HeldFile>();
  private readonly seen = new Map<string, Seen>();
  private beat: NodeJS.Timeout | undefined;

  /**
   * @param folder need not be there
   * @param times milliseconds: how often what is held is touched, and after how long without that it is free
   */
  constructor(
    private readonly folder: string,
    private readonly times = { beat: 2_000, quiet: 10_000 },
  ) {}

  /** A file for a new run; it is there from `begin` on. */
  create(): HeldFile {
    return this.hold(newlyHeld(this.folder, crypto.randomUUID(), 'running'), false);
  }

  /**
   * Takes a file that was found, also one that this window holds. Whoever held it before has lost it.
   * @returns undefined when another window was quicker, or it is gone
   */
  async claim(
    file: string,
    state: 'running' | 'asking',
  ): Promise<{ readonly held: HeldFile; readonly path: string } | undefined> {
    const to = newlyHeld(this.folder, idOf(file), state);
    try {
      await rename(file, to);
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
      throw error;
    }
    const held = this.hold(to, true);
    await Promise.all([held.touch(), chmod(to, 0o600)]);
    return { held, path: to };
  }

  /** Every run there is. Folders and links of such names are none of ours. @throws where the folder cannot be read */
  async found(): Promise<readonly FoundFile[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (isGone(error)) {
        return [];
      }
      throw error;
    });
    const found: FoundFile[] = [];
    for (const file of names.map((name) => path.join(this.folder, name))) {
      const state = stateOf(file);
      const facts = state === undefined ? undefined : await lstat(file).catch(() => undefined);
      if (state !== undefined && facts?.isFile() === true) {
        const isOwn = [...this.own].some((held) => held.isAt(file));
        const touched = facts.mtimeMs;
        const isQuiet = !isOwn && this.isQuiet(file, touched);
        found.push({ id: idOf(file), path: file, state, touched, isOwn, isQuiet });
      }
    }
    return found;
  }

  /**
   * Deletes all but the last that are settled: by their order and not by their age, as a clock that jumps ahead would
   * take them all at once. What is not settled is never deleted.
   */
  async prune(found: readonly FoundFile[]): Promise<void> {
    const latest = Date.now() + futureMs;
    const touched = (file: FoundFile): number => (file.touched > latest ? 0 : file.touched);
    const settled = found
      .filter(({ state }) => state === 'settled')
      .toSorted((a, b) => touched(b) - touched(a))
      .slice(mostSettled);
    // Where the folder cannot be written there are some more.
    await Promise.all(settled.map((file) => rm(file.path, { force: true }).catch(() => undefined)));
  }

  /**
   * The lines of a file; the last one, without a line break, was cut short. None: it is too large to be a run.
   * Undefined: it is gone. @throws where it cannot be read just now
   */
  async read(file: string): Promise<readonly string[] | undefined> {
    try {
      if ((await stat(file)).size > mostBytes) {
        return [];
      }
      const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
      return lines.filter((line, index) => index === 0 || line !== '');
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** The last line, where it is whole and not long. @throws where it cannot be read just now */
  async lastLine(file: string): Promise<string | undefined> {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const start = Math.max(0, size - longestLast);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
      const [last, line, before] = buffer.toString('utf8', 0, bytesRead).split('\n').toReversed();
      return last === '' && before !== undefined ? line : undefined;
    } finally {
      await handle.close();
    }
  }

  /** Keeps a file that cannot be read under another name, where no window looks. @returns that name */
  async setAside(file: string): Promise<string> {
    const aside = `${file}.damaged`;
    await rename(file, aside);
    return aside;
  }

  /** Lets go of everything, for other windows to take. What this window still wants to add to it is refused. */
  dispose(): void {
    this.own.forEach((held) => held.abandon());
  }

  private hold(file: string, isBegun: boolean): HeldFile {
    const held: HeldFile = new HeldFile(file, isBegun, () => this.forget(held));
    this.own.add(held);
    this.beat ??= setInterval(() => void this.touch(), this.times.beat).unref();
    return held;
  }

  private forget(held: HeldFile): void {
    this.own.delete(held);
    if (this.own.size === 0) {
      clearInterval(this.beat);
      this.beat = undefined;
    }
  }

  private async touch(): Promise<void> {
    await Promise.all([...this.own].map((held) => held.touch()));
  }

  private isQuiet(file: string, touched: number): boolean {
    const now = performance.now();
    const before = this.seen.get(file);
    // After a sleep of the machine, whose windows wake in any order, one look must not make up for all that time.
    const since = before?.touched === touched ? Math.min(now - before.at, this.times.quiet / 2) : undefined;
    const quietFor = before === undefined || since === undefined ? 0 : before.quietFor + since;
    this.seen.set(file, { touched, quietFor, at: now });
    return since !== undefined && quietFor >= this.times.quiet;
  }
}

/** Whether some window has it in its hands, as far as is known. */
export function isHeld({ state, isOwn, isQuiet }: Pick<FoundFile, 'state' | 'isOwn' | 'isQuiet'>): boolean {
  return isOwn || ((state === 'running' || state === 'asking') && !isQuiet);
}
