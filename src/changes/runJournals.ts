import { changesLeft } from '../grants/changes';
import { grantsKinds, type GrantsTask } from '../grants/taskKinds';
import { fromVersion1 } from '../grants/version1';
import { readRun } from '../runs/readRecord';
import type { RunJournal, RunRecord } from '../runs/record';
import { resultOf } from '../runs/result';
import type { HeldFile, RunFiles } from '../runs/runFiles';
import { readRunName, type RunName } from './runName';

/** A run whose window closed before it was through. */
export interface InterruptedRun {
  readonly connectionId: string;
  readonly name: RunName;
  readonly record: RunRecord<GrantsTask>;
  readonly file: string;
}

/** One that this window alone may go on with. */
export interface ClaimedRun extends InterruptedRun {
  readonly kept: KeptRun;
}

/** The first line of a file, and that of every further try. */
interface Begin {
  readonly kind: 'begin';
  readonly connectionId: string;
  readonly name: RunName;
  readonly record: RunRecord;
}

/** A run while it lasts, and until what it left is settled. */
export interface KeptRun extends RunJournal {
  /** The person knows what became of it: no one offers it again. */
  readonly drop: () => Promise<void>;
}

/** What the files of other windows come to. */
export interface Interrupted {
  /** That no one carries out now. */
  readonly runs: readonly InterruptedRun[];
  /** Some are in the hands of another window, or were a moment ago. */
  readonly running: boolean;
  /** Files that hold no run that can be read: kept aside under these names, where that is possible. */
  readonly damaged: readonly string[];
  /** Files of a later version of the extension. */
  readonly newer: readonly string[];
}

/** How many changes are left to do, of how many that were asked for and are possible. */
export function leftOf(record: RunRecord<GrantsTask>): { readonly left: number; readonly total: number } {
  return changesLeft(resultOf(record).results);
}

/**
 * Keeps runs in files of this machine while they last, so that none is lost with its window: the plan in the first
 * line, and a line for every step. A line that a crash cut short is left out.
 */
export class RunJournals {
  constructor(private readonly files: RunFiles) {}

  /** Where a new run is kept. */
  open(connectionId: string, name: RunName): KeptRun {
    return keptIn(this.files.create(), connectionId, name);
  }

  /** Takes a run that was found, as it stands now. Undefined: another window was quicker. */
  async claim({ file }: InterruptedRun): Promise<ClaimedRun | undefined> {
    const claimed = await this.files.claim(file);
    if (claimed === undefined) {
      return undefined;
    }
    const content = readContent((await this.files.read(claimed.path)) ?? []);
    return content.kind === 'run'
      ? {
          ...content.run,
          file: claimed.path,
          kept: keptIn(claimed.held, content.run.connectionId, content.run.name),
        }
      : undefined;
  }

  /** Looks through what other windows left. */
  async interrupted(): Promise<Interrupted> {
    const runs: InterruptedRun[] = [];
    const damaged: string[] = [];
    const newer: string[] = [];
    let running = false;
    for (const { path: file, isHeld, isQuiet } of await this.files.found()) {
      if (isHeld && !isQuiet) {
        running = true;
        continue;
      }
      let lines: readonly string[] | undefined;
      try {
        lines = await this.files.read(file);
      } catch {
        damaged.push(file);
        continue;
      }
      if (lines === undefined) {
        continue;
      }
      const content = readContent(lines);
      if (content.kind === 'newer') {
        newer.push(file);
      } else if (content.kind === 'damaged') {
        damaged.push(await this.files.setAside(file).catch(() => file));
      } else if (content.holdsNothing && !isQuiet) {
        // A version that holds no files may be at it.
        running = true;
      } else if (leftOf(content.run.record).left === 0) {
        await (await this.files.claim(file))?.held.drop();
      } else {
        runs.push({ ...content.run, file });
      }
    }
    return { runs, running, damaged, newer };
  }
}

function keptIn(file: HeldFile, connectionId: string, name: RunName): KeptRun {
  return {
    begin: (record) => file.begin({ kind: 'begin', connectionId, name, record } satisfies Begin),
    add: (entry) => file.add(entry),
    drop: () => file.drop(),
  };
}

type Content =
  | {
      readonly kind: 'run';
      readonly run: Omit<InterruptedRun, 'file'>;
      /** It was written by a version that did not hold its files. */
      readonly holdsNothing: boolean;
    }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer' };

function readContent(texts: readonly string[]): Content {
  const lines = texts.map((text, index) => parse(index === 0 ? text.replace(/^\uFEFF/, '') : text));
  const last = lines.findLastIndex((line) => (line as Partial<Begin> | undefined)?.kind === 'begin');
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
    run: { connectionId: head.connectionId, name, record },
    holdsNothing: head.pid !== undefined,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
