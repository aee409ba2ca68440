import { ApiError, forbidden, nonFieldError, notFound, refused, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import { hasPermission, holdsRole, isStaffOrSupport, requireStaff, type Scope } from '../rules/permissions';
import { connected, parseUuid } from '../rules/visibility';
import { newUuid } from '../store/store';
import { bodyObject, readInputs } from '../validate/input';
import type { Behaviour } from '../versions';
import type { WorldInvitation as Invitation, WorldRole } from '../world';
import { uuidParam } from './uuidParam';
import { fieldsOf, roleOf } from './invitationFields';
import { changeableInputs, invitationInputs } from './invitationInputs';
import { modelOf, readScope, type FoundScope } from './scopes';

const states = ['project', 'requested', 'rejected', 'pending', 'accepted', 'canceled', 'expired'];

const write = (x: Exchange, row: Invitation) => writeRow(fieldsOf(x), row, x);

/** What lets one give roles, by the model's name of what they are on. */
const createPermissions: Readonly<Record<string, string>> = {
  customer: 'CUSTOMER.CREATE_PERMISSION',
  project: 'PROJECT.CREATE_PERMISSION',
  offering: 'OFFERING.CREATE_PERMISSION',
  call: 'CALL.CREATE_PERMISSION',
  proposal: 'PROPOSAL.MANAGE',
};

function isVisible(exchange: Exchange, row: Invitation): boolean {
  const { app, caller } = exchange;
  if (isStaffOrSupport(caller)) {
    return true;
  }
  const customer = { type: 'customer', uuid: row.customer };
  const scope = { type: row.scope_type, uuid: row.scope };
  const permission = createPermissions[row.scope_type];
  if (app.behaviour.newerInvitations) {
    return (
      hasPermission(app, caller, 'INVITATION.LIST', customer) ||
      hasPermission(app, caller, 'INVITATION.LIST', scope)
    );
  }
  return (
    connected(app, caller, 'customer').has(row.customer) ||
    (permission !== undefined && hasPermission(app, caller, permission, scope))
  );
}

const orderKeys: Readonly<Record<string, SortKey<Invitation>>> = {
  created: (row) => row.created ?? '',
  created_by: (row) => row.created_by ?? '',
  email: (row) => row.email,
  state: (row) => row.state,
};
const olderOrder = ['created', 'email', 'state'];

function filtersOf(exchange: Exchange): Filters<Invitation> {
  const { query } = exchange;
  const filters = new Filters<Invitation>(exchange)
    .uuid('customer_uuid', (row, value) => row.customer === value)
    .contains('email', (row) => row.email)
    .choices('state', states, (row) => row.state)
    .uuid('role_uuid', (row, value) => roleOf(row, exchange)?.uuid === value)
    .exact('role_name', (row) => row.role)
    .exact('civil_number', (row) => row.civil_number)
    .strictOrder(exchange.app.behaviour.newerFilters ? Object.keys(orderKeys) : olderOrder)
    .where((row) => isVisible(exchange, row));
  const type = query.filter('scope_type');
  if (type !== undefined) {
    const model = modelOf(exchange.app.behaviour, type);
    if (model === undefined) {
      throw new ServerCrash();
    }
    filters.where((row) => row.scope_type === model);
  }
  const scope = query.filter('scope');
  if (scope !== undefined) {
    const found = readScope(exchange, scope);
    if (found.kind === 'refused') {
      throw refused(found.words);
    }
    filters.where((row) => row.scope_type === found.type && row.scope === found.uuid);
  }
  return filters;
}

function list(exchange: Exchange): Answer {
  const order = knownOrder(exchange.query.get('o'), orderKeys);
  const rows = sortRows(
    filtersOf(exchange).apply(exchange.app.store.invitations.rows),
    order.length > 0 ? order : ['-created'],
    orderKeys,
  );
  return exchange.list(rows, (row) => write(exchange, row));
}

function find(exchange: Exchange): Invitation {
  const row = exchange.app.store.invitations.get(parseUuid(exchange.param('uuid')));
  if (!row || filtersOf(exchange).apply([row]).length === 0) {
    throw notFound('Invitation');
  }
  return row;
}

function mayInvite(exchange: Exchange, scope: Scope, customer: string): boolean {
  const { app, caller } = exchange;
  const permission = createPermissions[scope.type];
  return (
    caller.is_staff === true ||
    (permission !== undefined &&
      (hasPermission(app, caller, permission, scope) ||
        hasPermission(app, caller, permission, { type: 'customer', uuid: customer })))
  );
}

/** Throws 403; the newer server does not tell of what one may not invite to, and answers 404. */
function requireInviting(exchange: Exchange, scope: Scope, customer: string): void {
  if (!mayInvite(exchange, scope, customer)) {
    throw exchange.app.behaviour.newerInvitations ? new ApiError(404, { detail: 'Not found.' }) : forbidden();
  }
}

const scopeOf = (row: Invitation): Scope => ({ type: row.scope_type, uuid: row.scope });

const requireManage = (exchange: Exchange, row: Invitation): void =>
  requireInviting(exchange, scopeOf(row), row.customer);

/** Invitations to a project wait until it starts. */
function hasStarted({ app: { store, clock } }: Exchange, scope: Scope): boolean {
  const project = scope.type === 'project' ? store.projects.get(scope.uuid) : undefined;
  return typeof project?.start_date !== 'string' || project.start_date <= clock.today();
}

function create(exchange: Exchange): Answer {
  const { store, clock, behaviour } = exchange.app;
  const { role: chosen, scope: found, ...rest } = readInputs(exchange, invitationInputs(behaviour), false);
  const role = chosen as WorldRole;
  const scope = found as FoundScope | null;
  if (role.content_type !== scope?.type) {
    throw nonFieldError('Role and scope should belong to the same content type.');
  }
  requireInviting(exchange, scope, scope.customer);
  const row: Invitation = {
    email: '',
    ...rest,
    uuid: newUuid(),
    role: role.name,
    scope_type: scope.type,
    scope: scope.uuid,
    customer: scope.customer,
    created: clock.stamp(),
    created_by: exchange.caller.username,
    state: hasStarted(exchange, scope) ? 'pending' : 'project',
  };
  store.invitations.add(row);
  return created(write(exchange, row), exchange.url('user-invitations', row.uuid));
}

function send(exchange: Exchange): Answer {
  const { behaviour, clock } = exchange.app;
  const row = find(exchange);
  requireManage(exchange, row);
  if (!['pending', 'expired', 'canceled'].includes(row.state)) {
    throw refused('Only pending, expired and canceled invitations can be resent.');
  }
  if (row.state !== 'pending') {
    row.state = 'pending';
    row.created = clock.stamp();
  }
  if (behaviour.newerInvitations && !hasStarted(exchange, scopeOf(row))) {
    row.state = 'project';
    row.created = clock.stamp();
  }
  row.execution_state = 'OK';
  exchange.app.store.invitations.changed(row);
  return ok({ detail: 'Invitation sending has been successfully scheduled.' });
}

function cancel(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  if (!['pending', 'project'].includes(row.state)) {
    throw refused('Only pending or planned invitations can be canceled.');
  }
  row.state = 'canceled';
  exchange.app.store.invitations.changed(row);
  return ok({ detail: 'Invitation has been successfully canceled.' });
}

function remove(exchange: Exchange): Answer {
  const row = find(exchange);
  requireStaff(exchange);
  exchange.app.store.invitations.remove(row);
  return ok({ detail: 'Invitation has been successfully deleted.' });
}

/** As the newer server deletes: whoever may invite may take back, too. */
function destroy(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  exchange.app.store.invitations.remove(row);
  return { status: 204 };
}

/** The action `delete` answers the method DELETE, and finds no uuid in the path. */
function crash(): never {
  throw new ServerCrash();
}

/** Staff follows a link with a signed token to these; no one has one from the sample server. */
function withToken(exchange: Exchange): Answer {
  const { token } = bodyObject(exchange);
  const empty = token === undefined || token === null || token === '' || token === false || token === 0;
  throw refused(empty ? 'token is required parameter' : 'Invalid signature.');
}

function update(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  const values = readInputs(exchange, changeableInputs, true);
  if (row.state !== 'pending') {
    throw refused('Only pending invitations can be edited.');
  }
  if (typeof values.email === 'string') {
    row.email = values.email;
  }
  if (values.role !== undefined) {
    row.role = (values.role as WorldRole).name;
  }
  exchange.app.store.invitations.changed(row);
  return ok(write(exchange, row));
}

/** The invitation of the path among those the rule lets through. Throws 404. */
function findWhere(exchange: Exchange, rule: (row: Invitation) => boolean): Invitation {
  const row = exchange.app.store.invitations.get(parseUuid(exchange.param('uuid')));
  if (!row || !rule(row)) {
    throw notFound('Invitation');
  }
  return row;
}

/** Whether the caller is the one who was invited. */
function isFor({ caller }: Exchange, row: Invitation): boolean {
  const number = row.civil_number ?? '';
  return row.email === (caller.email ?? '') && (number === '' || number === caller.civil_number);
}

const isPendingFor = (x: Exchange, row: Invitation): boolean => row.state === 'pending' && isFor(x, row);

function accept(exchange: Exchange): Answer {
  const { app, caller } = exchange;
  const { store, clock } = app;
  const row = findWhere(exchange, (candidate) => isPendingFor(exchange, candidate));
  if (holdsRole(app, caller, row.role, { type: row.scope_type, uuid: row.scope })) {
    throw refused('User has already the same role in this scope.');
  }
  store.grants.add({
    uuid: newUuid(),
    created: clock.stamp(),
    user: caller.username,
    role: row.role,
    scope_type: row.scope_type,
    scope: row.scope,
    ...(row.created_by === undefined ? {} : { created_by: row.created_by }),
  });
  row.state = 'accepted';
  store.invitations.changed(row);
  return ok({ detail: 'Invitation has been successfully accepted.' });
}

/** Who may read what an invitation is about; the 2024 server tells it to the invited only. */
function seesDetails(exchange: Exchange, row: Invitation): boolean {
  const { app, caller } = exchange;
  if (!app.behaviour.newerInvitations) {
    return isPendingFor(exchange, row);
  }
  return (
    isStaffOrSupport(caller) ||
    connected(app, caller, row.scope_type).has(row.scope) ||
    (['pending', 'expired', 'canceled'].includes(row.state) && isFor(exchange, row))
  );
}

const detailNames = [
  'scope_uuid',
  'scope_name',
  'scope_type',
  'scope_description',
  'customer_uuid',
  'customer_name',
  'role_name',
  'role_description',
  'created_by_full_name',
  'created_by_username',
  'created_by_image',
  'email',
];

function details(exchange: Exchange): Answer {
  const row = findWhere(exchange, (candidate) => seesDetails(exchange, candidate));
  const fields = Object.entries(fieldsOf(exchange)).filter(([name]) => detailNames.includes(name));
  return ok(writeRow(Object.fromEntries(fields), row, exchange));
}

/** For whoever follows the link of an invitation, signed in or not. */
function check(exchange: Exchange): Answer {
  const row = findWhere(exchange, () => true);
  if (row.state !== 'pending') {
    throw new ApiError(404, undefined);
  }
  const number = row.civil_number ?? '';
  return ok({ email: row.email, ...(number === '' ? {} : { civil_number_required: true }) });
}

export function invitationEndpoints(behaviour: Behaviour): Endpoint[] {
  const detail = `/api/user-invitations/${uuidParam}/`;
  return [
    {
      path: '/api/user-invitations/',
      name: 'Invitation List',
      GET: list,
      POST: create,
      DELETE: crash,
    },
    ...['approve', 'reject'].map((action) => ({
      path: `/api/user-invitations/${action}/`,
      name: action === 'approve' ? 'Approve' : 'Reject',
      anonymous: true as const,
      POST: withToken,
      DELETE: crash,
    })),
    {
      path: detail,
      name: 'Invitation Instance',
      GET: (x) => ok(write(x, find(x))),
      ...(behaviour.newerInvitations ? { PUT: update, PATCH: update, DELETE: destroy } : { DELETE: remove }),
    },
    // The server's own mistake: its action `delete` answers the method DELETE on every path.
    { path: `${detail}send/`, name: 'Send', POST: send, DELETE: remove },
    { path: `${detail}cancel/`, name: 'Cancel', POST: cancel, DELETE: remove },
    { path: `${detail}delete/`, name: 'Delete', POST: remove, DELETE: remove },
    { path: `${detail}accept/`, name: 'Accept', POST: accept, DELETE: remove },
    { path: `${detail}details/`, name: 'Details', GET: details, DELETE: remove },
    { path: `${detail}check/`, allow: 'POST, DELETE, OPTIONS', name: 'Check', anonymous: true, POST: check },
    {
      path: '/api/user-permission-requests/',
      name: 'Permission Request List',
      GET: (x) => x.list<never>([], (row) => row),
    },
  ];
}
