import * as z from 'zod/mini';
import type { Problem } from '../waldur/errors';
import type { Failure } from './failure';

const text = z.string();
const detail = z.exactOptional(text);
const status = z.number();
const retryAfter = z.exactOptional(z.number());

function of<K extends string, S extends z.core.$ZodLooseShape>(kind: K, shape: S) {
  return z.object({ kind: z.literal(kind), ...shape });
}

const problems = [
  of('network', { code: detail, cause: text }),
  of('proxy', { status, detail }),
  of('tls', { code: text, cause: text }),
  of('timeout', { phase: z.enum(['connect', 'response']) }),
  of('cancelled', {}),
  of('tooLarge', {}),
  of('redirect', { status, location: detail }),
  of('notWaldur', { status, what: text }),
  of('unauthorized', {
    status: z.literal(401),
    reason: z.enum(['expired', 'invalid', 'inactive', 'missing', 'other']),
    detail,
  }),
  of('forbidden', { status: z.literal(403), detail }),
  of('notFound', { status: z.literal(404), detail }),
  of('tooOld', { status, operation: text, since: detail }),
  of('invalid', {
    status: z.literal(400),
    messages: z.array(text),
    fields: z.catchall(z.object({}), z.array(text)),
  }),
  of('conflict', { status: z.literal(409), detail }),
  of('throttled', { status: z.literal(429), retryAfter, detail }),
  of('server', { status, retryAfter, detail }),
  of('refused', {
    code: z.enum([
      'address',
      'scheme',
      'credentials',
      'plainHttp',
      'leavesServer',
      'tooLong',
      'nullCharacter',
      'emptyImage',
      'imageFile',
      'parameter',
    ]),
    message: text,
  }),
  of('unexpected', { status, detail }),
] as const;

/** A problem as a record kept it. */
export const problemSchema: z.ZodMiniType<Problem> = z.discriminatedUnion('kind', problems);

export const failureSchema: z.ZodMiniType<Failure> = z.discriminatedUnion('kind', [
  ...problems,
  of('thrown', { name: text, message: text }),
]);
