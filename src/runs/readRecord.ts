import * as z from 'zod/mini';
import { failureSchema } from './failureSchema';
import type { Outcome } from './outcome';
import { type JournalEntry, replay, type RunRecord } from './record';
import type { Task, TaskKinds } from './task';

const outcomeSchema: z.ZodMiniType<Outcome> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('done'),
    found: z.optional(z.literal(true)),
    result: z.optional(z.unknown()),
  }),
  z.object({
    kind: z.literal('skipped'),
    reason: z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['unchanged', 'impossible', 'alreadySo', 'firstStepNotDone', 'leftOut']) }),
      z.object({ kind: z.literal('changedByOther'), now: z.unknown() }),
    ]),
  }),
  z.object({ kind: z.literal('failed'), problem: failureSchema }),
  z.object({ kind: z.literal('noEffect') }),
  z.object({ kind: z.literal('unknown'), problem: failureSchema }),
  z.object({
    kind: z.literal('notRun'),
    why: z.enum([
      'cancelled',
      'interrupted',
      'signedOut',
      'networkGone',
      'permissionLost',
      'unexpected',
      'takenOver',
    ]),
  }),
]);

const recordSchema = z.object({
  version: z.literal(2),
  id: z.string(),
  started: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
  tasks: z.array(z.looseObject({ kind: z.string(), id: z.string() })),
  outcomes: z.catchall(z.object({}), outcomeSchema),
  sent: z.array(z.string()),
});

const entrySchema: z.ZodMiniType<JournalEntry> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent'), task: z.string() }),
  z.object({ kind: z.literal('outcome'), task: z.string(), outcome: outcomeSchema, sent: z.boolean() }),
]);

/**
 * A run as it stands after what was written down of it. Where an entry cannot be read, whatever has no outcome may
 * have been sent, so that it is looked at before it is sent.
 * @param record the record that it began with, of this version
 * @param entries what followed, one value an entry; undefined for one that is not even JSON
 * @returns undefined when the record or one of its tasks cannot be read, or two have the same id
 */
export function readRun<T extends Task>(
  record: unknown,
  entries: readonly unknown[],
  kinds: TaskKinds<T>,
): RunRecord<T> | undefined {
  const read = recordSchema.safeParse(record);
  if (!read.success) {
    return undefined;
  }
  const tasks = read.data.tasks.map((task) => kinds.get(task.kind)?.read(task));
  if (!tasks.every((task) => task !== undefined) || new Set(tasks.map(({ id }) => id)).size < tasks.length) {
    return undefined;
  }
  const parsed = entries.map((entry) => entrySchema.safeParse(entry));
  const run = replay(
    { ...read.data, tasks },
    parsed.flatMap(({ data }) => data ?? []),
  );
  return parsed.every(({ success }) => success)
    ? run
    : {
        ...run,
        sent: tasks
          .map(({ id }) => id)
          .filter((id) => run.outcomes[id] === undefined || run.sent.includes(id)),
      };
}
