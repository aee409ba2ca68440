import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { connectionName } from '../../connections/connectionNames';
import type { ConnectionStore } from '../../connections/connectionStore';
import type { OrganisationStores } from '../../organisations/organisationStores';
import { resourceOf } from '../../organisations/resource';
import { ShownObject } from '../../organisations/shownObject';
import { type OrganisationParts, pickOrganisation } from '../../pickers/organisation';
import { shownName } from '../../waldur/shownName';
import type { PanelKind } from '../panels';
import { UsageContent } from './usageContent';

export interface UsagePanelParts extends OrganisationParts {
  readonly connections: ConnectionStore;
  readonly stores: Pick<OrganisationStores, 'of'>;
  /** The view that shows the connections. */
  readonly organisations: { revealConnection(connection: Connection): Promise<void> };
}

/** The panel of what an organisation uses. */
export function usagePanel(parts: UsagePanelParts): PanelKind {
  const { connections, stores, organisations } = parts;
  return {
    ...{ viewType: 'waldur.usage', object: 'customer', icon: 'usage', page: 'usage' },
    heading: () => vscode.l10n.t('Usage'),
    content: (connection, uuid, name, place) =>
      new UsageContent({
        ...{ connection, uuid, name, place, store: stores.of(connection) },
        serverName: () => connectionName(connection.info, connections.connections),
        showConnection: () => organisations.revealConnection(connection),
        openOrganisation: () => {
          const self = new ShownObject({
            resource: resourceOf(connection, { kind: 'customer', uuid }, name),
          });
          return vscode.commands.executeCommand('waldur.openOrganisation', self, [self]);
        },
        pickOrganisation: async () => {
          const { id } = connection.info;
          const picked = await pickOrganisation(
            {
              ...parts,
              connections: {
                connections: [connection],
                get: (other) => (other === id ? connection : undefined),
              },
            },
            vscode.l10n.t('Compare Usage'),
          );
          return (
            picked && {
              uuid: picked.customer.uuid,
              name: shownName(picked.customer.uuid, picked.customer.name),
            }
          );
        },
      }),
  };
}
