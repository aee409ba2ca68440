import { changesLeft } from '../grants/changes';
import { grantsKinds, type GrantsTask } from '../grants/taskKinds';
import { fromVersion1 } from '../grants/version1';
import type { HeldFile } from '../runs/heldFile';
import { readRun } from '../runs/readRecord';
import type { RunJournal, RunRecord } from '../runs/record';
import { resultOf } from '../runs/result';
import { type FoundFile, isHeld, type RunFiles } from '../runs/runFiles';
import { readRunName, type RunName } from './runName';

/** A run as it is kept. */
export interface StoredRun {
  /** Of what keeps it: the same for as long as it is kept. */
  readonly id: string;
  readonly connectionId: string;
  readonly name: RunName;
  readonly record: RunRecord<GrantsTask>;
  /** Another run has taken it back, as far as that came. */
  readonly isUndone: boolean;
}

export interface RecentRun extends StoredRun {
  /** In this window or another one. */
  readonly isRunning: boolean;
}

/** One that this window alone may go on with, until another takes it from `ask` on. */
export interface ClaimedRun extends StoredRun {
  readonly kept: KeptRun;
}

/** A run while it lasts, and until what it left is settled. */
export interface KeptRun extends RunJournal {
  readonly id: string;
  /** It is carried out no more, and the person is asked what is to become of it: any window may go on with it. */
  readonly ask: () => Promise<void>;
  /** The person knows what became of it: no one offers it again. */
  readonly settle: () => Promise<void>;
  /** The same for one that another run takes back, which is kept by now. */
  readonly settleUndone: () => Promise<void>;
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

/** The first line of a file, and that of every further try. */
interface Begin {
  readonly kind: 'begin';
  readonly connectionId: string;
  readonly name: RunName;
  readonly record: RunRecord;
}

/** The last line of a run that another one takes back. */
const undone = { kind: 'undone' } as const;

/** How many changes are left to do, of how many that were asked for and are possible. */
export function leftOf(record: RunRecord<GrantsTask>): { readonly left: number; readonly total: number } {
  return changesLeft(resultOf(record).results);
}

/**
 * Keeps runs in files of this machine, so that none is lost with its window, and the last ones can be undone later: the
 * plan in the first line, and a line for every step. A line that a crash cut short is left out.
 */
export class RunJournals {
  constructor(private readonly files: RunFiles) {}

  /** Where a new run is kept. */
  open(connectionId: string, name: RunName): KeptRun {
    return keptIn(this.files.create(), connectionId, name);
  }

  /** Where the run is kept that takes that one back, which is let go once this one is kept. */
  openUndo({ connectionId, kept: undone }: ClaimedRun, name: RunName): KeptRun {
    const kept = this.open(connectionId, name);
    return {
      ...kept,
      begin: async (record) => {
        await kept.begin(record);
        await undone.settleUndone();
      },
    };
  }

  /** Holds a run that was found, as it stands now, to ask about it. Undefined: another window was quicker. */
  async claim({ id }: StoredRun): Promise<ClaimedRun | undefined> {
    const file = (await this.files.found()).find((each) => each.id === id && !isHeld(each));
    return file === undefined ? undefined : this.hold(file, 'asking');
  }

  /** Takes a run to go on with it or to undo it, wherever a person is asked about it at the moment. */
  async take(id: string): Promise<Taken> {
    const file = (await this.files.found()).find((each) => each.id === id);
    if (file === undefined) {
      return { kind: 'gone' };
    }
    const run = file.state === 'running' && isHeld(file) ? undefined : await this.hold(file, 'running');
    return run === undefined ? { kind: 'running' } : { kind: 'run', run };
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
      const content = isHeld(file) ? undefined : await this.read(file, unreadable);
      if (isHeld(file) || (content?.holdsNothing === true && !file.isQuiet)) {
        // A version that holds no files may be at it, too.
        running = true;
      } else if (content !== undefined && (content.run.isUndone || leftOf(content.run.record).left === 0)) {
        await (await this.hold(file, 'asking'))?.kept.settle();
      } else if (content !== undefined) {
        runs.push(content.run);
      }
    }
    return { runs, running, ...unreadable };
  }

