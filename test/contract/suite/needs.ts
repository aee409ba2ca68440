import type { Me } from '../../../src/waldur/session';
import type { Role } from '../../../src/waldur/roles';

/**
 * What a case may need, each told from what the server says of the caller and from the options of the run:
 * - staff: staff; everything is made in an organisation of the suite's own
 * - support: support, and not staff
 * - ordinary: neither staff nor support
 * - member: sees an organisation; stranger: sees none
 * - owner: an organisation was named that the caller, not being staff, may change; it is put back
 * - team: `owner` who may also change its team; noTeam: or may not
 * - person: a second person was named, who gets roles and loses them again
 * - password: the caller's user name and password were given
 * - faults: the server may be made to fail (500), which its operators may be told of
 */
export const needs = [
  'staff',
  'support',
  'ordinary',
  'member',
  'stranger',
  'owner',
  'team',
  'noTeam',
  'person',
  'password',
  'faults',
] as const;
export type Need = (typeof needs)[number];

export interface Facts {
  readonly me: Me;
  readonly roles: readonly Role[];
  /** How many organisations the caller sees. */
  readonly organisations: number;
  /** Uuid of the organisation that may be changed. */
  readonly organisation: string | undefined;
  readonly person: string | undefined;
  readonly password: boolean;
  readonly faults: boolean;
}

const changing = ['CUSTOMER.UPDATE', 'PROJECT.CREATE', 'PROJECT.UPDATE', 'PROJECT.DELETE'].concat(
  ['CREATE', 'UPDATE', 'DELETE'].map((verb) => `PROJECT.${verb}_PERMISSION`),
);
const team = ['CREATE', 'UPDATE', 'DELETE'].map((verb) => `CUSTOMER.${verb}_PERMISSION`);

function permissionsOn(facts: Facts): ReadonlySet<string> {
  const granted = (facts.me.permissions ?? []).filter(
    (grant) => grant.scope_type === 'customer' && grant.scope_uuid === facts.organisation,
  );
  return new Set(
    granted.flatMap((grant) => facts.roles.find((role) => role.uuid === grant.role_uuid)?.permissions ?? []),
  );
}

/** Why a need is not met; undefined: it is. */
export function lacks(need: Need, facts: Facts): string | undefined {
  const { me } = facts;
  const staff = me.is_staff === true;
  switch (need) {
    case 'staff':
      return staff ? undefined : 'it takes a staff token';
    case 'support':
      return !staff && me.is_support === true ? undefined : 'it takes a support token';
    case 'ordinary':
      return staff || me.is_support === true
        ? 'it is about callers who are neither staff nor support'
        : undefined;
    case 'member':
      return facts.organisations > 0 ? undefined : 'the caller sees no organisation';
    case 'stranger':
      return facts.organisations === 0 ? undefined : 'it is about callers who see no organisation';
    case 'owner':
      return lacksOwner(facts, staff);
    case 'team':
      return lacksOwner(facts, staff) ?? missing(team, facts);
    case 'noTeam': {
      const held = permissionsOn(facts);
      return (
        lacksOwner(facts, staff) ??
        (team.some((permission) => held.has(permission))
          ? 'it is about owners who may not change the team'
          : undefined)
      );
    }
    case 'person':
      return facts.person === undefined ? 'it takes a second person: --user UUID' : undefined;
    case 'password':
      return facts.password ? undefined : 'it takes --username NAME, and the password in WALDUR_PASSWORD';
    case 'faults':
      return facts.faults
        ? undefined
        : 'it makes the server fail (500), which its operators may be told of: --faults';
  }
}

function lacksOwner(facts: Facts, staff: boolean): string | undefined {
  if (staff) {
    return 'it is about callers who are not staff';
  }
  if (facts.organisation === undefined) {
    return 'it takes an organisation whose data may be changed and put back: --organisation UUID';
  }
  return missing(changing, facts);
}

function missing(wanted: readonly string[], facts: Facts): string | undefined {
  const held = permissionsOn(facts);
  const absent = wanted.filter((permission) => !held.has(permission));
  return absent.length === 0
    ? undefined
    : `the caller does not hold ${absent.join(', ')} on that organisation`;
}
