import { keyOf } from '../access/objects';
import type { LookOptions, TaskKind, Verdict } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { countUsers } from '../waldur/members';
import { countProjects } from '../waldur/projects';
import { countActiveResources } from '../waldur/resources';
import { deleteObject, isThere } from './deletedObject';
import { type Contents, type DeleteTask, type RecoverTask, recoveryOf } from './deleteTask';
import { readDeleteTask } from './readDeleteTask';

/** Deletion of organisations, projects and managing organisations. */
export const deleteKind: TaskKind<DeleteTask, RecoverTask> = {
  kind: 'delete',
  looksFirst: true,
  read: readDeleteTask,
  aim: () => 'send',
  /** What is in an organisation, or rests on it, goes before it. */
  phase: ({ object }) => ({ order: object.kind === 'customer' ? 1 : 0 }),
  permission: ({ object }) => `delete ${object.kind} ${object.customer ?? object.uuid}`,
  look,
  send: (client, { object }, options) => deleteObject(client, object, options),
  list: ({ object }) => keyOf(object),

  async missing(client, tasks, options) {
    const [first] = tasks;
    const isLeft = first !== undefined && (await isThere(client, first.object, options));
    return new Set(isLeft ? tasks.map(({ id }) => id) : []);
  },

  inverse(task) {
    const back = recoveryOf(task);
    return back === undefined ? [] : [back];
  },
};

/** The server deletes it with all that is in it: where that has become more than was known, it stays. */
async function look(client: WaldurClient, task: DeleteTask, options: LookOptions): Promise<Verdict> {
  if (!(await isThere(client, task.object, options))) {
    return { kind: 'reached' };
  }
  const now = await newContents(client, task, options);
  return Object.keys(now).length === 0
    ? { kind: 'go' }
    : { kind: 'other', outcome: { kind: 'skipped', reason: { kind: 'changedByOther', now } } };
}

/** What an organisation or a project has more of than was known. */
async function newContents(
  client: WaldurClient,
  { object: { kind, uuid }, contents }: DeleteTask,
  options: CallOptions,
): Promise<Contents> {
  if (kind === 'call-managing-organisation') {
    return {};
  }
  const isCounted = (what: keyof Contents): boolean =>
    contents[what] !== undefined && (kind === 'customer' || what === 'people');
  const [projects, resources, people] = await Promise.all([
    isCounted('projects') ? countProjects(client, { customer: uuid }, options) : 0,
    isCounted('resources') ? countActiveResources(client, { customer_uuid: uuid }, options) : 0,
    isCounted('people') ? countUsers(client, { kind, uuid }, {}, options) : 0,
  ]);
  return {
    ...(projects > (contents.projects ?? 0) ? { projects } : {}),
    ...(resources > (contents.resources ?? 0) ? { resources } : {}),
    ...(people > (contents.people ?? 0) ? { people } : {}),
  };
}
