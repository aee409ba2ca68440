import * as vscode from 'vscode';
import { may } from '../../access/may';
import { fullNameOfUser } from '../../connections/nameOfUser';
import { groupsOf } from '../../organisations/customerLists';
import type { CustomerView } from '../../organisations/customerView';
import { hidesArchived, isFiltered, passesGroup, passesUngrouped } from '../../organisations/customerView';
import { describeFilter, describeSort } from '../../organisations/filterText';
import type { RowList } from '../../organisations/rowList';
import { numberText } from '../../ui/datesAndNumbers';
import type { Customer } from '../../waldur/customers';
import type { OrganizationGroup } from '../../waldur/organizationGroups';
import { LateCount } from '../lateCount';
import { ListSection } from '../listSection';
import { MessageNode } from '../messageNodes';
import { PinnedFirst } from '../pinnedFirst';
import { ConnectionNode } from './connectionNode';
import { CustomerNode } from './customerNode';
import { FoundNode } from './foundNode';
import { OrganizationGroupNode, UngroupedNode } from './organizationGroupNode';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';

/** A connection in the Organisations view: its organisations, flat or by organisation group. */
export class CustomersOfConnectionNode extends ConnectionNode {
  private current: CustomerView;
  private content: Content;
  /** Of the organisations that no filter leaves out. */
  private whole: LateCount;
  private readonly viewSubscription: vscode.Disposable;

