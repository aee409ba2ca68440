import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { describeManagingFilter } from '../organisations/managingFilter';
import { objectRef } from '../organisations/objectRef';
import { whileReading } from '../ui/whileReading';
import type { Call } from '../waldur/calls';
import type { CallManagingOrganisation } from '../waldur/callManagingOrganisations';
import { ConnectionsView } from './connectionsView';
import { ManagingOrganisationsOfConnectionNode } from './nodes/managingOrganisationsOfConnectionNode';
import { ManagingOrganisationNode } from './nodes/managingOrganisationNode';
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
    return new ManagingOrganisationsOfConnectionNode(parent, context, isOnlyOne, () => this.describe());
  }

  protected override messages(): readonly string[] {
    // With several connections each says its own.
    const [only, ...others] = this.parts.connections.connections;
    const node = only === undefined || others.length > 0 ? undefined : this.nodeOf(only);
    const filter = describeManagingFilter(node?.filter ?? {});
    return [...(filter === '' ? [] : [vscode.l10n.t('Filter: {0}', filter)]), ...super.messages()];
  }

  /** Selects a managing organisation, in its place or above all others. */
  async revealManagingOrganisation(connection: Connection, row: CallManagingOrganisation): Promise<void> {
    const node = await this.nodeOf(connection)?.show(row);
    if (node !== undefined) {
      await this.tree.reveal(node);
    }
  }

  /** Selects a call, below its managing organisation. Whoever leaves before it is found has the focus taken by nothing. */
  async revealCall(connection: Connection, call: Call): Promise<void> {
    const find = async (): Promise<TreeNode | undefined> => {
      const ref = objectRef(connection, {
        kind: 'call-managing-organisation',
        uuid: call.manager_uuid ?? '',
      });
      const row = await this.parts.stores.of(connection).object(ref);
      const node = await this.nodeOf(connection)?.show(row);
      return node instanceof ManagingOrganisationNode ? node.showCall(call) : node;
    };
    const node = (await whileReading(vscode.l10n.t('Go to Call'), find))?.value;
    if (node !== undefined) {
      await this.tree.reveal(node);
    }
  }
}
