import * as vscode from 'vscode';
import { may } from '../access/may';
import type { Caller } from '../access/caller';
import type { Connection } from '../connections/connection';
import { findInvitations, type InviteItem, type InviteResult, type InviteScope } from '../grants/inviteRun';
import { personName } from '../organisations/personName';
import type { RoleScope } from '../organisations/roleScope';
import type { Failure } from '../runs/failure';
import { roleText } from '../organisations/roleText';
import { plainLine } from '../ui/serverText';
import { type Invitation, isOver } from '../waldur/invitations';
import { listUsers } from '../waldur/members';
import { failureText, notRunText } from './failureText';
import { notDoneText } from './notDoneText';
import { whyNotText } from './reasons';
import { type ScopeDifferences, withDifference } from './scopeDifferences';
import { scopeLabel } from '../pickers/scopes';
import type { ResultSentences } from '../ui/sentences';

type Wish = Omit<InviteItem, 'whyNot'>;

/** One wish an address and scope. */
export function inviteWishes(
  addresses: readonly string[],
  scopes: readonly RoleScope[],
  { role, message }: Pick<Wish, 'role' | 'message'>,
): readonly Wish[] {
  return scopes.flatMap(({ object, name, customerName, abbreviation }) => {
    const scope: InviteScope = { object, name, customerName, abbreviation };
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
      return twice
        ? { ...wish, whyNot: vscode.l10n.t('The address is listed twice.') }
        : inviteItem(connection, caller, wish, signal);
    }),
  );
}

async function inviteItem(
  { client }: Connection,
  caller: Caller,
  wish: Wish,
  signal: AbortSignal,
): Promise<InviteItem> {
  const {
    email,
    scope: { object },
    role,
  } = wish;
  if (object.kind === 'call-managing-organisation') {
    const whyNot = vscode.l10n.t(
      'You cannot invite people to a managing organisation. Only people with an account can get a role.',
    );
    return { ...wish, whyNot };
  }
  const now = new Date();
  const answer = may(caller, 'invite', object, now);
  if (answer.kind === 'no') {
    return { ...wish, whyNot: whyNotText(answer.reason, answer.whoCan) };
  }
  const [invited, members] = await Promise.all([
    findInvitations(client, wish, { signal }),
    listUsers(client, object, { search_string: email, page_size: 100 }, { signal }),
  ]);
  const open = invited.find((row) => !isOver(row, now));
  if (open !== undefined) {
    return { ...wish, whyNot: alreadyInvited(open) };
  }
  const member = members.rows.find(
    (row) => row.user_email?.toLowerCase() === email.toLowerCase() && row.role_name === role.name,
  );
  if (member !== undefined) {
    const name = personName(member.user_full_name, member.user_username, email);
    return { ...wish, whyNot: vscode.l10n.t('{0} already has this role.', plainLine(name, 60)) };
  }
  return invited.length === 0 ? wish : { ...wish, replaces: invited.map(({ uuid }) => uuid) };
}

function alreadyInvited({ state }: Invitation): string {
  if (state === 'requested') {
    return vscode.l10n.t('An invitation with this role is awaiting staff approval.');
  }
  return state === 'project'
    ? vscode.l10n.t('An invitation with this role is awaiting project start.')
    : vscode.l10n.t('An invitation with this role is already pending. You can resend it.');
}

/** What is to be known about an invitation in a plan. */
export function inviteRemark({ replaces = [], whyNot }: InviteItem): string | undefined {
  return (
    whyNot ??
    (replaces.length === 0
      ? undefined
      : vscode.l10n.t('An earlier invitation has expired. It is cancelled and a new one is sent.'))
  );
}

export function inviteText(item: InviteItem): string {
  return vscode.l10n.t('{0} will be invited as {1} of {2}', ...partsOf(item));
}

/** The same where there will be none. */
export function noInviteText(item: InviteItem): string {
  return vscode.l10n.t('No invitation for {0} as {1} of {2}', ...partsOf(item));
}

type Parts = readonly [email: string, role: string, scope: string];

function partsOf({ email, role, scope }: InviteItem): Parts {
  return [plainLine(email, 80), plainLine(roleText(role), 60), scopeLabel(scope)];
}

/** What became of an invitation. */
export function inviteResult({ item, outcome }: InviteResult, scopes?: ScopeDifferences): ResultSentences {
  const [email, role, scope] = partsOf(item);
  const parts: Parts = [email, role, withDifference(scope, scopes?.get(item.scope.object.uuid))];
  switch (outcome.kind) {
    case 'done':
      return { what: vscode.l10n.t('The invitation for {0} was sent.', parts[0]), why: '' };
    case 'skipped':
      return { what: notDoneText('impossible', parts), why: outcome.why };
    case 'failed':
    case 'unknown':
      return { what: notDoneText(outcome.kind, parts), why: inviteError(outcome.problem) };
    case 'notRun':
      return { what: notDoneText(outcome.kind, parts), why: notRunText(outcome.why ?? 'cancelled') };
  }
}

/** Newer servers say "not found" to those who may not invite. */
function inviteError(problem: Failure): string {
  return problem.kind === 'notFound'
    ? vscode.l10n.t('The server does not let you invite here.')
    : failureText(problem);
}
