import * as vscode from 'vscode';
import type { CallManagingOrganisation } from '../../waldur/callManagingOrganisations';
import { isOwnManaging, ownManagingUuids } from '../../organisations/ownManaging';
import { describeManagingFilter, type ManagingFilter } from '../../organisations/managingFilter';
import { MessageNode } from '../messageNodes';
import { PinnedFirst } from '../pinnedFirst';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { ConnectionNode } from './connectionNode';
import { ManagingOrganisationNode } from './managingOrganisationNode';

/** A connection in the Managing Organisations view. */
export class ManagingOrganisationsOfConnectionNode extends ConnectionNode {
  private section: PinnedFirst<CallManagingOrganisation>;
  private current: ManagingFilter = {};

  constructor(
    parent: TreeNode,
    context: TreeContext,
    isOnlyOne: () => boolean,
    private readonly filterChanged: () => void,
  ) {
    super(parent, context, isOnlyOne);
    this.section = this.makeSection();
  }

  get filter(): ManagingFilter {
    return this.current;
  }

  set filter(filter: ManagingFilter) {
    this.section.dispose();
    this.current = filter;
    this.section = this.makeSection();
    this.filterChanged();
    this.context.tree.changed(this);
  }

  /** One's own first, also where no page has brought them, unless a text says which. */
  private makeSection(): PinnedFirst<CallManagingOrganisation> {
    const { context } = this;
    const { store } = context;
    const { text, own } = this.current;
    const list = store.managingOrganisations(text);
    const isOwn = (row: CallManagingOrganisation) => isOwnManaging(store.caller.now, row);
    return new PinnedFirst<CallManagingOrganisation>(this, context, {
      name: 'managingOrganisations',
      list,
      pinned: () => [
        ...new Set([
          ...ownManagingUuids(store.caller.now),
          ...list.rows.filter(isOwn).map(({ uuid }) => uuid),
        ]),
      ],
      onDidChangePinned: store.onDidChangeCaller,
      listOf: text === undefined ? (uuids) => store.someManagingOrganisations(uuids, list) : undefined,
      passes: (row) => own !== true || isOwn(row),
      toNode: (row, parent) => new ManagingOrganisationNode(parent, context, row),
    });
  }

  /** The node of one that stands somewhere already. */
  rowOf(uuid: string): TreeNode | undefined {
    return this.section.nodeOf(uuid);
  }

  /** The node of one that was found elsewhere. */
  show(row: CallManagingOrganisation): Promise<TreeNode | undefined> {
    return this.section.show(row);
  }

  protected override itemDescription(): string {
    return describeManagingFilter(this.current);
  }

  protected override async readChildren(): Promise<readonly TreeNode[]> {
    const { caller } = this.context.store;
    // Side by side: rows that move once the caller is known would move under the pointer.
    await Promise.all([this.section.read(), caller.get().catch(() => undefined)]);
    const nodes = await this.section.read();
    return nodes.length > 0
      ? nodes
      : [
          describeManagingFilter(this.current) !== ''
            ? new MessageNode(this, 'empty', {
                label: vscode.l10n.t('No managing organisation matches the filter'),
                icon: new vscode.ThemeIcon('filter'),
                tooltip: vscode.l10n.t('Click to change the filter.'),
                command: { command: 'waldur.filterManagingOrganisations', title: '', arguments: [this] },
              })
            : new MessageNode(this, 'empty', {
                label: vscode.l10n.t('No managing organisations'),
                icon: new vscode.ThemeIcon('info'),
                tooltip: vscode.l10n.t('No organisation on this server runs calls for proposals.'),
              }),
        ];
  }

  protected override async keptChildren(): Promise<readonly TreeNode[]> {
    return this.section.list.rows.length === 0 ? [] : this.section.read();
  }

  override async reload(): Promise<void> {
    await this.section.reload();
  }

  override forget(): void {
    this.section.forget();
  }

  override dispose(): void {
    super.dispose();
    this.section.dispose();
  }
}
