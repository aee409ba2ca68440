import * as z from 'zod/mini';
import type { Problem } from '../waldur/errors';
import type { Failure } from './failure';

const text = z.string();
const detail = z.exactOptional(text);
const status = z.number();
const retryAfter = z.exactOptional(z.number());

const problems = [
  z.object({ kind: z.literal('network'), code: z.exactOptional(text), cause: text }),
  z.object({ kind: z.literal('proxy'), status, detail }),
  z.object({ kind: z.literal('tls'), code: text, cause: text }),
  z.object({ kind: z.literal('timeout'), phase: z.enum(['connect', 'response']) }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('tooLarge') }),
  z.object({ kind: z.literal('redirect'), status, location: z.exactOptional(text) }),
  z.object({ kind: z.literal('notWaldur'), status, what: text }),
  z.object({
    kind: z.literal('unauthorized'),
    status: z.literal(401),
    reason: z.enum(['expired', 'invalid', 'inactive', 'missing', 'other']),
    detail,
  }),
  z.object({ kind: z.literal('forbidden'), status: z.literal(403), detail }),
  z.object({ kind: z.literal('notFound'), status: z.literal(404), detail }),
  z.object({ kind: z.literal('tooOld'), status, operation: text, since: z.exactOptional(text) }),
  z.object({
    kind: z.literal('invalid'),
    status: z.literal(400),
    messages: z.array(text),
    fields: z.record(text, z.array(text)),
  }),
  z.object({ kind: z.literal('conflict'), status: z.literal(409), detail }),
  z.object({ kind: z.literal('throttled'), status: z.literal(429), retryAfter, detail }),
  z.object({ kind: z.literal('server'), status, retryAfter, detail }),
  z.object({
    kind: z.literal('refused'),
    code: z.enum([
      'address',
      'scheme',
      'credentials',
      'plainHttp',
      'leavesServer',
      'tooLong',
      'nullCharacter',
      'emptyImage',
      'parameter',
    ]),
    message: text,
  }),
  z.object({ kind: z.literal('unexpected'), status, detail }),
] as const;

/** A problem as a record kept it. */
export const problemSchema: z.ZodMiniType<Problem> = z.discriminatedUnion('kind', problems);

export const failureSchema: z.ZodMiniType<Failure> = z.discriminatedUnion('kind', [
  ...problems,
  z.object({ kind: z.literal('thrown'), name: text, message: text }),
]);
