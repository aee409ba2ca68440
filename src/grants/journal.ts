import type { Outcome, RunRecord } from './outcome';

/** What a run writes down on its way. */
export type JournalEntry =
  /** The request of this item is about to leave: while no outcome follows, it may have been done. */
  | { readonly kind: 'sent'; readonly item: string }
  /** `sent`: whether a request of the item may have been carried out. */
  | { readonly kind: 'outcome'; readonly item: string; readonly outcome: Outcome; readonly sent: boolean };

/** Where a run is kept while it lasts, so that it goes on after a restart. */
export interface RunJournal {
  /** Keeps this record, in place of what was kept of the run before. */
  begin(record: RunRecord): Promise<void>;
  /** Adds to what is kept. It resolves once that would outlive a crash. */
  add(entry: JournalEntry): Promise<void>;
}

/** The record as it stands after what was written down. */
export function replay(record: RunRecord, entries: readonly JournalEntry[]): RunRecord {
  const outcomes = new Map(Object.entries(record.outcomes));
  const sent = new Set(record.sent);
  for (const entry of entries) {
    if (entry.kind === 'outcome') {
      outcomes.set(entry.item, entry.outcome);
    }
    if (entry.kind === 'sent' || entry.sent) {
      sent.add(entry.item);
    } else {
      sent.delete(entry.item);
    }
  }
  return { ...record, outcomes: Object.fromEntries(outcomes), sent: [...sent] };
}
