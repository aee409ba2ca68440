import type { Connection } from '../connections/connection';
import { ErrorNode, MessageNode } from '../tree/messageNodes';
import { ConnectionNode } from '../tree/nodes/connectionNode';
import { connectionAbove } from '../tree/targets';
import { TreeNode } from '../tree/treeNode';
import type { OrganisationStores } from '../organisations/organisationStores';
import type { TreesParts } from './treesParts';

export interface RefreshParts extends TreesParts {
  readonly stores: Pick<OrganisationStores, 'of'>;
}

/**
 * Reads a node and what is expanded below it again, and for a connection what its user may do; a row that tells of a
 * failure reads what failed.
 */
export async function refresh(parts: RefreshParts, ...args: readonly unknown[]): Promise<void> {
  const [node] = args;
  const refreshCaller = async (connection: Connection): Promise<void> => {
    await connection.retry();
    await parts.stores.of(connection).refreshCaller();
  };
  const trees = [parts.organisations, parts.managingOrganisations, parts.attention.now].flatMap(
    (view) => view?.tree ?? [],
  );
  if (!(node instanceof TreeNode)) {
    const { connections } = parts.connections;
    await Promise.all([
      ...connections.map(refreshCaller),
      ...trees.filter(({ view }) => view.visible).map((tree) => tree.withProgress(() => tree.refresh())),
    ]);
    return;
  }
  const target = node instanceof ErrorNode || node instanceof MessageNode ? (node.parent ?? node) : node;
  await connectionAbove(target)?.retry();
  const tree = trees.find((candidate) => candidate.shows(target));
  await tree?.withProgress(async () => {
    await Promise.all([
      ...(target instanceof ConnectionNode ? [refreshCaller(target.connection)] : []),
      target.reloadRow().then(() => tree.refresh(target)),
    ]);
  });
}
