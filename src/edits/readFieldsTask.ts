import * as z from 'zod/mini';
import type { FieldsTask } from './fieldsTask';
import { fieldNamed } from './writableFields';

const text = z.string();

const fieldsTask: z.ZodMiniType<FieldsTask> = z
  .object({
    kind: z.literal('fields'),
    id: text,
    after: z.optional(text),
    object: z.object({
      kind: z.enum(['customer', 'project', 'call-managing-organisation']),
      uuid: text,
      name: text,
      customerName: z.optional(text),
    }),
    way: z.enum(['patch', 'contact']),
    changes: z.array(z.object({ field: text, from: z.unknown(), to: z.unknown() })),
    beside: z.catchall(z.object({}), z.unknown()),
  })
  .check(
    z.refine(({ object: { kind }, changes, beside }) =>
      [...changes.map(({ field }) => field), ...Object.keys(beside)].every(
        (name) => fieldNamed(kind, name) !== undefined,
      ),
    ),
  );

/** A task as a record kept it; undefined when it is none, or one of a field that this version does not know. */
export function readFieldsTask(value: unknown): FieldsTask | undefined {
  return fieldsTask.safeParse(value).data;
}
