import * as z from 'zod/mini';
import { keyOf } from '../access/objects';
import { failureOf } from '../runs/failure';
import type { TaskKind } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { recoverProject } from '../waldur/recoverProject';
import { readProject } from './deletedObject';
import { deleteTask, type DeleteTask, type RecoverTask } from './deleteTask';
import { readRecoverTask } from './readDeleteTask';

const result = z.object({ team: z.boolean() });

/** Projects that were deleted and are brought back. */
export const recoverKind: TaskKind<RecoverTask, DeleteTask> = {
  kind: 'recover',
  looksFirst: true,
  read: readRecoverTask,
  aim: () => 'send',
  phase: () => ({ order: 0 }),
  permission: ({ object }) => `recover ${object.customer ?? object.uuid}`,

  async look(client, { object }, options) {
    const { is_removed: isRemoved } = await readProject(client, object.uuid, options);
    return isRemoved === true ? { kind: 'go' } : { kind: 'reached' };
  },

  send,
  list: ({ object }) => keyOf(object),

  async missing(client, tasks, options) {
    const [first] = tasks;
    const isLeft =
      first !== undefined && (await readProject(client, first.object.uuid, options)).is_removed === true;
    return new Set(isLeft ? tasks.map(({ id }) => id) : []);
  },

  inverse: ({ object, contents, recovery }) => [deleteTask(object, contents, recovery)],
};

/** With its team where that is wanted and the server has kept it, else without. */
async function send(
  client: WaldurClient,
  { object: { uuid }, recovery: { team } }: RecoverTask,
  options: CallOptions,
): Promise<z.infer<typeof result>> {
  try {
    await recoverProject(client, uuid, { team }, options);
    return { team };
  } catch (error) {
    if (!team || failureOf(error).kind !== 'invalid') {
      throw error;
    }
    await recoverProject(client, uuid, { team: false }, options);
    return { team: false };
  }
}

/** Whether a project came back with its team; undefined where that is not known. @param sent result of the task */
export function hasTeamBack(sent: unknown): boolean | undefined {
  return result.safeParse(sent).data?.team;
}
