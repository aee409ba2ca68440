import { type Commands, commandsWith } from './command';
import { exportTeam, type ExportTeamParts } from './exportTeam';
import { filterTeam, type FilterTeamParts } from './filterTeam';
import { groupTeam, type GroupTeamParts, ungroupTeam } from './groupTeam';
import { importTeam, type ImportTeamParts } from './importTeam';

/** Whole teams: how they are shown, and as files. */
export function teamCommands(
  parts: GroupTeamParts & FilterTeamParts & ExportTeamParts & ImportTeamParts,
): Commands {
  return commandsWith(parts, {
    'waldur.groupTeam': groupTeam,
    'waldur.ungroupTeam': ungroupTeam,
    'waldur.filterTeam': filterTeam,
    'waldur.exportTeam': exportTeam,
    'waldur.importTeam': importTeam,
  });
}
