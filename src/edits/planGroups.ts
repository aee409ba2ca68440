import type { Answer } from '../access/answer';
import type { Plan } from '../runs/task';
import type { Problem } from '../waldur/errors';
import type { RawObject } from '../waldur/rawObjects';
import type { FieldsObject } from './fieldsTask';
import {
  groupsOfRow,
  groupsTask,
  type GroupsTask,
  groupsWay,
  groupsWithout,
  type NamedGroup,
} from './groupsTask';

/** What is to become of the groups of organisations. */
export interface GroupsChange {
  /** `set`: these and no others. */
  readonly kind: 'add' | 'remove' | 'set';
  readonly groups: readonly NamedGroup[];
}

/** An organisation as the server has it, or why it could not be read, and whether the caller may change its groups. */
export type GroupedObject = { readonly object: FieldsObject; readonly answer: Answer } & (
  { readonly row: RawObject } | { readonly problem: Problem }
);

/** One task an organisation; where nothing is to change it says so, where it cannot be changed it says why. */
export function planGroups(objects: readonly GroupedObject[], change: GroupsChange): Plan<GroupsTask> {
  return { tasks: objects.map((one) => taskOf(one, change)) };
}

function taskOf(one: GroupedObject, change: GroupsChange): GroupsTask {
  const { object, answer } = one;
  if ('problem' in one) {
    return groupsTask(object, 'action', [], change.groups, { kind: 'unreadable', problem: one.problem });
  }
  const from = groupsOfRow(one.row);
  const to = changed(from, change);
  const why =
    answer.kind === 'no'
      ? ({ kind: 'notAllowed', reason: answer.reason, whoCan: answer.whoCan } as const)
      : undefined;
  return groupsTask(object, groupsWay(one.row), from, to, why);
}

function changed(from: readonly NamedGroup[], { kind, groups }: GroupsChange): readonly NamedGroup[] {
  switch (kind) {
    case 'add':
      return [...from, ...groupsWithout(groups, from)];
    case 'remove':
      return groupsWithout(from, groups);
    case 'set':
      return groups;
  }
}
