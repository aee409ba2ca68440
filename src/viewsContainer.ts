import * as vscode from 'vscode';
import type { ConnectionStore } from './connections/connectionStore';
import type { Log } from './log/log';
import type { CustomerViews } from './organisations/customerView';
import { OrganisationStores } from './organisations/organisationStores';
import { Pins } from './organisations/pins';
import { TeamViews } from './organisations/teamView';
import type { AttentionView } from './tree/attentionView';
import { LastUsedView } from './tree/lastUsedView';
import type { LateTreeView } from './tree/lateTreeView';
import { ManagingOrganisationsView } from './tree/managingOrganisationsView';
import { rowsOfKey, type RowsOfKey } from './tree/rowsOfKey';
import { OrganisationsView } from './tree/organisationsView';
import { createTreeView } from './tree/createTreeView';
import { keepSelectionKeys } from './tree/selectionKeys';
import type { ViewParts } from './tree/viewParts';
import { attentionDays, expiringSoonDays, opensOnClick } from './tree/viewSettings';
import type { ContextKeys } from './ui/contextKeys';
import { logUnexpected } from './ui/errorMessage';
import { LatePart } from './ui/latePart';
import { Owner } from './ui/owner';

export interface ViewsContainerParts {
  readonly globalState: vscode.Memento;
  readonly log: Log;
  readonly contextKeys: ContextKeys;
  readonly connections: ConnectionStore;
  readonly views: CustomerViews;
  /** The views of package.json, by their ids. */
  readonly trees: ReadonlyMap<string, LateTreeView>;
  /** Told how many rows need attention, once the view was read and when that changes. */
  readonly attentionChanged: (badge: vscode.ViewBadge | undefined) => void;
}

/** Makes and disposes what reads from servers and shows it: with the first row, not with the window. */
export class ViewsContainer extends Owner {
  readonly stores: OrganisationStores;
  readonly teams: TeamViews;
  readonly pins: Pins;
  readonly organisations: OrganisationsView;
  readonly managingOrganisations: ManagingOrganisationsView;
  readonly attention: LatePart<AttentionView>;
  readonly viewParts: ViewParts;
  readonly lastUsedView: LastUsedView;
  /** What a key was pressed on. */
  readonly rowsOfKey: () => Promise<RowsOfKey | undefined>;

  constructor({ globalState, log, contextKeys, trees, attentionChanged, ...parts }: ViewsContainerParts) {
    super();
    const { connections } = parts;
    logUnexpected((error) => log.error('Unexpected', error));
    this.stores = this.own(new OrganisationStores());
    this.teams = new TeamViews(globalState, this.own(new vscode.EventEmitter<void>()));
    this.pins = this.own(new Pins(globalState));
    const tellGrouped = (): void => contextKeys.set('waldur.teamsGrouped', this.teams.grouped);
    this.own(this.teams.onDidChange(tellGrouped));
    tellGrouped();
    this.viewParts = {
      ...parts,
      stores: this.stores,
      teams: this.teams,
      pins: this.pins,
      createTreeView: (id, rows) => trees.get(id)?.show(rows) ?? createTreeView(id, rows),
      expiringSoonDays,
      opensOnClick,
      onDidChangeSettings,
    };
    this.organisations = this.own(new OrganisationsView(this.viewParts, contextKeys));
    this.managingOrganisations = this.own(new ManagingOrganisationsView(this.viewParts));
    this.attention = this.own(
      new LatePart(async () => {
        const { AttentionView } = await import('./tree/attentionView');
        const view = new AttentionView(this.viewParts, globalState, attentionDays);
        this.own(view.onDidChangeBadge(attentionChanged));
        return view;
      }, log),
    );
    const treeViews = [...trees.values()].map(({ view }) => view);
    this.own(keepSelectionKeys(treeViews, contextKeys));
    this.rowsOfKey = () => rowsOfKey(treeViews);
    this.lastUsedView = this.own(new LastUsedView(treeViews));
    this.own(connections.onDidChange(() => this.stores.keep(connections.connections)));
  }
}

function onDidChangeSettings(listener: () => unknown): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (
      event.affectsConfiguration('waldur.expiringSoonDays') ||
      event.affectsConfiguration('waldur.attentionDays') ||
      event.affectsConfiguration('waldur.openPanelWith')
    ) {
      listener();
    }
  });
}
