import type * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import type { Log } from '../log/log';
import type { CustomerViews } from '../organisations/customerView';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { TeamViews } from '../organisations/teamView';
import type { RecentChoices } from '../pickers/recentChoices';
import type { AccessView } from '../tree/accessView';
import type { LastUsedView } from '../tree/lastUsedView';
import type { ManagingOrganisationsView } from '../tree/managingOrganisationsView';
import type { OrganisationsView } from '../tree/organisationsView';
import type { DetailsDocuments } from '../documents/detailsDocuments';
import type { RecentChanges } from '../changes/recentChanges';
import type { RoleRuns } from '../changes/roleRuns';
import type { TeamImports } from '../documents/teamImports';

/** What commands work with. */
export interface CommandContext {
  readonly extension: Pick<vscode.ExtensionContext, 'extension'>;
  readonly log: Log;
  readonly connections: ConnectionStore;
  readonly stores: OrganisationStores;
  readonly recentChoices: RecentChoices;
  readonly views: CustomerViews;
  readonly teams: TeamViews;
  readonly organisations: OrganisationsView;
  readonly managingOrganisations: ManagingOrganisationsView;
  readonly access: AccessView;
  readonly lastUsedView: Pick<LastUsedView, 'selection'>;
  readonly details: DetailsDocuments;
  readonly roleRuns: RoleRuns;
  readonly recentChanges: Pick<RecentChanges, 'show'>;
  readonly teamImports: TeamImports;
  /** Asks for a server and an account; `connectionId` signs in again to a connection there is. */
  readonly signIn: (connectionId?: string) => Promise<void>;
  /** Starts the sample server of this window, if it is not running, and signs in to it. */
  readonly trySampleData: () => Promise<void>;
}

/** Arguments as VS Code hands them over: the node and the selection from a menu, anything from elsewhere. */
export type Command = (context: CommandContext, ...args: readonly unknown[]) => Promise<void> | void;
