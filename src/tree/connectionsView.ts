import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { Scope } from '../waldur/members';
import { ending } from './ending';
import { Freshness, staleText } from './freshness';
import { NodeTree } from './nodeTree';
import type { ConnectionNode } from './nodes/connectionNode';
import { RootNode } from './rootNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';
import type { ViewParts } from './viewParts';

/** A view whose first level is connections, or the rows below the only one. */
export abstract class ConnectionsView<T extends ConnectionNode> implements vscode.Disposable {
  readonly tree: NodeTree;
  private readonly root: RootNode<T>;
  private readonly freshness = new Freshness(() => {
    this.tree.changed(this.root);
    this.describe();
  });
  protected readonly subscriptions: { dispose(): unknown }[];

  constructor(
    viewId: string,
    protected readonly parts: ViewParts,
  ) {
    this.root = new RootNode<T>(
      parts.connections,
      () => this.freshness.stale,
      (parent, connection, isOnlyOne) => this.makeNode(parent, this.context(connection), isOnlyOne),
    );
    this.tree = new NodeTree(viewId, this.root);
    this.subscriptions = [
      this.tree,
      parts.connections.onDidChange(() => {
        this.tree.changed(this.root);
        this.describe();
      }),
      parts.onDidChangeExpiringSoonDays(() => {
        this.tree.changed(this.root);
        this.describe();
      }),
    ];
    void parts.connections.loaded.then(() => this.describe());
  }

  protected abstract makeNode(parent: TreeNode, context: TreeContext, isOnlyOne: () => boolean): T;

  /** The node of a connection; undefined when it was signed out. */
  nodeOf(connection: Connection): T | undefined {
    return this.root.nodeOf(connection);
  }

  /** What the roles of this view's teams are held on. */
  protected abstract readonly scopeKinds: readonly Scope['kind'][];

  /**
   * Shows in the view's head which server it is about, and in its badge what needs a person: connections to sign in
   * to, and the roles read so far that end soon.
   */
  protected describe(): void {
    const { connections } = this.parts.connections;
    const [only] = connections;
    const { view } = this.tree;
    view.description = connections.length === 1 && only !== undefined ? only.info.serverName : '';
    view.message = this.messages().join(' · ');
    const waiting = connections.filter(({ state }) => state.kind !== 'ready').length;
    const expiring = this.countExpiring();
    const tooltips = [
      ...(waiting === 0
        ? []
        : [
            waiting === 1
              ? vscode.l10n.t('1 connection needs you to sign in')
              : vscode.l10n.t('{0} connections need you to sign in', waiting),
          ]),
      ...(expiring === 0 ? [] : [vscode.l10n.t('Roles that end soon: {0}', expiring)]),
    ];
    view.badge =
      tooltips.length === 0 ? undefined : { value: waiting + expiring, tooltip: tooltips.join(', ') };
  }

  /** What stands above the rows. */
  protected messages(): readonly string[] {
    const { stale } = this.freshness;
    return stale === undefined ? [] : [staleText(stale)];
  }

  private countExpiring(): number {
    const { connections, stores, expiringSoonDays } = this.parts;
    const now = new Date();
    return connections.connections
      .flatMap((connection) => stores.of(connection).loadedGrants(...this.scopeKinds))
      .filter(({ expiration_time: end }) => ending(end, expiringSoonDays(), now).kind === 'soon').length;
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private context(connection: Connection): TreeContext {
    const { stores, views, teams, expiringSoonDays } = this.parts;
    const store = stores.of(connection);
    // Ends with the store, and that with the connection.
    store.onDidChangeGrants(() => this.describe());
    return { connection, store, views, teams, expiringSoonDays, freshness: this.freshness, tree: this.tree };
  }
}
