import type { Command } from './commandContext';

/** Lists teams by role, or flat again; remembered. */
export const groupTeam: Command = async ({ teams }) => {
  await teams.setGrouped(!teams.grouped);
};
