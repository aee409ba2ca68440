import * as vscode from 'vscode';
import { groupsOf } from '../../organisations/organisationStore';
import type { CustomerView } from '../../organisations/customerView';
import { isFiltered, passesGroup, passesUngrouped } from '../../organisations/customerView';
import { describeFilter } from '../../organisations/filterText';
import type { RowList } from '../../organisations/rowList';
import type { Customer } from '../../waldur/customers';
import type { OrganizationGroup } from '../../waldur/organizationGroups';
import { ListSection } from '../listSection';
import { MessageNode } from '../messageNodes';
import { ConnectionNode } from './connectionNode';
import { CustomerNode } from './customerNode';
import { OrganizationGroupNode, UngroupedNode } from './organizationGroupNode';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';

/** A connection in the Organisations view: its organisations, flat or by organisation group. */
export class CustomersOfConnectionNode extends ConnectionNode {
  private current: CustomerView;
  private content: Content;
  private readonly viewSubscription: vscode.Disposable;

  /** @param viewChanged told when another filter, order or grouping is in force. */
  constructor(parent: TreeNode, context: TreeContext, isOnlyOne: () => boolean, viewChanged: () => void) {
    super(parent, context, isOnlyOne);
    this.current = context.views.get(this.id);
    this.content = this.makeContent();
    this.viewSubscription = context.views.onDidChange((connectionId) => {
      if (connectionId === this.id) {
        const before = this.content;
        this.current = context.views.get(this.id);
        this.content = this.makeContent();
        disposeContent(before);
        viewChanged();
        context.tree.changed(this);
      }
    });
  }

  /** What the list in sight was asked for: what is kept may be another window's by now. */
  get view(): CustomerView {
    return this.current;
  }

  /** The list of organisations in sight; undefined while they are grouped. */
  get customers(): ListSection<Customer>['list'] | undefined {
    return this.content.kind === 'flat' ? this.content.section.list : undefined;
  }

  /**
   * The node of an organisation that a search found, put where the view would show it. Undefined where the filter
   * leaves out every group it is in.
   */
  async show(customer: Customer): Promise<TreeNode | undefined> {
    if (this.content.kind === 'flat') {
      return this.content.section.show(customer);
    }
    for (const group of groupsOf(customer)) {
      const groupNode = await this.groupNode(group);
      if (groupNode !== undefined) {
        return groupNode.show(customer);
      }
    }
    return passesUngrouped(this.current) ? this.content.ungrouped.show(customer) : undefined;
  }

  protected override flags(): readonly string[] {
    return isFiltered(this.current) ? ['filtered'] : [];
  }

  protected override itemDescription(): string {
    return describeFilter(this.current);
  }

  protected override async readChildren(): Promise<readonly TreeNode[]> {
    const nodes = await this.content.section.read();
    // Names of roles and what the caller may do are shown as soon as there are rows; asking now saves a round trip.
    this.context.store.wantCaller();
    if (this.content.kind === 'grouped' && passesUngrouped(this.current)) {
      return [...nodes, this.content.ungrouped];
    }
    return nodes.length > 0 ? nodes : [this.emptyNode()];
  }

  override async reload(): Promise<void> {
    await this.content.section.reload();
  }

  override forget(): void {
    this.content.section.forget();
    if (this.content.kind === 'grouped') {
      this.content.ungrouped.forget();
    }
  }

  override dispose(): void {
    super.dispose();
    this.viewSubscription.dispose();
    disposeContent(this.content);
  }

  private emptyNode(): TreeNode {
    return isFiltered(this.current)
      ? new MessageNode(this, 'empty', {
          label: vscode.l10n.t('No organisation matches the filter'),
          icon: new vscode.ThemeIcon('filter'),
          tooltip: vscode.l10n.t('Click to clear the filter.'),
          command: { command: 'waldur.clearFilter', title: '', arguments: [this] },
        })
      : new MessageNode(this, 'empty', {
          label: vscode.l10n.t('No organisations to show'),
          icon: new vscode.ThemeIcon('info'),
          tooltip: vscode.l10n.t(
            '{0} has no role in an organisation or project on this server. An owner can grant one.',
            this.connection.info.user.username,
          ),
        });
  }

  private makeContent(): Content {
    const { store } = this.context;
    if (!this.current.grouped) {
      const list = store.customers(this.current);
      return {
        kind: 'flat',
        section: new ListSection<Customer>(this, this.context, {
          name: 'customers',
          list,
          toNode: (customer) => new CustomerNode(this, this.context, customer, this.current.columns, list),
        }),
      };
    }
    const groups = store.groups();
    return {
      kind: 'grouped',
      section: new ListSection<OrganizationGroup>(this, this.context, {
        name: 'groups',
        list: groups,
        // Groups whose parent is not listed stand at the top rather than nowhere.
        include: ({ uuid, parent_uuid: parent }) =>
          passesGroup(this.current, uuid) && !(parent && this.lists(groups, parent)),
        toNode: (group) => new OrganizationGroupNode(this, this.context, group, this.current, [group.uuid]),
      }),
      ungrouped: new UngroupedNode(this, this.context, this.current),
    };
  }

  private lists(groups: RowList<OrganizationGroup>, uuid: string): boolean {
    return groups.find(uuid) !== undefined && passesGroup(this.current, uuid);
  }

  private async groupNode(uuid: string): Promise<OrganizationGroupNode | undefined> {
    await this.content.section.read();
    const list = this.context.store.groups();
    const path: string[] = [];
    for (
      let group = list.find(uuid);
      group !== undefined && !path.includes(group.uuid) && passesGroup(this.current, group.uuid);
      group = list.find(group.parent_uuid ?? '')
    ) {
      path.unshift(group.uuid);
    }
    const [top, ...rest] = path;
    let node = top === undefined ? undefined : this.content.section.nodeOf(top);
    for (const step of rest) {
      node = node instanceof OrganizationGroupNode ? node.subgroup(step) : undefined;
    }
    return node instanceof OrganizationGroupNode ? node : undefined;
  }
}

type Content =
  | { readonly kind: 'flat'; readonly section: ListSection<Customer> }
  | {
      readonly kind: 'grouped';
      readonly section: ListSection<OrganizationGroup>;
      readonly ungrouped: UngroupedNode;
    };

function disposeContent(content: Content): void {
  content.section.dispose();
  if (content.kind === 'grouped') {
    content.ungrouped.dispose();
  }
}
