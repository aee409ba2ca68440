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
}
