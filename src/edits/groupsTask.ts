import type { NoReason, WhoCan } from '../access/answer';
import { keyOf } from '../access/objects';
import type { Task } from '../runs/task';
import type { Problem } from '../waldur/errors';
import type { RawObject } from '../waldur/rawObjects';
import { shownName } from '../waldur/shownName';
import type { FieldsObject } from './fieldsTask';

/** An organisation group, with a name to show. */
export interface NamedGroup {
  readonly uuid: string;
  readonly name: string;
}

/** Why the groups of an organisation cannot be changed; known before anything is sent. */
export type GroupsWhy =
  | { readonly kind: 'notAllowed'; readonly reason: NoReason; readonly whoCan: WhoCan }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** The groups of one organisation, which are sent all together: the server replaces the whole set. */
export interface GroupsTask extends Task {
  readonly kind: 'groups';
  readonly object: FieldsObject;
  /** By `updateOrganizationGroups`, or, on servers of 2024, as the field `organization_group`, which holds one. */
  readonly way: 'action' | 'field';
  /** Those it was in as the change was planned. */
  readonly from: readonly NamedGroup[];
  /** Those it is to be in. */
  readonly to: readonly NamedGroup[];
  readonly why?: GroupsWhy | undefined;
}

export function groupsTask(
  object: FieldsObject,
  way: GroupsTask['way'],
  from: readonly NamedGroup[],
  to: readonly NamedGroup[],
  why?: GroupsWhy,
): GroupsTask {
  const id = `groups ${keyOf(object)}`;
  return { kind: 'groups', id, object, way, from, to, ...(why === undefined ? {} : { why }) };
}

/** How the server of an organisation, as it sent it, takes groups. */
export function groupsWay(row: RawObject): GroupsTask['way'] {
  return Array.isArray(row.organization_groups) ? 'action' : 'field';
}

/** The groups of an organisation as the server sent it: several of newer servers, one or none of those of 2024. */
export function groupsOfRow(row: RawObject): readonly NamedGroup[] {
  const { organization_groups: several, organization_group_uuid: uuid, organization_group_name: name } = row;
  return (Array.isArray(several) ? several : [{ uuid, name }]).flatMap((group: unknown) => {
    if (typeof group !== 'object' || group === null || !('uuid' in group) || typeof group.uuid !== 'string') {
      return [];
    }
    const named = 'name' in group && typeof group.name === 'string' ? group.name : undefined;
    return [{ uuid: group.uuid, name: shownName(group.uuid, named) }];
  });
}

/** Those of the first that are not among the second. */
export function groupsWithout(
  groups: readonly NamedGroup[],
  others: readonly NamedGroup[],
): readonly NamedGroup[] {
  const known = new Set(others.map(({ uuid }) => uuid));
  return groups.filter(({ uuid }) => !known.has(uuid));
}

/** Whether both are the same groups, in whatever order. */
export function sameGroups(one: readonly NamedGroup[], other: readonly NamedGroup[]): boolean {
  return groupsWithout(one, other).length === 0 && groupsWithout(other, one).length === 0;
}
