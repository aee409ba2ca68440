import type { Connection } from '../connections/connection';
import { ErrorNode, MessageNode } from '../tree/messageNodes';
import { ConnectionNode } from '../tree/nodes/connectionNode';
import { TreeNode } from '../tree/treeNode';
import type { Command } from './commandContext';

/**
 * Reads a node and what is expanded below it again, and for a connection what its user may do; a row that tells of a
 * failure reads what failed.
 */
export const refresh: Command = async (context, ...args) => {
  const [node] = args;
  const refreshCaller = async (connection: Connection): Promise<void> => {
    await connection.retry();
    await context.stores.of(connection).refreshCaller();
  };
  const trees = [context.organisations.tree, context.managingOrganisations.tree, context.access.tree];
  if (!(node instanceof TreeNode)) {
    const { connections } = context.connections;
    await Promise.all([
      ...connections.map(refreshCaller),
      ...trees.filter(({ view }) => view.visible).map((tree) => tree.withProgress(() => tree.refresh())),
    ]);
    return;
  }
  const target = node instanceof ErrorNode || node instanceof MessageNode ? (node.parent ?? node) : node;
  await connectionOf(target)?.retry();
  const tree = trees.find((candidate) => candidate.shows(target));
  await tree?.withProgress(async () => {
    await Promise.all([
      ...(target instanceof ConnectionNode ? [refreshCaller(target.connection)] : []),
      target.reloadRow().then(() => tree.refresh(target)),
    ]);
  });
};

function connectionOf(node: TreeNode | undefined): Connection | undefined {
  return node === undefined || node instanceof ConnectionNode ? node?.connection : connectionOf(node.parent);
}
