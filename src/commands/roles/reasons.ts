import * as vscode from 'vscode';
import type { NoReason, PerhapsReason, WhoCan } from '../../access/answer';
import type { Doubt, Why } from '../../grants/planItem';
import { labelOfRole } from '../../organisations/organisationStore';
import { errorMessage } from '../../ui/errorMessage';
import { plainLine } from '../../ui/serverText';
import { WaldurError } from '../../waldur/errors';

/** Why the person may not, and who can: one or two sentences. */
export function whyNotText(reason: NoReason, whoCan: WhoCan): string {
  return [reasonText(reason), whoCanText(whoCan)].filter((part) => part !== '').join(' ');
}

function reasonText(reason: NoReason): string {
  switch (reason.kind) {
    case 'staffOnly':
      return vscode.l10n.t('Only staff of the server may do this.');
    case 'permission':
      return vscode.l10n.t('None of your roles here carries the permission {0}.', reason.permission);
    case 'role':
      return vscode.l10n.t('It takes the role {0} here.', plainLine(reason.role, 60));
    case 'closed':
      return reason.state === 'blocked'
        ? vscode.l10n.t('The organisation is blocked: nothing in it can be changed.')
        : vscode.l10n.t('The organisation is archived: nothing in it can be changed.');
    case 'terminated':
      return vscode.l10n.t('The project was deleted: its team can no longer be changed.');
    case 'ownRole':
      return vscode.l10n.t('Here nobody may manage their own role.');
    case 'invisible':
      return vscode.l10n.t('You have no role here.');
    case 'tooOld':
      return vscode.l10n.t('The server is too old for this: it came with Waldur {0}.', reason.since);
  }
}

function whoCanText({ staff, roles }: WhoCan): string {
  const names = [
    ...roles.slice(0, 4).map((role) => plainLine(labelOfRole(role), 60)),
    ...(staff ? [vscode.l10n.t('staff')] : []),
  ];
  return names.length === 0 ? '' : vscode.l10n.t('Who can: {0}.', names.join(', '));
}

/** Why something may fail though nothing forbids it. */
export function doubtText(doubt: Doubt | PerhapsReason): string {
  switch (doubt.kind) {
    case 'unknownRole':
      return vscode.l10n.t('may be refused: what your role permits is not known');
    case 'expired':
      return vscode.l10n.t('may be refused: your own role here has ended');
    case 'personalToken':
      return vscode.l10n.t('may be refused: your access token may be limited');
    case 'serverVersion':
    case 'serverDecides':
      return vscode.l10n.t('may be refused: only the server can tell');
    case 'restrictions':
      return vscode.l10n.t('may be refused: the organisation limits who can be a member');
  }
}

/** Why a line of a plan cannot be done. */
export function whyText(why: Why): string {
  switch (why.kind) {
    case 'notAllowed':
      return whyNotText(why.reason, why.whoCan);
    case 'past':
      return vscode.l10n.t('The end is in the past.');
    case 'inactivePerson':
      return vscode.l10n.t('The account of this person is disabled.');
    case 'roleForOtherScope':
      return vscode.l10n.t('This role is for something else ({0}).', plainLine(why.contentType, 40));
    case 'roleInactive':
      return vscode.l10n.t('This role is switched off on the server.');
    case 'roleOfOtherOrganisation':
      return vscode.l10n.t('This role belongs to {0} alone.', plainLine(why.organisation, 80));
    case 'restrictedEmail':
      return vscode.l10n.t(
        'The organisation does not take members with this e-mail address (user_email_patterns).',
      );
    case 'twice':
      return vscode.l10n.t(
        'The server holds this role twice, and can then neither change nor revoke it. Those who run the server have to delete one.',
      );
    case 'notHeld':
      return vscode.l10n.t('The person does not hold this role any more.');
    case 'teamUnreadable':
      return vscode.l10n.t(
        'The team could not be read, and nothing is written unseen. {0}',
        errorMessage(new WaldurError(why.problem)),
      );
    case 'firstStepImpossible':
      return vscode.l10n.t('The new role cannot be granted, so this one stays.');
  }
}
