import * as vscode from 'vscode';
import { may } from '../../access/may';
import type { Caller } from '../../access/caller';
import type { Connection } from '../../connections/connection';
import { findInvitation, type InviteItem, type InviteResult, type InviteScope } from '../../grants/inviteRun';
import { scopeLabel } from './scopes';
import type { RoleScope } from '../../tree/roleScope';
import { errorMessage } from '../../ui/errorMessage';
import { plainLine } from '../../ui/serverText';
import { type Problem, WaldurError } from '../../waldur/errors';
import { listUsers } from '../../waldur/members';
import { whyNotText } from './reasons';

type Wish = Omit<InviteItem, 'whyNot'>;

/** One wish an address and scope. */
export function inviteWishes(
  addresses: readonly string[],
  scopes: readonly RoleScope[],
  { role, message }: Pick<Wish, 'role' | 'message'>,
): readonly Wish[] {
  return scopes.flatMap(({ object, name, customerName }) => {
    const scope: InviteScope = { object, name, customerName };
    return addresses.map((email) => ({ email, scope, role, message }));
  });
}

/**
 * Looks for what stands against each invitation: it would be the second one, the person is a member already, or the
 * caller may not invite there. The server itself looks for none of the first two.
 */
export async function planInvites(
  connection: Connection,
  caller: Caller,
  wishes: readonly Wish[],
  signal: AbortSignal,
): Promise<readonly InviteItem[]> {
  const seen = new Set<string>();
  return Promise.all(
    wishes.map(async (wish) => {
      const key = `${wish.email.toLowerCase()} ${wish.scope.object.uuid} ${wish.role.uuid}`;
      const twice = seen.has(key);
      seen.add(key);
      const whyNot = twice
        ? vscode.l10n.t('The address is listed twice.')
        : await whyNotInvite(connection, caller, wish, signal);
      return whyNot === undefined ? wish : { ...wish, whyNot };
    }),
  );
}

async function whyNotInvite(
  { client }: Connection,
  caller: Caller,
  wish: Wish,
  signal: AbortSignal,
): Promise<string | undefined> {
  const {
    email,
    scope: { object },
    role,
  } = wish;
  if (object.kind === 'call-managing-organisation') {
    return vscode.l10n.t(
      'You cannot invite people to a managing organisation. Only people with an account can get a role.',
    );
  }
  const answer = may(caller, 'invite', object, new Date());
  if (answer.kind === 'no') {
    return whyNotText(answer.reason, answer.whoCan);
  }
  const [invited, members] = await Promise.all([
    findInvitation(client, wish, { signal }),
    listUsers(client, object, { search_string: email, page_size: 100 }, { signal }),
  ]);
  if (invited !== undefined) {
    return vscode.l10n.t('An invitation with this role is already pending. You can resend it.');
  }
  const member = members.rows.find(
    (row) => row.user_email?.toLowerCase() === email.toLowerCase() && row.role_name === role.name,
  );
  return member === undefined
    ? undefined
    : vscode.l10n.t('{0} already has this role.', plainLine(member.user_full_name ?? email, 60));
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
      return vscode.l10n.t('failed: {0}', inviteError(outcome.problem));
    case 'unknown':
      return vscode.l10n.t('not confirmed: {0}', inviteError(outcome.problem));
    case 'notRun':
      return vscode.l10n.t('not started: {0}', vscode.l10n.t('cancelled'));
  }
}

/** Newer servers say "not found" to those who may not invite. */
function inviteError(problem: Problem): string {
  return problem.kind === 'notFound'
    ? vscode.l10n.t('The server does not let you invite here.')
    : errorMessage(new WaldurError(problem));
}
