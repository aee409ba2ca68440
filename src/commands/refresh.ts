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
  const refreshCaller = (connection: Connection): Promise<void> =>
    context.stores.of(connection).refreshCaller();
  const trees = [context.organisations.tree, context.managingOrganisations.tree, context.access.tree];
  if (!(node instanceof TreeNode)) {
    const { connections } = context.connections;
    await Promise.all([
      ...connections.map(readTokenAgain),
      ...connections.map(refreshCaller),
      ...trees.filter(({ view }) => view.visible).map((tree) => tree.withProgress(() => tree.refresh())),
    ]);
    return;
  }
  const target = node instanceof ErrorNode || node instanceof MessageNode ? (node.parent ?? node) : node;
  if (target instanceof ConnectionNode) {
    await readTokenAgain(target.connection);
  }
  const tree = trees.find((candidate) => candidate.shows(target));
  await tree?.withProgress(async () => {
    await Promise.all([
      ...(target instanceof ConnectionNode ? [refreshCaller(target.connection)] : []),
      target.reloadRow().then(() => tree.refresh(target)),
    ]);
  });
};

/** The keyring may be unlocked by now; the answer changes the connection's state and with it the view. */
async function readTokenAgain(connection: Connection): Promise<void> {
  if (connection.state.kind === 'secretsUnavailable') {
    await connection.token();
  }
}
