import * as z from 'zod/mini';
import type { FieldsObject } from './fieldsTask';

const text = z.string();

/** An object as records of tasks keep it. */
export const fieldsObjectSchema: z.ZodMiniType<FieldsObject> = z.object({
  kind: z.enum(['customer', 'project', 'call-managing-organisation']),
  uuid: text,
  name: text,
  customerName: z.optional(text),
});
