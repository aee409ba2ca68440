import * as vscode from 'vscode';
import type { CallManagingOrganisation } from '../../waldur/callManagingOrganisations';
import { ListSection } from '../listSection';
import { MessageNode } from '../messageNodes';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { ConnectionNode } from './connectionNode';
import { ManagingOrganisationNode } from './managingOrganisationNode';

/** A connection in the Managing Organisations view. */
export class ManagingOrganisationsOfConnectionNode extends ConnectionNode {
  private readonly section: ListSection<CallManagingOrganisation>;

  constructor(parent: TreeNode, context: TreeContext, isOnlyOne: () => boolean) {
    super(parent, context, isOnlyOne);
    this.section = new ListSection<CallManagingOrganisation>(this, context, {
      name: 'managingOrganisations',
      list: context.store.managingOrganisations(),
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

  protected override async readChildren(): Promise<readonly TreeNode[]> {
    const nodes = await this.section.read();
    this.context.store.wantCaller();
    return nodes.length > 0
      ? nodes
      : [
          new MessageNode(this, 'empty', {
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
