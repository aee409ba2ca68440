import { contentTypeOf } from '../access/holding';
import { keyOf } from '../access/objects';
import type { Plan } from '../runs/task';
import type { Role } from '../waldur/roles';
import { planTeams } from './plan';
import type { PlanContext, Wish } from './planRole';
import {
  endOf,
  type GrantScope,
  type HeldRole,
  type Person,
  type RoleName,
  type RoleTask,
  roleTaskId,
} from './roleTask';

/**
 * The roles of a colleague for newcomers, until the colleague's end; what is past already is left out. In other places
 * each role is granted wherever it is for that kind of place. A role that they have for longer is left as it is.
 * @returns `unfit`: the roles that are for none of the places, or are not among those of the server
 */
export function planCopies(
  held: readonly HeldRole[],
  people: readonly Person[],
  { scopes, isElsewhere }: { readonly scopes: readonly GrantScope[]; readonly isElsewhere: boolean },
  context: PlanContext,
): { readonly plan: Plan<RoleTask>; readonly unfit: readonly RoleName[] } {
  const { caller, now } = context;
  const wishes = new Map<string, Wish>();
  const unfit = new Map<string, RoleName>();
  for (const { role: name, scope: place, expiry } of held.filter(
    (one) => endOf(one.expiry) > now.getTime(),
  )) {
    const role = caller.rolesBy.get(name.uuid) ?? caller.rolesBy.get(name.name);
    const where = isElsewhere
      ? scopes.filter((scope) => role !== undefined && isFor(role, scope))
      : scopes.filter((scope) => keyOf(scope) === keyOf(place));
    if (role === undefined || where.length === 0) {
      unfit.set(name.uuid, name);
      continue;
    }
    for (const scope of where) {
      for (const person of people) {
        const id = roleTaskId('hold', scope, role, person);
        const known = wishes.get(id);
        if (known === undefined || endOf(expiry) > endOf(known.expiry ?? null)) {
          wishes.set(id, { scope, person, role, expiry });
        }
      }
    }
  }
  const { tasks } = planTeams([...wishes.values()], false, context);
  return {
    plan: {
      tasks: tasks.map((task) =>
        task.change.kind === 'shorten'
          ? { ...task, change: { kind: 'unchanged', expiry: task.change.from } }
          : task,
      ),
    },
    unfit: [...unfit.values()],
  };
}

function isFor(role: Role, scope: GrantScope): boolean {
  return role.content_type === contentTypeOf(scope.kind);
}
