/** What a persona of the sample world stands for. */
export type PersonaKind =
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
  | 'expired'
  | 'inactive'
  | 'newcomer';

export interface Persona {
  readonly kind: PersonaKind;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly jobTitle: string;
  /** One line: who this is and what it may do. */
  readonly label: string;
}

type Row = readonly [kind: PersonaKind, firstName: string, lastName: string, jobTitle: string, label: string];

const rows: readonly Row[] = [
  ['staff', 'Astrid', 'Lund', 'Service manager', 'Staff: can see and change everything'],
  ['support', 'Pekka', 'Salo', 'Support engineer', 'Support: can see everything, cannot change anything'],
  ['owner', 'Mari', 'Kask', 'Head of research IT', 'Owner of eight organisations, cannot change their teams'],
  ['administrator', 'Erik', 'Nyman', 'IT director', 'Owner of Vättern University, can change its team'],
  [
    'manager',
    'Jonas',
    'Berg',
    'Service owner',
    'Service provider manager of Revontuli Supercomputing Centre',
  ],
  ['reader', 'Liisa', 'Mets', 'Auditor', 'Reader of Kalev Institute of Genomics'],
  [
    'projectManager',
    'Sofia',
    'Rossi',
    'Group leader',
    'Manager of two projects of Kalev Institute of Genomics',
  ],
  [
    'projectAdmin',
    'Oskar',
    'Lindh',
    'Research software engineer',
    'Administrator of one project of Saimaa University',
  ],
  ['member', 'Wei', 'Li', 'PhD student', 'Member of two projects, one role expires in ten days'],
  ['callManager', 'Pierre', 'Dubois', 'Call officer', 'Manager of three calls, no role in any organisation'],
  [
    'callOrganiser',
    'Anna',
    'Lindqvist',
    'Head of secretariat',
    'Call organiser of Nordic Compute Allocation Board',
  ],
  ['stranger', 'Ottilie', 'Weber', 'Visiting scholar', 'No roles: cannot see any people or organisations'],
  ['manyRoles', 'Manon', 'Girard', 'Research data manager', 'Many roles, two of them in one organisation'],
  ['expired', 'Erki', 'Holm', 'Lecturer', 'The token has expired; the password still works'],
  ['inactive', 'Ilmar', 'Rand', 'Former administrator', 'The account is disabled'],
  ['newcomer', 'Nele', 'Uibo', 'Master’s student', 'Has not accepted the terms of use yet'],
];

/** The accounts of the sample world that tests and people sign in as. */
export const personas: readonly Persona[] = rows.map(([kind, firstName, lastName, jobTitle, label]) => ({
  kind,
  username: `${firstName}.${lastName}`.toLowerCase(),
  firstName,
  lastName,
  jobTitle,
  label,
}));

/** The persona of that kind. */
export function persona(kind: PersonaKind): Persona {
  const found = personas.find((candidate) => candidate.kind === kind);
  if (found === undefined) {
    throw new RangeError(`There is no persona of kind ${kind}.`);
  }
  return found;
}

/** The password of a persona, for sign-in with user name and password: `mari.kask-password`. */
export function passwordOf(username: string): string {
  return `${username}-password`;
}
