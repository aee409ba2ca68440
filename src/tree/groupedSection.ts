import type * as vscode from 'vscode';
import type { RowList } from '../organisations/rowList';
import { compareTexts } from '../ui/compareTexts';
import { ListSection, type SectionOptions } from './listSection';
import { LoadMoreNode } from './messageNodes';
import { type RoleGroup, RoleGroupNode } from './nodes/roleGroupNode';
import type { Section } from './sectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';

export interface GroupedOptions<T> extends SectionOptions<T> {
  readonly groupOf: (row: T) => RoleGroup;
  /** How rows of one group stand below it. Flat, they stand as the server has them. */
  readonly compare: () => (one: T, other: T) => number;
  /** The only group there can be: it has the row that loads more, too. */
  readonly only?: RoleGroup;
}

/**
 * One list of a team below a node, in groups or flat as teams are shown. What no page has brought yet is asked for by no
 * group: groups say that there may be more, and take rows in their places as they come.
 */
export class GroupedSection<T extends { readonly uuid: string }> implements Section {
  private section: ListSection<T>;
  private readonly groups = new Map<string, RoleGroupNode>();
  private readonly subscription: vscode.Disposable;
  private grouped: boolean;

  constructor(
    private readonly owner: TreeNode,
    context: TreeContext,
    private readonly options: GroupedOptions<T>,
  ) {
    const { teams, tree } = context;
    this.grouped = teams.grouped;
    this.section = this.makeSection(context);
    this.subscription = teams.onDidChange(() => {
      if (this.grouped !== teams.grouped) {
        // Rows stand below other rows now, and a row knows where it stands; nothing is read again.
        this.grouped = teams.grouped;
        const before = this.section;
        this.section = this.makeSection(context);
        before.dispose();
      }
      if (this.list.loaded) {
        tree.changed(owner);
      }
    });
  }

  get list(): RowList<T> {
    return this.section.list;
  }

  get problem(): ListSection<T>['problem'] {
    return this.section.problem;
  }

  show(row: T): Promise<TreeNode | undefined> {
    return this.section.show(row);
  }

  /** The row's node, once what was read is shown. */
  async rowOf(uuid: string): Promise<TreeNode | undefined> {
    await this.section.read();
    return this.section.nodeOf(uuid);
  }

  /** The rows, or groups with rows, then what pages them and tells of failures. */
  async read(): Promise<readonly TreeNode[]> {
    const nodes = await this.section.read();
    const below = new Map<TreeNode, TreeNode[]>();
    const others: TreeNode[] = [];
    for (const node of nodes) {
      const { parent } = node;
      if (parent instanceof RoleGroupNode) {
        const rows = below.get(parent) ?? [];
        rows.push(node);
        below.set(parent, rows);
      } else {
        others.push(node);
      }
    }
    const groups = [...this.groups.values()]
      .filter((group) => below.has(group))
      .map((group) => {
        const rows = below.get(group) ?? [];
        const people = rows.filter((row) => !(row instanceof LoadMoreNode)).length;
        return group.show(rows, { people, isWhole: !this.list.hasMore });
      })
      .toSorted(byPower);
    return [...groups, ...others];
  }

  async reload(): Promise<void> {
    await this.section.reload();
  }

  forget(): void {
    this.section.forget();
  }

  dispose(): void {
    this.subscription.dispose();
    this.section.dispose();
  }

  private makeSection(context: TreeContext): ListSection<T> {
    const { groupOf, compare, only, ...options } = this.options;
    if (!this.grouped) {
      return new ListSection<T>(this.owner, context, options);
    }
    return new ListSection<T>(this.owner, context, {
      ...options,
      arrange: (rows) => rows.toSorted(compare()),
      ...(only === undefined ? {} : { moreBelow: this.groupNode(only) }),
      toNode: (row, parent) =>
        options.toNode(row, parent === this.owner ? this.groupNode(groupOf(row)) : parent),
    });
  }

  private groupNode(group: RoleGroup): RoleGroupNode {
    const known = this.groups.get(group.key);
    if (known !== undefined) {
      return known;
    }
    const node = new RoleGroupNode(this.owner, group);
    this.groups.set(group.key, node);
    return node;
  }
}

/** Those that can do most first, then by name. */
function byPower({ group: one }: RoleGroupNode, { group: other }: RoleGroupNode): number {
  return other.power() - one.power() || compareTexts(one.label(), other.label());
}
