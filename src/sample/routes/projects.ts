import { notFound, refused, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { chosenFields, writeRow, type Fields } from '../http/fields';
import { Filters } from '../http/filters';
import type { Endpoint } from '../http/router';
import { isRecord, without } from '../json';
import { requireOnCustomer, requireOnProject, requireStaff } from '../rules/permissions';
import { parseUuid, visibleProject, visibleProjects } from '../rules/visibility';
import { newUuid, slugFor } from '../store/store';
import { Invalid, isSparse, readInputs, writableInputs, type Inputs, type Values } from '../validate/input';
import { link } from '../validate/linkInputs';
import { boolean } from '../validate/valueInputs';
import { inputMetadata } from '../validate/metadata';
import type { Behaviour } from '../versions';
import type { World, WorldCustomer, WorldProject } from '../world';
import { callerContext, customerContext, storeImage } from './common';
import { uuidParam } from './uuidParam';
import { componentStats } from './componentStats';
import { requireAvailable } from './customers';
import { memberEndpoints } from './members';
import { projectFields } from './projectFields';
import { listedProjects, projectFilters } from './projectFilters';
import { projectInputs } from './projectInputs';

type Project = WorldProject;
type ProjectType = World['projectTypes'][number];

const write = (exchange: Exchange, row: Project) =>
  writeRow(chosenFields(projectFields(exchange.app.behaviour), exchange), row, exchange);

/** The project of the path; the filters of the query apply to it as to a list. Throws 404. */
function findProject(exchange: Exchange, removed = false): Project {
  const project = visibleProject(exchange, exchange.param('uuid'), removed);
  if (projectFilters(exchange).apply([project]).length === 0) {
    throw notFound('Project');
  }
  return project;
}

/** The project an action is about. Throws 404. */
export function actedOnProject(exchange: Exchange, removed = false): Project {
  return exchange.app.behaviour.listFiltersOnActions
    ? findProject(exchange, removed)
    : visibleProject(exchange, exchange.param('uuid'), removed);
}

const readValues = (exchange: Exchange, partial: boolean, inputs: Inputs): Values =>
  readInputs(exchange, writableInputs(exchange, inputs, projectFields(exchange.app.behaviour)), partial);

function assign(exchange: Exchange, row: Project, values: Values): void {
  const { store, endDateRequests } = exchange.app;
  const { customer, type, image: picture, slug: sent, ...plain } = values;
  Object.assign(row, plain);
  if (customer !== undefined) {
    row.customer = (customer as WorldCustomer).uuid;
  }
  if (type !== undefined) {
    row.type = (type as ProjectType | null)?.uuid ?? null;
  }
  if (picture !== undefined) {
    row.image = storeImage(exchange, row.uuid, picture);
  }
  if (typeof sent === 'string') {
    row.slug = sent === '' ? slugFor(row.name, store.projects.rows) : sent;
  }
  if (typeof values.end_date === 'string') {
    endDateRequests.set(row.uuid, exchange.caller.uuid);
  }
}

function record(exchange: Exchange, row: Project, type: string, done: string): void {
  const customer = exchange.app.store.customers.get(row.customer);
  exchange.app.events.add(type, `Project ${row.name} has been ${done}.`, {
    project_uuid: row.uuid,
    project_name: row.name,
    ...(typeof row.end_date === 'string' ? { project_end_date: row.end_date } : {}),
    ...(customer ? customerContext(customer) : {}),
    ...callerContext(exchange),
  });
}

function create(exchange: Exchange): Answer {
  const { store, clock, behaviour } = exchange.app;
  if (isSparse(exchange, projectFields(behaviour))) {
    throw new ServerCrash();
  }
  const values = readValues(exchange, false, projectInputs(behaviour));
  const customer = values.customer as WorldCustomer;
  if (typeof values.end_date === 'string') {
    requireOnCustomer(exchange, 'PROJECT.DELETE', customer.uuid);
  }
  requireAvailable(customer);
  requireOnCustomer(exchange, 'PROJECT.CREATE', customer.uuid);
  const row: Project = { uuid: newUuid(), name: '', customer: customer.uuid, created: clock.stamp() };
  assign(exchange, row, values);
  row.slug ??= slugFor(row.name, store.projects.rows);
  store.projects.add(row);
  record(exchange, row, 'project_creation_succeeded', 'created');
  return created(write(exchange, row), exchange.url('projects', row.uuid));
}

const update =
  (partial: boolean) =>
  (exchange: Exchange): Answer => {
    const { store, behaviour } = exchange.app;
    const row = findProject(exchange);
    // These come before the body is looked at.
    requireOnProject(exchange, 'PROJECT.UPDATE', row);
    // The 2024 server looks at the organisation for PATCH only.
    if (partial || behaviour.newerFields) {
      requireAvailable(store.customers.get(row.customer));
    }
    const sparsePut = !partial && isSparse(exchange, projectFields(behaviour));
    const movable = behaviour.projectMovesByPatch
      ? projectInputs(behaviour)
      : without(projectInputs(behaviour), 'customer');
    // Once reached, the start date stays, whatever is sent.
    const started = typeof row.start_date === 'string' && row.start_date <= exchange.app.clock.today();
    const inputs = started ? without(movable, 'start_date') : movable;
    const values = readValues(exchange, partial || sparsePut, inputs);
    if (typeof values.end_date === 'string') {
      requireOnCustomer(exchange, 'PROJECT.DELETE', row.customer);
    }
    assign(exchange, row, values);
    store.projects.changed(row);
    record(exchange, row, 'project_update_succeeded', 'updated');
    return ok(write(exchange, row));
  };

function destroy(exchange: Exchange): Answer {
  const { store } = exchange.app;
  const row = findProject(exchange);
  requireOnCustomer(exchange, 'PROJECT.DELETE', row.customer);
  requireAvailable(store.customers.get(row.customer));
  if (store.resourcesOf(row.uuid).some((resource) => resource.state !== 'Terminated')) {
    throw refused('Project contains active resources. Please remove them before deleting project.');
  }
  row.is_removed = true;
  const team = store.grantsOfScope('project', row.uuid);
  exchange.app.terminatedTeams.set(
    row.uuid,
    team.map((grant) => ({ ...grant })),
  );
  for (const grant of team) {
    store.revoke(grant, exchange.app.clock.stamp());
  }
  store.projects.changed(row);
  record(exchange, row, 'project_deletion_succeeded', 'deleted');
  return { status: 204 };
}

const recoverInputs: Inputs = { restore_team_members: boolean('restore_team_members') };

function recover(exchange: Exchange): Answer {
  const { store, clock, terminatedTeams } = exchange.app;
  const row = actedOnProject(exchange, true);
  requireOnCustomer(exchange, 'PROJECT.CREATE', row.customer);
  if (row.is_removed !== true) {
    throw refused('Project is not deleted and cannot be recovered.');
  }
  const { restore_team_members: withTeam } = readInputs(exchange, recoverInputs, true);
  const team = terminatedTeams.get(row.uuid);
  if (withTeam === true) {
    requireStaff(exchange);
    if (team === undefined) {
      throw refused('This project was deleted before team member metadata was captured.');
    }
    for (const grant of team.filter(({ expiration_time: end }) => !isOver(end, clock.now()))) {
      store.grants.add({ ...grant, uuid: newUuid(), created: clock.stamp() });
    }
  }
  row.is_removed = false;
  store.projects.changed(row);
  record(exchange, row, 'project_update_succeeded', 'recovered');
  return ok(write(exchange, row));
}

function isOver(end: string | null | undefined, now: Date): boolean {
  return typeof end === 'string' && Date.parse(end) <= now.getTime();
}

const target = link<WorldCustomer>('customer', 'customers', (hex, x) => x.app.store.customers.get(hex), {
  required: true,
});
/** The 2024 server wants the address inside of an object. */
const olderMoveInputs: Inputs = {
  customer: {
    ...target,
    read: (value, x) => {
      if (isRecord(value) && 'url' in value) {
        return target.read(value.url, x);
      }
      // The server looks for `url` in whatever it got, also in what holds nothing, and takes out what it found.
      const looked =
        typeof value === 'string' || Array.isArray(value) ? value.includes('url') : !isRecord(value);
      if (looked) {
        throw new ServerCrash();
      }
      throw new Invalid('URL has to be defined for related object.');
    },
  },
};
const newerMoveInputs: Inputs = {
  customer: target,
  preserve_permissions: boolean('preserve_permissions'),
};

function move(exchange: Exchange): Answer {
  requireStaff(exchange);
  const row = actedOnProject(exchange);
  const { store, behaviour } = exchange.app;
  const values = readInputs(
    exchange,
    behaviour.projectMovesByPatch ? olderMoveInputs : newerMoveInputs,
    false,
  );
  const customer = values.customer as WorldCustomer;
  if (customer.blocked === true) {
    throw refused('New customer must be not blocked');
  }
  if (customer.uuid === row.customer) {
    throw refused('New customer must be different than current one');
  }
  row.customer = customer.uuid;
  if (values.preserve_permissions !== true) {
    for (const grant of store.grantsOfScope('project', row.uuid)) {
      store.revoke(grant, exchange.app.clock.stamp());
    }
  }
  store.projects.changed(row);
  record(exchange, row, 'project_update_succeeded', 'moved');
  return ok(write(exchange, row));
}

/** The people of those other projects of the customer that the caller sees who are not in this one. */
function otherUsers(exchange: Exchange): Answer {
  const { store } = exchange.app;
  const row = actedOnProject(exchange);
  const inside = new Set(store.grantsOfScope('project', row.uuid).map((grant) => grant.user));
  const names = new Set(
    visibleProjects(exchange)
      .filter((project) => project.customer === row.customer)
      .flatMap((project) => store.grantsOfScope('project', project.uuid).map((grant) => grant.user))
      .filter((name) => !inside.has(name)),
  );
  const rows = [...names].map((name) => store.userNamed(name)).filter((user) => user !== undefined);
  return exchange.list(rows, (user) => ({
    url: exchange.url('users', user.uuid),
    uuid: user.uuid,
    username: user.username,
    full_name: `${user.first_name ?? ''} ${user.last_name ?? ''}`.trim(),
    email: user.email ?? '',
  }));
}

const typeFields: Fields<ProjectType> = {
  uuid: (row) => row.uuid,
  url: (row, x) => x.url('project-types', row.uuid),
  name: (row) => row.name,
  description: (row) => row.description ?? '',
};

const typeFilters = (exchange: Exchange): Filters<ProjectType> =>
  new Filters<ProjectType>(exchange)
    .contains('name', (row) => row.name)
    .exact('name_exact', (row) => row.name);

function findType(exchange: Exchange): ProjectType {
  const row = exchange.app.store.projectTypes.get(parseUuid(exchange.param('uuid')));
  if (!row || typeFilters(exchange).apply([row]).length === 0) {
    throw notFound('ProjectType');
  }
  return row;
}

export function projectEndpoints(behaviour: Behaviour): Endpoint[] {
  const detail = `/api/projects/${uuidParam}/`;
  const list = (exchange: Exchange): Answer => {
    const fields = chosenFields(projectFields(exchange.app.behaviour), exchange);
    return exchange.list(listedProjects(exchange), (row) => writeRow(fields, row, exchange));
  };
  const newerEndpoints: Endpoint[] = [
    { path: `${detail}recover/`, name: 'Recover', POST: recover },
    { path: `${detail}other_users/`, name: 'Other users', GET: otherUsers },
  ];
  return [
    {
      path: '/api/projects/',
      name: 'Project List',
      GET: list,
      POST: create,
      metadata: (x) => ({ POST: inputMetadata(projectFields(behaviour), projectInputs(behaviour), x) }),
    },
    {
      path: detail,
      name: 'Project Instance',
      GET: (x) => ok(write(x, findProject(x, behaviour.removedProjects))),
      PUT: update(false),
      PATCH: update(true),
      DELETE: destroy,
      metadata: (x) => {
        findProject(x);
        return { PUT: inputMetadata(projectFields(behaviour), projectInputs(behaviour), x) };
      },
    },
    {
      path: `${detail}stats/`,
      name: 'Stats',
      GET: (x) => ok(componentStats(x, x.app.store.resourcesOf(actedOnProject(x).uuid))),
    },
    { path: `${detail}move_project/`, name: 'Move project', POST: move },
    ...memberEndpoints(detail, (x) => {
      const project = actedOnProject(x, behaviour.removedProjects);
      return {
        type: 'project',
        uuid: project.uuid,
        name: project.name,
        customer: x.app.store.customers.get(project.customer),
        permission: 'PROJECT',
        roleType: 'project',
        terminated: project.is_removed ?? false,
      };
    }),
    ...(behaviour.removedProjects ? newerEndpoints : []),
    {
      path: '/api/project-types/',
      name: 'Project Type List',
      GET: (x) =>
        x.list(typeFilters(x).apply(x.app.store.projectTypes.rows), (row) => writeRow(typeFields, row, x)),
    },
    {
      path: `/api/project-types/${uuidParam}/`,
      name: 'Project Type Instance',
      GET: (x) => ok(writeRow(typeFields, findType(x), x)),
    },
  ];
}
