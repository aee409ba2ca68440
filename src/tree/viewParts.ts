import type * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import type { CustomerViews } from '../organisations/customerView';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { Pins } from '../organisations/pins';
import type { TeamViews } from '../organisations/teamView';
import type { createTreeView } from './createTreeView';

/** What the views are made of. */
export interface ViewParts {
  readonly connections: ConnectionStore;
  readonly stores: OrganisationStores;
  readonly views: CustomerViews;
  readonly teams: TeamViews;
  readonly pins: Pins;
  /** Gives the view that is to show the rows, where that is there already. */
  readonly createTreeView?: typeof createTreeView;
  readonly expiringSoonDays: () => number;
  /** Whether a click on a row opens its panel, and not a double click. */
  readonly opensOnClick?: () => boolean;
  readonly onDidChangeSettings: (listener: () => unknown) => vscode.Disposable;
}
