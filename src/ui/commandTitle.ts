import * as vscode from 'vscode';
import type { RunCommand } from './runCommands';

/** A command as its menu says it, without the ellipsis. */
export function commandTitle(command: RunCommand): string {
  switch (command) {
    case 'grantRole':
      return vscode.l10n.t('Grant Role');
    case 'revokeRole':
      return vscode.l10n.t('Revoke Role');
    case 'revokeAllAccess':
      return vscode.l10n.t('Revoke All Access');
    case 'changeRole':
      return vscode.l10n.t('Change Role');
    case 'setExpiry':
      return vscode.l10n.t('Set Expiry');
    case 'makePermanent':
      return vscode.l10n.t('Make Permanent');
    case 'invite':
      return vscode.l10n.t('Invite by E-mail');
    case 'resendInvitation':
      return vscode.l10n.t('Resend Invitation');
    case 'cancelInvitation':
      return vscode.l10n.t('Cancel Invitation');
    case 'importTeam':
      return vscode.l10n.t('Import Team');
    case 'applyToServer':
      return vscode.l10n.t('Apply to Server');
    case 'applyCsvToServer':
      return vscode.l10n.t('Apply CSV to Server');
    case 'edit':
      return vscode.l10n.t('Edit');
    case 'editOrganisationGroups':
      return vscode.l10n.t('Set Organisation Groups');
    case 'editImage':
      return vscode.l10n.t('Set Image');
    case 'clearImage':
      return vscode.l10n.t('Clear Image');
    case 'createOrganisation':
      return vscode.l10n.t('Create Organisation');
    case 'createProject':
      return vscode.l10n.t('Create Project');
    case 'createManagingOrganisation':
      return vscode.l10n.t('Create Managing Organisation');
    case 'delete':
      return vscode.l10n.t('Delete');
    case 'setCallManagement':
      return vscode.l10n.t('Turn Call Management On or Off');
    case 'runPlan':
      return vscode.l10n.t('Run Plan');
    case 'copyAccess':
      return vscode.l10n.t('Copy Access');
    case 'editField':
      return vscode.l10n.t('Edit Field');
  }
}
