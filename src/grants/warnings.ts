import type { Caller } from '../access/caller';
import { isPast, scopeOf } from '../access/holding';
import { may } from '../access/may';
import type { Plan } from '../runs/task';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { listCustomerUsers } from '../waldur/customerUsers';
import { WaldurError } from '../waldur/errors';
import { keyOf } from '../access/objects';
import type { GrantScope, HeldRole, Person, RoleTask } from './roleTask';
import { readTeams, rolesInProjects, type Teams } from './teams';

/** What a person should know before a plan is run. */
export type Warning =
  /** The caller's own role goes; `last`: without it the caller no longer sees the scope. */
  | { readonly kind: 'self'; readonly task: RoleTask; readonly last: boolean }
  /** No one is left who owns the organisation. */
  | { readonly kind: 'lastOwner'; readonly scope: GrantScope }
  /** The person goes from the organisation, but stays in some of its projects. */
  | {
      readonly kind: 'projectRolesStay';
      readonly person: Person;
      readonly scope: GrantScope;
      readonly projects: readonly HeldRole[];
    };

const ownerRole = 'CUSTOMER.OWNER';

/**
 * Reads what the warnings need beyond the plan's own teams, and gives them: the whole teams of organisations that
 * lose an owner, and, where the caller may list people, the project roles of those who leave an organisation. What
 * cannot be read is not warned of.
 * @throws only when cancelled
 */
export async function readWarnings(
  client: WaldurClient,
  plan: Plan<RoleTask>,
  context: { readonly caller: Caller; readonly teams: Teams; readonly now: Date },
  options: CallOptions = {},
): Promise<readonly Warning[]> {
  const { caller, now } = context;
  const leaving = plan.tasks.filter(
    ({ change, scope }) => change.kind === 'remove' && scope.kind === 'customer',
  );
  const partial = leaving
    .filter(({ role, scope }) => role.name === ownerRole && isPartial(context.teams, scope))
    .map(({ scope }) => scope);
  const [whole, projectRoles] = await Promise.all([
    readTeams(client, partial, { ...options, roles: caller.rolesBy }),
    Promise.all(
      leaving
        .filter(
          ({ scope }) => scope.kind === 'customer' && may(caller, 'listPeople', scope, now).kind !== 'no',
        )
        .map(
          async ({ scope, person }) =>
            [
              projectRolesKey(scope.uuid, person.uuid),
              await readProjectRoles(client, scope, person, options).catch(noneUnlessCancelled),
            ] as const,
        ),
    ),
  ]);
  return warningsOf(plan, {
    ...context,
    teams: new Map([...context.teams, ...[...whole].filter(([, { kind }]) => kind === 'read')]),
    projectRoles: new Map(projectRoles),
  });
}

function isPartial(teams: Teams, scope: GrantScope): boolean {
  const team = teams.get(keyOf(scope));
  return team?.kind === 'read' && team.person !== undefined;
}

function noneUnlessCancelled(error: unknown): readonly HeldRole[] {
  if (error instanceof WaldurError && error.problem.kind !== 'cancelled') {
    return [];
  }
  throw error;
}

/**
 * @param projectRoles what each person holds on the projects of an organisation, by `projectRolesKey`; what is not
 * there is not warned of. `readProjectRoles` reads it.
 */
