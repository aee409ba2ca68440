import * as vscode from 'vscode';
import type { RunJournal } from '../../grants/journal';
import { readRecord, type RunRecord } from '../../grants/outcome';

/** A run as it is kept on disk: holds no token. */
interface Kept {
  readonly connectionId: string;
  /** What the run was called when it was started. */
  readonly title: string;
  /** The process that runs it: while that lives, nobody else continues it. */
  readonly pid: number;
  readonly record: RunRecord;
}

/** A run whose window closed before it was through. */
export interface InterruptedRun {
  readonly connectionId: string;
  readonly title: string;
  readonly record: RunRecord;
  readonly file: vscode.Uri;
}

/** A run while it lasts, and until what it left is settled. */
export interface KeptRun {
  readonly journal: RunJournal;
  /** The person knows what became of it: nobody offers to go on with it any more. */
  readonly drop: () => Promise<void>;
}

/** Keeps runs of grants in files of this machine while they last, so that none is lost with its window. */
export class RunJournals {
  private readonly own = new Set<string>();

  /** @param folder the extension's own folder for what all windows share */
  constructor(private readonly folder: vscode.Uri) {}

  /** Where a run is kept; gone once it is through. `file`: the one of a run that is continued. */
  open(connectionId: string, title: string, file = this.newFile()): KeptRun {
    this.own.add(file.toString());
    // One after the other: a late save must not bring back what was removed.
    let last: Promise<unknown> = Promise.resolve();
    let dropped = false;
    const after = (action: () => Promise<void>): Promise<void> => {
      const next = last.catch(() => undefined).then(action);
      last = next;
      return next;
    };
    const drop = (): Promise<void> => {
      dropped = true;
      return after(() => this.remove(file));
    };
    return {
      journal: {
        load: async () => (await this.read(file))?.record,
        save: (record) =>
          record === undefined
            ? drop()
            : after(async () => {
                if (!dropped) {
                  const kept: Kept = { connectionId, title, pid: process.pid, record };
                  await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(kept)));
                }
              }),
      },
      drop,
    };
  }

  async remove(file: vscode.Uri): Promise<void> {
    this.own.delete(file.toString());
    try {
      await vscode.workspace.fs.delete(file);
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) {
        throw error;
      }
    }
  }

  /** Runs that nobody carries out any more. `running`: some are in the hands of a process that still lives. */
  async interrupted(): Promise<{ readonly runs: readonly InterruptedRun[]; readonly running: boolean }> {
    const runs: InterruptedRun[] = [];
    let running = false;
    for (const file of await this.files()) {
      if (this.own.has(file.toString())) {
        continue;
      }
      const kept = await this.read(file);
      if (kept === undefined) {
        await this.remove(file);
      } else if (kept.pid !== process.pid && isAlive(kept.pid)) {
        running = true;
      } else {
        runs.push({ connectionId: kept.connectionId, title: kept.title, record: kept.record, file });
      }
    }
    return { runs, running };
  }

  private newFile(): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${crypto.randomUUID()}.json`);
  }

  private async files(): Promise<readonly vscode.Uri[]> {
    try {
      const entries = await vscode.workspace.fs.readDirectory(this.folder);
      return entries
        .filter(([name, type]) => type === vscode.FileType.File && name.endsWith('.json'))
        .map(([name]) => vscode.Uri.joinPath(this.folder, name));
    } catch {
      // There is no folder before the first run.
      return [];
    }
  }

  /** Undefined: nothing that can be continued. */
  private async read(file: vscode.Uri): Promise<Kept | undefined> {
    try {
      const text = Buffer.from(await vscode.workspace.fs.readFile(file)).toString('utf8');
      const kept = JSON.parse(text) as Partial<Kept>;
      const record = readRecord(kept.record);
      return record === undefined || typeof kept.connectionId !== 'string'
        ? undefined
        : { connectionId: kept.connectionId, title: kept.title ?? '', pid: kept.pid ?? 0, record };
    } catch {
      return undefined;
    }
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
