import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { nameOfUserAmong } from '../connections/nameOfUser';

/** The only connection there is, or the one the person picks; undefined when there is none or they gave up. */
export async function pickConnection(
  store: Pick<ConnectionStore, 'connections'>,
  placeHolder: string,
): Promise<Connection | undefined> {
  const { connections } = store;
  if (connections.length < 2) {
    return connections[0];
  }
  const items = connections.map((connection) => ({
    label: connection.info.serverName,
    description: nameOfUserAmong(
      connection.info,
      connections.map(({ info }) => info),
    ),
    detail: connection.info.baseUrl,
    connection,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.connection;
}
