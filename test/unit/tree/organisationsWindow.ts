import './fakeTreeView';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connections/connection';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { CustomerViews, type CustomerView } from '../../../src/organisations/customerView';
import { objectRef, refKey } from '../../../src/organisations/objectRef';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import type { OrganisationStore } from '../../../src/organisations/organisationStore';
import { Pins } from '../../../src/organisations/pins';
import { type TeamFilter, TeamViews } from '../../../src/organisations/teamView';
import type { PersonaKind } from '../../../src/sample/personas';
import { type SampleServer, type SampleServerOptions, startSampleServer } from '../../../src/sample/server';
import { OrganisationsView } from '../../../src/tree/organisationsView';
import type { TreeNode } from '../../../src/tree/treeNode';
import { ContextKeys } from '../../../src/ui/contextKeys';
import type { Scope } from '../../../src/waldur/members';
import { FakeMemento } from '../connections/fakes';
import { connectionOf } from '../connections/signedIn';
import { fakeTreeView } from './fakeTreeView';

/** The view Organisations of a persona, staff unless another is named, over a sample server, as VS Code asks for its rows. */
export class OrganisationsWindow {
  readonly store: OrganisationStore;
  private readonly events: FakeEvents;

  private constructor(
    readonly server: SampleServer,
    readonly connection: Connection,
    readonly view: OrganisationsView,
    readonly views: CustomerViews,
    readonly pins: Pins,
    private readonly teams: TeamViews,
    private readonly stores: OrganisationStores,
    private readonly connections: { connections: readonly Connection[] },
    private readonly connectionsChanged: vscode.EventEmitter<void>,
    operated: () => FakeEvents,
  ) {
    this.store = stores.of(connection);
    this.events = operated();
  }

  static async open(
    options: SampleServerOptions = {},
    kind: PersonaKind = 'staff',
  ): Promise<OrganisationsWindow> {
    const operated = fakeTreeView();
    Object.assign(vscode.commands, { executeCommand: () => Promise.resolve() });
    const server = await startSampleServer(options);
    const connection = connectionOf(server, kind);
    const memento = new FakeMemento();
    const stores = new OrganisationStores();
    const teams = new TeamViews(memento, new vscode.EventEmitter<void>());
    const views = new CustomerViews(memento, new vscode.EventEmitter<string>());
    const pins = new Pins(memento);
    const connectionsChanged = new vscode.EventEmitter<void>();
    const connections = {
      connections: [connection],
      loaded: Promise.resolve(),
      onDidChange: connectionsChanged.event,
      get: () => connection,
    };
    const view = new OrganisationsView(
      {
        connections: connections as unknown as ConnectionStore,
        stores,
        views,
        teams,
        pins,
        expiringSoonDays: () => 14,
        onDidChangeSettings: new vscode.EventEmitter<void>().event,
      },
      new ContextKeys(),
    );
    return new OrganisationsWindow(
      server,
      connection,
      view,
      views,
      pins,
      teams,
      stores,
      connections,
      connectionsChanged,
      operated,
    );
  }

  async close(): Promise<void> {
    this.view.dispose();
    this.stores.dispose();
    this.connection.client.dispose();
    await this.server.close();
  }

  /** As the container does it; the view is hidden, so that VS Code asks for nothing. */
  signOut(): void {
    this.events.visible = false;
    this.connections.connections = [];
    this.connection.client.dispose();
    this.connectionsChanged.fire();
    this.stores.keep([]);
  }

  /** Lists the organisations in another way from now on. */
  async list(changes: Partial<CustomerView>): Promise<void> {
    const { id } = this.connection.info;
    await this.views.set(id, { ...this.views.get(id), ...changes });
  }

  filterTeam(scope: Scope, filter: TeamFilter): void {
    this.teams.setFilter(refKey(objectRef(this.connection, scope)), filter);
  }

  async groupTeams(grouped: boolean): Promise<void> {
    await this.teams.setGrouped(grouped);
  }

  /** What a person sees at the end of a path of labels, whose rows they open on the way. */
  async open(...path: readonly string[]): Promise<readonly string[]> {
    return (await this.children(path)).map(labelOf);
  }

  /** The row at the end of a path of labels; those above it are opened. */
  async row(...path: readonly string[]): Promise<TreeNode> {
    const label = path.at(-1);
    const rows = await this.children(path.slice(0, -1));
    const row = rows.find((candidate) => labelOf(candidate) === label);
    if (row === undefined) {
      throw new Error(`There is no row '${label ?? ''}' among ${rows.map(labelOf).join(', ')}.`);
    }
    return row;
  }

  async collapse(...path: readonly string[]): Promise<void> {
    this.events.collapsed.fire({ element: await this.row(...path) });
  }

  /** How often the server was asked for rows at an address that holds a text, since it was asked last. */
  asked(text: string): number {
    const count = this.server.requests.count(({ method, path }) => method === 'GET' && path.includes(text));
    this.server.requests.clear();
    return count;
  }

  /** Labels of the rows that were scrolled to, in turn; the one that was selected last. */
  get revealed(): { readonly seen: readonly string[]; readonly selected: readonly string[] } {
    const rows = this.events.revealed.map(({ element, options }) => ({
      path: pathOf(element as TreeNode),
      selected: 'select' in options && options.select === true,
    }));
    return {
      seen: rows.map(({ path }) => path.at(-1) ?? ''),
      selected: rows.findLast(({ selected }) => selected)?.path ?? [],
    };
  }

  /** Whether a row that was scrolled to was given the keyboard. */
  get tookKeyboard(): boolean {
    return this.events.revealed.some(({ options }) => 'focus' in options && options.focus === true);
  }

  /** Shows the view, or hides it. */
  set visible(visible: boolean) {
    this.events.visible = visible;
  }

  private async children(path: readonly string[]): Promise<readonly TreeNode[]> {
    if (path.length === 0) {
      return this.view.tree.getChildren();
    }
    const row = await this.row(...path);
    this.events.expanded.fire({ element: row });
    return this.view.tree.getChildren(row);
  }
}

type FakeEvents = ReturnType<ReturnType<typeof fakeTreeView>>;

function labelOf(node: TreeNode): string {
  const { label } = node.treeItem();
  return typeof label === 'string' ? label : '';
}

function pathOf(node: TreeNode): readonly string[] {
  return node.parent === undefined || node.isHidden ? [] : [...pathOf(node.parent), labelOf(node)];
}
