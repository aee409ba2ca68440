import * as vscode from 'vscode';
import { plainLine } from '../ui/serverText';
import { tellApart } from '../ui/tellApart';
import { description } from '../ui/description';
import { createTreeView, type Rows } from './createTreeView';
import { DoubleToggle } from './doubleToggle';
import { clickOnRow, type TreeNode } from './treeNode';

/** Rows below a revealed one that a view of usual height has room for. */
const rowsInSight = 8;

/**
 * A tree view over {@link TreeNode}s. The root's children are the view's first level; a node that says it is
 * hidden hands its children to the level above. Changes are gathered for a turn of the event loop, so that a
 * wave of them costs one question from VS Code.
 */
export class NodeTree implements Rows, vscode.Disposable {
  private readonly changeEmitter = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.changeEmitter.event;
  readonly view: vscode.TreeView<TreeNode>;

  /** Ids of what is opened, and of the row it is below. */
  private readonly expanded = new Map<string, string | undefined>();
  private readonly collapsed = new WeakSet<TreeNode>();
  private readonly seen = new Set<string>();
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private readonly differences = new WeakMap<TreeNode, string | undefined>();
  private readonly toggles = new DoubleToggle();
  private waiting = new Set<TreeNode>();
  /** The first level as VS Code knows it; none while it asks anew. */
  private firstRows: readonly TreeNode[] = [];

  constructor(
    private readonly viewId: string,
    private readonly root: TreeNode,
    create = createTreeView,
    /** Whether a click opens what a row stands for, and not a double click. */
    private readonly opensOnClick: () => boolean = () => false,
  ) {
    this.view = create(viewId, this);
    this.subscriptions = [
      this.view,
      this.changeEmitter,
      this.view.onDidExpandElement(({ element }) => {
        this.expanded.set(element.id, element.parent?.id);
        this.collapsed.delete(element);
        this.toggled(element);
      }),
      this.view.onDidCollapseElement(({ element }) => {
        this.expanded.delete(element.id);
        this.collapsed.add(element);
        this.toggled(element);
      }),
    ];
  }

  /** Opens what a row stands for with a double click. Keys that open and close rows select none. */
  private toggled(node: TreeNode): void {
    const { selection } = this.view;
    const isSecond = this.toggles.toggled(node.id);
    const isMeant = isSecond && selection.length === 1 && selection[0] === node;
    if (isMeant && node.openCommand !== undefined && !this.opensWithClick(node)) {
      void vscode.commands.executeCommand(node.openCommand, node, [node]);
    }
  }

  /** The node's children or looks are no longer what VS Code was told. */
  changed(node: TreeNode): void {
    if (this.waiting.size === 0) {
      setImmediate(() => this.fire());
    }
    this.waiting.add(node);
  }

  /**
   * The looks of the node and of what is below it may be others, but no row comes or goes. VS Code keeps such rows, and
   * with them a menu that is open on one; where it asks for all rows anew, it forgets them for that time.
   */
  redraw(node: TreeNode): void {
    for (const row of this.isTop(node) ? this.firstRows : [node]) {
      this.changed(row);
    }
  }

  /** Shows the view's progress bar while something is read that no one else shows. */
  async withProgress(task: () => Promise<void>): Promise<void> {
    await vscode.window.withProgress({ location: { viewId: this.viewId } }, task);
  }

  /** Whether the node is one of this tree's. */
  shows(node: TreeNode): boolean {
    let top = node;
    while (top.parent !== undefined) {
      top = top.parent;
    }
    return top === this.root;
  }

  /** Whether the view is open, and the node and all above it as well. */
  isInSight(node: TreeNode): boolean {
    for (let above: TreeNode | undefined = node; above !== undefined; above = above.parent) {
      if (this.collapsed.has(above)) {
        return false;
      }
    }
    return this.view.visible;
  }