  /** The last runs of this machine, whatever became of them; the newest first. */
  async recent(): Promise<Unreadable & { readonly runs: readonly RecentRun[] }> {
    const found = await this.files.found();
    await this.files.prune(found);
    const unreadable = none();
    const runs: RecentRun[] = [];
    for (const file of found) {
      const content = await this.read(file, unreadable);
      if (content !== undefined) {
        runs.push({ ...content.run, isRunning: file.state === 'running' && isHeld(file) });
      }
    }
    const started = ({ record }: RecentRun): number => Date.parse(record.started);
    return { runs: runs.toSorted((a, b) => started(b) - started(a)), ...unreadable };
  }

  private async hold(file: FoundFile, state: 'running' | 'asking'): Promise<ClaimedRun | undefined> {
    const claimed = await this.files.claim(file.path, state);
    const content =
      claimed === undefined ? undefined : await this.read({ ...file, path: claimed.path }, none());
    return claimed === undefined || content === undefined
      ? undefined
      : { ...content.run, kept: keptIn(claimed.held, content.run.connectionId, content.run.name) };
  }

  /** Undefined when it is gone, or cannot be read; then it is said in `unreadable`. */
  private async read(
    { id, path: file }: FoundFile,
    unreadable: UnreadableFiles,
  ): Promise<RunOfFile | undefined> {
    let lines: readonly string[] | undefined;
    try {
      lines = await this.files.read(file);
    } catch {
      unreadable.damaged.push(file);
      return undefined;
    }
    const content = lines === undefined ? undefined : readContent(id, lines);
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

function keptIn(file: HeldFile, connectionId: string, name: RunName): KeptRun {
  return {
    id: file.id,
    begin: (record) => file.begin({ kind: 'begin', connectionId, name, record } satisfies Begin),
    // Without a word of what was sent, an invitation would be sent again.
    add: (entry) => file.add(entry, entry.kind === 'sent'),
    ask: () => file.ask(),
    settle: () => file.settle(),
    settleUndone: () => file.settle(undone),
  };
}

interface RunOfFile {
  readonly kind: 'run';
  readonly run: StoredRun;
  /** It was written by a version that did not hold its files. */
  readonly holdsNothing: boolean;
}

type Content = RunOfFile | { readonly kind: 'damaged' } | { readonly kind: 'newer' };

function readContent(id: string, texts: readonly string[]): Content {
  const all = texts.map((text, index) => parse(index === 0 ? text.replace(/^\uFEFF/, '') : text));
  const lines = all.filter((line) => kindOf(line) !== undone.kind);
  const last = lines.findLastIndex((line) => kindOf(line) === 'begin');
  const head = lines[Math.max(last, 0)] as
    (Partial<Begin> & { readonly title?: unknown; readonly pid?: unknown }) | null | undefined;
  if (typeof head !== 'object' || head === null) {
    return { kind: 'damaged' };
  }
  const version: unknown = head.record?.version;
  if (typeof version === 'number' && version > 2) {
    return { kind: 'newer' };
  }
  const kept = fromVersion1(head, lines.slice(Math.max(last, 0) + 1));
  const record = readRun(kept.record, kept.entries, grantsKinds);
  if (record === undefined || typeof head.connectionId !== 'string') {
    return { kind: 'damaged' };
  }
  // Versions before wrote down the title in the language of the day.
  const title = typeof head.title === 'string' ? head.title : '';
  const name = readRunName(head.name) ?? { kind: 'titled', title };
  return {
    kind: 'run',
    run: { id, connectionId: head.connectionId, name, record, isUndone: lines.length < all.length },
    holdsNothing: head.pid !== undefined,
  };
}

function kindOf(line: unknown): unknown {
  return (line as { readonly kind?: unknown } | null | undefined)?.kind;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
