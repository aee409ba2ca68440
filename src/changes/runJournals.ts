import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { changesLeft } from '../grants/changes';
import { grantsKinds, type GrantsTask } from '../grants/taskKinds';
import { fromVersion1 } from '../grants/version1';
import { readRun } from '../runs/readRecord';
import type { JournalEntry, RunJournal, RunRecord } from '../runs/record';
import { resultOf } from '../runs/result';
import type { RunName } from './runName';

/** A run whose window closed before it was through. */
export interface InterruptedRun {
  readonly connectionId: string;
  readonly name: RunName;
  readonly record: RunRecord<GrantsTask>;
  readonly file: string;
}

/** The first line of a file. */
interface Head {
  readonly record: RunRecord;
  readonly connectionId: string;
  readonly name: RunName;
  /** The process that runs it: while that lives, no one else continues it. */
  readonly pid: number;
}

/** A run while it lasts, and until what it left is settled. */
export interface KeptRun extends RunJournal {
  /** The person knows what became of it: no one offers it again. */
  readonly drop: () => Promise<void>;
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
  private readonly own = new Set<string>();

  /** @param folder the extension's own folder for what all windows share; it need not be there */
  constructor(private readonly folder: string) {}

  /** Where a run is kept. @param file the one of a run that is continued */
  open(connectionId: string, name: RunName, file = this.newFile()): KeptRun {
    this.own.add(file);
    // One after the other: a late line must not bring back what was removed.
    let last: Promise<unknown> = Promise.resolve();
    let dropped = false;
    const after = (action: () => Promise<void>): Promise<void> => {
      const next = last.catch(() => undefined).then(() => (dropped ? undefined : action()));
      last = next;
      return next;
    };
    return {
      begin: (record) =>
        after(async () => {
          const head: Head = { connectionId, name, pid: process.pid, record };
          await mkdir(this.folder, { recursive: true });
          // Whole or not at all, for other windows and for a crash.
          const draft = `${file}.draft`;
          await writeFile(draft, line(head));
          await rename(draft, file);
        }),
      add: (entry) => after(() => appendFile(file, line(entry))),
      drop: () =>
        after(async () => {
          dropped = true;
          await this.remove(file);
        }),
    };
  }

  async remove(file: string): Promise<void> {
    this.own.delete(file);
    await rm(file, { force: true });
  }

  /** Runs that no one carries out now. `running`: some are in the hands of a process that still lives. */
  async interrupted(): Promise<{ readonly runs: readonly InterruptedRun[]; readonly running: boolean }> {
    const runs: InterruptedRun[] = [];
    let running = false;
    for (const file of await this.files()) {
      if (this.own.has(file)) {
        continue;
      }
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined) {
        // Gone meanwhile, or not to be read just now: the next window looks again.
        continue;
      }
      const head = read(text);
      if (head !== undefined && head.pid !== process.pid && isAlive(head.pid)) {
        running = true;
      } else if (head === undefined || leftOf(head.record).left === 0) {
        await this.remove(file);
      } else {
        runs.push({ ...head, file });
      }
    }
    return { runs, running };
  }

  private newFile(): string {
    return path.join(this.folder, `${crypto.randomUUID()}.jsonl`);
  }

  private async files(): Promise<readonly string[]> {
    try {
      const names = await readdir(this.folder);
      return names.filter((name) => name.endsWith('.jsonl')).map((name) => path.join(this.folder, name));
    } catch {
      // There is no folder before the first run.
      return [];
    }
  }
}

function line(value: Head | JournalEntry): string {
  return `${JSON.stringify(value)}\n`;
}

/** Undefined: nothing that can be continued. */
function read(text: string): (Head & { readonly record: RunRecord<GrantsTask> }) | undefined {
  // What follows the last line break is nothing, or was cut short.
  const [first, ...others] = text.split('\n').slice(0, -1).map(parse);
  const head = first as (Partial<Head> & { readonly title?: string }) | undefined;
  const kept = fromVersion1(head, others);
  const record = readRun(kept.record, kept.entries, grantsKinds);
  if (head === undefined || record === undefined || typeof head.connectionId !== 'string') {
    return undefined;
  }
  return {
    connectionId: head.connectionId,
    // Versions before wrote down the title in the language of the day.
    name: head.name ?? { kind: 'titled', title: head.title ?? '' },
    pid: head.pid ?? 0,
    record,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
