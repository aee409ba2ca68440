import { renameSync } from 'node:fs';
import { chmod, constants, mkdir, open, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { type FileState, idOf, inState } from './fileName';
import { TakenOverError } from './record';

/** A file of a run that this window holds, so that no two windows carry out the same run. */
export class HeldFile {
  readonly id: string;
  private isLetGo = false;
  /** One after the other: a late line must not come after the end. */
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param file where it is held, under a name that no holder had before
   * @param isBegun whether it is there already
   * @param onDidEnd told when it is let go, and when it turns out that another window has taken it
   */
  constructor(
    private file: string,
    private isBegun: boolean,
    private readonly onDidEnd: () => void,
  ) {
    this.id = idOf(file);
  }

  isAt(file: string): boolean {
    return this.file === file;
  }

  /** Writes the first line of a new file, and another line to one that is there. @throws TakenOverError */
  begin(line: object): Promise<void> {
    return this.next(async () => {
      // The line before may have been cut short by the end of another process.
      await (this.isBegun ? append(this.file, `\n${textOf(line)}`, true) : write(this.file, textOf(line)));
      this.isBegun = true;
    });
  }

  /**
   * Resolves once the line would outlive the end of the process.
   * @param outlivesPower whether it has to outlive a loss of power as well, which takes some milliseconds
   * @throws TakenOverError
   */
  add(line: object, outlivesPower = false): Promise<void> {
    return this.next(() => append(this.file, textOf(line), outlivesPower));
  }

  /** Whoever is told to go on with it may take it from now on, while a person is asked here what to do with it. */
  ask(): Promise<void> {
    return this.unlessTaken(() => this.move('asking'));
  }

  /** Lets it go for good. @param line to end with */
  settle(line?: object): Promise<void> {
    return this.unlessTaken(async () => {
      await (line === undefined ? undefined : append(this.file, textOf(line), true));
      await this.move('settled');
      this.isLetGo = true;
      this.onDidEnd();
    });
  }

  /** Lets it go as it stands, for any window to take. What this one still wants to add is refused. */
  abandon(): void {
    try {
      renameSync(this.file, inState(this.file, 'waiting'));
    } catch {
      // Not begun yet, or no longer ours.
    }
    this.onDidEnd();
  }

  /** Shows other windows that this one lives. */
  async touch(): Promise<void> {
    const now = new Date();
    await utimes(this.file, now, now).catch(() => undefined);
  }

  private async move(state: FileState): Promise<void> {
    const to = inState(this.file, state);
    await rename(this.file, to);
    this.file = to;
  }

  private async unlessTaken(action: () => Promise<void>): Promise<void> {
    try {
      await this.next(action);
    } catch (error) {
      if (!(error instanceof TakenOverError)) {
        throw error;
      }
    }
  }

  /** Does nothing once it is let go. */
  private next(action: () => Promise<void>): Promise<void> {
    const next = this.last.catch(() => undefined).then(() => (this.isLetGo ? undefined : this.while(action)));
    this.last = next;
    return next;
  }

  private async while(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!isGone(error) && !(error instanceof TakenOverError)) {
        throw error;
      }
      this.onDidEnd();
      throw new TakenOverError();
    }
  }
}

/** Whether a file is not there, as it was when it was looked for. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Whole or not at all, for other windows and for a crash; for its owner alone, as it names people. */
async function write(file: string, text: string): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  const draft = `${file}.draft`;
  try {
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Never makes the file anew, and finds out whether it was renamed while it was open. */
async function append(file: string, text: string, outlivesPower: boolean): Promise<void> {
  const handle = await open(file, constants.O_WRONLY | constants.O_APPEND);
  try {
    await handle.appendFile(text);
    await (outlivesPower ? handle.datasync() : undefined);
    const [written, named] = await Promise.all([handle.stat({ bigint: true }), stat(file, { bigint: true })]);
    if (written.ino !== named.ino) {
      throw new TakenOverError();
    }
  } finally {
    await handle.close();
  }
}

function textOf(line: object): string {
  return `${JSON.stringify(line)}\n`;
}
