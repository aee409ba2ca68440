import { type Commands, commandsWith } from './command';
import { deleteObjects } from './delete';
import { setCallManagement, type SetCallManagementParts } from './setCallManagement';

/** What changes organisations, projects and managing organisations themselves. */
export function editCommands(parts: SetCallManagementParts): Commands {
  return commandsWith(parts, {
    'waldur.delete': deleteObjects,
    'waldur.setCallManagement': setCallManagement,
  });
}
