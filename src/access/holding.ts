import type { Role } from '../waldur/roles';
import type { Permission } from '../waldur/session';
import { type Answer, no, perhaps, yes } from './answer';
import type { Caller } from './caller';
import { keyOf, type ScopeObject } from './objects';

/** Who asks, and when. */
export interface Question {
  readonly caller: Caller;
  readonly now: Date;
}

/** The model's name and the uuid, as grants carry them. */
export interface ModelRef {
  readonly type: string;
  readonly uuid: string;
}

/** Grants name the model, roles the type: for call managing organisations these are two different words. */
const contentTypes: Readonly<Record<string, string>> = {
  callmanagingorganisation: 'call_organizer',
  serviceprovider: 'service_provider',
};

export function customerScope(uuid: string): ModelRef {
  return { type: 'customer', uuid };
}

export function scopeOf(object: ScopeObject): ModelRef {
  switch (object.kind) {
    case 'customer':
    case 'project':
      return { type: object.kind, uuid: object.uuid };
    case 'call-managing-organisation':
      return { type: 'callmanagingorganisation', uuid: object.uuid };
  }
}

/** The `content_type` of the roles that can be granted on a kind of scope. */
export function contentTypeOf(kind: ScopeObject['kind']): string {
  return kind === 'call-managing-organisation' ? 'call_organizer' : kind;
}

/** A permission on any of some scopes, through any grant, not only the first one found. */
export function permission(
  { caller, now }: Question,
  wanted: string,
  ...scopes: readonly ModelRef[]
): Answer {
  const carries = (role: Role) => role.permissions?.includes(wanted) ?? undefined;
  const types = scopes.map(({ type }) => contentTypes[type] ?? type);
  return weigh({ caller, now }, grantsOn(caller, scopes), carries, () =>
    no(
      { kind: 'permission', permission: wanted },
      {
        staff: true,
        roles: caller.roles.filter(
          (role) =>
            role.is_active !== false && types.includes(role.content_type ?? '') && carries(role) === true,
        ),
      },
    ),
  );
}

/** One role by its name, as where the server asks "is owner?" and not for a permission. */
export function roleNamed(question: Question, name: string, ...scopes: readonly ModelRef[]): Answer {
  const { caller } = question;
  return weigh(
    question,
    grantsOn(caller, scopes),
    // A clone of the role that one organisation has for itself may count or not.
    (role) => role.name === name || (role.template_name === name ? undefined : false),
    () =>
      no(
        { kind: 'role', role: name },
        { staff: true, roles: caller.roles.filter((role) => role.name === name) },
      ),
  );
}

/** Any role at all, also one that carries nothing. */
export function anyRole(question: Question, ...scopes: readonly ModelRef[]): Answer {
  return holdsAny(question, grantsOn(question.caller, scopes));
}

/** As `anyRole`, for grants found by other means than their scope. */
export function holdsAny({ caller, now }: Question, grants: readonly Permission[]): Answer {
  if (caller.staff || grants.some((grant) => !isPast(grant, now))) {
    return yes;
  }
  const past = grants.find((grant) => isPast(grant, now));
  return past === undefined
    ? no({ kind: 'invisible' }, { staff: true })
    : perhaps({ kind: 'expired', at: past.expiration_time ?? '' });
}

/**
 * Yes when a grant that lasts has it, else perhaps when one that is past does or when a role is not known.
 * @param has whether a role does it; undefined: cannot be told
 */
function weigh(
  { caller, now }: Question,
  grants: readonly Permission[],
  has: (role: Role) => boolean | undefined,
  otherwise: () => Answer,
): Answer {
  if (caller.staff) {
    return yes;
  }
  let past: string | undefined;
  const unknown: string[] = [];
  for (const grant of grants) {
    const role = caller.rolesBy.get(grant.role_uuid ?? '') ?? caller.rolesBy.get(grant.role_name ?? '');
    const answer = role === undefined ? undefined : has(role);
    if (answer === true && !isPast(grant, now)) {
      return yes;
    }
    if (answer === true) {
      past = grant.expiration_time ?? '';
    } else if (answer === undefined) {
      unknown.push(grant.role_name ?? grant.role_uuid ?? '');
    }
  }
  if (past !== undefined) {
    return perhaps({ kind: 'expired', at: past });
  }
  return unknown.length > 0 ? perhaps({ kind: 'unknownRole', roles: unknown }) : otherwise();
}

function grantsOn(caller: Caller, scopes: readonly ModelRef[]): readonly Permission[] {
  return scopes.flatMap(({ type, uuid }) => caller.grantsOn.get(keyOf({ kind: type, uuid })) ?? []);
}

/** Whether a grant is past by the clock here; the server may see it a little earlier or later. */
export function isPast(grant: { readonly expiration_time?: string | null | undefined }, now: Date): boolean {
  const at = Date.parse(grant.expiration_time ?? '');
  return !Number.isNaN(at) && at <= now.getTime();
}
