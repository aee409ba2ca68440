import * as vscode from 'vscode';
import { serverNameAmong } from '../connections/connectionNames';
import { nameOfUser } from '../connections/nameOfUser';
import { connectionOf } from '../tree/targets';
import { confirm } from '../ui/confirm';
import type { ConnectionStore } from '../connections/connectionStore';

export interface SignOutParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'signOut'>;
}

/** Forgets a connection and its token on this machine; the token itself stays valid on the server. */
export async function signOut(parts: SignOutParts, ...args: readonly unknown[]): Promise<void> {
  const connection = await connectionOf(parts, args, vscode.l10n.t('Select a connection to sign out of'));
  if (connection === undefined) {
    return;
  }
  const server = serverNameAmong(connection.info, parts.connections.connections);
  const goesOn = await confirm({
    question: vscode.l10n.t('Sign out of {1} as {0}?', nameOfUser(connection.info), server),
    detail: vscode.l10n.t(
      'The token is removed from this machine. It stays valid on the server until it expires or is revoked.',
    ),
    button: vscode.l10n.t('Sign Out'),
  });
  if (goesOn) {
    await parts.connections.signOut(connection.info.id);
  }
}
