import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { connectionName } from '../../connections/connectionNames';
import type { ConnectionStore } from '../../connections/connectionStore';
import type { OrganisationStores } from '../../organisations/organisationStores';
import type { PanelKind } from '../panels';
import { ComplianceContent } from './complianceContent';

export interface CompliancePanelParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of'>;
  /** The view that shows the connections. */
  readonly organisations: { revealConnection(connection: Connection): Promise<void> };
}

/** The panel of how far an organisation's projects have answered its checklist. */
export function compliancePanel({ connections, stores, organisations }: CompliancePanelParts): PanelKind {
  return {
    ...{ viewType: 'waldur.compliance', object: 'customer', icon: 'compliance', page: 'compliance' },
    heading: () => vscode.l10n.t('Compliance'),
    content: (connection, uuid, name, place) =>
      new ComplianceContent({
        ...{ connection, uuid, name, place, store: stores.of(connection) },
        serverName: () => connectionName(connection.info, connections.connections),
        showConnection: () => organisations.revealConnection(connection),
      }),
  };
}
