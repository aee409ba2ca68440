import type { Caller } from '../access/caller';
import { may } from '../access/may';
import { listCallManagingOrganisations } from '../waldur/callManagingOrganisations';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { type Customer, listCustomers } from '../waldur/customers';
import { type Problem, WaldurError } from '../waldur/errors';
import { unseen } from '../waldur/unseen';
import { readAllPages, type ReadPage } from '../waldur/paging';
import { listProjects, type Project } from '../waldur/projects';
import { keyOf } from '../access/objects';
import type { GrantScope, HeldRole } from './roleTask';
import { customerScopeFields, scopeOfCustomer, scopeOfManaging, scopeOfProject } from './grantScopes';
import { readTeam, type Team, type Teams } from './teams';

export type AccessFailure =
  | {
      readonly kind: 'list';
      readonly of: 'customers' | 'projects' | 'managingOrganisations';
      readonly problem: Problem;
    }
  | { readonly kind: 'team'; readonly scope: GrantScope; readonly problem: Problem };

/** All roles of a person that could be read, those on one scope side by side. */
export interface PersonAccess {
  readonly grants: readonly HeldRole[];
  /** What could not be read: some roles may be missing. */
  readonly failures: readonly AccessFailure[];
  /** The teams that were read on the way, this person's roles only: not of every scope that a role is in. */
  readonly teams: Teams;
  /** So many places were not looked at, as the most that may be were. Left out where all were. */
  readonly unread?: number;
}

/** How far to look. */
export interface AccessLimit {
  /** So many teams are asked at most; all, where left out. */
  readonly mostTeams?: number | undefined;
}

/**
 * Everything a person holds on organisations, projects and managing organisations, as far as the caller sees it, by
 * asking there: the organisations and projects of the person are listed, and the person's grants read on each, with
 * those on managing organisations wherever the caller may look. One failure does not stop the rest. Lists end where no
 * more teams may be asked.
 * @throws only when cancelled
 */
export async function accessByScopes(
  client: WaldurClient,
  person: { readonly uuid: string },
  caller: Caller,
  now: Date,
  { mostTeams = Number.POSITIVE_INFINITY, ...options }: CallOptions & AccessLimit,
): Promise<PersonAccess> {
  const failures: AccessFailure[] = [];
  const teams = new Map<string, Team>();
  const grants: HeldRole[] = [];
  let [asked, unread] = [0, 0];

  const readScope = async (scope: GrantScope): Promise<void> => {
    if (asked >= mostTeams) {
      unread++;
      return;
    }
    asked++;
    const team = await readTeam(client, scope, { ...options, person: person.uuid, roles: caller.rolesBy });
    teams.set(keyOf(scope), team);
    if (team.kind === 'read') {
      grants.push(...team.grants);
    } else if (!(scope.kind === 'call-managing-organisation' && isExpected(team.problem))) {
      failures.push({ kind: 'team', scope, problem: team.problem });
    }
  };

  /** Reads a list to its end, and each scope of it as soon as it is known. */
  const readList = async <T extends { readonly uuid: string }>(
    of: Extract<AccessFailure, { kind: 'list' }>['of'],
    readPage: ReadPage<T>,
    toScope: (row: T) => GrantScope | undefined,
  ): Promise<void> => {
    const reading: Promise<void>[] = [];
    try {
      let listed = 0;
      for await (const { rows, total, hasNext } of readAllPages(readPage, options)) {
        reading.push(
          ...rows.map(toScope).flatMap((scope) => (scope === undefined ? [] : [readScope(scope)])),
        );
        listed += rows.length;
        if (asked >= mostTeams && hasNext) {
          unread += Math.max(1, (total ?? 0) - listed);
          break;
        }
      }
    } catch (error) {
      if (!(error instanceof WaldurError) || error.problem.kind === 'cancelled') {
        await Promise.allSettled(reading);
        throw error;
      }
      if (!(of === 'managingOrganisations' && isExpected(error.problem))) {
        failures.push({ kind: 'list', of, problem: error.problem });
      }
    }
    await Promise.all(reading);
  };

  const customers = new Map<string, Customer>();
  await readList(
    'customers',
    (page, call) =>
      listCustomers(
        client,
        { user_uuid: person.uuid, field: customerScopeFields, o: 'created', page, page_size: 300 },
        call,
      ),
    (customer) => {
      customers.set(customer.uuid, customer);
      return scopeOfCustomer(customer);
    },
  );
  await Promise.all([
    readList(
      'projects',
      (page, call) =>
        listProjects(
          client,
          {
            user_uuid: person.uuid,
            field: ['uuid', 'name', 'customer_uuid', 'customer_name', 'is_removed'],
            o: 'created',
            page,
            page_size: 300,
          },
          call,
        ),
      (project: Project) => scopeOfProject(project, customers.get(project.customer_uuid ?? '')),
    ),
    readList(
      'managingOrganisations',
      (page, call) => listCallManagingOrganisations(client, { page, page_size: 300 }, call),
      (organisation) => {
        const scope = scopeOfManaging(organisation);
        return may(caller, 'listTeam', scope, now).kind === 'no' ? undefined : scope;
      },
    ),
  ]);
  return { grants, failures, teams, ...(unread === 0 ? {} : { unread }) };
}

/** Everyone may list the managing organisations; looking into their teams is another matter, or unknown there. */
function isExpected(problem: Problem): boolean {
  return unseen.includes(problem.kind);
}
