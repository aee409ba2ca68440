import type { NoReason, WhoCan } from '../access/answer';
import type { Task } from '../runs/task';
import type { InvitationScope, WaitingState } from '../waldur/invitations';
import { keyOf } from '../access/objects';
import type { GrantScope, RoleName } from './roleTask';

/** Why someone is not invited; known before anything is sent. */
export type InviteWhy =
  /** The same address, role and scope stand further up. */
  | { readonly kind: 'listedTwice' }
  /** Only people with an account can have a role there. */
  | { readonly kind: 'managingOrganisation' }
  | { readonly kind: 'notAllowed'; readonly reason: NoReason; readonly whoCan: WhoCan }
  /** An invitation stands: it would be the second one. */
  | { readonly kind: 'alreadyInvited'; readonly state: WaitingState }
  | { readonly kind: 'alreadyHeld'; readonly name: string }
  /** Kept by a version that wrote the sentence down. */
  | { readonly kind: 'told'; readonly sentence: string };

/** For whom an invitation is, to what, with which role. */
export interface Invited {
  readonly email: string;
  readonly scope: GrantScope;
  readonly role: RoleName;
}

type OfInvitation = Task & Invited;

/** One address, one role, one scope. */
export interface InviteTask extends OfInvitation {
  readonly kind: 'invite';
  readonly message?: string | undefined;
  /** Earlier ones that are over and still pending: they are cancelled first. */
  readonly replaces?: readonly string[] | undefined;
  readonly why?: InviteWhy | undefined;
  /** The caller may be shown no invitations here: that none is listed says nothing. */
  readonly unlisted?: boolean | undefined;
  /** The line of the plan it comes from, counted from 1. */
  readonly line?: number | undefined;
}

/** An invitation is taken back: its link stops working. */
export interface CancelInvitationTask extends OfInvitation {
  readonly kind: 'cancelInvitation';
  /** Its uuid. */
  readonly invitation: string;
}

/** The e-mail of an invitation is sent again. */
export interface ResendInvitationTask extends OfInvitation {
  readonly kind: 'resendInvitation';
  /** Its uuid. */
  readonly invitation: string;
}

export type InvitationTask = InviteTask | CancelInvitationTask | ResendInvitationTask;

/** Someone to invite, before it is known whether that can be. */
export type InviteWish = Omit<InviteTask, 'kind' | 'id' | 'why' | 'unlisted'>;

/** The task that takes an invitation back. @param invitation its uuid */
export function cancelling(invitation: string, { email, scope, role }: Invited): CancelInvitationTask {
  return { kind: 'cancelInvitation', id: `cancel ${invitation}`, invitation, email, scope, role };
}

/** The task that sends its e-mail again. @param invitation its uuid */
export function resending(invitation: string, { email, scope, role }: Invited): ResendInvitationTask {
  return { kind: 'resendInvitation', id: `resend ${invitation}`, invitation, email, scope, role };
}

export function inviteTaskId({
  scope,
  role,
  email,
}: {
  readonly scope: Parameters<typeof keyOf>[0];
  readonly role: { readonly uuid: string };
  readonly email: string;
}): string {
  return `invite ${keyOf(scope)} ${role.uuid} ${email.toLowerCase()}`;
}

/** Resending and cancelling take the same as inviting. */
export function invitingPermission({ scope }: OfInvitation): string {
  return `invite ${keyOf(scope)}`;
}

/** The organisation in whose list an invitation is. */
export function customerOf(scope: GrantScope): string {
  return scope.kind === 'customer' ? scope.uuid : scope.customer;
}

/** Undefined for what no one can be invited to. */
export function invitationScope({ kind, uuid }: GrantScope): InvitationScope | undefined {
  return kind === 'call-managing-organisation' ? undefined : { kind, uuid };
}
