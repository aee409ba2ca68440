import type { RunRecord } from '../runs/record';
import { resultOf } from '../runs/result';
import { type FoundFile, isHeld, type RunFiles } from '../runs/runFiles';
import { changesLeft } from './changesOf';
import { keptIn, type KeptRun, type RunConnection } from './keptRun';
import { readContent, type RunOfFile, type StoredRun, toldIn } from './runContent';
import type { RunName } from './runName';
import type { ChangeTask } from './taskKinds';

export interface RecentRun extends StoredRun {
  /** In this window or another one. */
  readonly isRunning: boolean;
}

/** One that this window alone may go on with, until another takes it from `ask` on. */
export interface ClaimedRun extends StoredRun {
  readonly kept: KeptRun;
}

/** Files that hold no run that can be read, none of which hides another. */
export interface Unreadable {
  /** Kept aside under these names, where that is possible. */
  readonly damaged: readonly string[];
  /** Of a later version of the extension. */
  readonly newer: readonly string[];
}

/** What the files of other windows come to. */
export interface Interrupted extends Unreadable {
  /** That no one carries out now. */
  readonly runs: readonly StoredRun[];
  /** Some are in the hands of another window, or were a moment ago. */
  readonly running: boolean;
}

/** A run that was wanted. `running`: it is being carried out, here or elsewhere. */
export type Taken =
  | { readonly kind: 'run'; readonly run: ClaimedRun }
  | { readonly kind: 'running' }
  | { readonly kind: 'gone' };

/** Whatever is not there after so many looks is gone. */
const mostLooks = 3;

/** So long after it was last touched, a run is told no more. */
const longestMs = 30 * 24 * 60 * 60 * 1000;

/** How many changes are left to do, of how many that were asked for and are possible. */
export function leftOf(record: RunRecord<ChangeTask>): { readonly left: number; readonly total: number } {
  return changesLeft(resultOf(record).results);
}

/**
 * Keeps runs in files of this machine, so that none is lost with its window, and the last ones can be undone later: the
 * plan in the first line, and a line for every step. A line that a crash cut short is left out.
 */
export class RunJournals {
  constructor(private readonly files: RunFiles) {}

  /** Where a new run is kept. */
  open({ id, serverName, user: { fullName }, sample }: RunConnection, name: RunName): KeptRun {
    const author = { serverName, fullName, sample };
    return keptIn(this.files.create(), { connectionId: id, name, author });
  }

  /** Where the run is kept that takes that one back, which is let go once this one is kept. */
  openUndo(connection: RunConnection, { kept: undone }: ClaimedRun, name: RunName): KeptRun {
    const kept = this.open(connection, name);
    return {
      ...kept,
      begin: async (record) => {
        await undone.beginUndo(kept.id);
        await kept.begin(record);
        await undone.settleUndone();
      },
    };
  }

  /** Holds a run that was found, as it stands now, to ask about it. Undefined: another window was quicker. */
  async claim({ id }: StoredRun): Promise<ClaimedRun | undefined> {
    const found = await this.files.found();
    const file = found.find((each) => each.id === id && !isHeld(each));
    const taken = file === undefined ? undefined : await this.hold(file, 'asking', found);
    return taken?.kind === 'run' ? taken.run : undefined;
  }

  /** Takes a run to go on with it or to undo it, wherever a person is asked about it at the moment. */
  async take(id: string): Promise<Taken> {
    const { file, found } = await this.look(id);
    if (file === undefined) {
      return { kind: 'gone' };
    }
    return isRunning(file) ? { kind: 'running' } : this.hold(file, 'running', found);
  }

  /** A run as it stands now. Undefined: it is gone. */
  async find(id: string): Promise<RecentRun | undefined> {
    const { file, found } = await this.look(id);
    const content = file === undefined ? undefined : await this.read(file, found, none());
    return file === undefined || content === undefined
      ? undefined
      : { ...content.run, isRunning: isRunning(file) };
  }

