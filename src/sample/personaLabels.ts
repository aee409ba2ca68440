import type { PersonaKind } from './personas';

/** One line for each persona, for the command line: who this is and what they can do. */
export const personaLabels: Readonly<Record<PersonaKind, string>> = {
  staff: 'Staff: can see and change everything',
  support: 'Support: can see everything, cannot change anything',
  owner: 'Owner of eight organisations, cannot change their teams',
  administrator: 'Owner of Vättern University, can change its team',
  manager: 'Service provider manager of Revontuli Supercomputing Centre',
  reader: 'Reader of Kalev Institute of Genomics',
  projectManager: 'Manager of two projects of Kalev Institute of Genomics',
  projectAdmin: 'Administrator of one project of Saimaa University',
  member: 'Member of two projects, one role expires in ten days',
  callManager: 'Manager of three calls, no role in any organisation',
  callOrganiser: 'Call organiser of Nordic Compute Allocation Board',
  stranger: 'No roles: cannot see any people or organisations',
  manyRoles: 'Many roles, two of them in one organisation',
  expired: 'The token has expired, the password still works',
  inactive: 'The account is disabled',
  newcomer: 'Has not accepted the terms of use yet',
};
