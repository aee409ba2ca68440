import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import { fullNameOfUser } from '../connections/nameOfUser';
import { personOfUser } from '../grants/teams';
import { customerFields } from '../organisations/customerParams';
import type { CustomerViews } from '../organisations/customerView';
import { type LinkTarget, parseDeepLink } from '../organisations/deepLink';
import { objectRef } from '../organisations/objectRef';
import type { OrganisationStores } from '../organisations/organisationStores';
import { projectRowFields } from '../organisations/organisationStore';
import type { Panels } from '../panels/panels';
import { pickConnection } from '../pickers/connection';
import type { ManagingOrganisationsView } from '../tree/managingOrganisationsView';
import type { OrganisationsView } from '../tree/organisationsView';
import { notificationLine } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';
import { isNotFound } from '../waldur/errors';

export interface OpenLinkParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly stores: Pick<OrganisationStores, 'of'>;
  readonly views: Pick<CustomerViews, 'get'>;
  readonly organisations: Pick<OrganisationsView, 'revealCustomer' | 'revealProject'>;
  readonly managingOrganisations: Pick<
    ManagingOrganisationsView,
    'revealManagingOrganisation' | 'revealCall'
  >;
  readonly panels: Pick<Panels, 'show'>;
  /** Asks for all that it takes to sign in, beginning with this address. */
  readonly signIn: (address: string) => Promise<Connection | undefined>;
}

/**
 * Opens what a link leads to. Anybody may have made it, so it reads and shows and does nothing else: where the person
 * is not signed in to its server, they decide whether to.
 */
export async function openLink(
  parts: OpenLinkParts,
  link: { readonly path: string; readonly query: string },
): Promise<void> {
  const target = parseDeepLink(link);
  if (target === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'This is not a link that “Copy Link to VS Code” makes. Ask whoever gave it to you for another one.',
      ),
    );
    return;
  }
  const connection = await connectionFor(parts, target.server);
  if (connection === undefined) {
    return;
  }
  const { info } = connection;
  try {
    const show = await whileReading(vscode.l10n.t('Open Link'), (signal) =>
      read(parts, connection, target, signal),
    );
    await show?.value();
  } catch (error) {
    if (!isNotFound(error)) {
      throw error;
    }
    void vscode.window.showWarningMessage(
      notificationLine(
        vscode.l10n.t(
          'The link leads to an item that no longer exists on {0}, or that {1} cannot see.',
          info.serverName,
          fullNameOfUser(info),
        ),
      ),
    );
  }
}

/** The one through which it is opened: of several people on the server the one who is chosen. */
async function connectionFor(parts: OpenLinkParts, server: string): Promise<Connection | undefined> {
  const isOfServer = ({ info }: Connection): boolean => [info.baseUrl, info.homePortUrl].includes(server);
  const known = parts.connections.connections.filter(isOfServer);
  if (known.length > 0) {
    return pickConnection({ connections: known }, vscode.l10n.t('Select a connection to open the link with'));
  }
  const signIn = vscode.l10n.t('Sign In…');
  const chosen = await vscode.window.showInformationMessage(
    notificationLine(
      vscode.l10n.t(
        'The link leads to {0}, where you are not signed in. If you trust this server, sign in to open it.',
        server.replace(/\/$/, ''),
      ),
    ),
    signIn,
  );
  const connection = chosen === signIn ? await parts.signIn(server) : undefined;
  return connection !== undefined && isOfServer(connection) ? connection : undefined;
}

/** Reads what it leads to. @returns what brings it in view; throws what reading threw */
async function read(
  { stores, views, organisations, managingOrganisations, panels }: OpenLinkParts,
  connection: Connection,
  { kind, uuid }: LinkTarget,
  signal: AbortSignal,
): Promise<() => void | Promise<void>> {
  const store = stores.of(connection);
  switch (kind) {
    case 'customer': {
      const fields = customerFields(views.get(connection.info.id));
      const row = await store.object(objectRef(connection, { kind, uuid }), { fields, signal });
      return () => organisations.revealCustomer(connection, row);
    }
    case 'project': {
      const fields = projectRowFields;
      const row = await store.object(objectRef(connection, { kind, uuid }), { fields, signal });
      return () => organisations.revealProject(connection, row);
    }
    case 'call-managing-organisation': {
      const row = await store.object(objectRef(connection, { kind, uuid }), { signal });
      return () => managingOrganisations.revealManagingOrganisation(connection, row);
    }
    case 'call': {
      const row = await store.object(objectRef(connection, { kind, uuid }), { signal });
      return () => managingOrganisations.revealCall(connection, row);
    }
    case 'user': {
      const ref = objectRef(connection, { kind, uuid });
      const { name } = personOfUser(await store.object(ref, { signal }));
      return () => panels.show('waldur.access', ref, name);
    }
  }
}
