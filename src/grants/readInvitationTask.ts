import * as z from 'zod/mini';
import { notAllowedSchema } from '../access/answerSchema';
import type { CancelInvitationTask, InviteTask, InviteWhy, ResendInvitationTask } from './invitationTasks';
import { waitingStates } from '../waldur/invitations';
import { roleNameSchema, scopeSchema } from './readRoleTask';

const text = z.string();

const ofInvitation = {
  id: text,
  after: z.optional(text),
  email: text,
  scope: scopeSchema,
  role: roleNameSchema,
};

const why: z.ZodMiniType<InviteWhy> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['listedTwice', 'managingOrganisation']) }),
  notAllowedSchema,
  z.object({ kind: z.literal('alreadyInvited'), state: z.enum(waitingStates) }),
  z.object({ kind: z.literal('alreadyHeld'), name: text }),
  z.object({ kind: z.literal('told'), sentence: text }),
]);

const invite: z.ZodMiniType<InviteTask> = z.object({
  kind: z.literal('invite'),
  ...ofInvitation,
  message: z.optional(text),
  replaces: z.optional(z.array(text)),
  why: z.optional(why),
  unlisted: z.optional(z.boolean()),
  line: z.optional(z.number()),
});

const cancel: z.ZodMiniType<CancelInvitationTask> = z.object({
  kind: z.literal('cancelInvitation'),
  ...ofInvitation,
  invitation: text,
});

const resend: z.ZodMiniType<ResendInvitationTask> = z.object({
  kind: z.literal('resendInvitation'),
  ...ofInvitation,
  invitation: text,
});

/** Tasks as a record kept them; undefined when they are none. */
export const readInviteTask = (value: unknown): InviteTask | undefined => invite.safeParse(value).data;
export const readCancelInvitationTask = (value: unknown): CancelInvitationTask | undefined =>
  cancel.safeParse(value).data;
export const readResendInvitationTask = (value: unknown): ResendInvitationTask | undefined =>
  resend.safeParse(value).data;
