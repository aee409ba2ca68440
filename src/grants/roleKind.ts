import type { LookOptions, TaskKind, Verdict } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { isNotFound } from '../waldur/errors';
import { addUser, deleteUser, updateUser } from '../waldur/members';
import { isWrite, judge } from './judge';
import { readRoleTask } from './readRoleTask';
import { keyOf } from '../access/objects';
import { type Change, endOf, type RoleTask, roleTaskId } from './roleTask';
import { readGrants } from './teams';

/** Roles of people: granted, revoked, and until when. */
export const roleKind: TaskKind<RoleTask, RoleTask> = {
  kind: 'role',
  looksFirst: true,
  read: readRoleTask,

  aim({ change }) {
    return change.kind === 'unchanged' || change.kind === 'impossible' ? change.kind : 'send';
  },

  /** Adds and changes of ends come first, then removals, and the caller's own roles last, one by one. */
  phase({ change, person }, callerUuid) {
    const isOwn = person.uuid === callerUuid;
    return change.kind === 'remove' ? { order: isOwn ? 2 : 1, alone: isOwn } : { order: 0 };
  },

  permission({ scope, change }) {
    return `${keyOf(scope)} ${change.kind === 'shorten' ? 'prolong' : change.kind}`;
  },

  look,
  send,
  list: ({ scope }) => keyOf(scope),
  missing,

  /**
   * Revokes what was granted, grants what was revoked with the same role and end, and sets ends as they were. An end
   * that is past cannot be set again.
   */
  inverse({ person, scope, role, change, line }, _, now) {
    const id = roleTaskId(change.kind === 'add' ? 'lose' : 'hold', scope, role, person);
    const back = { kind: 'role', id, person, scope, role, change: opposite(change, now) } as const;
    return [line === undefined ? back : { ...back, line }];
  },
};

async function look(
  client: WaldurClient,
  task: RoleTask,
  { signal, callerUuid }: LookOptions,
): Promise<Verdict> {
  const { change, scope, person } = task;
  if (!isWrite(change)) {
    return { kind: 'reached' };
  }
  try {
    return judge(task, change, await readGrants(client, scope, { person: person.uuid, signal }));
  } catch (error) {
    // Whoever has lost their own last role no longer sees the scope.
    if (isNotFound(error) && change.kind === 'remove' && person.uuid === callerUuid) {
      return { kind: 'reached' };
    }
    throw error;
  }
}

/** One request. `update_user` always carries the end: without it the grant would become permanent. */
async function send(
  client: WaldurClient,
  { scope, role, person, change }: RoleTask,
  options: CallOptions,
): Promise<void> {
  const whose = { role: role.uuid, user: person.uuid };
  switch (change.kind) {
    case 'add':
      await addUser(client, scope, { ...whose, expiration_time: change.expiry }, options);
      break;
    case 'prolong':
    case 'shorten':
      await updateUser(client, scope, { ...whose, expiration_time: change.to }, options);
      break;
    case 'remove':
      await deleteUser(client, scope, whose, options);
      break;
    case 'unchanged':
    case 'impossible':
      break;
  }
}

/** Those for which the team is as it was before. What someone else has changed since tells nothing. */
async function missing(
  client: WaldurClient,
  tasks: readonly RoleTask[],
  { signal }: CallOptions,
): Promise<ReadonlySet<string>> {
  const [first] = tasks;
  if (first === undefined) {
    return new Set();
  }
  const isOfOne = tasks.every(({ person }) => person.uuid === first.person.uuid);
  const grants = await readGrants(client, first.scope, {
    person: isOfOne ? first.person.uuid : undefined,
    signal,
  });
  const same = tasks.filter(
    (task) =>
      isWrite(task.change) &&
      judge(
        task,
        task.change,
        grants.filter(({ person }) => person.uuid === task.person.uuid),
      ).kind === 'go',
  );
  return new Set(same.map(({ id }) => id));
}

function opposite(change: Change, now: Date): Change {
  switch (change.kind) {
    case 'add':
      return { kind: 'remove', from: change.expiry };
    case 'prolong':
    case 'shorten':
      return endOf(change.from) <= now.getTime()
        ? { kind: 'impossible', wanted: 'changeExpiry', why: { kind: 'past' } }
        : {
            kind: change.kind === 'prolong' ? 'shorten' : 'prolong',
            grant: change.grant,
            from: change.to,
            to: change.from,
          };
    case 'remove':
      return endOf(change.from) <= now.getTime()
        ? { kind: 'impossible', wanted: 'grant', why: { kind: 'past' } }
        : { kind: 'add', expiry: change.from };
    case 'unchanged':
    case 'impossible':
      return change;
  }
}
