import * as z from 'zod/mini';
import { roleSchema } from '../waldur/roles';
import type { NoReason, WhoCan } from './answer';

const text = z.string();

const noReason: z.ZodMiniType<NoReason> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['staffOnly', 'terminated', 'ownRole', 'invisible']) }),
  z.object({ kind: z.literal('permission'), permission: text }),
  z.object({ kind: z.literal('role'), role: text }),
  z.object({ kind: z.literal('closed'), state: z.enum(['blocked', 'archived']) }),
  z.object({ kind: z.literal('tooOld'), since: text }),
]);

const whoCan: z.ZodMiniType<WhoCan> = z.object({ staff: z.boolean(), roles: z.array(roleSchema) });

/** That the caller may not, as a record kept it. */
export const notAllowedSchema = z.object({ kind: z.literal('notAllowed'), reason: noReason, whoCan });
