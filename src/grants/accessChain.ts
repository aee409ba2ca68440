import { keyOf } from '../access/objects';
import type { GrantScope, HeldRole } from './roleTask';

/** One role of a person, with what it permits. */
export interface ExplainedRole {
  readonly held: HeldRole;
  readonly permissions: readonly string[];
  /** Those that no other role of theirs permits in the same place; a role in an organisation reaches its projects. */
  readonly alone: readonly string[];
}

/** A place in which a person has roles of its own, and those below it. */
export interface ExplainedPlace {
  readonly scope: GrantScope;
  readonly roles: readonly ExplainedRole[];
  readonly projects: readonly ExplainedPlace[];
}

/**
 * How a person comes by what they can do: organisation, role, permissions. Projects stand below their organisation, also
 * where the person has no role in that.
 * @param permissionsOf what the server says that a role permits
 * @param first places that come first, by `keyOf`
 */
export function accessChain(
  grants: readonly HeldRole[],
  permissionsOf: (held: HeldRole) => readonly string[],
  first: ReadonlySet<string> = new Set(),
): readonly ExplainedPlace[] {
  const roleOf = (held: HeldRole): ExplainedRole => {
    const others = grants.filter((other) => other !== held && reaches(other.scope, held.scope));
    const elsewhere = new Set(others.flatMap(permissionsOf));
    const permissions = permissionsOf(held);
    return { held, permissions, alone: permissions.filter((name) => !elsewhere.has(name)) };
  };
  const placeOf = (scope: GrantScope, projects: readonly ExplainedPlace[]): ExplainedPlace => ({
    scope,
    roles: grants.filter((held) => keyOf(held.scope) === keyOf(scope)).map(roleOf),
    projects,
  });
  const scopes = [...new Map(grants.map(({ scope }) => [keyOf(scope), scope])).values()];
  const above = new Map<string, GrantScope>();
  for (const scope of scopes) {
    const top = topOf(scope, scopes);
    above.set(keyOf(top), top);
  }
  const rank = ({ scope, projects }: ExplainedPlace): number =>
    [scope, ...projects.map((project) => project.scope)].some((one) => first.has(keyOf(one))) ? 0 : 1;
  return [...above.values()]
    .map((top) =>
      placeOf(
        top,
        scopes
          .filter(
            (scope) =>
              scope.kind === 'project' && scope !== top && keyOf(topOf(scope, scopes)) === keyOf(top),
          )
          .map((scope) => placeOf(scope, []))
          .toSorted((a, b) => rank(a) - rank(b)),
      ),
    )
    .toSorted((a, b) => rank(a) - rank(b));
}

/** The organisation that a project belongs to, which may be known by its name alone. */
function topOf(scope: GrantScope, scopes: readonly GrantScope[]): GrantScope {
  if (scope.kind !== 'project' || scope.customer === '') {
    return scope;
  }
  return (
    scopes.find((other) => other.kind === 'customer' && other.uuid === scope.customer) ?? {
      kind: 'customer',
      uuid: scope.customer,
      name: scope.customerName ?? scope.customer,
    }
  );
}

function reaches(from: GrantScope, to: GrantScope): boolean {
  return (
    keyOf(from) === keyOf(to) ||
    (from.kind === 'customer' && to.kind === 'project' && to.customer === from.uuid)
  );
}
