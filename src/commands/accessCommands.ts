import { type Commands, commandsWith } from './command';
import { copyAccess } from './copyAccess';
import { explainAccess, type ExplainAccessParts } from './explainAccess';
import { revokeAllAccess } from './revokeAllAccess';
import type { RoleParts } from './roleParts';
import { showAccess, type ShowAccessParts } from './showAccess';

/** Everything one person can reach. */
export function accessCommands(parts: ShowAccessParts & RoleParts & ExplainAccessParts): Commands {
  return commandsWith(parts, {
    'waldur.showAccess': showAccess,
    'waldur.revokeAllAccess': revokeAllAccess,
    'waldur.copyAccess': copyAccess,
    'waldur.explainAccess': explainAccess,
  });
}
