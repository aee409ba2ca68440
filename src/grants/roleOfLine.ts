import { contentTypeOf } from '../access/holding';
import { labelOfRole } from '../access/roleLabel';
import type { Role } from '../waldur/roles';
import type { Found } from './lineLookups';
import type { GrantScope } from './roleTask';
import { organisationOf } from './scopeOfLine';
import { hexOf } from './whoIsMeant';

/** A role, with what it is called in the language of the reader. */
export interface NamedRole extends Role {
  readonly shownAs?: string | undefined;
}

function plainRole(text: string): string {
  return text.trim().toLowerCase().replaceAll('organiz', 'organis');
}

/** By uuid or exact name, else by any name that is shown. */
export function rolesNamed(roles: readonly NamedRole[], text: string): readonly NamedRole[] {
  if (text === '') {
    return [];
  }
  const hex = hexOf(text);
  const exact = roles.filter(({ uuid, name }) => uuid === hex || name === text);
  const wanted = plainRole(text);
  return exact.length > 0
    ? exact
    : roles.filter((role) =>
        [role.name, role.description ?? '', labelOfRole(role), role.shownAs ?? ''].some(
          (name) => plainRole(name) === wanted,
        ),
      );
}

/**
 * Where several go by one name, those count that are for this kind of scope, belong to its organisation or to all, and
 * are active.
 */
export function roleFor(roles: readonly NamedRole[], text: string, scope: GrantScope): Found<Role> {
  const named = rolesNamed(roles, text);
  const column = 'role';
  if (named.length === 0) {
    return { problem: { kind: 'unknown', what: column, value: text }, column };
  }
  const ofKind = named.filter(
    ({ content_type: type }) => (type ?? contentTypeOf(scope.kind)) === contentTypeOf(scope.kind),
  );
  if (ofKind.length === 0) {
    return { problem: { kind: 'roleForOtherScope', value: text }, column };
  }
  const organisation = organisationOf(scope);
  const fitting = ofKind.filter(({ customer_uuid: owner }) => !owner || hexOf(owner) === hexOf(organisation));
  if (fitting.length === 0) {
    return { problem: { kind: 'roleOfOtherOrganisation', value: text }, column };
  }
  // A role that is switched off may still be held: the plan tells whether it would have to be granted.
  const active = fitting.filter(({ is_active: isActive }) => isActive !== false);
  const usable = active.length > 0 ? active : fitting;
  const [role] = usable;
  return role !== undefined && usable.length === 1
    ? { value: role }
    : { problem: { kind: 'ambiguous', what: column, value: text, matches: usable.length }, column };
}
