import * as vscode from 'vscode';
import type { ConnectionStore } from './connections/connectionStore';
import type { Log } from './log/log';
import type { CustomerViews } from './organisations/customerView';
import { OrganisationStores } from './organisations/organisationStores';
import { TeamViews } from './organisations/teamView';
import { AccessView } from './tree/accessView';
import { LastUsedView } from './tree/lastUsedView';
import { ManagingOrganisationsView } from './tree/managingOrganisationsView';
import { OrganisationsView } from './tree/organisationsView';
import type { createTreeView } from './tree/createTreeView';
import { keepSelectionKeys } from './tree/selectionKeys';
import type { ViewParts } from './tree/viewParts';
import type { ContextKeys } from './ui/contextKeys';
import { logUnexpected } from './ui/errorMessage';

export interface ViewsContainerParts {
  readonly globalState: vscode.Memento;
  readonly log: Log;
  readonly contextKeys: ContextKeys;
  readonly connections: ConnectionStore;
  readonly views: CustomerViews;
  readonly createTreeView: typeof createTreeView;
}

/** Makes and disposes what reads from servers and shows it: with the first row, not with the window. */
export class ViewsContainer implements vscode.Disposable {
  readonly stores: OrganisationStores;
  readonly teams: TeamViews;
  readonly organisations: OrganisationsView;
  readonly managingOrganisations: ManagingOrganisationsView;
  readonly access: AccessView;
  readonly lastUsedView: LastUsedView;
  private readonly disposables: vscode.Disposable[] = [];

  constructor({ globalState, log, contextKeys, ...parts }: ViewsContainerParts) {
    const { connections } = parts;
    logUnexpected((error) => log.error('Unexpected', error));
    this.stores = this.own(new OrganisationStores());
    this.teams = new TeamViews(globalState, this.own(new vscode.EventEmitter<void>()));
    const viewParts: ViewParts = {
      ...parts,
      stores: this.stores,
      teams: this.teams,
      expiringSoonDays,
      onDidChangeExpiringSoonDays,
    };
    this.organisations = this.own(new OrganisationsView(viewParts, contextKeys));
    this.managingOrganisations = this.own(new ManagingOrganisationsView(viewParts));
    this.access = this.own(new AccessView(viewParts, contextKeys));
    const trees = [this.organisations, this.managingOrganisations, this.access].map(({ tree }) => tree.view);
    this.own(keepSelectionKeys(trees, contextKeys));
    this.lastUsedView = this.own(new LastUsedView(trees));
    this.own(connections.onDidChange(() => this.stores.keep(connections.connections)));
  }

  dispose(): void {
    for (const disposable of this.disposables.reverse()) {
      disposable.dispose();
    }
  }

  private own<T extends vscode.Disposable>(disposable: T): T {
    this.disposables.push(disposable);
    return disposable;
  }
}

function onDidChangeExpiringSoonDays(listener: () => unknown): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('waldur.expiringSoonDays')) {
      listener();
    }
  });
}

function expiringSoonDays(): number {
  return vscode.workspace.getConfiguration('waldur').get('expiringSoonDays', 14);
}
