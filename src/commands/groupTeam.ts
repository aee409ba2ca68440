import type { TeamViews } from '../organisations/teamView';

export interface GroupTeamParts {
  readonly teams: Pick<TeamViews, 'setGrouped'>;
}

/** Lists teams by role; remembered. */
export async function groupTeam({ teams }: GroupTeamParts): Promise<void> {
  await teams.setGrouped(true);
}

/** Lists teams flat. Menus show this one with a check mark in the place of the other, as VS Code has none for extensions. */
export async function ungroupTeam({ teams }: GroupTeamParts): Promise<void> {
  await teams.setGrouped(false);
}
