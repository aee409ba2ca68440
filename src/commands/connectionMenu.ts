import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { connectionName } from '../connections/connectionNames';
import type { ConnectionStore } from '../connections/connectionStore';
import { fullNameOfUser } from '../connections/nameOfUser';
import { ShownObject } from '../organisations/shownObject';
import { pickConnection } from '../pickers/connection';
import { separator } from '../ui/quickPickRows';

interface ConnectionsView {
  revealConnection(connection: Connection): Promise<void>;
}

export interface ConnectionMenuParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly organisations: ConnectionsView;
  readonly managingOrganisations: ConnectionsView;
  readonly attention: { get(): Promise<ConnectionsView | undefined> };
}

/** What can be done with a connection: the only one, or the one that is chosen. */
export async function connectionMenu(parts: ConnectionMenuParts): Promise<void> {
  const { connections, organisations, managingOrganisations, attention } = parts;
  const connection = await pickConnection(connections, vscode.l10n.t('Select a connection'));
  if (connection === undefined) {
    return;
  }
  const { info } = connection;
  const call = (command: string, ...args: readonly unknown[]) => ({
    run: () => vscode.commands.executeCommand(command, ...args),
  });
  const items = [
    { label: vscode.l10n.t('$(search) Go to Organisation…'), ...call('waldur.goToOrganisation') },
    separator(vscode.l10n.t('Views')),
    {
      label: vscode.l10n.t('$(organization) Organisations'),
      run: () => organisations.revealConnection(connection),
    },
    {
      label: vscode.l10n.t('$(megaphone) Managing Organisations'),
      run: () => managingOrganisations.revealConnection(connection),
    },
    {
      label: vscode.l10n.t('$(bell) Attention'),
      run: async () => (await attention.get())?.revealConnection(connection),
    },
    separator(vscode.l10n.t('Connection')),
    { label: vscode.l10n.t('$(key) Sign In Again…'), ...call('waldur.signIn', info.id) },
    {
      label: vscode.l10n.t('$(sign-out) Sign Out…'),
      ...call('waldur.signOut', new ShownObject({ resource: { connection, name: info.serverName } })),
    },
    { label: vscode.l10n.t('$(add) Sign In to Another Server…'), ...call('waldur.signIn') },
    {
      label: vscode.l10n.t('$(gear) Settings'),
      ...call('workbench.action.openSettings', 'waldur.'),
    },
    { label: vscode.l10n.t('$(output) Show Log'), ...call('waldur.showLog') },
    { label: vscode.l10n.t('$(report) Report Issue…'), ...call('waldur.reportIssue') },
  ];
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { run?: () => Thenable<unknown> }>(
    items,
    {
      title: connectionName(info, connections.connections),
      placeHolder: vscode.l10n.t('{0} on {1}', fullNameOfUser(info), info.baseUrl),
    },
  );
  await chosen?.run?.();
}
