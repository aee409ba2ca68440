import * as z from 'zod/mini';
import { notAllowedSchema } from '../access/answerSchema';
import { problemSchema } from '../runs/failureSchema';
import { fieldsObjectSchema } from './fieldsObjectSchema';
import type { FieldsTask, FieldsWhy } from './fieldsTask';
import { fieldNamed, type WhyNotWritable } from './writableFields';

const text = z.string();

const whyNotWritable: z.ZodMiniType<WhyNotWritable> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['staff', 'unknownHere', 'contactOnly', 'image']) }),
  z.object({ kind: z.literal('tooOld'), since: text }),
  z.object({ kind: z.literal('gone'), until: text }),
]);

const why: z.ZodMiniType<FieldsWhy> = z.discriminatedUnion('kind', [
  notAllowedSchema,
  z.object({ kind: z.literal('notWritable'), field: text, why: whyNotWritable }),
  z.object({ kind: z.literal('onlyClear'), field: text }),
  z.object({ kind: z.literal('unreadable'), problem: problemSchema }),
]);

const fieldsTask: z.ZodMiniType<FieldsTask> = z
  .object({
    kind: z.literal('fields'),
    id: text,
    after: z.optional(text),
    object: fieldsObjectSchema,
    way: z.enum(['patch', 'contact', 'put']),
    changes: z.array(z.object({ field: text, from: z.unknown(), to: z.unknown() })),
    beside: z.catchall(z.object({}), z.unknown()),
    why: z.optional(why),
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
