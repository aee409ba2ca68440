import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import type { ConnectionNode } from './nodes/connectionNode';
import type { Staleness } from './freshness';
import { RetryNode } from './messageNodes';
import { TreeNode } from './treeNode';

/** What stands above the first level: one node for each connection. Never shown itself. */
export class RootNode<T extends ConnectionNode> extends TreeNode {
  readonly id = '';
  private nodes = new Map<Connection, T>();

  constructor(
    private readonly connections: ConnectionStore,
    private readonly stale: () => Staleness | undefined,
    private readonly makeNode: (parent: TreeNode, connection: Connection, isOnlyOne: () => boolean) => T,
  ) {
    super(undefined);
  }

  override treeItem(): vscode.TreeItem {
    return new vscode.TreeItem('');
  }

  /** The nodes of the connections there are now. */
  get connectionNodes(): readonly T[] {
    const nodes = new Map<Connection, T>();
    for (const connection of this.connections.connections) {
      nodes.set(
        connection,
        this.nodes.get(connection) ??
          this.makeNode(this, connection, () => this.connections.connections.length === 1),
      );
    }
    this.keepConnected();
    this.nodes = nodes;
    return [...nodes.values()];
  }

  /** Lets go of the nodes of connections that are gone, which VS Code would not ask for while the view is hidden. */
  keepConnected(): void {
    for (const [connection, node] of this.nodes) {
      if (!this.connections.connections.includes(connection)) {
        node.dispose();
        this.nodes.delete(connection);
      }
    }
  }

  /** The node of a connection; undefined when it was signed out meanwhile. */
  nodeOf(connection: Connection): T | undefined {
    return this.connectionNodes.find((node) => node.connection === connection);
  }

  override async children(): Promise<readonly TreeNode[]> {
    await this.connections.loaded;
    const nodes = this.connectionNodes;
    const [only] = nodes;
    const rows = nodes.length === 1 && only !== undefined ? await only.children() : nodes;
    const stale = this.stale();
    return stale === undefined ? rows : [new RetryNode(this, stale), ...rows];
  }

  override async reload(): Promise<void> {
    const [only] = this.connectionNodes;
    if (this.connectionNodes.length === 1 && only !== undefined) {
      await only.reload();
    }
  }

  override dispose(): void {
    for (const node of this.nodes.values()) {
      node.dispose();
    }
  }
}
