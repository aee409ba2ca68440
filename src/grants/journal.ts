import type { RunRecord } from './outcome';

/** Where a run is kept, so that it goes on after a restart. Undefined: there is none, or no longer. */
export interface RunJournal {
  load(): Promise<RunRecord | undefined>;
  save(record: RunRecord | undefined): Promise<void>;
}

/** Saves one at a time; those that wait share the next one. */
export class JournalWriter {
  private running: Promise<void> | undefined;
  private waiting: Promise<void> | undefined;

  constructor(
    private readonly journal: RunJournal | undefined,
    private readonly record: () => RunRecord | undefined,
  ) {}

  /** Resolves when what the record says now is kept. */
  save(): Promise<void> {
    if (this.journal === undefined) {
      return Promise.resolve();
    }
    if (this.running === undefined) {
      return this.write();
    }
    this.waiting ??= this.running.catch(() => undefined).then(() => this.write());
    return this.waiting;
  }

  private write(): Promise<void> {
    this.waiting = undefined;
    const running = (this.journal?.save(this.record()) ?? Promise.resolve()).finally(() => {
      if (this.running === running) {
        this.running = undefined;
      }
    });
    this.running = running;
    return running;
  }
}
