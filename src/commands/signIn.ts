import * as vscode from 'vscode';
import { nameOfUserAmong } from '../connections/nameOfUser';
import { TreeNode } from '../tree/treeNode';
import type { ConnectionStore } from '../connections/connectionStore';

export interface SignInParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  /** Asks for a server and an account; `connectionId` signs in again to a connection there is. */
  readonly signIn: (connectionId?: string) => Promise<void>;
}

/** Signs in: again to the connection that is named or whose row offers it, else to a server the person chooses. */
export async function signIn(parts: SignInParts, argument?: unknown): Promise<void> {
  await parts.signIn(connectionIdOf(argument));
}

/** Signs in again after a failure: to the connection that waits for it, of which several are offered. */
export async function signInAgain({ connections, signIn: start }: SignInParts): Promise<void> {
  const waiting = connections.connections.filter(({ state }) => state.kind === 'signInNeeded');
  if (waiting.length < 2) {
    await start(waiting[0]?.info.id);
    return;
  }
  const items = waiting.map(({ info }) => ({
    label: info.serverName,
    description: nameOfUserAmong(
      info,
      waiting.map((other) => other.info),
    ),
    detail: info.baseUrl,
    id: info.id,
  }));
  const placeHolder = vscode.l10n.t('Select a connection to sign in to again');
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  if (picked !== undefined) {
    await start(picked.id);
  }
}

/**
 * The button of a row does what a click on the row does. Rows that offer no sign-in count for nothing: a button in a
 * view's head is handed the row that has the focus, and means a new connection.
 */
function connectionIdOf(argument: unknown): string | undefined {
  const command = argument instanceof TreeNode ? argument.treeItem().command : undefined;
  const id: unknown = command?.command === 'waldur.signIn' ? command.arguments?.[0] : argument;
  return typeof id === 'string' ? id : undefined;
}
