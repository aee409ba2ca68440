import * as vscode from 'vscode';
import { nameOfUserAmong } from '../connections/nameOfUser';
import type { Connection } from '../connections/connection';
import { ConnectionNode } from './nodes/connectionNode';
import { type Resource, resourceOf } from '../organisations/resource';
import { TreeNode } from './treeNode';
import type { CommandContext } from '../commands/commandContext';
import { pickOrganisation } from '../commands/goToOrganisation';
import { shownName } from '../waldur/shownName';

/** The nodes a command was called on: those of the menu, else those selected in the view last used. */
export function nodesOf(context: CommandContext, args: readonly unknown[]): readonly TreeNode[] {
  const [node, nodes] = args;
  if (Array.isArray(nodes) && nodes.length > 0) {
    return nodes.filter((candidate) => candidate instanceof TreeNode);
  }
  if (node instanceof TreeNode) {
    return [node];
  }
  return context.lastUsedView.selection;
}

/** What the command is about; from the palette with nothing selected it asks for an organisation. */
export async function resourcesOf(
  context: CommandContext,
  args: readonly unknown[],
): Promise<readonly Resource[]> {
  const resources = nodesOf(context, args).flatMap(({ resource }) =>
    resource === undefined ? [] : [resource],
  );
  if (resources.length > 0) {
    return resources;
  }
  const picked = await pickOrganisation(context);
  return picked === undefined
    ? []
    : [
        resourceOf(
          picked.connection,
          { kind: 'customer', uuid: picked.customer.uuid },
          shownName(picked.customer.uuid, picked.customer.name),
        ),
      ];
}

/** The connection a command is about: the node's, the only one, or the one the person picks. */
export async function connectionOf(
  context: CommandContext,
  args: readonly unknown[],
  placeHolder: string,
): Promise<Connection | undefined> {
  const [argument] = args;
  for (
    let node = argument instanceof TreeNode ? argument : undefined;
    node !== undefined;
    node = node.parent
  ) {
    if (node instanceof ConnectionNode) {
      return node.connection;
    }
  }
  const { connections } = context.connections;
  if (connections.length < 2) {
    return connections[0];
  }
  const items = connections.map((connection) => ({
    label: connection.info.serverName,
    description: nameOfUserAmong(
      connection.info,
      connections.map(({ info }) => info),
    ),
    detail: connection.info.baseUrl,
    connection,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.connection;
}
