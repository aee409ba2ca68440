import type { Caller } from '../access/caller';
import { contentTypeOf } from '../access/holding';
import { may } from '../access/may';
import { keyOf, type RoleObject } from '../access/objects';
import type { Role } from '../waldur/roles';
import { fitsRestrictions } from './restrictions';
import {
  type Change,
  type Doubt,
  endOf,
  type Expiry,
  type GrantScope,
  type HeldGrant,
  type Person,
  type RoleName,
  type RoleOfPerson,
  type RoleTask,
  roleTaskId,
  sameExpiry,
  type Verb,
  type Why,
} from './roleTask';
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

interface Decision {
  readonly change: Change;
  readonly doubt?: Doubt;
}

/** What has to happen so that a person holds a role until then. */
export function hold(wish: Wish, context: PlanContext): RoleTask {
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
export function changeExpiry(target: RoleOfPerson, expiry: Expiry, context: PlanContext): Decision {
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

/** What has to happen so that a person no longer holds a role. */
export function lose(target: RoleOfPerson, context: PlanContext): RoleTask {
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
export function heldBy(
  target: { readonly scope: GrantScope; readonly person: Person },
  role: RoleName,
  { teams }: PlanContext,
): readonly HeldGrant[] {
  const found = grantsOf(target, role, teams);
  return found.kind === 'read' ? found.grants : [];
}

export function impossible(wanted: Verb, why: Why): Change {
  return { kind: 'impossible', wanted, why };
}
