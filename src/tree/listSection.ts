import * as vscode from 'vscode';
import type { RowList } from '../organisations/rowList';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { isCancelled, type ProblemKind, WaldurError } from '../waldur/errors';
import { ErrorNode, LoadMoreNode, MessageNode } from './messageNodes';
import { FoundNode } from './nodes/foundNode';
import type { Section } from './sectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';

export interface SectionOptions<T> {
  readonly list: RowList<T & { readonly uuid: string }>;
  /** @param parent the owner, or the row of what was found */
  readonly toNode: (row: T, parent: TreeNode) => TreeNode;
  /** Leaves rows out that another section of the same node shows. */
  readonly include?: (row: T) => boolean;
  /** Leaves rows out for a filter, which what a search found passes. */
  readonly passes?: (row: T) => boolean;
  /** The order they stand in, where it is not the server's. What searches found stays as it was found. */
  readonly arrange?: (rows: readonly T[]) => readonly T[];
  /** The row that the one to load more stands below; the owner when left out. */
  readonly moreBelow?: TreeNode;
  /** The row of what was found, where the owner puts it in its place; the section's own, at the top, when left out. */
  readonly found?: FoundNode;
  /** Distinguishes the sections of one node in the ids of their paging and error rows. */
  readonly name: string;
}

/**
 * The rows of one list below a node, with the rows that page it and tell of failures. Keeps one node for each
 * row, so that a refresh changes what a node shows and not which node it is.
 */
export class ListSection<T extends { readonly uuid: string }> implements Section {
  private nodes: Nodes<T> = new Map();
  private foundNodes: Nodes<T> = new Map();
  private readonly found: FoundNode;
  private readonly subscription: vscode.Disposable;
  private isReading = false;

  constructor(
    private readonly owner: TreeNode,
    private readonly context: TreeContext,
    private readonly options: SectionOptions<T>,
  ) {
    this.found = options.found ?? new FoundNode(owner);
    const watched = context.freshness.watch(options.list, context.connection);
    const shown = options.list.show({
      changed: () => {
        // What VS Code is waiting for it need not be told to ask for again: a click meanwhile would be lost.
        if (!this.isReading) {
          context.tree.changed(owner);
        }
        context.freshness.check();
      },
      isInSight: () => context.tree.isInSight(owner),
    });
    this.subscription = vscode.Disposable.from(shown, watched);
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
    return (this.nodes.get(uuid) ?? this.foundNodes.get(uuid))?.node;
  }

  /** Shows a row that a search found, in its place or above all others, and hands back its node. */
  async show(row: T): Promise<TreeNode | undefined> {
    // Where the others cannot be read, a row says so.
    await this.list.ensure().catch(() => undefined);
    this.list.keepFound(row);
    await this.read();
    return this.nodeOf(row.uuid);
  }

  /** Reads the first page if need be; failures come back as a row. */
  async read(): Promise<readonly TreeNode[]> {
    const { list } = this.options;
    try {
      // A failure stands until someone asks for another try, or every redraw would ask the server again.
      if (list.error === undefined && !list.loaded) {
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
    const rows = this.update();
    const nodes = this.options.found === undefined ? [...this.found.rows, ...rows] : [...rows];
    // Where old rows stay, the head of the view tells of it; where only no more came, the row to load more.
    if (list.error !== undefined && list.rows.length === 0 && list.staleSince === undefined) {
      nodes.push(new ErrorNode(this.owner, this.options.name, list.error, this.context));
    }
    if (list.dropped > 0) {
      nodes.push(
        new MessageNode(this.owner, `${this.options.name}/dropped`, {
          label: count(
            list.dropped,
            vscode.l10n.t('1 row could not be read'),
            vscode.l10n.t('{0} rows could not be read', numberText(list.dropped)),
          ),
          icon: new vscode.ThemeIcon('warning'),
          tooltip: vscode.l10n.t('The server sent rows without a UUID or a name.'),
        }),
      );
    }
    if (list.hasMore) {
      nodes.push(new LoadMoreNode(this.options.moreBelow ?? this.owner, this.options.name, list));
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
    for (const { node } of [...this.nodes.values(), ...this.foundNodes.values()]) {
      node.dispose();
    }
    this.nodes = new Map();
    this.foundNodes = new Map();
    this.found.show(this, []);
  }

  /** The nodes of the rows in their places; those of what was found elsewhere go to their own row. */
  private update(): readonly TreeNode[] {
    const { list, include = () => true, passes = () => true, arrange } = this.options;
    const passing = list.rows.filter((row) => include(row) && passes(row));
    const rows = arrange === undefined ? passing : arrange(passing);
    this.nodes = this.nodesFor(rows, this.nodes, this.owner);
    const elsewhere = list.found.filter((row) => include(row) && !this.nodes.has(row.uuid));
    this.foundNodes = this.nodesFor(elsewhere, this.foundNodes, this.found);
    this.found.show(this, nodesIn(this.foundNodes));
    return nodesIn(this.nodes);
  }

  private nodesFor(rows: readonly T[], before: Nodes<T>, parent: TreeNode): Nodes<T> {
    const nodes: Nodes<T> = new Map();
    for (const row of rows) {
      const known = before.get(row.uuid);
      nodes.set(row.uuid, known?.row === row ? known : { row, node: this.nodeFor(row, known?.node, parent) });
    }
    for (const [uuid, { node }] of before) {
      if (!nodes.has(uuid)) {
        node.leave();
      }
    }
    return nodes;
  }

  /** A node shows the row it was made for; one that has things below it lives on with the new row. */
  private nodeFor(row: T, known: TreeNode | undefined, parent: TreeNode): TreeNode {
    if (known?.adopt(row) === true) {
      return known;
    }
    known?.dispose();
    return this.options.toNode(row, parent);
  }
}

/** One node for each row, by its uuid. */
type Nodes<T> = Map<string, { readonly row: T; readonly node: TreeNode }>;

function nodesIn(nodes: Nodes<unknown>): readonly TreeNode[] {
  return [...nodes.values()].map(({ node }) => node);
}
