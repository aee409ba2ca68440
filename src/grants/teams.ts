import { labelOfRole } from '../access/roleLabel';
import type { CallOptions, WaldurClient } from '../waldur/client';
import type { CustomerUser } from '../waldur/customerUsers';
import { type Problem, WaldurError } from '../waldur/errors';
import { type Grant, listUsers } from '../waldur/members';
import { readAllPages } from '../waldur/paging';
import type { Role } from '../waldur/roles';
import { keyOf } from '../access/objects';
import type { GrantScope, HeldGrant, HeldRole, Person, RoleName } from './roleTask';
import { shownName } from '../waldur/shownName';

/** The grants on one scope, or why they are not known. */
export type Team =
  | {
      readonly kind: 'read';
      readonly grants: readonly HeldGrant[];
      /** Only this person's grants were read. */
      readonly person?: string | undefined;
    }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** Teams by `keyOf` of their scope. */
export type Teams = ReadonlyMap<string, Team>;

export function roleName(role: Pick<Role, 'uuid' | 'name' | 'description'>): RoleName {
  return { uuid: role.uuid, name: role.name, label: labelOfRole(role) };
}

/**
 * The role that a row names, as the server describes it where that is known.
 * @param roles by uuid or name
 */
export function roleOf(
  { role_uuid: uuid, role_name: name, role_description: description }: RowOfRole,
  roles?: ReadonlyMap<string, Role>,
): RoleName {
  const known = name ?? uuid ?? '';
  const role = roles?.get(uuid ?? '') ?? roles?.get(name ?? '');
  return roleName(role ?? { uuid: uuid ?? known, name: known, description });
}

/** The role as the server describes it, where that is known. */
export function knownRole(role: RoleName, roles: ReadonlyMap<string, Role>): RoleName {
  const known = roles.get(role.uuid) ?? roles.get(role.name);
  return known === undefined ? role : roleName(known);
}

/** What rows of grants and invitations say of their role. */
interface RowOfRole {
  readonly role_uuid?: string | null | undefined;
  readonly role_name?: string | null | undefined;
  readonly role_description?: string | null | undefined;
}

/** @param roles by uuid or name, for their labels */
export function heldOf(scope: GrantScope, row: Grant, roles?: ReadonlyMap<string, Role>): HeldGrant {
  return {
    uuid: row.uuid,
    scope,
    person: personOfGrant(row),
    role: roleOf(row, roles),
    expiry: row.expiration_time ?? null,
  };
}

/** Whose grant it is. */
export function personOfGrant(row: Grant): Person {
  const { user_uuid: uuid, user_full_name: full_name, user_username: username, user_email: email } = row;
  return { ...personOfUser({ uuid: uuid ?? row.uuid, full_name, username, email }), uuid: uuid ?? '' };
}

/** What a row says of a person. */
interface RowOfUser {
  readonly uuid: string;
  readonly full_name?: string | null | undefined;
  readonly username?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly is_active?: boolean | null | undefined;
}

export function personOfUser({
  uuid,
  full_name: fullName,
  username,
  email,
  is_active: active,
}: RowOfUser): Person {
  return {
    uuid,
    name: shownName(uuid, fullName, username, email),
    ...(username ? { username } : {}),
    ...(email ? { email } : {}),
    ...(active === false ? { active } : {}),
  };
}

/** The roles in projects that a row of an organisation's people tells of: by their names alone, and without grants. */
export function rolesInProjects(
  row: CustomerUser,
  organisation: GrantScope,
  roles?: ReadonlyMap<string, Role>,
): readonly HeldRole[] {
  const person = personOfUser(row);
  return (row.projects ?? []).map(({ uuid, name, role_name, expiration_time: expiry }) => ({
    person,
    scope: {
      kind: 'project',
      uuid,
      customer: organisation.uuid,
      state: organisation.state,
      name: shownName(uuid, name),
      customerName: organisation.name,
    },
    role: roleOf({ role_name }, roles),
    expiry: expiry ?? null,
  }));
}

export interface ReadTeamsOptions extends CallOptions {
  readonly roles?: ReadonlyMap<string, Role> | undefined;
  /** Only this person's grants. */
  readonly person?: string | undefined;
}

/**
 * Reads who holds what on each scope, by `list_users`. A scope that cannot be read does not stop the others.
 * @throws only when cancelled
 */
export async function readTeams(
  client: WaldurClient,
  scopes: readonly GrantScope[],
  options: ReadTeamsOptions = {},
): Promise<Teams> {
  const unique = [...new Map(scopes.map((scope) => [keyOf(scope), scope])).values()];
  const teams = await Promise.all(unique.map((scope) => readTeam(client, scope, options)));
  return new Map(unique.map((scope, index) => [keyOf(scope), teams[index] ?? unread]));
}

const unread: Team = { kind: 'unreadable', problem: { kind: 'cancelled' } };

export async function readTeam(
  client: WaldurClient,
  scope: GrantScope,
  options: ReadTeamsOptions = {},
): Promise<Team> {
  try {
    return { kind: 'read', grants: await readGrants(client, scope, options), person: options.person };
  } catch (error) {
    if (error instanceof WaldurError && error.problem.kind !== 'cancelled') {
      return { kind: 'unreadable', problem: error.problem };
    }
    throw error;
  }
}

/**
 * The grants on a scope, of one person if wanted. Servers of 2024 answer everyone's for a person they do not know,
 * so the answer is sifted again.
 */
export async function readGrants(
  client: WaldurClient,
  scope: GrantScope,
  { person, roles, ...options }: ReadTeamsOptions = {},
): Promise<readonly HeldGrant[]> {
  const grants: HeldGrant[] = [];
  const pages = readAllPages(
    (page, call) =>
      listUsers(
        client,
        scope,
        { page, page_size: 300, ...(person === undefined ? {} : { user: person }) },
        call,
      ),
    options,
  );
  for await (const { rows } of pages) {
    for (const row of rows) {
      if (person === undefined || row.user_uuid === person) {
        grants.push(heldOf(scope, row, roles));
      }
    }
  }
  return grants;
}

/** Whether a grant is of that role; some servers leave out one of the two. */
export function isOfRole(
  held: { readonly role: RoleName },
  role: { readonly uuid: string; readonly name: string },
): boolean {
  return held.role.uuid === role.uuid || held.role.name === role.name;
}
