import * as z from 'zod/mini';
import type { Contents, DeletedObject, DeleteTask, Recovery, RecoverTask } from './deleteTask';

const text = z.string();
const amount = z.optional(z.number());

const object: z.ZodMiniType<DeletedObject> = z.object({
  kind: z.enum(['customer', 'project', 'call-managing-organisation']),
  uuid: text,
  name: text,
  customerName: z.optional(text),
  customer: z.optional(text),
  managing: z.optional(text),
});
const contents: z.ZodMiniType<Contents> = z.object({
  projects: amount,
  resources: amount,
  people: amount,
});
const recovery: z.ZodMiniType<Recovery> = z.object({ team: z.boolean() });
const parts = { id: text, after: z.optional(text), object, contents };

const deleteTask: z.ZodMiniType<DeleteTask> = z.object({
  kind: z.literal('delete'),
  ...parts,
  recovery: z.optional(recovery),
});
const recoverTask: z.ZodMiniType<RecoverTask> = z.object({ kind: z.literal('recover'), ...parts, recovery });

/** A task as a record kept it; undefined when it is none. */
export function readDeleteTask(value: unknown): DeleteTask | undefined {
  return deleteTask.safeParse(value).data;
}

/** A task as a record kept it; undefined when it is none. */
export function readRecoverTask(value: unknown): RecoverTask | undefined {
  return recoverTask.safeParse(value).data;
}

/** More of it than was known, as the outcome of such a task tells it. */
export function contentsNow(now: unknown): Contents {
  return contents.safeParse(now).data ?? {};
}
