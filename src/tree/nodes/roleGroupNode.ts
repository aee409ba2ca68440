import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { rowLabel } from '../appearance';
import { TreeNode } from '../treeNode';

/** What a group of a team holds. */
export interface RoleGroup {
  /** Tells it from the other groups of the team. */
  readonly key: string;
  readonly label: () => string;
  /** The group that can do most stands first. */
  readonly power: () => number;
}

/** Those of a team who hold the same role, or roles in projects alone. */
export class RoleGroupNode extends TreeNode {
  readonly id: string;
  private nodes: readonly TreeNode[] = [];
  private size: { readonly people: number; readonly isWhole: boolean } = { people: 0, isWhole: true };

  constructor(
    parent: TreeNode,
    readonly group: RoleGroup,
  ) {
    super(parent);
    this.id = `${parent.id}/role:${group.key}`;
  }

  /** A row keeps its id, and with it its selection, where teams are shown flat or it was found before. */
  override get idPrefix(): string {
    return this.parent?.idPrefix ?? this.id;
  }

  /**
   * Whom it shows from now on.
   * @param size how many people of them there are, and whether the team can have no more of them
   */
  show(nodes: readonly TreeNode[], size: { readonly people: number; readonly isWhole: boolean }): this {
    this.nodes = nodes;
    this.size = size;
    return this;
  }

  override treeItem(): vscode.TreeItem {
    const label = rowLabel(this.group.label());
    const { people, isWhole } = this.size;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('shield');
    item.description = isWhole ? numberText(people) : vscode.l10n.t('{0} so far', numberText(people));
    item.contextValue = 'roleGroup';
    item.accessibilityInformation = {
      label: isWhole
        ? count(
            people,
            vscode.l10n.t('{0}, 1 person', label),
            vscode.l10n.t('{0}, {1} people', label, numberText(people)),
          )
        : count(
            people,
            vscode.l10n.t('{0}, 1 person so far', label),
            vscode.l10n.t('{0}, {1} people so far', label, numberText(people)),
          ),
    };
    if (!isWhole) {
      item.tooltip = vscode.l10n.t('The team has more people than are loaded. Some of them may belong here.');
    }
    return item;
  }

  override children(): readonly TreeNode[] {
    return this.nodes;
  }
}
