import type { LookOptions, TaskKind, Verdict } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { createRaw, readRaw } from '../waldur/rawObjects';
import { createdOf, type CreateResult, createResult, type CreateTask } from './createTask';
import { type DeleteTask, deleteTask } from './deleteTask';
import { namesakes } from './namesakes';
import { readCreateTask } from './readCreateTask';

/** Organisations, projects and managing organisations that are made. */
export const createKind: TaskKind<CreateTask, DeleteTask> = {
  kind: 'create',
  // The plan has just looked who is called the same.
  looksFirst: false,
  read: readCreateTask,
  aim: ({ why }) => (why === undefined ? 'send' : 'impossible'),
  phase: () => ({ order: 0 }),
  permission: ({ object: { kind, customer } }) => `create ${kind} ${customer ?? ''}`,
  look,
  send,
  // The answer is the object itself.
  list: () => undefined,
  missing: () => Promise.resolve(new Set()),
  inverse,
};

/**
 * After it was tried: whether something stands there that is called so and did not when it was planned. The server would
 * make a second one.
 */
async function look(client: WaldurClient, task: CreateTask, options: LookOptions): Promise<Verdict> {
  const { object } = task;
  const uuid = await findCreated(client, task, options);
  return uuid === undefined
    ? { kind: 'go' }
    : {
        kind: 'reached',
        result: createResult(task, await readRaw(client, { kind: object.kind, uuid }, options)),
      };
}

/** What a task may have made when it was tried before; undefined where nothing new stands there. @throws WaldurError */
export async function findCreated(
  client: WaldurClient,
  { object, known }: CreateTask,
  options?: CallOptions,
): Promise<string | undefined> {
  return (await namesakes(client, object, options)).find((uuid) => !known.includes(uuid));
}

async function send(client: WaldurClient, task: CreateTask, options: CallOptions): Promise<CreateResult> {
  const { object, values } = task;
  const { kind, customer } = object;
  const body = customer === undefined ? values : { ...values, customer };
  return createResult(task, await createRaw(client, kind, body, options));
}

/**
 * It is deleted as long as nothing and no one came into it; what the server made with it goes with it. Made anew it would
 * be another object, so a deletion is the end of it.
 */
function inverse({ object }: CreateTask, result: unknown): readonly DeleteTask[] {
  const created = createdOf(result);
  if (created === undefined) {
    return [];
  }
  const { uuid, projects = 0 } = created;
  switch (object.kind) {
    case 'customer':
      return [deleteTask({ ...object, uuid }, { projects, resources: 0, people: 0 })];
    case 'project':
      return [deleteTask({ ...object, uuid }, { people: 0 })];
    case 'call-managing-organisation':
      // The server itself keeps those that have calls.
      return [deleteTask({ ...object, uuid }, {})];
  }
}
