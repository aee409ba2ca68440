import type { Caller } from '../access/caller';
import { keyOf } from '../access/objects';
import type { Plan } from '../runs/task';
import type { Role } from '../waldur/roles';
import {
  endOf,
  type Expiry,
  type GrantScope,
  type Person,
  type RoleOfPerson,
  type RoleTask,
  roleTaskId,
} from './roleTask';
import { changeExpiry, heldBy, hold, impossible, lose, type PlanContext, type Wish } from './planRole';
import { isOfRole, roleName } from './teams';

/** Every one of these people gets the role on every one of these scopes, until then. */
export function planGrants(
  wishes: {
    readonly scopes: readonly GrantScope[];
    readonly people: readonly Person[];
    readonly role: Role;
    readonly expiry: Expiry;
  },
  context: PlanContext,
): Plan<RoleTask> {
  const { scopes, people, role, expiry } = wishes;
  return planWishes(
    scopes.flatMap((scope) => people.map((person) => ({ scope, person, role, expiry }))),
    context,
  );
}

/** One task a wish; of several for the same person, role and scope the last one counts. */
function planWishes(wishes: readonly Wish[], context: PlanContext): Plan<RoleTask> {
  return unique(wishes.map((wish) => hold(wish, context)));
}

/** From now on these grants end then; null makes them permanent. */
export function planExpiry(
  held: readonly RoleOfPerson[],
  expiry: Expiry,
  context: PlanContext,
): Plan<RoleTask> {
  return unique(
    held.map((target) => {
      const id = roleTaskId('hold', target.scope, target.role, target.person);
      return { kind: 'role', id, ...target, ...changeExpiry(target, expiry, context) };
    }),
  );
}

/**
 * These grants are taken away: one, several, or everything someone has. The caller's own come last, and of those
 * the ones that give the right to take the others away.
 */
export function planRevoke(held: readonly RoleOfPerson[], context: PlanContext): Plan<RoleTask> {
  const { tasks } = unique(held.map((target) => lose(target, context)));
  return { tasks: tasks.toSorted((a, b) => support(a, context.caller) - support(b, context.caller)) };
}

/** How much of what the caller may do hangs on a grant. */
function support({ person, scope, role }: RoleTask, caller: Caller): number {
  if (person.uuid !== caller.uuid) {
    return 0;
  }
  const known = caller.rolesBy.get(role.uuid) ?? caller.rolesBy.get(role.name);
  const revokes = known?.permissions?.some((name) => name.endsWith('.DELETE_PERMISSION')) ?? false;
  const revokesHere = known?.permissions?.includes('CUSTOMER.DELETE_PERMISSION') ?? false;
  return scope.kind === 'customer' ? 3 + Number(revokes) + Number(revokesHere) : 1 + Number(revokes);
}

/**
 * Another role instead, until the same time: the new one is added first, then the old one goes. Where several become
 * one, the latest end counts, also that of the new role where it is held already: a change of role shortens nothing.
 */
export function planRoleChange(
  held: readonly RoleOfPerson[],
  role: Role,
  context: PlanContext,
): Plan<RoleTask> {
  const targets = held.map((target) => ({ target, loss: lose(target, context) }));
  const endsFor = ({ scope, person }: RoleOfPerson): readonly Expiry[] => [
    ...targets.flatMap(({ loss }) =>
      loss.change.kind === 'remove' && keyOf(loss.scope) === keyOf(scope) && loss.person.uuid === person.uuid
        ? [loss.change.from]
        : [],
    ),
    ...heldBy({ scope, person }, roleName(role), context).map(({ expiry }) => expiry),
  ];
  return unique(
    targets.flatMap(({ target, loss }) => {
      const [grant] = heldBy(target, target.role, context);
      const isSame = isOfRole(target, role);
      if (grant === undefined || (loss.change.kind === 'impossible' && !isSame)) {
        return [loss];
      }
      const gain = hold({ ...target, role, expiry: latest(grant.expiry, endsFor(target)) }, context);
      if (isSame) {
        return [gain];
      }
      return gain.change.kind === 'impossible'
        ? [gain, { ...loss, change: impossible('revoke', { kind: 'firstStepImpossible' }), after: gain.id }]
        : [gain, { ...loss, after: gain.id }];
    }),
  );
}

function latest(first: Expiry, others: readonly Expiry[]): Expiry {
  return others.reduce((a, b) => (endOf(b) > endOf(a) ? b : a), first);
}

/**
 * What a list of wishes makes of the teams of the scopes it names.
 * @param removeOthers also revokes every grant on these scopes that the list does not name
 */
export function planTeams(
  wishes: readonly Wish[],
  removeOthers: boolean,
  context: PlanContext,
): Plan<RoleTask> {
  const { tasks } = planWishes(wishes, context);
  if (!removeOthers) {
    return { tasks };
  }
  const wanted = new Set(wishes.map(({ scope, role, person }) => roleTaskId('hold', scope, role, person)));
  const scopes = new Map(wishes.map(({ scope }) => [keyOf(scope), scope]));
  const others = [...scopes].flatMap(([key, scope]) => {
    const team = context.teams.get(key);
    return team?.kind === 'read'
      ? team.grants.filter(({ role, person }) => !wanted.has(roleTaskId('hold', scope, role, person)))
      : [];
  });
  return { tasks: [...tasks, ...planRevoke(others, context).tasks] };
}

function unique(tasks: readonly RoleTask[]): Plan<RoleTask> {
  return { tasks: [...new Map(tasks.map((task) => [task.id, task])).values()] };
}
