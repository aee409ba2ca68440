import type { Caller } from '../access/caller';
import { keyOf } from '../access/objects';
import { seesAllGrants } from '../access/seesAllGrants';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { WaldurError } from '../waldur/errors';
import { accessByList } from './accessByList';
import { type AccessLimit, accessByScopes, type PersonAccess } from './accessByScopes';
import type { HeldRole } from './roleTask';
import { readTeams, type Teams } from './teams';

/** The order of names in the language of the reader. */
type CompareTexts = (one: string, other: string) => number;

/**
 * Everything a person can reach on organisations, projects and managing organisations that the caller sees:
 * organisations first, then projects, then managing organisations, each by name. Roles on single calls, offerings and
 * proposals are left out. Staff and support ask the server's list of all grants; others, and where that list cannot
 * be had, every scope.
 * @throws WaldurError when cancelled, and for staff and support where the server no longer accepts the token
 */
export async function readPersonAccess(
  client: WaldurClient,
  person: { readonly uuid: string },
  caller: Caller,
  options: CallOptions & AccessLimit & { readonly now?: () => Date; readonly compare?: CompareTexts } = {},
): Promise<PersonAccess> {
  const now = options.now?.() ?? new Date();
  const access =
    (await byList(client, person, caller, now, options)) ??
    (await accessByScopes(client, person, caller, now, options));
  return { ...access, grants: access.grants.toSorted(byScope(options.compare)) };
}

/** Undefined where the caller is not shown all grants, or the list could not be read. */
async function byList(
  client: WaldurClient,
  person: { readonly uuid: string },
  caller: Caller,
  now: Date,
  options: CallOptions & AccessLimit,
): Promise<PersonAccess | undefined> {
  if (!seesAllGrants(caller)) {
    return undefined;
  }
  try {
    return await accessByList(client, person, caller, now, options);
  } catch (error) {
    if (error instanceof WaldurError && !['cancelled', 'unauthorized'].includes(error.problem.kind)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * The teams of all scopes that the grants are on, this person's grants only: what a plan about them is made against.
 * Those that were read with the grants are not read again.
 * @throws only when cancelled
 */
export async function readTeamsOf(
  client: WaldurClient,
  { grants, teams }: PersonAccess,
  person: { readonly uuid: string },
  caller: Caller,
  options: CallOptions = {},
): Promise<Teams> {
  const unread = grants.map(({ scope }) => scope).filter((scope) => !teams.has(keyOf(scope)));
  const read = await readTeams(client, unread, {
    ...options,
    person: person.uuid,
    roles: caller.rolesBy,
  });
  return new Map([...teams, ...read]);
}

const places = { customer: 0, project: 1, 'call-managing-organisation': 2 } as const;

function byScope(compare: CompareTexts = (a, b) => Number(a > b) - Number(a < b)) {
  return (a: HeldRole, b: HeldRole): number =>
    places[a.scope.kind] - places[b.scope.kind] ||
    compare(a.scope.name, b.scope.name) ||
    compare(a.role.name, b.role.name);
}
