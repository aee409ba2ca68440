import type { Caller } from '../access/caller';
import { may } from '../access/may';
import { listCallManagingOrganisations } from '../waldur/callManagingOrganisations';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { type Customer, listCustomers } from '../waldur/customers';
import { type Problem, WaldurError } from '../waldur/errors';
import { type Page, readAllPages } from '../waldur/paging';
import { listProjects, type Project } from '../waldur/projects';
import { keyOf } from '../access/objects';
import type { GrantScope, HeldGrant } from './roleTask';
import { customerScopeFields, scopeOfCustomer, scopeOfManaging, scopeOfProject } from './teamLookups';
import { readTeam, type Team } from './teams';

/** The order of names in the language of the reader. */
type CompareTexts = (one: string, other: string) => number;

type AccessFailure =
  | {
      readonly kind: 'list';
      readonly of: 'customers' | 'projects' | 'managingOrganisations';
      readonly problem: Problem;
    }
  | { readonly kind: 'team'; readonly scope: GrantScope; readonly problem: Problem };

export interface PersonAccess {
  /** Organisations first, then their projects, then managing organisations, each by name. */
  readonly grants: readonly HeldGrant[];
  /** What could not be read: the list above may lack grants. */
  readonly failures: readonly AccessFailure[];
  /** The teams that were read, this person's grants only: what a plan to revoke them is made against. */
  readonly teams: ReadonlyMap<string, Team>;
}

export interface AccessProgress {
  readonly read: number;
  /** Grows while scopes are still being found. */
  readonly scopes: number;
}

/**
 * Everything a person can reach on organisations, projects and managing organisations that the caller sees. The
 * servers' own list (`user-permissions`) also holds revoked grants on some versions and cannot be asked for one
 * person, so it is not used: the organisations and projects of the person are listed, and the person's grants read
 * on each, with those on managing organisations wherever the caller may look. Roles on single calls, offerings and
 * proposals are not found this way. One failure does not stop the rest.
 * @throws only when cancelled
 */
export async function readPersonAccess(
  client: WaldurClient,
  person: { readonly uuid: string },
  caller: Caller,
  options: CallOptions & {
    readonly onProgress?: (progress: AccessProgress) => void;
    readonly now?: () => Date;
    readonly compare?: CompareTexts;
  } = {},
): Promise<PersonAccess> {
  const failures: AccessFailure[] = [];
  const teams = new Map<string, Team>();
  const grants: HeldGrant[] = [];
  let scopes = 0;
  let read = 0;

  const readScope = async (scope: GrantScope): Promise<void> => {
    scopes++;
    options.onProgress?.({ read, scopes });
    const team = await readTeam(client, scope, {
      person: person.uuid,
      roles: caller.rolesBy,
      signal: options.signal,
    });
    teams.set(keyOf(scope), team);
    if (team.kind === 'read') {
      grants.push(...team.grants);
    } else if (!(scope.kind === 'call-managing-organisation' && isExpected(team.problem))) {
      failures.push({ kind: 'team', scope, problem: team.problem });
    }
    read++;
    options.onProgress?.({ read, scopes });
  };

  /** Reads a list to its end, and each scope of it as soon as it is known. */
  const readList = async <T extends { readonly uuid: string }>(
    of: Extract<AccessFailure, { kind: 'list' }>['of'],
    readPage: (page: number, signal: AbortSignal) => Promise<Page<T>>,
    toScope: (row: T) => GrantScope | undefined,
  ): Promise<void> => {
    const reading: Promise<void>[] = [];
    try {
      for await (const { rows } of readAllPages(readPage, { signal: options.signal })) {
        reading.push(
          ...rows.map(toScope).flatMap((scope) => (scope === undefined ? [] : [readScope(scope)])),
        );
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

  const now = options.now?.() ?? new Date();
  const customers = new Map<string, Customer>();
  await readList(
    'customers',
    (page, signal) =>
      listCustomers(
        client,
        { user_uuid: person.uuid, field: customerScopeFields, o: 'created', page, page_size: 300 },
        { signal },
      ),
    (customer) => {
      customers.set(customer.uuid, customer);
      return scopeOfCustomer(customer);
    },
  );
  await Promise.all([
    readList(
      'projects',
      (page, signal) =>
        listProjects(
          client,
          {
            user_uuid: person.uuid,
            field: ['uuid', 'name', 'customer_uuid', 'customer_name', 'is_removed'],
            o: 'created',
            page,
            page_size: 300,
          },
          { signal },
        ),
      (project: Project) => scopeOfProject(project, customers.get(project.customer_uuid ?? '')),
    ),
    readList(
      'managingOrganisations',
      (page, signal) => listCallManagingOrganisations(client, { page, page_size: 300 }, { signal }),
      (organisation) => {
        const scope = scopeOfManaging(organisation);
        return may(caller, 'listTeam', scope, now).kind === 'no' ? undefined : scope;
      },
    ),
  ]);
  return { grants: grants.toSorted(byScope(options.compare)), failures, teams };
}

/** Everyone may list the managing organisations; looking into their teams is another matter, or unknown there. */
function isExpected(problem: Problem): boolean {
  return problem.kind === 'forbidden' || problem.kind === 'tooOld' || problem.kind === 'notFound';
}

const places = { customer: 0, project: 1, 'call-managing-organisation': 2 } as const;

function byScope(compare: CompareTexts = (a, b) => Number(a > b) - Number(a < b)) {
  return (a: HeldGrant, b: HeldGrant): number =>
    places[a.scope.kind] - places[b.scope.kind] ||
    compare(a.scope.name, b.scope.name) ||
    compare(a.role.name, b.role.name);
}
