import { ApiError, forbidden, nonFieldError, notFound, refused, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import { hasPermission, holdsRole, isStaffOrSupport, requireStaff } from '../rules/permissions';
import { connected, parseUuid } from '../rules/visibility';
import { newUuid } from '../store/store';
import { Invalid, readInputs, type Inputs } from '../validate/input';
import { email, text } from '../validate/textInputs';
import type { Behaviour } from '../versions';
import type { WorldInvitation as Invitation, WorldRole } from '../world';
import { uuidParam } from './common';
import { fieldsOf, roleOf } from './invitationFields';
import { scopeByUrl, type FoundScope } from './scopes';

const states = ['project', 'requested', 'rejected', 'pending', 'accepted', 'canceled', 'expired'];

const write = (x: Exchange, row: Invitation) => writeRow(fieldsOf(x), row, x);

function isVisible(exchange: Exchange, row: Invitation): boolean {
  const { app, caller } = exchange;
  if (isStaffOrSupport(caller)) {
    return true;
  }
  const customer = { type: 'customer', uuid: row.customer };
  const scope = { type: row.scope_type, uuid: row.scope };
  if (app.behaviour.newerInvitations) {
    return (
      hasPermission(app, caller, 'INVITATION.LIST', customer) ||
      hasPermission(app, caller, 'INVITATION.LIST', scope)
    );
  }
  return (
    connected(app, caller, 'customer').has(row.customer) ||
    (row.scope_type === 'project' && hasPermission(app, caller, 'PROJECT.CREATE_PERMISSION', scope))
  );
}

const orderKeys: Readonly<Record<string, SortKey<Invitation>>> = {
  created: (row) => row.created ?? '',
  created_by: (row) => row.created_by ?? '',
  email: (row) => row.email,
  state: (row) => row.state,
};
const olderOrder = ['created', 'created_by', 'email', 'state'];

function filtersOf(exchange: Exchange): Filters<Invitation> {
  const { query } = exchange;
  const filters = new Filters<Invitation>(exchange)
    .uuid('customer_uuid', (row, value) => row.customer === value)
    .contains('email', (row) => row.email)
    .choices('state', states, (row) => row.state)
    .uuid('role_uuid', (row, value) => roleOf(row, exchange)?.uuid === value)
    .exact('role_name', (row) => row.role)
    .exact('civil_number', (row) => row.civil_number)
    .strictOrder(olderOrder)
    .where((row) => isVisible(exchange, row));
  const type = query.filter('scope_type');
  if (type !== undefined) {
    if (
      ![
        'customer',
        'project',
        'call',
        'callmanagingorganisation',
        'offering',
        'proposal',
        'serviceprovider',
      ].includes(type)
    ) {
      throw new ServerCrash();
    }
    filters.where((row) => row.scope_type === type);
  }
  const scope = query.filter('scope');
  if (scope !== undefined) {
    const found = scopeByUrl(exchange, scope);
    if (!found) {
      throw refused(`Can't restore object from url: ${scope}`);
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

function mayInvite(
  exchange: Exchange,
  scope: { readonly type: string; readonly uuid: string },
  customer: string,
): boolean {
  const { app, caller } = exchange;
  const permission = scope.type === 'customer' ? 'CUSTOMER.CREATE_PERMISSION' : 'PROJECT.CREATE_PERMISSION';
  return (
    hasPermission(app, caller, permission, scope) ||
    hasPermission(app, caller, permission, { type: 'customer', uuid: customer })
  );
}

const address = email('email', { required: true, notBlank: true });

const inputs: Inputs = {
  role: {
    required: true,
    meta: { type: 'field', label: 'Role' },
    read: (value, x) => {
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      const role = x.app.store.roles.get(parseUuid(shown));
      if (!role) {
        throw new Invalid(`Object with uuid=${shown} does not exist.`);
      }
      return role;
    },
  },
  scope: {
    required: true,
    meta: { type: 'field', label: 'Scope' },
    read: (value, x) => {
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      const scope = scopeByUrl(x, shown);
      if (!scope || !['customer', 'project'].includes(scope.type)) {
        throw new Invalid(`Can't restore object from url: ${shown}`);
      }
      return scope;
    },
  },
  full_name: text('full_name', { max: 100 }),
  native_name: text('native_name', { max: 100 }),
  phone_number: text('phone_number', { max: 255 }),
  organization: text('organization', { max: 255 }),
  job_title: text('job_title', { max: 120 }),
  email: {
    ...address,
    read: (value, x) => {
      if (typeof value !== 'string') {
        throw new Invalid('Enter a valid email address.');
      }
      return address.read(value, x);
    },
  },
  civil_number: text('civil_number', { max: 50 }),
  extra_invitation_text: text('extra_invitation_text'),
};
const newerInputs: Inputs = { ...inputs, extra_invitation_text: text('extra_invitation_text', { max: 250 }) };

function create(exchange: Exchange): Answer {
  const { store, clock, behaviour } = exchange.app;
  const {
    role: chosen,
    scope: found,
    ...rest
  } = readInputs(exchange, behaviour.newerInvitations ? newerInputs : inputs, false);
  const role = chosen as WorldRole;
  const scope = found as FoundScope;
  if (role.content_type !== scope.type) {
    throw nonFieldError('Role and scope should belong to the same content type.');
  }
  if (!mayInvite(exchange, scope, scope.customer)) {
    throw behaviour.newerInvitations ? new ApiError(404, { detail: 'Not found.' }) : forbidden();
  }
  const project = scope.type === 'project' ? store.projects.get(scope.uuid) : undefined;
  const later = typeof project?.start_date === 'string' && project.start_date > clock.today();
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
    state: later ? 'project' : 'pending',
  };
  store.invitations.add(row);
  return created(write(exchange, row), exchange.url('user-invitations', row.uuid));
}

function requireManage(exchange: Exchange, row: Invitation): void {
  if (!mayInvite(exchange, { type: row.scope_type, uuid: row.scope }, row.customer)) {
    throw forbidden();
  }
}

function send(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  if (!['pending', 'expired', 'canceled'].includes(row.state)) {
    throw refused('Only pending, expired and canceled invitations can be resent.');
  }
  if (row.state !== 'pending') {
    row.state = 'pending';
    row.created = exchange.app.clock.stamp();
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

function update(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  const { email: sent, role } = inputs;
  const values = readInputs(exchange, { ...(sent ? { email: sent } : {}), ...(role ? { role } : {}) }, true);
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
      allow: 'GET, POST, DELETE, HEAD, OPTIONS',
      GET: list,
      POST: create,
    },
    {
      path: detail,
      name: 'Invitation Instance',
      GET: (x) => ok(write(x, find(x))),
      DELETE: remove,
      ...(behaviour.newerInvitations ? { PUT: update, PATCH: update } : {}),
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
