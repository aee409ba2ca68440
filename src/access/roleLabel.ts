import type { Role } from '../waldur/roles';

/** What people call a role: its description, which deployments leave empty for some, else its name made readable. */
export function labelOfRole({ name, description }: Pick<Role, 'name' | 'description'>): string {
  const label = description?.trim() ?? '';
  return showsSomething(label) ? label : labelOfRoleName(name);
}

/** `CUSTOMER.READER` as `Organisation reader`. A name of another shape is what somebody chose, and stays. */
export function labelOfRoleName(name: string): string {
  const match = /^([A-Z][A-Z0-9_]*)\.(?:(.+)\.)?([A-Z][A-Z0-9_]*)$/.exec(name);
  const [, subject, owner, action] = match ?? [];
  if (subject === undefined || action === undefined) {
    return name;
  }
  const label = known[`${subject}.${action}`] ?? `${subjects[subject] ?? words(subject)} ${words(action)}`;
  const text = label.charAt(0).toUpperCase() + label.slice(1);
  // A copy that one organisation has for itself is named after it: CUSTOMER.kalev.OWNER.
  return owner === undefined ? text : `${text} (${owner})`;
}

const subjects: Readonly<Record<string, string>> = { CUSTOMER: 'organisation' };
const known: Readonly<Record<string, string>> = { 'CUSTOMER.CALL_ORGANIZER': 'call organiser' };
const longForms: Readonly<Record<string, string>> = { admin: 'administrator', organizer: 'organiser' };

function words(name: string): string {
  return name
    .toLowerCase()
    .split('_')
    .map((word) => longForms[word] ?? word)
    .join(' ');
}

/** Not only blanks and characters without a width. */
function showsSomething(text: string): boolean {
  return /[^\p{C}\p{Z}]/u.test(text);
}
