import * as vscode from 'vscode';
import { may } from '../../access/may';
import type { Caller } from '../../access/caller';
import type { RoleName } from '../../grants/planItem';
import type { Connection } from '../../connections/connection';
import { scopeLabel } from './scopes';
import type { RoleScope } from '../../tree/roleScope';
import { errorMessage } from '../../ui/errorMessage';
import { plainLine } from '../../ui/serverText';
import { WaldurError } from '../../waldur/errors';
import { cancelInvitation, createInvitation, listInvitations } from '../../waldur/invitations';
import { listUsers } from '../../waldur/members';
import { whyNotText } from './reasons';

/** One address, one role, one scope. */
export interface InviteItem {
  readonly email: string;
  readonly scope: RoleScope;
  readonly role: RoleName;
  readonly message?: string | undefined;
  /** Why there will be none; a sentence. */
  readonly whyNot?: string | undefined;
}

export interface InviteResult {
  readonly item: InviteItem;
  readonly outcome:
    | { readonly kind: 'done'; readonly uuid: string }
    | { readonly kind: 'skipped'; readonly why: string }
    | { readonly kind: 'failed'; readonly error: unknown }
    | { readonly kind: 'notRun' };
}

/**
 * Looks for what stands against each invitation: it would be the second one, the person is a member already, or the
 * caller may not invite there. The server itself looks for none of the first two.
 */
export async function planInvites(
  connection: Connection,
  caller: Caller,
  wishes: readonly Omit<InviteItem, 'whyNot'>[],
  signal: AbortSignal,
): Promise<readonly InviteItem[]> {
  const seen = new Set<string>();
  return Promise.all(
    wishes.map(async (wish) => {
      const key = `${wish.email.toLowerCase()} ${wish.scope.object.uuid} ${wish.role.uuid}`;
      const twice = seen.has(key);
      seen.add(key);
      const whyNot = twice
        ? vscode.l10n.t('The address is here twice.')
        : await whyNotInvite(connection, caller, wish, signal);
      return whyNot === undefined ? wish : { ...wish, whyNot };
    }),
  );
}

async function whyNotInvite(
  { client }: Connection,
  caller: Caller,
  { email, scope: { object }, role }: Omit<InviteItem, 'whyNot'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (object.kind === 'call-managing-organisation') {
    return vscode.l10n.t('Nobody can be invited to a managing organisation: only people with an account.');
  }
  const answer = may(caller, 'invite', object, new Date());
  if (answer.kind === 'no') {
    return whyNotText(answer.reason, answer.whoCan);
  }
  const [pending, members] = await Promise.all([
    listInvitations(
      client,
      {
        email,
        state: ['pending', 'requested', 'project'],
        scope: { kind: object.kind, uuid: object.uuid },
        page_size: 100,
      },
      { signal },
    ),
    listUsers(client, object, { search_string: email, page_size: 100 }, { signal }),
  ]);
  const same = (address: string | null | undefined): boolean =>
    address?.toLowerCase() === email.toLowerCase();
  const invited = pending.rows.find(
    (row) => same(row.email) && (row.role_uuid === role.uuid || row.role_name === role.name),
  );
  if (invited !== undefined) {
    return vscode.l10n.t('An invitation with this role waits for an answer already. It can be sent again.');
  }
  const member = members.rows.find((row) => same(row.user_email) && row.role_name === role.name);
  return member === undefined
    ? undefined
    : vscode.l10n.t('{0} has this role already.', plainLine(member.user_full_name ?? email, 60));
}

/** Sends invitations one after the other; never throws. */
export async function runInvites(
  { client }: Connection,
  items: readonly InviteItem[],
  signal: AbortSignal,
  onProgress: () => void,
): Promise<readonly InviteResult[]> {
  const results: InviteResult[] = [];
  for (const item of items) {
    results.push({ item, outcome: await invite(client, item, signal) });
    onProgress();
  }
  return results;
}

async function invite(
  client: Connection['client'],
  { email, scope: { object }, role, message, whyNot }: InviteItem,
  signal: AbortSignal,
): Promise<InviteResult['outcome']> {
  if (whyNot !== undefined || object.kind === 'call-managing-organisation') {
    return { kind: 'skipped', why: whyNot ?? '' };
  }
  if (signal.aborted) {
    return { kind: 'notRun' };
  }
  try {
    // Not stopped half-way: an invitation that left cannot be told from one that did not.
    const { uuid } = await createInvitation(client, {
      email,
      role: role.uuid,
      scope: { kind: object.kind, uuid: object.uuid },
      ...(message === undefined || message === '' ? {} : { extra_invitation_text: message }),
    });
    return { kind: 'done', uuid };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** Takes invitations back; tells how many could not be. */
export async function undoInvites(
  { client }: Connection,
  results: readonly InviteResult[],
): Promise<{ readonly done: number; readonly errors: readonly unknown[] }> {
  const errors: unknown[] = [];
  let done = 0;
  for (const { outcome } of results) {
    if (outcome.kind === 'done') {
      try {
        await cancelInvitation(client, outcome.uuid);
        done++;
      } catch (error) {
        errors.push(error);
      }
    }
  }
  return { done, errors };
}

export function inviteText({ email, role, scope }: InviteItem): string {
  return vscode.l10n.t(
    '{0} is invited as {1} of {2}',
    plainLine(email, 80),
    plainLine(role.label, 60),
    scopeLabel(scope),
  );
}

export function inviteOutcomeText({ outcome }: InviteResult): string {
  switch (outcome.kind) {
    case 'done':
      return vscode.l10n.t('done');
    case 'skipped':
      return vscode.l10n.t('skipped: {0}', outcome.why);
    case 'failed':
      return vscode.l10n.t('failed: {0}', inviteError(outcome.error));
    case 'notRun':
      return vscode.l10n.t('not done: {0}', vscode.l10n.t('cancelled'));
  }
}

/** Newer servers say "not found" to those who may not invite. */
function inviteError(error: unknown): string {
  return error instanceof WaldurError && error.problem.kind === 'notFound'
    ? vscode.l10n.t('The server does not let you invite here.')
    : errorMessage(error);
}
