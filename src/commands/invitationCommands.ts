import { type Commands, commandsWith } from './command';
import { cancelInvitation } from './cancelInvitation';
import { invite } from './invite';
import { resendInvitation } from './resendInvitation';
import type { RoleParts } from './roleParts';

/** Invitations by e-mail. */
export function invitationCommands(parts: RoleParts): Commands {
  return commandsWith(parts, {
    'waldur.invite': invite,
    'waldur.resendInvitation': resendInvitation,
    'waldur.cancelInvitation': cancelInvitation,
  });
}
