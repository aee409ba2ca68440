import type { PersonAccess } from '../../src/grants/accessByScopes';
import { lifelikeWorld } from '../../src/sample/lifelike/lifelikeWorld';
import { uuidOf } from '../../src/sample/lifelike/random';
import type { SampleServerOptions } from '../../src/sample/server';
import type { World, WorldGrant } from '../../src/sample/world';
import { type Bench, instant, openBench, staffName } from './grantsWorld';

/** Holds nothing in the sample world. */
export const someone = 'ottilie.weber';

export const day = 24 * 60 * 60 * 1000;

export const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** A grant of that someone. */
export function grant(
  role: string,
  scope_type: string,
  scope: string,
  rest: Partial<WorldGrant> = {},
): WorldGrant {
  const uuid = uuidOf('grant', `${role} ${scope} ${Object.values(rest).join(' ')}`);
  return { uuid, user: someone, role, scope_type, scope, created: fromNow(-30 * day), ...rest };
}

export const projectsOf = ({ projects }: World) => projects.filter(({ is_removed }) => is_removed !== true);

/** On ten organisations, twelve projects, two managing organisations, and on what is not looked at: calls, offerings. */
export function grants24(world: World): readonly WorldGrant[] {
  const expiration_time = fromNow(9 * day);
  return [
    ...world.customers.slice(0, 10).map(({ uuid }) => grant('CUSTOMER.READER', 'customer', uuid)),
    ...projectsOf(world)
      .slice(-12)
      .map(({ uuid }) => grant('PROJECT.MEMBER', 'project', uuid, { expiration_time })),
    ...world.callManagingOrganisations
      .slice(0, 2)
      .map(({ uuid }) => grant('CUSTOMER.CALL_ORGANIZER', 'callmanagingorganisation', uuid)),
    ...world.calls.slice(0, 2).map(({ uuid }) => grant('CALL.REVIEWER', 'call', uuid)),
    ...world.offerings.slice(0, 2).map(({ uuid }) => grant('OFFERING.MANAGER', 'offering', uuid)),
  ];
}

/** More than one page of the list of all grants, less than two. */
export const rolesInAllProjects = (world: World): readonly WorldGrant[] =>
  projectsOf(world).flatMap(({ uuid }, index) =>
    ['PROJECT.MANAGER', 'PROJECT.ADMIN', 'PROJECT.MEMBER'].map((role) =>
      grant(role, 'project', uuid, { created: fromNow(-index * 1000) }),
    ),
  );

/** A bench on the sample world with these grants, too. */
export function openGranted(
  grants: (world: World) => readonly WorldGrant[],
  username = staffName,
  options: SampleServerOptions = {},
): Promise<Bench> {
  const world = lifelikeWorld({ now: new Date(), server: options.serverVersion ?? 'newest' });
  world.grants.push(...grants(world));
  return openBench(username, { world, ...options });
}

/** What the server is asked meanwhile. */
export async function asked({ server }: Bench, reading: () => Promise<unknown>): Promise<readonly string[]> {
  server.requests.clear();
  await reading();
  return server.requests.list().map(({ path }) => path);
}

/** The grants, in an order that does not hang on how they were read. */
export function shown({ grants }: PersonAccess): readonly object[] {
  return grants
    .map(({ scope, role, expiry, person }) => ({ scope, role, expiry: instant(expiry), person }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
