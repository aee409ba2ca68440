import * as z from 'zod/mini';
import { inviteTaskId } from './invitationTasks';

/** What a file of version 1 says in its first line. */
const headSchema = z.looseObject({
  record: z.looseObject({
    version: z.literal(1),
    items: z.array(z.looseObject({})),
    outcomes: z.looseObject({}),
    sent: z.array(z.string()),
  }),
  invites: z.optional(z.array(z.looseObject({ item: z.looseObject({}), outcome: z.unknown() }))),
});

const itemSchema = z.looseObject({
  email: z.string(),
  scope: z.looseObject({ object: z.looseObject({ kind: z.string(), uuid: z.string() }) }),
  role: z.looseObject({ uuid: z.string() }),
  whyNot: z.optional(z.string()),
});

/** What became of an invitation. */
const outcomeSchema = z.looseObject({ kind: z.string() });

const roleEntry = z.looseObject({ item: z.string() });
const inviteEntry = z.object({ kind: z.literal('invite'), index: z.number(), outcome: outcomeSchema });

/**
 * A run as version 1 kept it, in the words of version 2; what is of another version stays as it is. Version 1 had no
 * kinds of tasks, kept invitations beside the record, and sentences where version 2 keeps why there is no invitation.
 * What is damaged is found out when it is read.
 * @param head the first line of its file
 * @param entries the other lines
 */
export function fromVersion1(
  head: unknown,
  entries: readonly unknown[],
): { readonly record: unknown; readonly entries: readonly unknown[] } {
  const old = headSchema.safeParse(head);
  if (!old.success) {
    return { record: (head as { readonly record?: unknown } | null | undefined)?.record, entries };
  }
  const { record, invites = [] } = old.data;
  const { items, outcomes, sent, ...others } = record;
  const tasks = inviteTasks(invites.map(({ item }) => item));
  const ids = tasks.map((task) => ('id' in task ? String(task.id) : ''));
  return {
    record: {
      ...others,
      version: 2,
      tasks: [...items.map((item) => ({ ...item, kind: 'role' })), ...tasks],
      outcomes: { ...outcomes, ...outcomesOf(invites, ids) },
      sent: [...sent, ...ids.filter((_, index) => wasSent(invites[index]?.outcome))],
    },
    entries: entries.map((entry) => entryOf(entry, ids)),
  };
}

function inviteTasks(items: readonly unknown[]): readonly object[] {
  const seen = new Set<string>();
  return items.map((item, index) => {
    const read = itemSchema.safeParse(item);
    if (!read.success) {
      return {};
    }
    const { scope, whyNot, ...others } = read.data;
    const { object, ...names } = scope;
    const task = { ...others, scope: { ...object, ...names } };
    const id = inviteTaskId(task);
    const isFirst = !seen.has(id);
    seen.add(id);
    return {
      kind: 'invite',
      id: isFirst ? id : `${id} ${index}`,
      ...task,
      ...(whyNot === undefined ? {} : { why: { kind: 'told', sentence: whyNot } }),
    };
  });
}

function outcomesOf(
  invites: readonly { readonly outcome: unknown }[],
  ids: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    invites.flatMap(({ outcome }, index) => {
      const read = outcomeOf(outcome);
      return read === undefined ? [] : [[ids[index] ?? '', read]];
    }),
  );
}

/** Undefined for what was not tried yet. */
function outcomeOf(outcome: unknown): unknown {
  const { data } = outcomeSchema.safeParse(outcome);
  if (data === undefined) {
    return outcome;
  }
  switch (data.kind) {
    case 'done':
      return { kind: 'done', result: { invitation: data.uuid } };
    case 'skipped':
      return { kind: 'skipped', reason: { kind: 'impossible' } };
    case 'notRun':
      return data.why === undefined ? undefined : data;
    default:
      return outcome;
  }
}

/** It was unknown from before its request left; what failed may have arrived late. */
function wasSent(outcome: unknown): boolean {
  return ['done', 'unknown', 'failed'].includes(outcomeSchema.safeParse(outcome).data?.kind ?? '');
}

function entryOf(entry: unknown, ids: readonly string[]): unknown {
  const invite = inviteEntry.safeParse(entry);
  if (invite.success) {
    const { index, outcome } = invite.data;
    const task = ids[index];
    const read = outcomeOf(outcome) ?? { kind: 'notRun', why: 'cancelled' };
    return { kind: 'outcome', task, outcome: read, sent: wasSent(outcome) };
  }
  const role = roleEntry.safeParse(entry);
  return role.success ? { ...role.data, task: role.data.item } : entry;
}
