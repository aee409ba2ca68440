import * as z from 'zod/mini';
import { notAllowedSchema } from '../access/answerSchema';
import { keyOf } from '../access/objects';
import { problemSchema } from '../runs/failureSchema';
import type { TaskKind, Verdict } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { updateOrganizationGroups } from '../waldur/customers';
import { patchRaw, type RawObject, readRaw } from '../waldur/rawObjects';
import { groupsOfRow, groupsTask, type GroupsTask, type NamedGroup, sameGroups } from './groupsTask';

/** The groups that organisations are in. */
export const groupsKind: TaskKind<GroupsTask, GroupsTask> = {
  kind: 'groups',
  looksFirst: true,
  read: (value) => groupsTaskSchema.safeParse(value).data,
  aim: ({ why, from, to }) =>
    why !== undefined ? 'impossible' : sameGroups(from, to) ? 'unchanged' : 'send',
  phase: () => ({ order: 0 }),
  permission: ({ object }) => `groups ${keyOf(object)}`,
  look: async (client, task, options) => judge(task, await readRaw(client, task.object, options)),
  send,
  // One answer holds nothing, the other says nothing of what it has ignored.
  list: ({ object }) => keyOf(object),

  async missing(client, tasks, options) {
    const [first] = tasks;
    if (first === undefined) {
      return new Set();
    }
    const has = groupsOfRow(await readRaw(client, first.object, options));
    return new Set(tasks.filter(({ to }) => !sameGroups(to, has)).map(({ id }) => id));
  },

  inverse: ({ object, way, from, to }) => [groupsTask(object, way, to, from)],
};

/** The whole set is sent, so what someone else has added since would be lost. */
function judge({ from, to }: GroupsTask, row: RawObject): Verdict {
  const has = groupsOfRow(row);
  if (sameGroups(has, to)) {
    return { kind: 'reached' };
  }
  return sameGroups(has, from)
    ? { kind: 'go' }
    : { kind: 'other', outcome: { kind: 'skipped', reason: { kind: 'changedByOther', now: has } } };
}

async function send(
  client: WaldurClient,
  { object, way, to }: GroupsTask,
  options: CallOptions,
): Promise<void> {
  const uuids = to.map(({ uuid }) => uuid);
  if (way === 'action') {
    await updateOrganizationGroups(client, object.uuid, uuids, options);
  } else {
    await patchRaw(client, object, { organization_group: uuids[0] ?? null }, options);
  }
}

const text = z.string();
const groups: z.ZodMiniType<readonly NamedGroup[]> = z.array(z.object({ uuid: text, name: text }));

const groupsTaskSchema: z.ZodMiniType<GroupsTask> = z.object({
  kind: z.literal('groups'),
  id: text,
  after: z.optional(text),
  object: z.object({ kind: z.literal('customer'), uuid: text, name: text, customerName: z.optional(text) }),
  way: z.enum(['action', 'field']),
  from: groups,
  to: groups,
  why: z.optional(
    z.discriminatedUnion('kind', [
      notAllowedSchema,
      z.object({ kind: z.literal('unreadable'), problem: problemSchema }),
    ]),
  ),
});

/** The groups that someone else has put the organisation in, as the outcome of such a task tells them. */
export function groupsNow(now: unknown): readonly NamedGroup[] {
  return groups.safeParse(now).data ?? [];
}
