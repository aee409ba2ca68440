import assert from 'node:assert/strict';
import { changeKinds, type ChangeTask } from '../../src/changes/taskKinds';
import { readRun } from '../../src/runs/readRecord';
import { type JournalEntry, replay, type RunJournal, type RunRecord } from '../../src/runs/record';

export class MemoryJournal implements RunJournal {
  /** What was kept after each word, as JSON, since that is what is kept. */
  readonly kept: string[] = [];
  private begun: RunRecord | undefined;
  private readonly entries: JournalEntry[] = [];

  begin(record: RunRecord): Promise<void> {
    this.begun = record;
    this.entries.length = 0;
    return this.keep(record);
  }

  add(entry: JournalEntry): Promise<void> {
    this.entries.push(entry);
    return this.begun === undefined ? Promise.resolve() : this.keep(replay(this.begun, this.entries));
  }

  /** The record as it is read after so many words. */
  record(words: number): RunRecord<ChangeTask> {
    const record = readRun(JSON.parse(this.kept.at(words) ?? 'null'), [], changeKinds);
    assert.ok(record !== undefined);
    return record;
  }

  private keep(record: RunRecord): Promise<void> {
    this.kept.push(JSON.stringify(record));
    return Promise.resolve();
  }
}
