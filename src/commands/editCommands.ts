import { type Commands, commandsWith } from './command';
import { deleteObjects } from './delete';
import { editField, type EditFieldParts } from './editField';
import { setCallManagement, type SetCallManagementParts } from './setCallManagement';

/** What changes organisations, projects and managing organisations themselves. */
export function editCommands(parts: SetCallManagementParts & EditFieldParts): Commands {
  return commandsWith(parts, {
    'waldur.editField': editField,
    'waldur.delete': deleteObjects,
    'waldur.setCallManagement': setCallManagement,
  });
}
