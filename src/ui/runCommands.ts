/** Commands that make a plan and run it. Apart from their titles, as records of runs are read without VS Code, too. */
export const runCommands = [
  'grantRole',
  'revokeRole',
  'revokeAllAccess',
  'changeRole',
  'setExpiry',
  'makePermanent',
  'invite',
  'resendInvitation',
  'cancelInvitation',
  'importTeam',
  'edit',
  'createOrganisation',
  'createProject',
  'createManagingOrganisation',
  'delete',
  'setCallManagement',
  'applyToServer',
  'applyCsvToServer',
  'editField',
] as const;
export type RunCommand = (typeof runCommands)[number];
