import { type Commands, commandsWith } from './command';
import { openCompliance } from './openCompliance';
import { openManagingOrganisation } from './openManagingOrganisation';
import { openOrganisation, type OpenOrganisationParts } from './openOrganisation';
import { openUsage } from './openUsage';

/** What opens a panel. */
export function panelCommands(parts: OpenOrganisationParts): Commands {
  return commandsWith(parts, {
    'waldur.openCompliance': openCompliance,
    'waldur.openOrganisation': openOrganisation,
    'waldur.openManagingOrganisation': openManagingOrganisation,
    'waldur.openUsage': openUsage,
  });
}
