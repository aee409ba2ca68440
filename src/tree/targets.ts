import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import type { AccessSubject } from '../organisations/accessSubject';
import type { ChosenInvitation } from '../organisations/chosenInvitation';
import { objectRef, refKey } from '../organisations/objectRef';
import { type Resource, resourceOf } from '../organisations/resource';
import type { RoleScope, ShownRole } from '../organisations/roleScope';
import { type Shown, ShownObject } from '../organisations/shownObject';
import { pickConnection } from '../pickers/connection';
import { type OrganisationParts, pickOrganisation } from '../pickers/organisation';
import { shownName } from '../waldur/shownName';
import type { LastUsedView } from './lastUsedView';
import { ConnectionNode } from './nodes/connectionNode';
import { InvitationNode } from './nodes/invitationNode';
import { TreeNode } from './treeNode';

// What a command is about, by the rows it was called on.

export interface NodesParts {
  readonly lastUsedView: Pick<LastUsedView, 'selection'>;
}

/** What a command was called on: rows of the menu or of a panel, else those selected in the view last used. */
function nodesOf({ lastUsedView }: NodesParts, args: readonly unknown[]): readonly Shown[] {
  const [node, nodes] = args;
  if (Array.isArray(nodes) && nodes.length > 0) {
    return nodes.filter(isShown);
  }
  return isShown(node) ? [node] : lastUsedView.selection;
}

function isShown(argument: unknown): argument is TreeNode | ShownObject {
  return argument instanceof TreeNode || argument instanceof ShownObject;
}

/**
 * Arguments of a command without rows that are gone: VS Code calls commands on a selection as it was, with nothing in
 * place of a row that it knows to be gone. Undefined where no row is left of those it was called on.
 */
export function withoutGone(args: readonly unknown[]): readonly unknown[] | undefined {
  const [node, nodes, ...others] = args;
  const isThere = (one: unknown): boolean => isShown(one) && !(one instanceof TreeNode && one.isGone);
  if (Array.isArray(nodes) && nodes.length > 0 && nodes.every((one) => one === undefined || isShown(one))) {
    const there: readonly unknown[] = nodes.filter(isThere);
    return there.length === 0 ? undefined : [isThere(node) ? node : there[0], there, ...others];
  }
  return node instanceof TreeNode && node.isGone ? undefined : args;
}

/** What the nodes stand for or stand below, each once. */
export function scopesOfNodes(parts: NodesParts, args: readonly unknown[]): readonly RoleScope[] {
  const scopes = nodesOf(parts, args).flatMap(({ roleScope }) => roleScope ?? []);
  return [
    ...new Map(scopes.map((scope) => [refKey(objectRef(scope.connection, scope.object)), scope])).values(),
  ];
}

/** What the nodes themselves stand for, of what has fields. */
export function editableOfNodes(parts: NodesParts, args: readonly unknown[]): readonly RoleScope[] {
  return nodesOf(parts, args).flatMap(({ resource, roleScope }) =>
    roleScope !== undefined && resource?.ref?.uuid === roleScope.object.uuid ? [roleScope] : [],
  );
}

/** The roles the nodes show. */
export function heldOfNodes(parts: NodesParts, args: readonly unknown[]): readonly ShownRole[] {
  return nodesOf(parts, args).flatMap(({ shownRoles }) => shownRoles);
}

/** The people whose roles the nodes show, each once a connection. */
export function peopleOfNodes(parts: NodesParts, args: readonly unknown[]): readonly AccessSubject[] {
  const people: AccessSubject[] = [];
  for (const { connection, held } of heldOfNodes(parts, args)) {
    const { person } = held;
    if (!people.some((one) => one.connection === connection && one.person.uuid === person.uuid)) {
      people.push({ connection, person });
    }
  }
  return people;
}

export function invitationsOfNodes(parts: NodesParts, args: readonly unknown[]): readonly ChosenInvitation[] {
  return nodesOf(parts, args).flatMap((node): ChosenInvitation[] => {
    const scope = node.roleScope;
    return node instanceof InvitationNode && scope !== undefined
      ? [{ connection: scope.connection, customer: scope.object.uuid, invitation: node.invitation }]
      : [];
  });
}

/** What the nodes are snoozed by, of rows of the view Attention. */
export function snoozesOfNodes(parts: NodesParts, args: readonly unknown[]): readonly string[] {
  return nodesOf(parts, args).flatMap((node) =>
    node instanceof TreeNode && node.isSnoozable ? [node.id] : [],
  );
}

/**
 * The row that the first of the nodes is below, where it is a row; selected once they are gone. Undefined where the
 * nodes are of the first level.
 */
export function rowAbove(parts: NodesParts, args: readonly unknown[]): TreeNode | undefined {
  const [first] = nodesOf(parts, args);
  let above = first instanceof TreeNode ? first.parent : undefined;
  while (above?.isHidden === true) {
    above = above.parent;
  }
  // Above the first level there is only what is never shown.
  return above?.parent === undefined ? undefined : above;
}

/** The connection that the node of the menu is below. */
export function connectionOfNode([argument]: readonly unknown[]): Connection | undefined {
  return argument instanceof ShownObject
    ? argument.resource?.connection
    : argument instanceof TreeNode
      ? connectionAbove(argument)
      : undefined;
}

/** The connection that a node stands for or stands below. */
export function connectionAbove(node: TreeNode | undefined): Connection | undefined {
  return node === undefined || node instanceof ConnectionNode
    ? node?.connection
    : connectionAbove(node.parent);
}

/** The connection that the node of the menu is below, else the only one, else the one that is picked. */
export async function connectionOf(
  { connections }: { readonly connections: Pick<ConnectionStore, 'connections'> },
  args: readonly unknown[],
  placeholder: string,
): Promise<Connection | undefined> {
  return connectionOfNode(args) ?? pickConnection(connections, placeholder);
}

/** What the nodes stand for. */
export function resourcesOfNodes(parts: NodesParts, args: readonly unknown[]): readonly Resource[] {
  return nodesOf(parts, args).flatMap(({ resource }) => resource ?? []);
}

/** What the nodes stand for; from the palette with nothing selected it asks for an organisation. */
export async function resourcesOf(
  parts: NodesParts & OrganisationParts,
  args: readonly unknown[],
): Promise<readonly Resource[]> {
  const resources = resourcesOfNodes(parts, args);
  if (resources.length > 0) {
    return resources;
  }
  const picked = await pickOrganisation(parts);
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
