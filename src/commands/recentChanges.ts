import type { RecentChanges } from '../changes/recentChanges';

export interface RecentChangesParts {
  readonly recentChanges: Pick<RecentChanges, 'show'>;
}

/** Undoes or retries one of the last runs of this machine, or shows what came of it. */
export async function recentChanges({ recentChanges }: RecentChangesParts): Promise<void> {
  await recentChanges.show();
}
