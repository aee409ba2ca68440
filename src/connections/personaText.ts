import * as vscode from 'vscode';
/** The personas of the sample server whose sign-in works. */
export type OfferedPersona =
  | 'staff'
  | 'support'
  | 'owner'
  | 'administrator'
  | 'manager'
  | 'reader'
  | 'projectManager'
  | 'projectAdmin'
  | 'member'
  | 'callManager'
  | 'callOrganiser'
  | 'stranger'
  | 'manyRoles'
  | 'newcomer';

/** Who a persona of the sample server is and what they can do. */
export function personaText(kind: OfferedPersona): string {
  switch (kind) {
    case 'staff':
      return vscode.l10n.t('Staff: can see and change everything');
    case 'support':
      return vscode.l10n.t('Support: can see everything, cannot change anything');
    case 'owner':
      return vscode.l10n.t('Owner of eight organisations, cannot change their teams');
    case 'administrator':
      return vscode.l10n.t('Owner of Vättern University, can change its team');
    case 'manager':
      return vscode.l10n.t('Service provider manager of Revontuli Supercomputing Centre');
    case 'reader':
      return vscode.l10n.t('Reader of Kalev Institute of Genomics');
    case 'projectManager':
      return vscode.l10n.t('Manager of two projects of Kalev Institute of Genomics');
    case 'projectAdmin':
      return vscode.l10n.t('Administrator of one project of Saimaa University');
    case 'member':
      return vscode.l10n.t('Member of two projects, one role expires in ten days');
    case 'callManager':
      return vscode.l10n.t('Manager of three calls, no role in any organisation');
    case 'callOrganiser':
      return vscode.l10n.t('Call organiser of Nordic Compute Allocation Board');
    case 'stranger':
      return vscode.l10n.t('No roles: cannot see any people or organisations');
    case 'manyRoles':
      return vscode.l10n.t('Many roles, two of them in one organisation');
    case 'newcomer':
      return vscode.l10n.t('Has not accepted the terms of use yet');
  }
}
