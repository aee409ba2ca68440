import { type Commands, commandsWith } from './command';
import { revokeAllAccess } from './revokeAllAccess';
import type { RoleParts } from './roleParts';
import { showAccess, type ShowAccessParts } from './showAccess';

/** Everything one person can reach. */
export function accessCommands(parts: ShowAccessParts & RoleParts): Commands {
  return commandsWith(parts, {
    'waldur.showAccess': showAccess,
    'waldur.revokeAllAccess': revokeAllAccess,
  });
}
