import * as vscode from 'vscode';
import type { RowList } from '../organisations/rowList';
import { isCancelled, type ProblemKind, WaldurError } from '../waldur/errors';
import { ErrorNode, LoadMoreNode, MessageNode } from './messageNodes';
import type { Section } from './sectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';

export interface SectionOptions<T> {
  readonly list: RowList<T & { readonly uuid: string }>;
  readonly toNode: (row: T) => TreeNode;
  /** Leaves rows out that another section of the same node shows. */
  readonly include?: (row: T) => boolean;
  /** The first rows may take page after page: what a search found is shown before they are read. */
  readonly costly?: boolean;
  /** Distinguishes the sections of one node in the ids of their paging and error rows. */
  readonly name: string;
}

/**
 * The rows of one list below a node, with the rows that page it and tell of failures. Keeps one node for each
 * row, so that a refresh changes what a node shows and not which node it is.
 */
export class ListSection<T extends { readonly uuid: string }> implements Section {
  private nodes = new Map<string, { readonly row: T; readonly node: TreeNode }>();
  private readonly subscription: vscode.Disposable;
  private isReading = false;

  constructor(
    private readonly owner: TreeNode,
    private readonly context: TreeContext,
    private readonly options: SectionOptions<T>,
  ) {
    this.subscription = options.list.show({
      changed: () => {
        // What VS Code is waiting for it need not be told to ask for again: a click meanwhile would be lost.
        if (!this.isReading) {
          context.tree.changed(owner);
        }
      },
      isInSight: () => context.tree.isInSight(owner),
    });
  }

  get list(): RowList<T> {
    return this.options.list;
  }

  /** What kind of failure the last read was, if it was one the client knows. */
  get problem(): ProblemKind | undefined {
    const { error } = this.options.list;
    return error instanceof WaldurError ? error.problem.kind : undefined;
  }

  /** The row's node, if the row was read. */
  nodeOf(uuid: string): TreeNode | undefined {
    return this.nodes.get(uuid)?.node;
  }

  /** Puts a row that a search found among the others and hands back its node. */
  async show(row: T): Promise<TreeNode | undefined> {
    if (this.options.costly !== true) {
      await this.list.ensure();
    }
    this.list.pin(row);
    await this.read();
    return this.nodeOf(row.uuid);
  }

  /** Reads the first page if need be; failures come back as a row. */
  async read(): Promise<readonly TreeNode[]> {
    const { list } = this.options;
    const waits = this.options.costly === true && !list.loaded && list.rows.length > 0;
    try {
      // A failure stands until someone asks for another try, or every redraw would ask the server again.
      if (list.error === undefined && !list.loaded && !waits) {
        this.isReading = true;
        await list.ensure();
      }
    } catch (error) {
      if (isCancelled(error)) {
        return [];
      }
    } finally {
      this.isReading = false;
    }
    const nodes = list.loaded || waits ? this.update() : [];
    if (list.error !== undefined) {
      nodes.push(new ErrorNode(this.owner, this.options.name, list.error, this.context));
    }
    if (list.dropped > 0) {
      nodes.push(
        new MessageNode(this.owner, `${this.options.name}/dropped`, {
          label: vscode.l10n.t('Rows that could not be read: {0}', list.dropped),
          icon: new vscode.ThemeIcon('warning'),
          tooltip: vscode.l10n.t('The server sent rows without a UUID or a name.'),
        }),
      );
    }
    if (list.hasMore || waits) {
      nodes.push(new LoadMoreNode(this.owner, this.options.name, list));
    }
    return nodes;
  }

  async reload(): Promise<void> {
    try {
      await this.options.list.reload();
    } catch {
      // The list remembers the failure, and its row tells of it.
      this.context.tree.changed(this.owner);
    }
  }

  forget(): void {
    this.options.list.forget();
    this.clear();
  }

  dispose(): void {
    this.subscription.dispose();
    this.clear();
  }

  private clear(): void {
    for (const { node } of this.nodes.values()) {
      node.dispose();
    }
    this.nodes = new Map();
  }

  private update(): TreeNode[] {
    const nodes = new Map<string, { readonly row: T; readonly node: TreeNode }>();
    for (const row of this.options.list.rows) {
      if (this.options.include?.(row) === false) {
        continue;
      }
      const known = this.nodes.get(row.uuid);
      nodes.set(row.uuid, known?.row === row ? known : { row, node: this.nodeFor(row, known?.node) });
    }
    for (const [uuid, { node }] of this.nodes) {
      if (!nodes.has(uuid)) {
        node.dispose();
      }
    }
    this.nodes = nodes;
    return [...nodes.values()].map(({ node }) => node);
  }

  /** A node shows the row it was made for; one that has things below it lives on with the new row. */
  private nodeFor(row: T, known: TreeNode | undefined): TreeNode {
    if (known?.adopt(row) === true) {
      return known;
    }
    known?.dispose();
    return this.options.toNode(row);
  }
}
