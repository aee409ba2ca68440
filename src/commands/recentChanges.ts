import type { Command } from './commandContext';

/** Undoes or retries one of the last runs of this machine, or shows what came of it. */
export const recentChanges: Command = ({ recentChanges }) => recentChanges.show();
