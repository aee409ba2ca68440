import * as vscode from 'vscode';

/** Commands that make a plan and run it. */
export type RunCommand =
  | 'grantRole'
  | 'revokeRole'
  | 'revokeAllAccess'
  | 'changeRole'
  | 'setExpiry'
  | 'makePermanent'
  | 'invite'
  | 'resendInvitation'
  | 'cancelInvitation'
  | 'importTeam';

/** Whether a run takes another one back, or takes that back. */
export type Direction = 'undo' | 'redo';

/** What a run is called, as data: it is kept over restarts, and said in the language of the day. */
export type RunName =
  | { readonly kind: 'command'; readonly command: RunCommand; readonly direction?: Direction | undefined }
  /** Kept by a version that wrote the title down. */
  | { readonly kind: 'titled'; readonly title: string; readonly direction?: Direction | undefined };

/** The run that takes this one back. */
export function takingBack(name: RunName): RunName {
  return { ...name, direction: name.direction === 'undo' ? 'redo' : 'undo' };
}

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
  }
}
