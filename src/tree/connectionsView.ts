import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { sampleText } from '../connections/sampleText';
import { Freshness, staleText } from './freshness';
import { NodeTree } from './nodeTree';
import { description } from '../ui/description';
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
    this.tree = new NodeTree(viewId, this.root, parts.createTreeView, parts.opensOnClick);
    this.subscriptions = [
      this.tree,
      parts.connections.onDidChange(() => {
        this.root.keepConnected();
        this.tree.changed(this.root);
        this.describe();
      }),
      parts.onDidChangeSettings(() => this.tree.changed(this.root)),
    ];
    void parts.connections.loaded.then(() => this.describe());
  }

  protected abstract makeNode(parent: TreeNode, context: TreeContext, isOnlyOne: () => boolean): T;

  /** The node of a connection; undefined when it was signed out. */
  nodeOf(connection: Connection): T | undefined {
    return this.root.nodeOf(connection);
  }

  /** Selects the row of a connection, or shows its rows where it is the only one. */
  async revealConnection(connection: Connection): Promise<void> {
    const node = this.nodeOf(connection);
    await (node === undefined || node.isHidden ? this.tree.focus() : this.tree.reveal(node));
  }

  /** Shows in the view's head which server it is about, and how old its rows are. */
  protected describe(): void {
    const { view } = this.tree;
    const [only, ...others] = this.parts.connections.connections;
    const server = only === undefined || others.length > 0 ? undefined : only.info.serverName;
    const sample = server === undefined || only === undefined ? undefined : sampleText(only.info);
    const beside = description(server, sample, ...this.facts());
    if (view.description !== beside) {
      view.description = beside;
    }
    const message = this.messages().join(' · ');
    if (view.message !== message) {
      view.message = message;
    }
  }

  /** What stands beside the title, after the server. */
  protected facts(): readonly string[] {
    return [];
  }

  /** What stands above the rows. */
  protected messages(): readonly string[] {
    const { stale } = this.freshness;
    return stale === undefined ? [] : [staleText(stale)];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private context(connection: Connection): TreeContext {
    const { stores, views, teams, pins, expiringSoonDays } = this.parts;
    const store = stores.of(connection);
    return {
      ...{ connection, store, views, teams, pins, expiringSoonDays },
      ...{ freshness: this.freshness, tree: this.tree },
    };
  }
}
