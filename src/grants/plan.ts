import type { Caller } from '../access/caller';
import { contentTypeOf } from '../access/holding';
import { may } from '../access/may';
import { keyOf, type RoleObject } from '../access/objects';
import type { Plan } from '../runs/task';
import type { Role } from '../waldur/roles';
import {
  type Change,
  type Doubt,
  endOf,
  type Expiry,
  type GrantScope,
  type HeldGrant,
  roleTaskId,
  type Person,
  type RoleOfPerson,
  type RoleTask,
  type RoleName,
  sameExpiry,
  type Verb,
  type Why,
} from './roleTask';
import { fitsRestrictions } from './restrictions';
import { isOfRole, roleName, type Team, type Teams } from './teams';

/** What every plan is made against. */
export interface PlanContext {
  readonly caller: Caller;
  readonly now: Date;
  /** Who holds what on every scope concerned, read just before: see `readTeams`. */
  readonly teams: Teams;
}

/** A wish: that this person holds this role here until then. */
export interface Wish {
  readonly scope: GrantScope;
  readonly person: Person;
  readonly role: Role;
  /** Undefined: as it is where the role is held, else permanently. */
  readonly expiry: Expiry | undefined;
  readonly line?: number | undefined;
}

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

interface Decision {
  readonly change: Change;
  readonly doubt?: Doubt;
}

/** What has to happen so that a person holds a role until then. */
function hold(wish: Wish, context: PlanContext): RoleTask {
  const { scope, person, role, line } = wish;
  return {
    kind: 'role',
    id: roleTaskId('hold', scope, role, person),
    person,
    scope,
    role: roleName(role),
    ...decide(wish, context),
    ...(line === undefined ? {} : { line }),
  };
}

function decide(wish: Wish, context: PlanContext): Decision {
  const { scope, person, role } = wish;
  const found = grantsOf(wish, roleName(role), context.teams);
  const held = found.kind === 'read' ? found.grants[0]?.expiry : undefined;
  const expiry = wish.expiry === undefined ? (held ?? null) : wish.expiry;
  if (found.kind === 'unreadable') {
    return { change: impossible('grant', { kind: 'teamUnreadable', problem: found.problem }) };
  }
  if (found.grants.length > 0) {
    return changeExpiry({ ...wish, role: roleName(role) }, expiry, context);
  }
  const why = whyNotGrant(scope, person, role, expiry, context.now);
  if (why !== undefined) {
    return { change: impossible('grant', why) };
  }
  const permitted = ask('grant', wish, context);
  if (permitted.kind === 'no') {
    return { change: impossible('grant', permitted.why) };
  }
  const doubt =
    permitted.doubt ??
    (fitsRestrictions(person, scope.restrictions) === 'perhaps'
      ? ({ kind: 'restrictions' } as const)
      : undefined);
  return { change: { kind: 'add', expiry }, ...(doubt === undefined ? {} : { doubt }) };
}

function whyNotGrant(
  scope: GrantScope,
  person: Person,
  role: Role,
  expiry: Expiry,
  now: Date,
): Why | undefined {
  if (endOf(expiry) <= now.getTime()) {
    return { kind: 'past' };
  }
  if (person.active === false) {
    return { kind: 'inactivePerson' };
  }
  if (typeof role.content_type === 'string' && role.content_type !== contentTypeOf(scope.kind)) {
    return { kind: 'roleForOtherScope', contentType: role.content_type };
  }
  if (role.is_active === false) {
    return { kind: 'roleInactive' };
  }
  const organisation = scope.kind === 'customer' ? scope.uuid : scope.customer;
  if (typeof role.customer_uuid === 'string' && role.customer_uuid !== organisation) {
    return { kind: 'roleOfOtherOrganisation', organisation: role.customer_name ?? role.customer_uuid };
  }
  return fitsRestrictions(person, scope.restrictions) === 'no' ? { kind: 'restrictedEmail' } : undefined;
}

/**
 * A grant that exists is changed, never added to: `add_user` with a later end would make a second one beside it,
 * and from then on the server fails on both. That holds for one that is past but not swept, too.
 */
