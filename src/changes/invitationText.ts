import * as vscode from 'vscode';
import type { InvitationTask, InviteTask, InviteWhy } from '../grants/invitationTasks';
import type { Failure } from '../runs/failure';
import type { TaskResult } from '../runs/result';
import { scopeLabel } from '../organisations/scopeLabel';
import { roleText } from '../organisations/roleText';
import type { ResultSentences } from '../ui/sentences';
import { plainLine } from '../ui/serverText';
import type { WaitingState } from '../waldur/invitations';
import { failureText, foundText, reasonText, type Unwanted } from './failureText';
import { type NotDone, notCancelledText, notDoneBy, notDoneText, notResentText } from './notDoneText';
import { whyNotText } from '../organisations/whyNot';
import { type ScopeDifferences, withDifference } from './scopeDifferences';

/** Why someone is not invited, as a sentence. */
export function inviteWhyText(why: InviteWhy): string {
  switch (why.kind) {
    case 'listedTwice':
      return vscode.l10n.t('The address is listed twice.');
    case 'managingOrganisation':
      return vscode.l10n.t(
        'You cannot invite people to a managing organisation. Only people with an account can get a role.',
      );
    case 'notAllowed':
      return whyNotText(why.reason, why.whoCan);
    case 'alreadyInvited':
      return alreadyInvitedText(why.state);
    case 'alreadyHeld':
      return vscode.l10n.t('{0} already has this role.', plainLine(why.name, 60));
    case 'told':
      return why.sentence;
  }
}

function alreadyInvitedText(state: WaitingState): string {
  switch (state) {
    case 'pending':
      return vscode.l10n.t('An invitation with this role is already pending. You can resend it.');
    case 'requested':
      return vscode.l10n.t('An invitation with this role is awaiting staff approval.');
    case 'project':
      return vscode.l10n.t('An invitation with this role is awaiting project start.');
  }
}

/** What is to be known about an invitation in a plan; empty where that is nothing. */
export function inviteRemark({ replaces = [], why }: InviteTask): string {
  if (why !== undefined) {
    return inviteWhyText(why);
  }
  return replaces.length === 0
    ? ''
    : vscode.l10n.t('An earlier invitation has expired. It is cancelled and a new one is sent.');
}

/** One line of a plan in plain words. */
export function inviteText(task: InviteTask): string {
  return task.why === undefined
    ? vscode.l10n.t('{0} will be invited as {1} of {2}', ...partsOf(task))
    : vscode.l10n.t('No invitation for {0} as {1} of {2}', ...partsOf(task));
}

type Parts = readonly [email: string, role: string, scope: string];

function partsOf({ email, role, scope }: InvitationTask): Parts {
  return [plainLine(email, 80), plainLine(roleText(role), 60), scopeLabel(scope)];
}

/** What became of an invitation. */
export function invitationResult(
  { task, outcome }: TaskResult<InvitationTask>,
  scopes?: ScopeDifferences,
): ResultSentences {
  const [email, role, scope] = partsOf(task);
  if (outcome.kind === 'done') {
    return { what: doneText(task.kind, email), why: foundText(outcome) };
  }
  return {
    what: notDone(task.kind, notDoneBy(outcome), [
      email,
      role,
      withDifference(scope, scopes?.get(task.scope.uuid)),
    ]),
    why: reasonText(outcome, {
      skipped: (reason) => skipText(task, reason),
      failed: (problem) => invitationFailure(task, problem),
    }),
  };
}

function doneText(kind: InvitationTask['kind'], email: string): string {
  switch (kind) {
    case 'invite':
      return vscode.l10n.t('The invitation for {0} was sent.', email);
    case 'cancelInvitation':
      return vscode.l10n.t('The invitation for {0} was cancelled.', email);
    case 'resendInvitation':
      return vscode.l10n.t('The invitation for {0} was resent.', email);
  }
}

function notDone(kind: InvitationTask['kind'], how: NotDone, parts: Parts): string {
  if (kind === 'invite' || how === 'impossible') {
    return notDoneText(how, parts);
  }
  return kind === 'cancelInvitation' ? notCancelledText(how, parts) : notResentText(how, parts);
}

function skipText(task: InvitationTask, reason: Unwanted): string {
  switch (reason.kind) {
    case 'impossible':
      return task.kind === 'invite' && task.why !== undefined ? inviteWhyText(task.why) : '';
    case 'changedByOther':
      return stateText(reason.now);
    case 'unchanged':
    case 'alreadySo':
      return vscode.l10n.t('No change was needed.');
    case 'firstStepNotDone':
      return '';
  }
}

/** @param state as the server calls it */
function stateText(state: unknown): string {
  switch (state) {
    case 'accepted':
      return vscode.l10n.t('The invitation has been accepted.');
    case 'rejected':
      return vscode.l10n.t('The invitation has been rejected.');
    case 'canceled':
      return vscode.l10n.t('The invitation has been cancelled.');
    case 'expired':
      return vscode.l10n.t('The invitation has expired.');
    default:
      return vscode.l10n.t('The invitation is no longer pending.');
  }
}

/** Newer servers say "not found" to those who may not invite. */
function invitationFailure({ kind }: InvitationTask, problem: Failure): string {
  return kind === 'invite' && problem.kind === 'notFound'
    ? vscode.l10n.t('The server does not let you invite here.')
    : failureText(problem);
}
