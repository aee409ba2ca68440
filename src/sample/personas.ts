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
}

type Row = readonly [kind: PersonaKind, firstName: string, lastName: string, jobTitle: string];

const rows: readonly Row[] = [
  ['staff', 'Astrid', 'Lund', 'Service manager'],
  ['support', 'Pekka', 'Salo', 'Support engineer'],
  ['owner', 'Mari', 'Kask', 'Head of research IT'],
  ['administrator', 'Erik', 'Nyman', 'IT director'],
  ['manager', 'Jonas', 'Berg', 'Service owner'],
  ['reader', 'Liisa', 'Mets', 'Auditor'],
  ['projectManager', 'Sofia', 'Rossi', 'Group leader'],
  ['projectAdmin', 'Oskar', 'Lindh', 'Research software engineer'],
  ['member', 'Wei', 'Li', 'PhD student'],
  ['callManager', 'Pierre', 'Dubois', 'Call officer'],
  ['callOrganiser', 'Anna', 'Lindqvist', 'Head of secretariat'],
  ['stranger', 'Ottilie', 'Weber', 'Visiting scholar'],
  ['manyRoles', 'Manon', 'Girard', 'Research data manager'],
  ['expired', 'Erki', 'Holm', 'Lecturer'],
  ['inactive', 'Ilmar', 'Rand', 'Former administrator'],
  ['newcomer', 'Nele', 'Uibo', 'Master’s student'],
];

/** The accounts of the sample world that tests and people sign in as. */
export const personas: readonly Persona[] = rows.map(([kind, firstName, lastName, jobTitle]) => ({
  kind,
  username: `${firstName}.${lastName}`.toLowerCase(),
  firstName,
  lastName,
  jobTitle,
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
