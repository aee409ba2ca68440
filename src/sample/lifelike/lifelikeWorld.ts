import type { ServerVersion } from '../versions';
import type { World, WorldCustomer, WorldGrant, WorldImage, WorldProject } from '../world';
import { lifelikeBilling } from './billing';
import { Calendar } from './calendar';
import { lifelikeCalls } from './calls';
import { lifelikeChecklists } from './checklists';
import { lifelikeEvents } from './events';
import { lifelikeGrants } from './grants';
import { lifelikeInvitations } from './invitations';
import { manyOrganisations } from './manyOrganisations';
import { lifelikeCustomers, lifelikeGroups, logoOf, lifelikeGroupTypes } from './organisations';
import { organisationStories } from './organisationStories';
import { lifelikePeople } from './people';
import { picture } from './pictures';
import { withCosts } from './projectCosts';
import { lifelikeProjects, lifelikeProjectTypes } from './projects';
import { Random, uuidOf } from './random';
import { lifelikeRoles } from './roles';
import { lifelikeServices } from './services';

function lifelikeImages(): Record<string, WorldImage> {
  const logos = organisationStories.map(({ key }) => logoOf(key)).filter((key) => key !== undefined);
  const keys = [...logos, uuidOf('image', 'mari.kask'), uuidOf('image', 'genome-2030')];
  return Object.fromEntries(keys.map((key, index) => [key, picture(index)]));
}

/** Makes `world.customers` up to `total` long when it is first read, so that a large world starts as fast as a small one. */
function growCustomers(world: World, total: number, calendar: Calendar): World {
  let customers: WorldCustomer[] | undefined;
  const told = world.customers;
  return Object.defineProperty(world, 'customers', {
    enumerable: true,
    configurable: true,
    get: () => (customers ??= [...told, ...manyOrganisations(total - told.length, calendar)]),
    set: (value: WorldCustomer[]) => {
      customers = value;
    },
  });
}

/**
 * Deleting a project revokes the roles in it, and on service providers and managing organisations servers of 2024
 * know no roles.
 */
function asServersKeep(
  grants: readonly WorldGrant[],
  world: {
    readonly projects: readonly WorldProject[];
    readonly server: ServerVersion;
    readonly calendar: Calendar;
  },
): WorldGrant[] {
  const deleted = new Set(world.projects.filter((project) => project.is_removed).map(({ uuid }) => uuid));
  const unknown = world.server === '7.0' ? ['serviceprovider', 'callmanagingorganisation'] : [];
  return grants
    .filter((grant) => !unknown.includes(grant.scope_type))
    .map((grant) =>
      deleted.has(grant.scope)
        ? { ...grant, is_active: false, expiration_time: world.calendar.time(-3) }
        : grant,
    );
}

/**
 * The sample's own world: a Nordic and Baltic research cloud, all of it invented. The same `now` gives the same world.
 * @param options.now the server's clock at its start; all dates are relative to it
 * @param options.server whose roles there are: an older one describes fewer
 * @param options.scale how many organisations there are in total; left out: the 42 told by hand
 */
export function lifelikeWorld(options: {
  readonly now: Date;
  readonly scale?: number;
  readonly server?: ServerVersion;
}): World {
  const calendar = new Calendar(options.now);
  // Every part draws from a source of its own: changing one leaves the others as they are.
  const customers = lifelikeCustomers(new Random(1), calendar);
  const { users, staffOf } = lifelikePeople(new Random(2), calendar);
  const projects = lifelikeProjects(new Random(3), calendar);
  const grants = asServersKeep(lifelikeGrants(staffOf, new Random(4), calendar), {
    projects,
    server: options.server ?? 'newest',
    calendar,
  });
  const rows = {
    now: calendar.time(0),
    users,
    roles: lifelikeRoles(options.server ?? 'newest'),
    organizationGroupTypes: lifelikeGroupTypes(),
    organizationGroups: lifelikeGroups(),
    customers,
    projectTypes: lifelikeProjectTypes(),
    projects: withCosts(projects, customers, new Random(8)),
    grants,
    ...lifelikeServices(projects, new Random(5), calendar),
    ...lifelikeCalls(grants, new Random(6), calendar),
    ...lifelikeChecklists(customers, projects, grants, new Random(7), calendar),
    ...lifelikeBilling(calendar),
    invitations: lifelikeInvitations(calendar),
    images: lifelikeImages(),
  };
  const world: World = { ...rows, events: lifelikeEvents(rows) };
  const scale = options.scale ?? 0;
  return scale > customers.length ? growCustomers(world, scale, calendar) : world;
}
