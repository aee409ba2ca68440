import type { ConnectionInfo } from '../connections/connectionInfo';
import type { HeldFile } from '../runs/heldFile';
import { type RunJournal, type RunRecord, TakenOverError } from '../runs/record';
import type { Begin, RunHead, Told, Undone } from './runContent';
import type { ChangeTask } from './taskKinds';

/** Who makes a run, and where. */
export type RunConnection = Pick<ConnectionInfo, 'id' | 'serverName' | 'sample'> & {
  readonly user: Pick<ConnectionInfo['user'], 'fullName'>;
};

/** A run while it lasts, and until what it left is settled. */
export interface KeptRun extends RunJournal {
  readonly id: string;
  readonly head: RunHead;
  /** Keeps it as it stands now, if something could not be written down on the way. */
  readonly complete: (record: RunRecord<ChangeTask>) => Promise<void>;
  /** It is carried out no more, and the person is asked what is to become of it. Whichever window they answer in may go on. */
  readonly ask: () => Promise<void>;
  /**
   * The person knows what became of it: no one offers it again.
   * @param facts what there is to tell of it as it stands now, for `recent`
   */
  readonly settle: (facts?: object) => Promise<void>;
  /** Another run takes this one back, as soon as that is kept. */
  readonly beginUndo: (id: string) => Promise<void>;
  /** Settles it as one that was taken back. */
  readonly settleUndone: () => Promise<void>;
}

/** The run of a file that this window holds. */
export function keptIn(file: HeldFile, { connectionId, name, author }: RunHead): KeptRun {
  const head = { connectionId, name, author };
  let isComplete = true;
  const begin = (record: RunRecord): Promise<void> =>
    file.begin({ kind: 'begin', ...head, record } satisfies Begin);
  return {
    id: file.id,
    head,
    begin,
    add: async (entry) => {
      try {
        // Without a word of what was sent, an invitation would be sent again.
        await file.add(entry, entry.kind === 'sent');
      } catch (error) {
        isComplete &&= error instanceof TakenOverError;
        throw error;
      }
    },
    complete: async (record) => {
      if (!isComplete) {
        await begin(record);
        isComplete = true;
      }
    },
    ask: () => file.ask(),
    settle: (facts) =>
      facts === undefined
        ? file.settle()
        : // Where the disk is full it is settled all the same.
          file.settle({ kind: 'told', facts } satisfies Told).catch(() => file.settle()),
    beginUndo: (by) => file.begin({ kind: 'undone', by } satisfies Undone),
    settleUndone: () => file.settle({ kind: 'undone' } satisfies Undone),
  };
}
