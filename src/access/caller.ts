import type { CallOptions, WaldurClient } from '../waldur/client';
import { WaldurError } from '../waldur/errors';
import { readAllPages } from '../waldur/paging';
import { listRoles, type Role } from '../waldur/roles';
import { keyOf } from './objects';
import { readMe, readVersion, type Me, type MeField, type Permission } from '../waldur/session';

/** Who asks: everything a permission can rest on, indexed once. */
export interface Caller {
  readonly uuid: string;
  readonly username: string;
  readonly staff: boolean;
  readonly support: boolean;
  /** Signed in with a personal access token, which may allow less than the roles do. */
  readonly personalToken: boolean;
  /** As the server tells it, suffix and all; undefined when it does not. */
  readonly serverVersion: string | undefined;
  readonly roles: readonly Role[];
  /** Every grant of the caller. */
  readonly grants: readonly Permission[];
  /** The caller's grants on one scope, by `keyOf` with the model's name, as grants carry it, for its kind. */
  readonly grantsOn: ReadonlyMap<string, readonly Permission[]>;
  /** Roles by uuid and by name. */
  readonly rolesBy: ReadonlyMap<string, Role>;
}

/** What is known of a caller beside the own account. */
export interface CallerFacts {
  readonly roles?: readonly Role[] | undefined;
  readonly serverVersion?: string | undefined;
}

export function makeCaller(
  me: Me,
  facts: CallerFacts & { readonly personalToken?: boolean | undefined },
): Caller {
  const roles = facts.roles ?? [];
  const grants = me.permissions ?? [];
  const grantsOn = new Map<string, Permission[]>();
  for (const grant of grants) {
    const key = keyOf({ kind: grant.scope_type ?? '', uuid: grant.scope_uuid ?? '' });
    grantsOn.set(key, [...(grantsOn.get(key) ?? []), grant]);
  }
  return {
    uuid: me.uuid,
    username: me.username ?? '',
    staff: me.is_staff === true,
    support: me.is_support === true,
    personalToken: facts.personalToken ?? false,
    serverVersion: facts.serverVersion ?? oldVersion(me),
    roles,
    grants,
    grantsOn,
    rolesBy: new Map(roles.flatMap((role) => [[role.uuid, role] as const, [role.name, role] as const])),
  };
}

/** Only the servers of 2024, which tell their version to staff alone, leave this key out. */
function oldVersion(me: Me): string | undefined {
  return 'token_expires_at' in me ? undefined : '7.0';
}

const callerFields: readonly MeField[] = [
  'uuid',
  'username',
  'full_name',
  'email',
  'is_staff',
  'is_support',
  'permissions',
  'token_expires_at',
];

/**
 * Reads who the caller is: `GET /api/users/me/` (without the token), `GET /api/roles/` and `GET /api/version/`,
 * side by side. `me` grows with the caller's grants, so read once a session and after a 403.
 * @param facts what is known already is not read
 */
export async function readCaller(
  client: WaldurClient,
  facts: CallerFacts = {},
  options?: CallOptions,
): Promise<Caller> {
  const [me, roles, serverVersion] = await Promise.all([
    readMe(client, { field: callerFields }, options),
    facts.roles ?? readRoles(client, options),
    'serverVersion' in facts ? facts.serverVersion : readServerVersion(client, options),
  ]);
  return makeCaller(me, { roles, serverVersion, personalToken: client.personalToken });
}

/** Every role there is. */
async function readRoles(client: WaldurClient, options: CallOptions = {}): Promise<readonly Role[]> {
  const roles: Role[] = [];
  const pages = readAllPages((page, call) => listRoles(client, { page, page_size: 300 }, call), options);
  for await (const { rows } of pages) {
    roles.push(...rows);
  }
  return roles;
}

/** Old servers tell their version to staff and support only; that is no reason to fail, whoever words it. */
export async function readServerVersion(
  client: WaldurClient,
  options?: CallOptions,
): Promise<string | undefined> {
  try {
    return (await readVersion(client, options)).version;
  } catch (error) {
    if (
      error instanceof WaldurError &&
      ['forbidden', 'notFound', 'tooOld', 'notWaldur'].includes(error.problem.kind)
    ) {
      return undefined;
    }
    throw error;
  }
}
