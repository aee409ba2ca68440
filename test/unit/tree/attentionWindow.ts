import { fakeTreeView, type FakeTreeView } from './fakeTreeView';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/connections/connection';
import type { ConnectionStore } from '../../../src/connections/connectionStore';
import { CustomerViews } from '../../../src/organisations/customerView';
import { objectRef } from '../../../src/organisations/objectRef';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import { Pins } from '../../../src/organisations/pins';
import { TeamViews } from '../../../src/organisations/teamView';
import type { PersonaKind } from '../../../src/sample/personas';
import { type SampleServer, type SampleServerOptions, startSampleServer } from '../../../src/sample/server';
import { AttentionView } from '../../../src/tree/attentionView';
import type { AttentionOfConnectionNode } from '../../../src/tree/nodes/attentionOfConnectionNode';
import type { TreeNode } from '../../../src/tree/treeNode';
import { listCustomers } from '../../../src/waldur/customers';
import { FakeMemento } from '../connections/fakes';
import { connectionOf } from '../connections/signedIn';

const noToken: vscode.CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => new vscode.Disposable(() => undefined),
};

/** A window with the view Attention, as a person of the sample world. */
export class AttentionWindow {
  static async open(
    kind: PersonaKind,
    options: SampleServerOptions = {},
    memento = new FakeMemento(),
  ): Promise<AttentionWindow> {
    return new AttentionWindow(await startSampleServer(options), kind, memento);
  }

  readonly connection: Connection;
  /** All there are. */
  readonly connections: Connection[];
  readonly stores = new OrganisationStores();
  readonly pins: Pins;
  readonly view: AttentionView;
  private decorations: vscode.FileDecorationProvider | undefined;
  private readonly operated: () => FakeTreeView;
  private readonly windowState = new vscode.EventEmitter<vscode.WindowState>();
  days = 30;

  private constructor(
    readonly server: SampleServer,
    kind: PersonaKind,
    memento: FakeMemento,
  ) {
    this.operated = fakeTreeView();
    Object.assign(vscode.window, {
      state: { focused: true, active: true },
      onDidChangeWindowState: this.windowState.event,
      registerFileDecorationProvider: (decorations: vscode.FileDecorationProvider) => {
        this.decorations = decorations;
        return new vscode.Disposable(() => undefined);
      },
    });
    this.connection = connectionOf(server, kind);
    this.connections = [this.connection];
    this.pins = new Pins(memento);
    this.view = new AttentionView(
      {
        connections: {
          connections: this.connections,
          loaded: Promise.resolve(),
          onDidChange: new vscode.EventEmitter<void>().event,
        } as unknown as ConnectionStore,
        stores: this.stores,
        views: new CustomerViews(memento, new vscode.EventEmitter<string>()),
        teams: new TeamViews(memento, new vscode.EventEmitter<void>()),
        pins: this.pins,
        expiringSoonDays: () => 14,
        onDidChangeSettings: new vscode.EventEmitter<void>().event,
      },
      memento,
      () => this.days,
    );
  }

  get node(): AttentionOfConnectionNode {
    const node = this.view.nodeOf(this.connection);
    if (node === undefined) {
      throw new Error('It was signed out.');
    }
    return node;
  }

  /** The first level, once everything was read. */
  async groups(): Promise<readonly TreeNode[]> {
    await this.view.tree.getChildren();
    await Promise.all(this.view.nodes().map(({ list }) => list.ensure()));
    return this.view.tree.getChildren();
  }

  /** The rows below a group. */
  async rows(label: string): Promise<readonly TreeNode[]> {
    const group = (await this.groups()).find((node) => this.text(node).startsWith(label));
    return group === undefined ? [] : this.view.tree.getChildren(group);
  }

  async texts(label: string): Promise<readonly string[]> {
    return (await this.rows(label)).map((row) => this.text(row));
  }

  text(node: TreeNode): string {
    const { label, description } = this.view.tree.getTreeItem(node);
    return [label, description]
      .flatMap((text) => (typeof text === 'string' && text !== '' ? [text] : []))
      .join(' · ');
  }

  /** What stands at the end of a row, however long its name is. */
  async badge(node: TreeNode): Promise<string | undefined> {
    const { resourceUri } = node.treeItem();
    const decoration =
      resourceUri === undefined
        ? undefined
        : await this.decorations?.provideFileDecoration(resourceUri, noToken);
    return decoration?.badge;
  }

  /** Paths that were asked for, without what is asked of them. */
  asked(): readonly string[] {
    return this.server.requests.list().map(({ path }) => path.replace(/\?.*/, ''));
  }

  setVisible(visible: boolean): void {
    const operated = this.operated();
    operated.visible = visible;
    operated.visibility.fire({ visible });
  }

  setFocused(focused: boolean): void {
    const state = { focused, active: focused };
    Object.assign(vscode.window, { state });
    this.windowState.fire(state);
  }

  async pin(name: string): Promise<void> {
    const { rows } = await listCustomers(this.connection.client, { name });
    const uuid = rows[0]?.uuid ?? '';
    await this.pins.add([{ ...objectRef(this.connection, { kind: 'customer', uuid }), name }]);
  }

  async close(): Promise<void> {
    this.view.dispose();
    this.stores.dispose();
    this.connections.forEach(({ client }) => client.dispose());
    await this.server.close();
  }
}