  /** Looks through what other windows left. What is settled is not read. */
  async interrupted(): Promise<Interrupted> {
    const found = await this.files.found();
    await this.files.prune(found);
    const unreadable = none();
    const runs: StoredRun[] = [];
    let running = false;
    for (const file of found) {
      if (file.state === 'settled' || file.isOwn) {
        continue;
      }
      const content = isHeld(file) ? undefined : await this.read(file, found, unreadable);
      if (isHeld(file) || (content?.holdsNothing === true && !file.isQuiet)) {
        // A version that holds no files may be at it, too.
        running = true;
      } else if (content !== undefined && (content.run.isUndone || leftOf(content.run.record).left === 0)) {
        const taken = await this.hold(file, 'asking', found);
        await (taken.kind === 'run' ? taken.run.kept.settle() : undefined);
      } else if (content !== undefined) {
        runs.push(content.run);
      }
    }
    return { runs, running, ...unreadable };
  }

  /**
   * The last runs of this machine, whatever became of them; the newest first.
   * @param tell makes of a run what is to be known of it; runs themselves are large
   * @param toldBefore reads what was given to `settle`, in place of the run; undefined where the run has to be read
   */
  async recent<T extends { readonly started: string }>(
    tell: (run: RecentRun) => T,
    toldBefore: (facts: unknown) => T | undefined,
    signal?: AbortSignal,
  ): Promise<Unreadable & { readonly runs: readonly T[] }> {
    const found = await this.files.found();
    await this.files.prune(found);
    const unreadable = none();
    const runs: T[] = [];
    const oldest = Date.now() - longestMs;
    for (const file of found.filter(({ state, touched }) => state !== 'settled' || touched > oldest)) {
      signal?.throwIfAborted();
      const told = file.state === 'settled' ? toldBefore(await this.lastTold(file)) : undefined;
      const content = told === undefined ? await this.read(file, found, unreadable) : undefined;
      if (told !== undefined) {
        runs.push(told);
      } else if (content !== undefined) {
        runs.push(tell({ ...content.run, isRunning: isRunning(file) }));
      }
    }
    const started = (run: T): number => Date.parse(run.started);
    return { runs: runs.toSorted((a, b) => started(b) - started(a)), ...unreadable };
  }

  private async lastTold({ path: file }: FoundFile): Promise<unknown> {
    const line = await this.files.lastLine(file).catch(() => undefined);
    return line === undefined ? undefined : toldIn(line);
  }

  private async look(id: string): Promise<{ file: FoundFile | undefined; found: readonly FoundFile[] }> {
    for (let looks = 1; ; looks++) {
      const found = await this.files.found();
      const file = found.find((each) => each.id === id);
      // A file that is renamed at that moment is not seen.
      if (file !== undefined || looks === mostLooks) {
        return { file, found };
      }
    }
  }

  private async hold(
    file: FoundFile,
    state: 'running' | 'asking',
    found: readonly FoundFile[],
  ): Promise<Taken> {
    const claimed = await this.files.claim(file.path, state);
    if (claimed === undefined) {
      return { kind: 'running' };
    }
    const content = await this.read({ ...file, path: claimed.path }, found, none());
    if (content === undefined) {
      claimed.held.abandon();
      return { kind: 'gone' };
    }
    return { kind: 'run', run: { ...content.run, kept: keptIn(claimed.held, content.run) } };
  }

  /**
   * Undefined when it is gone, or cannot be read; then it is said in `unreadable`.
   * @param found all that there are
   */
  private async read(
    { id, path: file }: FoundFile,
    found: readonly FoundFile[],
    unreadable: UnreadableFiles,
  ): Promise<RunOfFile | undefined> {
    let lines: readonly string[] | undefined;
    try {
      lines = await this.files.read(file);
    } catch {
      unreadable.damaged.push(file);
      return undefined;
    }
    const isKept = (other: string): boolean => found.some((each) => each.id === other);
    const content = lines === undefined ? undefined : readContent(id, lines, isKept);
    switch (content?.kind) {
      case 'run':
        return content;
      case 'newer':
        unreadable.newer.push(file);
        return undefined;
      case 'damaged':
        unreadable.damaged.push(await this.files.setAside(file).catch(() => file));
        return undefined;
      case undefined:
        return undefined;
    }
  }
}

interface UnreadableFiles {
  readonly damaged: string[];
  readonly newer: string[];
}

function none(): UnreadableFiles {
  return { damaged: [], newer: [] };
}

/** Whether it is being carried out, here or elsewhere, as far as is known. */
function isRunning(file: FoundFile): boolean {
  return file.state === 'running' && isHeld(file);
}
