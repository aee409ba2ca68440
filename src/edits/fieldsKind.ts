import * as z from 'zod/mini';
import { keyOf } from '../access/objects';
import type { TaskKind } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { updateCustomerContact } from '../waldur/customers';
import { customerContact } from '../waldur/customerWrite';
import { patchRaw, putRaw, readRaw } from '../waldur/rawObjects';
import { refuse } from '../waldur/errors';
import { fieldChangesOf, type FieldsResult, fieldsResult } from './fieldsEcho';
import type { FieldsTask } from './fieldsTask';
import { undoneFields } from './invertFields';
import { judgeFields } from './judgeFields';
import { readFieldsTask } from './readFieldsTask';

/** Fields of organisations, projects and managing organisations. */
export const fieldsKind: TaskKind<FieldsTask, FieldsTask> = {
  kind: 'fields',
  looksFirst: true,
  read: readFieldsTask,
  aim: ({ changes, why }) => (why !== undefined ? 'impossible' : changes.length === 0 ? 'unchanged' : 'send'),
  phase: () => ({ order: 0 }),
  permission: ({ way, object }) => `${keyOf(object)} ${way === 'put' ? 'patch' : way}`,
  look: async (client, task, options) => judgeFields(task, await readRaw(client, task.object, options)),
  send,
  /** Where the answer is not the object itself. */
  list: ({ way, object }) => (way === 'contact' ? keyOf(object) : undefined),
  missing,
  inverse: (task, result) => undoneFields(task, result),
};

/** One request of the changed fields, with what goes with them. */
async function send(
  client: WaldurClient,
  task: FieldsTask,
  options: CallOptions,
): Promise<FieldsResult | undefined> {
  const { object, way, changes, beside } = task;
  checkWritable(task);
  const body = { ...beside, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
  if (way === 'contact') {
    await updateCustomerContact(client, object.uuid, z.parse(customerContact, body), options);
    return undefined;
  }
  const write = way === 'put' ? putRaw : patchRaw;
  return fieldsResult(task, await write(client, object, body, options));
}

/** What a server let in before may be what the write schema refuses: such a task alone is not sent. */
function checkWritable(task: FieldsTask): void {
  const odd = fieldChangesOf(task).find(({ field, mine }) => !z.safeParse(field.schema, mine).success);
  if (odd !== undefined) {
    refuse('parameter', `${odd.field.name} does not take this value.`);
  }
}

/** Those whose object is not as they want it. What someone else has changed since tells nothing. */
async function missing(
  client: WaldurClient,
  tasks: readonly FieldsTask[],
  { signal }: CallOptions,
): Promise<ReadonlySet<string>> {
  const [first] = tasks;
  if (first === undefined) {
    return new Set();
  }
  const row = await readRaw(client, first.object, { signal });
  return new Set(tasks.filter((task) => judgeFields(task, row).kind === 'go').map(({ id }) => id));
}
