import type { LetGo } from './letGo';
import { type JournalEntry, type RunJournal, type RunRecord, TakenOverError } from './record';

/** What a run writes down on its way, as long as it is this window's run. */
export class RunNotes {
  constructor(
    private readonly journal: RunJournal | undefined,
    private readonly letGo: LetGo,
    private readonly onUnexpected: ((error: unknown) => void) | undefined,
  ) {}

  /** @throws when the journal cannot keep the plan */
  async begin(record: RunRecord): Promise<void> {
    try {
      await this.journal?.begin(record);
    } catch (error) {
      if (!(error instanceof TakenOverError)) {
        throw error;
      }
      this.letGo.takeOver();
    }
  }

  /** What can no longer be written down is not a reason to end half-way, unless another window goes on from there. */
  async add(entry: JournalEntry): Promise<void> {
    if (this.letGo.isTakenOver) {
      return;
    }
    try {
      await this.journal?.add(entry);
    } catch (error) {
      if (error instanceof TakenOverError) {
        this.letGo.takeOver();
      } else {
        this.onUnexpected?.(error);
      }
    }
  }
}
