import { type Commands, commandsWith } from './command';
import { connectionMenu, type ConnectionMenuParts } from './connectionMenu';
import { signIn, type SignInParts } from './signIn';
import { signOut, type SignOutParts } from './signOut';
import { trySampleData, type TrySampleDataParts } from './trySampleData';

/** Signing in and out. */
export function connectionCommands(
  parts: SignInParts & SignOutParts & TrySampleDataParts & ConnectionMenuParts,
): Commands {
  return commandsWith(parts, {
    'waldur.connectionMenu': connectionMenu,
    'waldur.signIn': signIn,
    'waldur.signOut': signOut,
    'waldur.trySampleData': trySampleData,
  });
}
