import type { Role } from '../waldur/roles';
import { showsNothing } from '../waldur/shownName';

/** What people call a role: its description, which may be empty; else its name made readable, in English. */
export function labelOfRole({ name, description }: Pick<Role, 'name' | 'description'>): string {
  const label = description?.trim() ?? '';
  return showsNothing(label) ? labelOfRoleName(name) : label;
}

/** `CUSTOMER.READER` as `Organisation reader`. A name of another shape is what someone chose, and stays. */
export function labelOfRoleName(name: string): string {
  const parts = partsOfRoleName(name);
  if (parts === undefined) {
    return name;
  }
  const [subject = '', action = ''] = parts.kind.split('.');
  const label = known[parts.kind] ?? `${subjects[subject] ?? words(subject)} ${words(action)}`;
  const text = label.charAt(0).toUpperCase() + label.slice(1);
  return parts.owner === undefined ? text : `${text} (${parts.owner})`;
}

/**
 * What a name of the server's own shape is made of. A copy that one organisation has for itself is named after it:
 * `CUSTOMER.kalev.OWNER`.
 */
export function partsOfRoleName(
  name: string,
): { readonly kind: string; readonly owner: string | undefined } | undefined {
  const match = /^([A-Z][A-Z0-9_]*)\.(?:(.+)\.)?([A-Z][A-Z0-9_]*)$/.exec(name);
  return match === null ? undefined : { kind: `${match[1]}.${match[3]}`, owner: match[2] };
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
