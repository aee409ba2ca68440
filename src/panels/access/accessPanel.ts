import * as vscode from 'vscode';
import type { PanelKind } from '../panels';
import type { OrganisationPanelParts } from '../organisation/organisationPanel';
import { connectionName } from '../../connections/connectionNames';
import { AccessContent } from './accessContent';

/** The panel of everything one person can reach. */
export function accessPanel(parts: OrganisationPanelParts): PanelKind {
  const { connections, stores, organisations, expiringSoonDays } = parts;
  return {
    ...{ viewType: 'waldur.access', object: 'user', icon: 'access', page: 'access' },
    heading: () => vscode.l10n.t('Access'),
    content: (connection, uuid, name) =>
      new AccessContent({
        ...{ connection, uuid, name, expiringSoonDays, store: stores.of(connection) },
        serverName: () => connectionName(connection.info, connections.connections),
        showConnection: () => organisations.revealConnection(connection),
        revealProject: (project) => organisations.revealProject(connection, project),
      }),
  };
}
