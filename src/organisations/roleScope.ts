import type { ScopeObject } from '../access/objects';
import { may } from '../access/may';
import type { Connection } from '../connections/connection';
import type { OrganisationStore } from './organisationStore';
import type { Grant } from '../waldur/members';

/** Something that roles are held on, with what it is called. */
export interface RoleScope {
  readonly connection: Connection;
  readonly object: ScopeObject;
  readonly name: string;
  /** The organisation a project belongs to, where it is known. */
  readonly customerName?: string | undefined;
  /** Of an organisation, where it is known. */
  readonly abbreviation?: string | undefined;
}

/** A grant as a row shows it, with what it is held on. */
export interface HeldGrant {
  readonly scope: RoleScope;
  readonly grant: Grant;
}

/**
 * Flags of a scope's row for the menus: what the caller may do to its team, or may try. None before it is known who
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
