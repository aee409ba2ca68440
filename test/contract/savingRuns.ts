import { ChangeRuns, type ChangeRunsParts } from '../../src/changes/changeRuns';
import type { RunJournals } from '../../src/changes/runJournals';
import type { Connection } from '../../src/connections/connection';
import type { ChangedRef } from '../../src/organisations/objectRef';
import type { WaldurClient } from '../../src/waldur/client';

/** Runs that are kept in these journals, by whoever is signed in. @param told which objects the store is told of */
export function savingRuns(
  journals: RunJournals,
  told: (refs: readonly ChangedRef[]) => void = () => undefined,
): ChangeRuns {
  const parts = {
    connections: { connections: [] },
    journals,
    stores: {
      invalidate: (refs: readonly ChangedRef[]) => {
        told(refs);
        return Promise.resolve();
      },
    },
    contextKeys: { set: () => undefined },
    log: { error: () => undefined },
  };
  return new ChangeRuns(parts as unknown as ChangeRunsParts);
}

/** As much of a connection as a save takes. */
export function savingConnection(client: WaldurClient, user: string): Connection {
  const connection = {
    client,
    info: {
      id: 'connection',
      serverName: 'Nordic Cloud',
      baseUrl: client.baseUrl,
      user: { uuid: user, fullName: 'Astrid Lund' },
    },
    onDidChangeWaiting: () => ({ dispose: () => undefined }),
  };
  return connection as unknown as Connection;
}
