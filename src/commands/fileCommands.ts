import { applyCsvToServer, type ApplyCsvToServerParts } from './applyCsvToServer';
import { applyToServer, type ApplyToServerParts } from './applyToServer';
import { type Commands, commandsWith } from './command';
import { compareSelected, type CompareSelectedParts } from './compareSelected';
import { compareWithServer, type CompareWithServerParts } from './compareWithServer';
import { exportOrganisation, type ExportOrganisationParts } from './exportOrganisation';
import { exportOrganisations, type ExportOrganisationsParts } from './exportOrganisations';

/** Objects as files and tables. */
export function fileCommands(
  parts: CompareSelectedParts &
    CompareWithServerParts &
    ApplyToServerParts &
    ExportOrganisationParts &
    ExportOrganisationsParts &
    ApplyCsvToServerParts,
): Commands {
  return commandsWith(parts, {
    'waldur.exportOrganisation': exportOrganisation,
    'waldur.compareWithServer': compareWithServer,
    'waldur.applyToServer': applyToServer,
    'waldur.compareSelected': compareSelected,
    'waldur.exportOrganisations': exportOrganisations,
    'waldur.applyCsvToServer': applyCsvToServer,
  });
}
