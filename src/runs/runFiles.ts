import { renameSync } from 'node:fs';
import {
  chmod,
  constants,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import * as path from 'node:path';
import { TakenOverError } from './record';

/** A file of a run: what no other window may touch while it is held, so that no two windows carry out the same run. */
export interface HeldFile {
  /** Writes the first line of a new file, and another line to one that is there. @throws TakenOverError */
  readonly begin: (line: object) => Promise<void>;
  /** Resolves once the line would outlive the end of the process. @throws TakenOverError */
  readonly add: (line: object) => Promise<void>;
  /** Deletes it; whatever is added later is left out. */
  readonly drop: () => Promise<void>;
}

/** A file that is not this window's. */
export interface FoundFile {
  readonly path: string;
  /** A window held it when it was seen first; `isQuiet` tells whether that still lives. */
  readonly isHeld: boolean;
  /** Nothing touched it for as long as a living holder would never leave it. */
  readonly isQuiet: boolean;
}

/** One that is larger is not read: no run that a person can start comes near. */
const mostBytes = 64 * 1024 * 1024;

const free = /^([\w-]+)\.jsonl$/;
const held = /^([\w-]+)\.[\w-]{36}\.running$/;

/**
 * The files of runs, which all windows of this machine share. A window holds a file by renaming it, which only one can
 * do, and touches it again and again as long as it lives. How long a file was left alone is told by watching it, not by
 * clocks, which jump, and not by process ids, which go to others. Whoever was stopped for so long that another took the
 * file finds it gone with the next line.
 */
export class RunFiles {
  private readonly window = crypto.randomUUID();
  private readonly own = new Set<string>();
  private readonly seen = new Map<string, { readonly touched: number; readonly since: number }>();
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
    return this.hold(this.ownPath(crypto.randomUUID()), false);
  }

  /** Takes a file that was found. Undefined: another window was quicker, or it is gone. */
  async claim(file: string): Promise<{ readonly held: HeldFile; readonly path: string } | undefined> {
    const own = this.ownPath(idOf(file));
    try {
      await rename(file, own);
    } catch (error) {
      if (isGone(error)) {
        return undefined;
      }
      throw error;
    }
    await chmod(own, 0o600);
    return { held: this.hold(own, true), path: own };
  }

  /** What other windows left or hold. Folders and links of such names are none of ours. */
  async found(): Promise<readonly FoundFile[]> {
    const names = await readdir(this.folder).catch(() => []);
    const found: FoundFile[] = [];
    for (const name of names.filter((each) => free.test(each) || held.test(each))) {
      const file = path.join(this.folder, name);
      const facts = await lstat(file).catch(() => undefined);
      if (facts?.isFile() === true && !this.own.has(file)) {
        found.push({ path: file, isHeld: held.test(name), isQuiet: this.isQuiet(file, facts.mtimeMs) });
      }
    }
    return found;
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

  /** Keeps a file that cannot be read under another name, where no window looks. @returns that name */
  async setAside(file: string): Promise<string> {
    const aside = `${file}.damaged`;
    await rename(file, aside);
    return aside;
  }

  /** Lets go of everything, for other windows to take. What this window still wants to add to it is refused. */
  dispose(): void {
    clearInterval(this.beat);
    for (const file of this.own) {
      try {
        renameSync(file, path.join(this.folder, `${idOf(file)}.jsonl`));
      } catch {
        // Not begun yet, or no longer ours.
      }
    }
    this.own.clear();
  }

  private ownPath(id: string): string {
    return path.join(this.folder, `${id}.${this.window}.running`);
  }

  private hold(file: string, isThere: boolean): HeldFile {
    this.own.add(file);
    this.beat ??= setInterval(() => void this.touch(), this.times.beat).unref();
    let begun = isThere;
    let dropped = false;
    // One after the other: a late line must not bring back what was removed.
    let last: Promise<unknown> = Promise.resolve();
    const after = (action: () => Promise<void>): Promise<void> => {
      const next = last.catch(() => undefined).then(() => (dropped ? undefined : action()));
      last = next;
      return next;
    };
    return {
      begin: (line) =>
        after(async () => {
          // The line before may have been cut short by the end of another process.
          await (begun ? append(file, `\n${textOf(line)}`) : this.write(file, textOf(line)));
          begun = true;
        }),
      add: (line) => after(() => append(file, textOf(line))),
      drop: () =>
        after(async () => {
          dropped = true;
          this.own.delete(file);
          if (this.own.size === 0) {
            clearInterval(this.beat);
            this.beat = undefined;
          }
          await rm(file, { force: true });
        }),
    };
  }

  /** Whole or not at all, for other windows and for a crash; for its owner alone, as it names people. */
  private async write(file: string, text: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await chmod(this.folder, 0o700);
    const draft = `${file}.draft`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, file);
  }

  private async touch(): Promise<void> {
    const now = new Date();
    await Promise.all([...this.own].map((file) => utimes(file, now, now).catch(() => undefined)));
  }

  private isQuiet(file: string, touched: number): boolean {
    const now = performance.now();
    const before = this.seen.get(file);
    if (before?.touched !== touched) {
      this.seen.set(file, { touched, since: now });
      return false;
    }
    return now - before.since >= this.times.quiet;
  }
}

function idOf(file: string): string {
  return path.basename(file).split('.')[0] ?? '';
}

function textOf(line: object): string {
  return `${JSON.stringify(line)}\n`;
}

/** Never makes the file anew, and finds out whether it was renamed while it was open. */
async function append(file: string, text: string): Promise<void> {
  try {
    const handle = await open(file, constants.O_WRONLY | constants.O_APPEND);
    try {
      await handle.appendFile(text);
      const [written, named] = await Promise.all([
        handle.stat({ bigint: true }),
        stat(file, { bigint: true }),
      ]);
      if (written.ino !== named.ino) {
        throw new TakenOverError();
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw isGone(error) ? new TakenOverError() : error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
