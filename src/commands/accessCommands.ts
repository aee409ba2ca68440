import { type Commands, commandsWith } from './command';
import { closeAccess, type CloseAccessParts } from './closeAccess';
import { revokeAllAccess, type RevokeAllAccessParts } from './revokeAllAccess';
import { showAccess, type ShowAccessParts } from './showAccess';

/** Everything one person can reach. */
export function accessCommands(parts: ShowAccessParts & CloseAccessParts & RevokeAllAccessParts): Commands {
  return commandsWith(parts, {
    'waldur.showAccess': showAccess,
    'waldur.closeAccess': closeAccess,
    'waldur.revokeAllAccess': revokeAllAccess,
  });
}
