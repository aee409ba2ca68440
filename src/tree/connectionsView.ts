import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
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
  protected readonly subscriptions: { dispose(): unknown }[];

  constructor(
    viewId: string,
    protected readonly parts: ViewParts,
  ) {
    this.root = new RootNode<T>(parts.connections, (parent, connection, isOnlyOne) =>
      this.makeNode(parent, this.context(connection), isOnlyOne),
    );
    this.tree = new NodeTree(viewId, this.root);
    this.subscriptions = [
      this.tree,
      parts.connections.onDidChange(() => {
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

  /** Shows in the view's head which server it is about and how many connections need a person. */
  protected describe(): void {
    const { connections } = this.parts.connections;
    const [only] = connections;
    const { view } = this.tree;
    view.description = connections.length === 1 && only !== undefined ? only.info.serverName : '';
    const waiting = connections.filter(({ state }) => state.kind !== 'ready').length;
    view.badge =
      waiting === 0
        ? undefined
        : {
            value: waiting,
            tooltip:
              waiting === 1
                ? vscode.l10n.t('1 connection needs you to sign in')
                : vscode.l10n.t('{0} connections need you to sign in', waiting),
          };
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private context(connection: Connection): TreeContext {
    const { stores, views, expiringSoonDays } = this.parts;
    return { connection, store: stores.of(connection), views, expiringSoonDays, tree: this.tree };
  }
}
