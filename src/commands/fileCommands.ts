import { applyToServer, type ApplyToServerParts } from './applyToServer';
import { type Commands, commandsWith } from './command';
import { compareSelected, type CompareSelectedParts } from './compareSelected';
import { compareWithServer, type CompareWithServerParts } from './compareWithServer';
import { exportOrganisation } from './exportOrganisation';

/** Objects as files. */
export function fileCommands(
  parts: CompareSelectedParts & CompareWithServerParts & ApplyToServerParts,
): Commands {
  return commandsWith(parts, {
    'waldur.exportOrganisation': exportOrganisation,
    'waldur.compareWithServer': compareWithServer,
    'waldur.applyToServer': applyToServer,
    'waldur.compareSelected': compareSelected,
  });
}