  /** Reads the node's children again, and those of every expanded node below; what is collapsed is let go. */
  async refresh(node: TreeNode = this.root): Promise<void> {
    if (this.isExpanded(node)) {
      await node.reload();
      await Promise.all((await node.children()).map((child) => this.refresh(child)));
    } else {
      node.forget();
    }
    this.changed(node);
  }

  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${this.viewId}.focus`);
  }

  /**
   * Selects a row that came by itself, where the view is open and no one has closed a row above it. The keyboard stays
   * where it is.
   */
  async select(node: TreeNode): Promise<void> {
    if (this.isInSight(node)) {
      // VS Code looks for the row among those it has, unless it was told that there are others.
      await new Promise<void>((resolve) => setImmediate(resolve));
      await this.view.reveal(node, { select: true, focus: false });
    }
  }

  /** Selects the node, opened, and scrolls to where as much as possible of what is below it is in sight too. */
  async reveal(node: TreeNode): Promise<void> {
    await this.focus();
    await this.view.reveal(node, { select: true, focus: true, expand: 1 });
    const last = (await node.children()).slice(0, rowsInSight).at(-1);
    if (last !== undefined) {
      await this.view.reveal(last, { select: false, focus: false });
      await this.view.reveal(node, { select: true, focus: true });
    }
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = node.treeItem();
    this.tellApart(node, item);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    if (
      item.collapsibleState === Collapsed &&
      this.expanded.has(node.id) &&
      this.expanded.get(node.id) !== node.parent?.id
    ) {
      // VS Code keeps this for a row that stays where it is, not for one that moves to another parent.
      item.collapsibleState = Expanded;
      this.expanded.set(node.id, node.parent?.id);
    } else if (item.collapsibleState === Expanded && !this.seen.has(node.id)) {
      // VS Code tells of nodes that a person expands, not of those that start so.
      this.seen.add(node.id);
      this.expanded.set(node.id, node.parent?.id);
    }
    item.accessibilityInformation ??= { label: accessibleName(item) };
    const { None } = vscode.TreeItemCollapsibleState;
    if (node.openCommand !== undefined && this.opensWithClick(node)) {
      item.command = { command: node.openCommand, title: '', arguments: [node, [node]] };
    } else if (node.openCommand !== undefined && item.collapsibleState === None) {
      // There is nothing to toggle: the clicks are counted.
      item.command = { command: node.openCommand, title: '', arguments: [node, [node], clickOnRow] };
    }
    return item;
  }

  private opensWithClick(node: TreeNode): boolean {
    return node.hasPanel && this.opensOnClick();
  }

  async getChildren(node: TreeNode = this.root): Promise<TreeNode[]> {
    const children = [...(await node.children())];
    const told = tellApart(children, (child) => child.named);
    for (const child of children) {
      this.differences.set(child, told.get(child));
    }
    if (node === this.root) {
      this.firstRows = children;
    }
    return children;
  }

  /** Adds what tells a row from its namesakes, unless it shows that already. */
  private tellApart(node: TreeNode, item: vscode.TreeItem): void {
    const difference = this.differences.get(node);
    const shown = typeof item.description === 'string' ? item.description : '';
    if (difference !== undefined && !shown.split(' · ').includes(plainLine(difference))) {
      item.description = description(shown, difference);
      if (item.accessibilityInformation !== undefined) {
        const { label, ...others } = item.accessibilityInformation;
        item.accessibilityInformation = { ...others, label: description(label, difference) };
      }
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const parent = node.parent;
    return parent === undefined || parent === this.root || parent.isHidden ? undefined : parent;
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: TreeNode,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const stop = new AbortController();
    const subscription = token.onCancellationRequested(() => stop.abort());
    try {
      item.tooltip = (await node.tooltip(stop.signal)) ?? item.tooltip ?? '';
    } catch {
      // A pointer passing over a row is no reason for an error message; the log has it. Where the pointer has only
      // passed, VS Code asks again the next time, unless it was given a tooltip.
      if (!token.isCancellationRequested) {
        item.tooltip ??= typeof item.label === 'string' ? item.label : '';
      }
    } finally {
      subscription.dispose();
    }
    return item;
  }

  dispose(): void {
    this.root.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private isExpanded(node: TreeNode): boolean {
    return node === this.root || node.isHidden || this.expanded.has(node.id);
  }

  /** Whether what is below the node is the first level. */
  private isTop(node: TreeNode): boolean {
    return node === this.root || (node.isHidden && node.parent === this.root);
  }

  private fire(): void {
    const nodes = this.waiting;
    this.waiting = new Set();
    if ([...nodes].some((node) => this.isTop(node))) {
      this.firstRows = [];
      this.changeEmitter.fire(undefined);
    } else {
      this.changeEmitter.fire([...nodes].filter((node) => !hasAncestorIn(node, nodes)));
    }
  }
}

/** What a row without words of its own for screen readers says: all that is written about it. VS Code takes the tooltip alone. */
function accessibleName({ label, description: beside, tooltip }: vscode.TreeItem): string {
  const name = typeof label === 'string' ? label : label?.label;
  const texts = [name, beside, tooltip].filter((text) => typeof text === 'string');
  return description(...new Set(texts));
}

function hasAncestorIn(node: TreeNode, nodes: ReadonlySet<TreeNode>): boolean {
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    if (nodes.has(parent)) {
      return true;
    }
  }
  return false;
}