function changeExpiry(target: RoleOfPerson, expiry: Expiry, context: PlanContext): Decision {
  const found = grantsOf(target, target.role, context.teams);
  if (found.kind === 'unreadable') {
    return { change: impossible('changeExpiry', { kind: 'teamUnreadable', problem: found.problem }) };
  }
  const [held, ...more] = found.grants;
  if (held === undefined) {
    return { change: impossible('changeExpiry', { kind: 'notHeld' }) };
  }
  if (more.length > 0) {
    return { change: impossible('changeExpiry', { kind: 'twice' }) };
  }
  if (sameExpiry(held.expiry, expiry)) {
    return { change: { kind: 'unchanged', expiry: held.expiry } };
  }
  if (endOf(expiry) <= context.now.getTime()) {
    return { change: impossible('changeExpiry', { kind: 'past' }) };
  }
  const permitted = ask('changeExpiry', target, context);
  if (permitted.kind === 'no') {
    return { change: impossible('changeExpiry', permitted.why) };
  }
  const kind = endOf(expiry) > endOf(held.expiry) ? 'prolong' : 'shorten';
  return {
    change: { kind, grant: held.uuid, from: held.expiry, to: expiry },
    ...(permitted.doubt === undefined ? {} : { doubt: permitted.doubt }),
  };
}

function lose(target: RoleOfPerson, context: PlanContext): RoleTask {
  const { scope, person, role } = target;
  const id = roleTaskId('lose', scope, role, person);
  return { kind: 'role', id, person, scope, role, ...revoke(target, context) };
}

function revoke(target: RoleOfPerson, context: PlanContext): Decision {
  const found = grantsOf(target, target.role, context.teams);
  if (found.kind === 'unreadable') {
    return { change: impossible('revoke', { kind: 'teamUnreadable', problem: found.problem }) };
  }
  const [held, ...more] = found.grants;
  if (held === undefined) {
    return { change: impossible('revoke', { kind: 'notHeld' }) };
  }
  if (more.length > 0) {
    return { change: impossible('revoke', { kind: 'twice' }) };
  }
  const permitted = ask('revoke', target, context);
  return permitted.kind === 'no'
    ? { change: impossible('revoke', permitted.why) }
    : {
        change: { kind: 'remove', grant: held.uuid, from: held.expiry },
        ...(permitted.doubt === undefined ? {} : { doubt: permitted.doubt }),
      };
}

type Permitted =
  { readonly kind: 'yes'; readonly doubt?: Doubt } | { readonly kind: 'no'; readonly why: Why };

function ask(
  verb: Verb,
  { scope, person }: { readonly scope: GrantScope; readonly person: Person },
  { caller, now }: PlanContext,
): Permitted {
  const object: RoleObject = { ...scope, person: person.uuid };
  const answer = may(caller, verb, object, now);
  switch (answer.kind) {
    case 'yes':
      return { kind: 'yes' };
    case 'perhaps':
      return { kind: 'yes', doubt: answer.reason };
    case 'no':
      return { kind: 'no', why: { kind: 'notAllowed', reason: answer.reason, whoCan: answer.whoCan } };
  }
}

function grantsOf(
  { scope, person }: { readonly scope: GrantScope; readonly person: Person },
  role: RoleName,
  teams: Teams,
): Team {
  const team: Team = teams.get(keyOf(scope)) ?? { kind: 'unreadable', problem: { kind: 'cancelled' } };
  return team.kind === 'unreadable'
    ? team
    : {
        kind: 'read',
        grants: team.grants.filter((held) => held.person.uuid === person.uuid && isOfRole(held, role)),
      };
}

/** None where the team could not be read. */
function heldBy(
  target: { readonly scope: GrantScope; readonly person: Person },
  role: RoleName,
  { teams }: PlanContext,
): readonly HeldGrant[] {
  const found = grantsOf(target, role, teams);
  return found.kind === 'read' ? found.grants : [];
}

function impossible(wanted: Verb, why: Why): Change {
  return { kind: 'impossible', wanted, why };
}