  /** @param viewChanged told when another filter, order or grouping is in force, or how much of all it shows is known. */
  constructor(
    parent: TreeNode,
    context: TreeContext,
    isOnlyOne: () => boolean,
    private readonly viewChanged: () => void,
  ) {
    super(parent, context, isOnlyOne);
    this.current = context.views.get(this.id);
    this.content = this.makeContent();
    this.whole = this.countOfAll();
    this.viewSubscription = context.views.onDidChange((connectionId) => {
      if (connectionId === this.id) {
        const before = { view: this.current, content: this.content };
        this.current = context.views.get(this.id);
        this.content = this.makeContent();
        if (hidesArchived(before.view) !== hidesArchived(this.current)) {
          this.whole = this.countOfAll();
        }
        if (staysFound(before.view, this.current)) {
          this.content.found.list.keepFound(...before.content.found.list.found);
        }
        disposeContent(before.content);
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
  get customers(): RowList<Customer> | undefined {
    return this.content.kind === 'flat' ? this.content.section.list : undefined;
  }

  /** The node of an organisation that stands somewhere already. */
  rowOf(uuid: string): TreeNode | undefined {
    const { content } = this;
    if (content.kind === 'flat') {
      return content.section.nodeOf(uuid);
    }
    const groups = content.section.list.rows.map((group) => this.groupNode(group.uuid));
    return [...groups, content.ungrouped, content.found]
      .map((rows) => rows?.nodeOf(uuid))
      .find((node) => node !== undefined);
  }

  /** The node of an organisation that a search found: in its place, where that was read, else above all others. */
  async show(customer: Customer): Promise<TreeNode | undefined> {
    const { content } = this;
    if (content.kind === 'grouped') {
      await content.section.read();
      for (const group of [...groupsOf(customer).map((uuid) => this.groupNode(uuid)), content.ungrouped]) {
        const node = group?.nodeOf(customer.uuid);
        if (node !== undefined) {
          return node;
        }
      }
    }
    return content.found.show(customer);
  }

  protected override flags(): readonly string[] {
    const caller = this.context.store.caller.now;
    const mayCreate =
      caller !== undefined && may(caller, 'createCustomer', { kind: 'server' }, new Date()).kind !== 'no';
    return [
      ...(mayCreate ? ['canCreateOrganisation'] : []),
      ...(isFiltered(this.current) ? ['filtered'] : []),
    ];
  }

  /** The filter in force with how much of all it shows, and the order; nothing where they are as usual. */
  get viewTexts(): readonly string[] {
    const view = this.current;
    const archived = hidesArchived(view) ? vscode.l10n.t('archived hidden') : undefined;
    const filter = isFiltered(view) ? [describeFilter(view), this.shownOfAll(), archived] : [];
    return [...filter, describeSort(view)].filter((text) => text !== undefined);
  }

  /** Asks how many there are only where a filter leaves some out, and no list has told it before. */
  private shownOfAll(): string | undefined {
    const { content } = this;
    if (content.kind === 'grouped' || !isFiltered({ ...this.current, startPage: 1 })) {
      return undefined;
    }
    const { loaded, total } = content.section.list;
    const all = loaded && total !== undefined ? this.whole.now : undefined;
    return total === undefined || all === undefined
      ? undefined
      : vscode.l10n.t('{0} of {1}', numberText(total), numberText(all));
  }

  private countOfAll(): LateCount {
    const { customers } = this.context.store;
    return new LateCount(
      () => customers.countAll(this.current),
      () => this.tellCount(),
    );
  }

  private tellCount(): void {
    this.viewChanged();
    if (!this.isHidden) {
      this.context.tree.redraw(this);
    }
  }

  protected override itemDescription(): string {
    return this.viewTexts.join(' · ');
  }

  protected override async readChildren(): Promise<readonly TreeNode[]> {
    const rows = await this.readRows();
    this.learnCount();
    // Names of roles and what the caller may do are shown as soon as there are rows; asking now saves a round trip.
    this.context.store.wantCaller();
    return rows;
  }

  /** What an unfiltered list tells need not be asked for when a filter is set. */
  private learnCount(): void {
    const total = this.customers?.total;
    if (total !== undefined && !isFiltered(this.current)) {
      this.whole.learn(total);
    }
    this.viewChanged();
  }

  private async readRows(): Promise<readonly TreeNode[]> {
    const nodes = await this.content.section.read();
    const found = this.content.kind === 'flat' ? [] : await this.content.found.read();
    const ungrouped =
      this.content.kind === 'grouped' && passesUngrouped(this.current) ? [this.content.ungrouped] : [];
    const isEmpty = ungrouped.length === 0 && nodes.every((node) => node instanceof FoundNode);
    return [...found, ...nodes, ...ungrouped, ...(isEmpty ? [this.emptyNode()] : [])];
  }

  protected override async keptChildren(): Promise<readonly TreeNode[]> {
    const { list } = this.content.section;
    return list.rows.length + list.found.length === 0 ? [] : this.readRows();
  }

  override async reload(): Promise<void> {
    const { section, found } = this.content;
    this.whole.renew();
    if (this.content.kind === 'grouped') {
      this.content.ungrouped.renewCount();
    }
    await Promise.all([section.reload(), ...(found === section ? [] : [found.reload()])]);
  }

  override forget(): void {
    this.content.section.forget();
    if (this.content.kind === 'grouped') {
      this.content.found.forget();
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
            fullNameOfUser(this.connection.info),
          ),
        });
  }

  private makeContent(): Content {
    const { store } = this.context;
    if (!this.current.grouped) {
      const section = this.customerSection(store.customers.list(this.current), 'customers');
      return { kind: 'flat', section, found: section };
    }
    const groups = store.customers.groups();
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
      found: this.customerSection(store.customers.found(this.current), 'found'),
    };
  }

  /** What is pinned stands first, also where no page has brought it, unless a filter says what may show. */
  private customerSection(list: RowList<Customer>, name: string): PinnedFirst<Customer> {
    const view = this.current;
    const { columns } = view;
    const { store, pins } = this.context;
    return new PinnedFirst<Customer>(this, this.context, {
      name,
      list,
      pinned: () => pins.of('customer', this.id).map(({ uuid }) => uuid),
      onDidChangePinned: pins.onDidChange,
      listOf: isFiltered(view) ? undefined : (uuids) => store.customers.pinned(view, uuids, list),
      toNode: (customer, parent) =>
        new CustomerNode(
          parent,
          this.context,
          customer,
          columns,
          () => list.total === 1 && !isFiltered(view),
        ),
    });
  }

  private lists(groups: RowList<OrganizationGroup>, uuid: string): boolean {
    return groups.find(uuid) !== undefined && passesGroup(this.current, uuid);
  }

  private groupNode(uuid: string): OrganizationGroupNode | undefined {
    const list = this.context.store.customers.groups();
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

/** `found` shows what searches found; where organisations are not grouped, that is the section of all. */
type Content =
  | {
      readonly kind: 'flat';
      readonly section: PinnedFirst<Customer>;
      readonly found: PinnedFirst<Customer>;
    }
  | {
      readonly kind: 'grouped';
      readonly section: ListSection<OrganizationGroup>;
      readonly ungrouped: UngroupedNode;
      readonly found: PinnedFirst<Customer>;
    };

/** What was found stays over changes of order and grouping, and where a filter goes; another filter asks for others. */
function staysFound(before: CustomerView, now: CustomerView): boolean {
  return !isFiltered(now) || JSON.stringify(before.filter) === JSON.stringify(now.filter);
}

function disposeContent(content: Content): void {
  content.section.dispose();
  if (content.kind === 'grouped') {
    content.ungrouped.dispose();
    content.found.dispose();
  }
}
