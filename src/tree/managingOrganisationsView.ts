import type { Connection } from '../connections/connection';
import type { CallManagingOrganisation } from '../waldur/callManagingOrganisations';
import { ConnectionsView } from './connectionsView';
import { ManagingOrganisationsOfConnectionNode } from './nodes/managingOrganisationsOfConnectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';
import type { ViewParts } from './viewParts';

/** The view Managing Organisations: who runs calls for proposals, their calls and people. */
export class ManagingOrganisationsView extends ConnectionsView<ManagingOrganisationsOfConnectionNode> {
  constructor(parts: ViewParts) {
    super('waldur.managingOrganisations', parts);
  }

  protected makeNode(
    parent: TreeNode,
    context: TreeContext,
    isOnlyOne: () => boolean,
  ): ManagingOrganisationsOfConnectionNode {
    return new ManagingOrganisationsOfConnectionNode(parent, context, isOnlyOne);
  }

  /** Selects a managing organisation, in its place or above all others. */
  async revealManagingOrganisation(connection: Connection, row: CallManagingOrganisation): Promise<void> {
    const node = await this.nodeOf(connection)?.show(row);
    if (node !== undefined) {
      await this.tree.reveal(node);
    }
  }
}
