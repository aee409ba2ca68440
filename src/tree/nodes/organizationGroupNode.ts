import * as vscode from 'vscode';
import { type CustomerView, passesGroup } from '../../organisations/customerView';
import type { GroupOfCustomers } from '../../organisations/customerParams';
import type { Customer } from '../../waldur/customers';
import type { OrganizationGroup } from '../../waldur/organizationGroups';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { rowLabel } from '../appearance';
import { LateCount } from '../lateCount';
import { ListSection } from '../listSection';
import { MessageNode } from '../messageNodes';
import { type Resource, resourceOf } from '../../organisations/resource';
import { SectionNode } from '../sectionNode';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { CustomerNode } from './customerNode';
import { shownName } from '../../waldur/shownName';
import { type Named, shortUuid } from '../../ui/tellApart';

/** Organisations of one group, or of none. */
abstract class GroupedCustomersNode extends SectionNode {
  abstract override readonly id: string;
  private known: ListSection<Customer> | undefined;
  /** Of the organisations that the view would list here, archived or filtered as it does. */
  protected readonly count = new LateCount(
    () => this.readCount(),
    () => this.context.tree.changed(this),
  );

  constructor(
    parent: TreeNode,
    protected readonly context: TreeContext,
    protected readonly view: CustomerView,
    private readonly group: GroupOfCustomers,
  ) {
    super(parent);
  }

  protected override get section(): ListSection<Customer> {
    this.known ??= new ListSection<Customer>(this, this.context, {
      name: 'customers',
      list: this.context.store.customers.list(this.view, this.group),
      toNode: (customer, parent) => new CustomerNode(parent, this.context, customer, this.view.columns),
    });
    return this.known;
  }

  /** The node of an organisation among those read. */
  nodeOf(customer: string): TreeNode | undefined {
    return this.known?.nodeOf(customer);
  }

  protected override empty() {
    return {
      label: vscode.l10n.t('No organisations'),
      tooltip: vscode.l10n.t('No organisations in this group are visible to you or match the filter.'),
    };
  }

  protected abstract readCount(): Promise<number | undefined>;

  /** What it counts may have changed. */
  renewCount(): void {
    this.count.renew();
  }

  override async reload(): Promise<void> {
    this.renewCount();
    await super.reload();
  }

  override forget(): void {
    this.known?.forget();
  }

  override dispose(): void {
    this.known?.dispose();
  }
}

export class OrganizationGroupNode extends GroupedCustomersNode {
  readonly id: string;
  private readonly subgroups = new Map<string, OrganizationGroupNode>();

  constructor(
    parent: TreeNode,
    context: TreeContext,
    private row: OrganizationGroup,
    view: CustomerView,
    /** Uuids from the top group down to this one; a group that is its own ancestor is shown once. */
    private readonly path: readonly string[],
  ) {
    super(parent, context, view, { kind: 'group', uuid: row.uuid });
    this.id = `${parent.id}/group:${row.uuid}`;
  }

  subgroup(uuid: string): OrganizationGroupNode | undefined {
    return this.groupsBelow().find((group) => group.row.uuid === uuid);
  }

  /** Or the uuid, where the name shows nothing. */
  private get name(): string {
    return shownName(this.row.uuid, this.row.name);
  }

  override get named(): Named {
    const { uuid, parent_name: parent } = this.row;
    return { key: uuid, name: this.name, others: [parent, shortUuid(uuid)] };
  }

  override get resource(): Resource {
    const { uuid } = this.row;
    return resourceOf(this.context.connection, { kind: 'organization-group', uuid }, this.name);
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(rowLabel(this.name), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('folder-library');
    item.contextValue = 'organizationGroup+name+uuid+details+refresh';
    const { name } = this;
    const { now } = this.count;
    item.accessibilityInformation = { label: vscode.l10n.t('Organisation group {0}', name) };
    if (now !== undefined) {
      item.description = numberText(now);
      item.accessibilityInformation = {
        label: count(
          now,
          vscode.l10n.t('Organisation group {0}, 1 organisation', name),
          vscode.l10n.t('Organisation group {0}, {1} organisations', name, numberText(now)),
        ),
      };
    }
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    const subgroups = this.groupsBelow();
    const customers = await super.children();
    return subgroups.length > 0 && customers.every((node) => node instanceof MessageNode)
      ? subgroups
      : [...subgroups, ...customers];
  }

  override adopt(row: OrganizationGroup): boolean {
    if (row !== this.row) {
      this.count.renew();
    }
    this.row = row;
    return true;
  }

  override forget(): void {
    super.forget();
    this.keepSubgroups([]);
  }

  override dispose(): void {
    super.dispose();
    this.keepSubgroups([]);
  }

  /** Those of the groups below too, as far as they are shown: the server's own number knows neither them nor the filter. */
  protected override readCount(): Promise<number | undefined> {
    const { rows } = this.context.store.customers.groups();
    const uuids = new Set([this.row.uuid]);
    for (const uuid of uuids) {
      for (const row of rows) {
        if (row.parent_uuid === uuid && passesGroup(this.view, row.uuid)) {
          uuids.add(row.uuid);
        }
      }
    }
    return this.context.store.customers.countIn(this.view, [...uuids]);
  }

  /** One node for each group below, the same from one reading of the groups to the next. */
  private groupsBelow(): readonly OrganizationGroupNode[] {
    const rows = this.context.store.customers
      .groups()
      .rows.filter(
        ({ uuid, parent_uuid: parent }) =>
          parent === this.row.uuid && !this.path.includes(uuid) && passesGroup(this.view, uuid),
      );
    this.keepSubgroups(rows);
    return rows.map((row) => {
      const node =
        this.subgroups.get(row.uuid) ??
        new OrganizationGroupNode(this, this.context, row, this.view, [...this.path, row.uuid]);
      node.adopt(row);
      this.subgroups.set(row.uuid, node);
      return node;
    });
  }

  /** Lets go of all others. */
  private keepSubgroups(rows: readonly OrganizationGroup[]): void {
    for (const [uuid, node] of this.subgroups) {
      if (!rows.some((row) => row.uuid === uuid)) {
        node.dispose();
        this.subgroups.delete(uuid);
      }
    }
  }
}

export class UngroupedNode extends GroupedCustomersNode {
  readonly id: string;

  constructor(parent: TreeNode, context: TreeContext, view: CustomerView) {
    super(parent, context, view, { kind: 'none' });
    this.id = `${parent.id}/group:none`;
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Ungrouped'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('folder');
    item.contextValue = 'organizationGroup+refresh';
    const { now } = this.count;
    if (now !== undefined) {
      item.description = numberText(now);
      item.accessibilityInformation = {
        label: count(
          now,
          vscode.l10n.t('Ungrouped, 1 organisation'),
          vscode.l10n.t('Ungrouped, {0} organisations', numberText(now)),
        ),
      };
    }
    return item;
  }

  protected override readCount(): Promise<number | undefined> {
    return this.context.store.customers.countUngrouped(this.view);
  }
}
