import { type Commands, commandsWith } from './command';
import { deleteObjects, type DeleteParts } from './delete';

/** What changes organisations, projects and managing organisations themselves. */
export function editCommands(parts: DeleteParts): Commands {
  return commandsWith(parts, {
    'waldur.delete': deleteObjects,
  });
}
