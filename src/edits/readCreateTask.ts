import * as z from 'zod/mini';
import { notAllowedSchema } from '../access/answerSchema';
import type { CreateTask } from './createTask';
import { fieldNamed } from './writableFields';

const text = z.string();

const createTask: z.ZodMiniType<CreateTask> = z
  .object({
    kind: z.literal('create'),
    id: text,
    after: z.optional(text),
    object: z.object({
      kind: z.enum(['customer', 'project', 'call-managing-organisation']),
      name: text,
      customer: z.optional(text),
      customerName: z.optional(text),
    }),
    values: z.catchall(z.object({}), z.unknown()),
    known: z.array(text),
    why: z.optional(notAllowedSchema),
  })
  .check(
    z.refine(({ object: { kind, customer }, values }) => {
      const isPlaced = (kind === 'customer') === (customer === undefined);
      return isPlaced && Object.keys(values).every((name) => fieldNamed(kind, name) !== undefined);
    }),
  );

/** A task as a record kept it; undefined when it is none, or one of a field that this version does not know. */
export function readCreateTask(value: unknown): CreateTask | undefined {
  return createTask.safeParse(value).data;
}
