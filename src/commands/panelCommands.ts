import { type Commands, commandsWith } from './command';
import { openCompliance, type OpenComplianceParts } from './openCompliance';
import { openManagingOrganisation } from './openManagingOrganisation';
import { openOrganisation } from './openOrganisation';
import { openUsage } from './openUsage';

/** What opens a panel. */
export function panelCommands(parts: OpenComplianceParts): Commands {
  return commandsWith(parts, {
    'waldur.openCompliance': openCompliance,
    'waldur.openOrganisation': openOrganisation,
    'waldur.openManagingOrganisation': openManagingOrganisation,
    'waldur.openUsage': openUsage,
  });
}
