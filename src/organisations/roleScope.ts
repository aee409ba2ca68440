import type { ScopeObject } from '../access/objects';
import { may } from '../access/may';
import { managingOf, mayDelete } from '../access/mayDelete';
import { mayEdit } from '../access/mayEdit';
import type { Connection } from '../connections/connection';
import type { OrganisationStore } from './organisationStore';
import type { GrantScope, HeldRole } from '../grants/roleTask';

/** Something that people have roles in, on one server. */
export interface RoleScope {
  readonly connection: Connection;
  readonly object: GrantScope;
}

/** A role that a row shows, on one server. */
export interface ShownRole {
  readonly connection: Connection;
  readonly held: HeldRole;
}

/**
 * Flags of a scope's row for the menus: what the caller may do to it and its team, or may try. None before it is known who
 * the caller is.
 */
export function scopeFlags({ caller: { now: caller } }: OrganisationStore, object: ScopeObject): string[] {
  if (caller === undefined) {
    return [];
  }
  const now = new Date();
  const flags: string[] = ['scope'];
  if (may(caller, 'grant', object, now).kind !== 'no') {
    flags.push('canGrant');
  }
  if (object.kind !== 'call-managing-organisation' && may(caller, 'invite', object, now).kind !== 'no') {
    flags.push('canInvite');
  }
  if (mayDelete(caller, object, now).kind !== 'no') {
    flags.push('canDelete');
  }
  const whole = mayEdit(caller, object, now).kind !== 'no';
  if (whole) {
    flags.push('canSetImage');
  }
  // A field at least: there is a permission for contacts alone.
  if (whole || (object.kind === 'customer' && may(caller, 'editContact', object, now).kind !== 'no')) {
    flags.push('canEdit');
  }
  if (object.kind === 'customer' && may(caller, 'setOrganisationGroups', object, now).kind !== 'no') {
    flags.push('canSetGroups');
  }
  if (object.kind === 'customer' && mayDelete(caller, managingOf(object), now).kind !== 'no') {
    flags.push('canSetCalls');
  }
  return flags;
}

/** The same for someone's role in a scope. */
export function grantFlags(
  { caller: { now: caller } }: OrganisationStore,
  object: ScopeObject,
  person: string | null | undefined,
): string[] {
  if (caller === undefined) {
    return [];
  }
  const now = new Date();
  const role = { ...object, person: person ?? undefined };
  const allowed = (action: 'grant' | 'changeExpiry' | 'revoke') =>
    may(caller, action, role, now).kind !== 'no';
  const revoke = allowed('revoke');
  return [
    'role',
    ...(revoke ? ['canRevoke'] : []),
    ...(allowed('changeExpiry') ? ['canExpire'] : []),
    ...(revoke && allowed('grant') ? ['canChangeRole'] : []),
  ];
}

/** The same for what the caller may make in an organisation. */
export function createFlags(
  { caller: { now: caller } }: OrganisationStore,
  object: ScopeObject,
): readonly string[] {
  if (caller === undefined || object.kind !== 'customer') {
    return [];
  }
  const now = new Date();
  const flags = {
    createProject: 'canCreateProject',
    createManagingOrganisation: 'canCreateManaging',
  } as const;
  return (['createProject', 'createManagingOrganisation'] as const)
    .filter((action) => may(caller, action, object, now).kind !== 'no')
    .map((action) => flags[action]);
}
