import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { connectionName } from '../../connections/connectionNames';
import type { ConnectionStore } from '../../connections/connectionStore';
import type { OrganisationStores } from '../../organisations/organisationStores';
import type { PanelKind } from '../panels';
import { ManagingContent } from './managingContent';

export interface ManagingPanelParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of'>;
  /** The view that shows the connections. */
  readonly managingOrganisations: { revealConnection(connection: Connection): Promise<void> };
  /** Days before their end from which roles count as ending soon. */
  readonly expiringSoonDays: () => number;
}

/** The panel of a managing organisation. */
export function managingPanel(parts: ManagingPanelParts): PanelKind {
  return {
    ...{ viewType: 'waldur.managingOrganisation', object: 'call-managing-organisation' },
    ...{ icon: 'managing-organisation', page: 'managing' },
    heading: () => vscode.l10n.t('Managing organisation'),
    content: (connection, uuid, name, place) =>
      new ManagingContent({
        ...{ connection, uuid, name, place, store: parts.stores.of(connection) },
        expiringSoonDays: parts.expiringSoonDays,
        serverName: () => connectionName(connection.info, parts.connections.connections),
        showConnection: () => parts.managingOrganisations.revealConnection(connection),
      }),
  };
}