export function warningsOf(
  plan: Plan<RoleTask>,
  context: {
    readonly caller: Caller;
    readonly teams: Teams;
    readonly now: Date;
    readonly projectRoles?: ReadonlyMap<string, readonly HeldRole[]>;
  },
): readonly Warning[] {
  const { caller, teams, now, projectRoles } = context;
  const removals = plan.tasks.filter(({ change }) => change.kind === 'remove');
  const lost = new Set(removals.map(({ change }) => (change.kind === 'remove' ? (change.grant ?? '') : '')));
  const left = (scope: GrantScope) => {
    const team = teams.get(keyOf(scope));
    return team?.kind === 'read' ? team.grants.filter(({ uuid }) => !lost.has(uuid)) : undefined;
  };
  const adds = (scope: GrantScope, role?: string, person?: string) =>
    plan.tasks.some(
      (task) =>
        task.change.kind === 'add' &&
        keyOf(task.scope) === keyOf(scope) &&
        (role === undefined || task.role.name === role) &&
        (person === undefined || task.person.uuid === person),
    );
  const own = removals.filter(({ person }) => person.uuid === caller.uuid);
  const rest = without(caller, own);
  const self = own.map((task): Warning => {
    const others = left(task.scope)?.some(({ person }) => person.uuid === caller.uuid) ?? true;
    return {
      kind: 'self',
      task,
      last: !others && !adds(task.scope, undefined, caller.uuid) && !sees(rest, task.scope, now),
    };
  });
  const owned = new Map(
    removals
      .filter(({ scope, role }) => scope.kind === 'customer' && role.name === ownerRole)
      .map(({ scope }) => [keyOf(scope), scope]),
  );
  const lastOwner = [...owned.values()]
    .filter((scope) => {
      if (isPartial(teams, scope)) {
        return false;
      }
      const owners = left(scope)?.filter(
        ({ role, expiry }) => role.name === ownerRole && !isPast({ expiration_time: expiry }, now),
      );
      return owners?.length === 0 && !adds(scope, ownerRole);
    })
    .map((scope): Warning => ({ kind: 'lastOwner', scope }));
  const leaving = new Map(
    removals
      .filter(({ scope }) => scope.kind === 'customer')
      .map((task) => [projectRolesKey(task.scope.uuid, task.person.uuid), task]),
  );
  const goneFromProjects = new Set(
    removals.map(({ scope, role, person }) => `${scope.uuid} ${role.name} ${person.uuid}`),
  );
  const stay = [...leaving].flatMap(([key, { person, scope }]): Warning[] => {
    const stillIn =
      (left(scope)?.some((held) => held.person.uuid === person.uuid) ?? false) ||
      adds(scope, undefined, person.uuid);
    const projects = (projectRoles?.get(key) ?? []).filter(
      ({ scope: { uuid }, role }) => !goneFromProjects.has(`${uuid} ${role.name} ${person.uuid}`),
    );
    return stillIn || projects.length === 0 ? [] : [{ kind: 'projectRolesStay', person, scope, projects }];
  });
  return [...self, ...lastOwner, ...stay];
}

/** The caller as one without some roles. */
function without(caller: Caller, removals: readonly RoleTask[]): Caller {
  const stays = (grant: Caller['grants'][number]): boolean =>
    !removals.some(({ scope, role }) => {
      const { type, uuid } = scopeOf(scope);
      return (
        grant.scope_type === type &&
        grant.scope_uuid === uuid &&
        (grant.role_uuid === role.uuid || grant.role_name === role.name)
      );
    });
  const grantsOn = [...caller.grantsOn].map(([key, grants]) => [key, grants.filter(stays)] as const);
  return { ...caller, grants: caller.grants.filter(stays), grantsOn: new Map(grantsOn) };
}

/** Also perhaps; everyone sees managing organisations. */
function sees(caller: Caller, scope: GrantScope, now: Date): boolean {
  switch (scope.kind) {
    case 'customer':
      return may(caller, 'seeCustomer', scope, now).kind !== 'no';
    case 'project':
      return may(caller, 'seeProject', scope, now).kind !== 'no';
    case 'call-managing-organisation':
      return true;
  }
}

export function projectRolesKey(customer: string, person: string): string {
  return `${customer} ${person}`;
}

/**
 * What a person holds on the projects of an organisation, by one request to `customers/{uuid}/users/`.
 * Errors: forbidden without CUSTOMER.LIST_USERS.
 */
async function readProjectRoles(
  client: WaldurClient,
  organisation: GrantScope,
  person: Person,
  options?: CallOptions,
): Promise<readonly HeldRole[]> {
  if (person.username === undefined) {
    return [];
  }
  const { rows } = await listCustomerUsers(
    client,
    organisation.uuid,
    { username: person.username, page_size: 300 },
    options,
  );
  const row = rows.find(({ uuid }) => uuid === person.uuid);
  return row === undefined ? [] : rolesInProjects(row, organisation);
}
