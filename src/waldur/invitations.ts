import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import type { Scope } from './members';
import { readCount, readObject, readPage, write, writeObject } from './operations';
import type { Page, PageParams } from './paging';
import {
  hexUuid,
  oneOf,
  order,
  paging,
  someOf,
  text,
  uuid,
  writeQuery,
  type ParamsOf,
  type QueryPairs,
} from './params';
import { key, text as textField } from './row';

export const invitationSchema = z.looseObject({
  uuid: key,
  url: textField,
  email: textField,
  full_name: textField,
  phone_number: textField,
  organization: textField,
  job_title: textField,
  native_name: textField,
  civil_number: textField,
  /** A URL of the role on old servers. */
  role: textField,
  role_uuid: textField,
  role_name: textField,
  role_description: textField,
  scope_uuid: textField,
  scope_name: textField,
  scope_type: textField,
  scope_description: textField,
  customer_uuid: textField,
  customer_name: textField,
  created: textField,
  expires: textField,
  created_by_full_name: textField,
  created_by_username: textField,
  created_by_image: textField,
  /** project, requested, rejected, pending, accepted, canceled or expired. */
  state: textField,
  execution_state: textField,
  error_message: textField,
  extra_invitation_text: textField,
});

/** An e-mail that offers a role to whoever receives it. */
export type Invitation = z.infer<typeof invitationSchema>;

/** What one can be invited to. */
export type InvitationScope = Scope & { readonly kind: 'customer' | 'project' };

const filters = {
  /** Those of the organisation and of its projects. */
  customer_uuid: uuid,
  state: someOf('project', 'requested', 'rejected', 'pending', 'accepted', 'canceled', 'expired'),
  /** Contains. */
  email: text,
  role_uuid: uuid,
  role_name: text,
  /** A server of 2024 answers another word with a fault. */
  scope_type: oneOf('customer', 'project', 'call', 'proposal', 'offering'),
};
/** A server of 2024 refuses other orders; newer ones know `created_by` as well. */
const listParams = { ...filters, o: order('created', 'email', 'state') };

export type InvitationFilters = ParamsOf<typeof filters> & { readonly scope?: InvitationScope | undefined };
export type InvitationListParams = InvitationFilters & Pick<ParamsOf<typeof listParams>, 'o'>;

const path = 'api/user-invitations/';

/** How many characters a server takes as the text of an invitation; `newer` since 8.0.6. */
export const longestInvitationText = { older: 250, newer: 2000 } as const;

/** Those that no one has accepted or ended yet. */
export const waitingStates = ['pending', 'requested', 'project'] as const;
export type WaitingState = (typeof waitingStates)[number];

/** Whether it can no longer be accepted, though the server may still call it pending. */
export function isOver({ state, expires }: Pick<Invitation, 'state' | 'expires'>, now: Date): boolean {
  return state === 'expired' || (state === 'pending' && Date.parse(expires ?? '') <= now.getTime());
}

/**
 * `GET /api/user-invitations/`: the invitations the caller may manage; others get an empty list. No sparse
 * fields. Errors: invalid (a scope the caller does not see).
 */
export async function listInvitations(
  client: WaldurClient,
  params: InvitationListParams & PageParams = {},
  options?: CallOptions,
): Promise<Page<Invitation>> {
  const query = queryOf(client, params);
  return readPage(client, { name: 'list invitations', path, query }, invitationSchema, options);
}

/** `HEAD /api/user-invitations/`: how many match. */
export async function countInvitations(
  client: WaldurClient,
  params: InvitationFilters = {},
  options?: CallOptions,
): Promise<number> {
  return readCount(client, { name: 'count invitations', path, query: queryOf(client, params) }, options);
}

function queryOf(client: WaldurClient, params: InvitationListParams & PageParams): QueryPairs {
  const { scope, ...others } = params;
  return [
    ...writeQuery({ ...listParams, ...paging }, others),
    ...(scope === undefined ? [] : ([['scope', scopeUrl(client, scope)]] as const)),
  ];
}

/** `GET /api/user-invitations/{uuid}/`. Errors: notFound. */
export async function retrieveInvitation(
  client: WaldurClient,
  invitationUuid: string,
  options?: CallOptions,
): Promise<Invitation> {
  const call = { name: 'read an invitation', method: 'GET', path: pathOf(invitationUuid) } as const;
  return readObject(client, call, invitationSchema, options);
}

export interface InvitationWrite {
  readonly email: string;
  /** The role's uuid; names are not taken here. It must be one for the kind of scope. */
  readonly role: string;
  readonly scope: InvitationScope;
  /** At most `longestInvitationText` characters. */
  readonly extra_invitation_text?: string | undefined;
  readonly full_name?: string | undefined;
  readonly phone_number?: string | undefined;
  readonly organization?: string | undefined;
  readonly job_title?: string | undefined;
  readonly native_name?: string | undefined;
  readonly civil_number?: string | undefined;
}

/**
 * `POST /api/user-invitations/`: invites by e-mail. The same person can be invited twice: look first. It takes
 * CUSTOMER.CREATE_PERMISSION or PROJECT.CREATE_PERMISSION on the scope.
 * Errors: invalid (role of another kind, a scope one does not see), forbidden, or notFound on newer servers.
 */
export async function createInvitation(
  client: WaldurClient,
  invitation: InvitationWrite,
  options?: CallOptions,
): Promise<Invitation> {
  const { scope, role, ...others } = invitation;
  const body = { ...others, role: hexUuid(role, 'role'), scope: scopeUrl(client, scope) };
  return writeObject(client, { name: 'invite', method: 'POST', path }, body, invitationSchema, options);
}

/**
 * `POST /api/user-invitations/{uuid}/send/`: sends the e-mail again. It does not move the end of a pending one.
 * Errors: forbidden, notFound, invalid.
 */
export async function sendInvitation(
  client: WaldurClient,
  invitationUuid: string,
  options?: CallOptions,
): Promise<void> {
  return write(client, action(invitationUuid, 'send', 'resend an invitation'), undefined, options);
}

/**
 * `POST /api/user-invitations/{uuid}/cancel/`. Errors: invalid ("Only pending or planned invitations can be
 * canceled."), forbidden, notFound.
 */
export async function cancelInvitation(
  client: WaldurClient,
  invitationUuid: string,
  options?: CallOptions,
): Promise<void> {
  return write(client, action(invitationUuid, 'cancel', 'cancel an invitation'), undefined, options);
}

/** `POST /api/user-invitations/{uuid}/delete/`: staff only. Errors: forbidden, notFound. */
export async function deleteInvitation(
  client: WaldurClient,
  invitationUuid: string,
  options?: CallOptions,
): Promise<void> {
  return write(client, action(invitationUuid, 'delete', 'delete an invitation'), undefined, options);
}

function pathOf(invitationUuid: string): string {
  return `${path}${hexUuid(invitationUuid)}/`;
}

function action(invitationUuid: string, verb: string, name: string) {
  return { name, method: 'POST', path: `${pathOf(invitationUuid)}${verb}/` } as const;
}

/** The URL that names a scope in bodies and filters. */
export function scopeUrl(client: WaldurClient, scope: InvitationScope): string {
  return client.href(`api/${scope.kind}s/${hexUuid(scope.uuid)}/`);
}
