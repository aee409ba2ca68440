import * as vscode from 'vscode';
import type { PerhapsReason } from '../access/answer';
import type { Doubt, Why } from '../grants/roleTask';
import { whyNotText } from '../organisations/whyNot';
import { plainLine } from '../ui/serverText';
import { failureText } from './failureText';

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
