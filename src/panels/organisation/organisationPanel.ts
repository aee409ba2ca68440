import { connectionName } from '../../connections/connectionNames';
import type { Connection } from '../../connections/connection';
import type { ConnectionStore } from '../../connections/connectionStore';
import type { OrganisationStores } from '../../organisations/organisationStores';
import type { Project } from '../../waldur/projects';
import type { PanelKind } from '../panels';
import { OrganisationContent } from './organisationContent';

export interface OrganisationPanelParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of'>;
  /** Days before their end from which roles and projects count as ending soon. */
  readonly expiringSoonDays: () => number;
  /** The view that connections and projects are shown in. */
  readonly organisations: {
    revealConnection(connection: Connection): Promise<void>;
    revealProject(connection: Connection, project: Project): Promise<void>;
  };
}

/** The panel of an organisation. */
export function organisationPanel(parts: OrganisationPanelParts): PanelKind {
  return {
    ...{ viewType: 'waldur.organisation', object: 'customer', icon: 'organisation', page: 'organisation' },
    content: (connection, uuid, name) =>
      new OrganisationContent({
        ...{ connection, uuid, name, store: parts.stores.of(connection) },
        expiringSoonDays: parts.expiringSoonDays,
        serverName: () => connectionName(connection.info, parts.connections.connections),
        showConnection: () => parts.organisations.revealConnection(connection),
        revealProject: (project) => parts.organisations.revealProject(connection, project),
      }),
  };
}
