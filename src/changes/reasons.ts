import * as vscode from 'vscode';
import type { NoReason, PerhapsReason, WhoCan } from '../access/answer';
import type { Doubt, Why } from '../grants/roleTask';
import { roleNameText, roleText } from '../organisations/roleText';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import { failureText } from './failureText';
import { sentences } from '../ui/sentences';

/** Why the person may not, and who can: one or two sentences. */
export function whyNotText(reason: NoReason, whoCan: WhoCan): string {
  return sentences(reasonText(reason), whoCanText(whoCan));
}

function reasonText(reason: NoReason): string {
  switch (reason.kind) {
    case 'staffOnly':
      return vscode.l10n.t('Only server staff can do this.');
    case 'permission':
      return vscode.l10n.t('None of your roles here includes the permission {0}.', reason.permission);
    case 'role':
      return vscode.l10n.t('You need the role {0} here.', plainLine(roleNameText(reason.role), 60));
    case 'closed':
      return reason.state === 'blocked'
        ? vscode.l10n.t('The organisation is blocked, so nothing in it can be changed.')
        : vscode.l10n.t('The organisation is archived, so nothing in it can be changed.');
    case 'terminated':
      return vscode.l10n.t('The project was deleted, so its team can no longer be changed.');
    case 'ownRole':
      return vscode.l10n.t('You cannot change your own role here.');
    case 'invisible':
      return vscode.l10n.t('You have no role here.');
    case 'tooOld':
      return vscode.l10n.t('This server does not support this. It needs Waldur {0} or later.', reason.since);
  }
}

function whoCanText({ staff, roles }: WhoCan): string {
  const names = [
    ...roles.slice(0, 4).map((role) => plainLine(roleText(role), 60)),
    ...(staff
      ? [
          vscode.l10n.t({
            message: 'staff',
            comment: ['The people who run the server, in a list: “Can be done by: Owner, Manager or staff.”'],
          }),
        ]
      : []),
  ];
  return names.length === 0 ? '' : vscode.l10n.t('Can be done by: {0}.', listText(names, 'disjunction'));
}

/** Why something may fail though nothing forbids it. */
export function doubtText(doubt: Doubt | PerhapsReason): string {
  switch (doubt.kind) {
    case 'unknownRole':
      return vscode.l10n.t('may be refused because your role’s permissions are not known');
    case 'expired':
      return vscode.l10n.t('may be refused because your own role here has expired');
    case 'personalToken':
      return vscode.l10n.t('may be refused because your access token may be limited');
    case 'serverVersion':
    case 'serverDecides':
      return vscode.l10n.t('may be refused by the server');
    case 'restrictions':
      return vscode.l10n.t('may be refused because the organisation limits who can join');
  }
}

/** Why a line of a plan cannot be done. */
export function whyText(why: Why): string {
  switch (why.kind) {
    case 'notAllowed':
      return whyNotText(why.reason, why.whoCan);
    case 'past':
      return vscode.l10n.t('The expiry is in the past.');
    case 'inactivePerson':
      return vscode.l10n.t('This person’s account is disabled.');
    case 'roleForOtherScope':
      return roleForText(why.contentType);
    case 'roleInactive':
      return vscode.l10n.t('This role is switched off on the server.');
    case 'roleOfOtherOrganisation':
      return vscode.l10n.t('This role can only be granted in {0}.', plainLine(why.organisation, 80));
    case 'restrictedEmail':
      return vscode.l10n.t(
        'The organisation does not accept people with this e-mail address (user_email_patterns).',
      );
    case 'twice':
      return vscode.l10n.t(
        'The server has this role twice, so it cannot change or revoke it. Ask the server administrator to delete one.',
      );
    case 'notHeld':
      return vscode.l10n.t('This person no longer has this role.');
    case 'teamUnreadable':
      return vscode.l10n.t(
        'The team could not be read, so nothing can be changed. {0}',
        failureText(why.problem),
      );
    case 'firstStepImpossible':
      return vscode.l10n.t('The new role cannot be granted, so this one is kept.');
  }
}

/** @param contentType as the server says what a role is for */
function roleForText(contentType: string): string {
  switch (contentType) {
    case 'customer':
      return vscode.l10n.t('This role is for organisations.');
    case 'project':
      return vscode.l10n.t('This role is for projects.');
    case 'call_organizer':
      return vscode.l10n.t('This role is for managing organisations.');
    case 'service_provider':
      return vscode.l10n.t('This role is for service providers.');
    case 'offering':
      return vscode.l10n.t('This role is for offerings.');
    case 'resource':
      return vscode.l10n.t('This role is for resources.');
    case 'call':
      return vscode.l10n.t('This role is for calls.');
    case 'proposal':
      return vscode.l10n.t('This role is for proposals.');
    default:
      return vscode.l10n.t(
        'This role is for a different kind. The server says: {0}',
        plainLine(contentType, 40),
      );
  }
}
