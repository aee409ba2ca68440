import type { TeamViews } from '../organisations/teamView';

export interface GroupTeamParts {
  readonly teams: Pick<TeamViews, 'grouped' | 'setGrouped'>;
}

/** Lists teams by role, or flat again; remembered. */
export async function groupTeam({ teams }: GroupTeamParts): Promise<void> {
  await teams.setGrouped(!teams.grouped);
}
