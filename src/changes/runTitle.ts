import * as vscode from 'vscode';
import { commandTitle } from '../ui/commandTitle';
import type { RunName } from './runName';

/** The command as its menu says it, and whether it was undone or redone. */
export function titleOf(name: RunName): string {
  const title = name.kind === 'titled' ? name.title : commandTitle(name.command);
  switch (name.direction) {
    case undefined:
      return title;
    case 'undo':
      return vscode.l10n.t('Undo: {0}', title);
    case 'redo':
      return vscode.l10n.t('Redo: {0}', title);
  }
}

/** What is going on while it runs. */
export function progressText(name: RunName): string {
  switch (name.direction) {
    case 'undo':
      return vscode.l10n.t('Undoing changes…');
    case 'redo':
      return vscode.l10n.t('Redoing changes…');
    case undefined:
      break;
  }
  if (name.kind === 'titled') {
    return vscode.l10n.t('Continuing an interrupted run…');
  }
  switch (name.command) {
    case 'grantRole':
      return vscode.l10n.t('Granting roles…');
    case 'revokeRole':
    case 'revokeAllAccess':
      return vscode.l10n.t('Revoking roles…');
    case 'runPlan':
      return vscode.l10n.t('Changing roles…');
    case 'copyAccess':
      return vscode.l10n.t('Granting roles…');
    case 'changeRole':
      return vscode.l10n.t('Changing roles…');
    case 'setExpiry':
      return vscode.l10n.t('Setting expiry…');
    case 'makePermanent':
      return vscode.l10n.t('Making roles permanent…');
    case 'invite':
      return vscode.l10n.t('Sending invitations…');
    case 'resendInvitation':
      return vscode.l10n.t('Resending invitations…');
    case 'cancelInvitation':
      return vscode.l10n.t('Cancelling invitations…');
    case 'importTeam':
      return vscode.l10n.t('Importing team…');
    case 'applyToServer':
      return vscode.l10n.t('Applying files…');
    case 'edit':
    case 'editField':
      return vscode.l10n.t('Saving changes…');
    case 'editOrganisationGroups':
      return vscode.l10n.t('Setting organisation groups…');
    case 'editImage':
      return vscode.l10n.t('Setting the image…');
    case 'clearImage':
      return vscode.l10n.t('Clearing the image…');
    case 'createOrganisation':
      return vscode.l10n.t('Creating the organisation…');
    case 'createProject':
      return vscode.l10n.t('Creating the project…');
    case 'createManagingOrganisation':
      return vscode.l10n.t('Creating the managing organisation…');
    case 'delete':
      return vscode.l10n.t('Deleting…');
    case 'setCallManagement':
      return vscode.l10n.t('Turning call management on or off…');
    case 'applyCsvToServer':
      return vscode.l10n.t('Applying the file…');
  }
}
