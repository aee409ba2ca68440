import { forbidden, nonFieldError, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import type { JsonObject } from '../json';
import { grantsOn, hasPermission, isStaffOrSupport } from '../rules/permissions';
import { connected, parseUuid } from '../rules/visibility';
import { fullName, newUuid } from '../store/store';
import { contains } from '../store/table';
import { Invalid, readInputs, type Inputs } from '../validate/input';
import { uuid } from '../validate/linkInputs';
import { requiredText } from '../validate/textInputs';
import { datetime } from '../validate/timeInputs';
import type { WorldCustomer, WorldGrant, WorldRole, WorldUser } from '../world';
import { userSlug } from './userFields';
import { callerContext, customerContext, imageUrl, personContext } from './common';

/** Something roles are held on. */
export interface MemberScope {
  /** The model's name, as grants carry it. */
  readonly type: string;
  readonly uuid: string;
  readonly name: string;
  readonly customer: WorldCustomer | undefined;
  /** `CUSTOMER`, `PROJECT`, …: what stands before `.CREATE_PERMISSION`; undefined: only staff change the members. */
  readonly permission: string | undefined;
  /** `customer`, `call_organizer`, …: the type of the roles that fit. */
  readonly roleType: string;
  /** Soft-deleted: no changes of its members. */
  readonly terminated?: boolean;
}

type Grant = WorldGrant;

const userOf = (row: Grant, x: Exchange): WorldUser | undefined => x.app.store.userNamed(row.user);
const grantorOf = (row: Grant, x: Exchange): WorldUser | undefined => x.app.store.userNamed(row.created_by);

const grantFields: Fields<Grant> = {
  uuid: (row) => row.uuid,
  created: (row, x) => x.time(row.created ?? x.app.store.world.now),
  expiration_time: (row, x) => x.time(row.expiration_time),
  role_name: (row) => row.role,
  role_uuid: (row, x) => x.app.store.roleNamed(row.role)?.uuid ?? null,
  user_email: (row, x) => userOf(row, x)?.email ?? '',
  user_full_name: (row, x) => fullName(userOf(row, x)),
  user_username: (row) => row.user,
  user_uuid: (row, x) => userOf(row, x)?.uuid ?? null,
  user_image: (row, x) => {
    const user = userOf(row, x);
    return user ? imageUrl(x, user) : null;
  },
  created_by_full_name: (row, x) => {
    const grantor = grantorOf(row, x);
    return grantor ? fullName(grantor) : undefined;
  },
  created_by_uuid: (row, x) => grantorOf(row, x)?.uuid,
};

/** What lists of grants can be sorted by. */
export const grantOrderKeys = (x: Exchange): Readonly<Record<string, SortKey<Grant>>> => ({
  username: (row) => row.user,
  full_name: (row) => fullName(userOf(row, x)),
  native_name: (row) => userOf(row, x)?.native_name ?? '',
  email: (row) => userOf(row, x)?.email ?? '',
  expiration_time: (row) => row.expiration_time ?? null,
  created: (row) => row.created ?? '',
  role: (row) => row.role,
});

function isRole(exchange: Exchange, row: Grant, value: string): boolean {
  const hex = parseUuid(value);
  return hex === undefined ? row.role === value : exchange.app.store.roleNamed(row.role)?.uuid === hex;
}

function memberFilters(exchange: Exchange): Filters<Grant> {
  const { app, query } = exchange;
  const filters = new Filters<Grant>(exchange);
  // As it stands, with the blanks around it.
  const words = query.filter('search_string');
  if (words !== undefined) {
    filters.where((row) => {
      const user = userOf(row, exchange);
      return [
        user?.first_name,
        user?.last_name,
        user?.email,
        app.behaviour.memberFilters ? user?.username : undefined,
      ].some((text) => contains(text, words));
    });
  }
  const user = query.filter('user');
  const wanted = parseUuid(user ?? '');
  // A user that is not there, disabled or misspelt does not filter at all.
  const known = app.store.users.get(wanted);
  if (app.behaviour.memberFilters ? user !== undefined : known && known.is_active !== false) {
    filters.where((row) => userOf(row, exchange)?.uuid === wanted);
  }
  const roles = app.behaviour.memberFilters ? query.all('role') : [query.get('role') ?? ''];
  const counted = roles.filter((role) => role !== '');
  if (counted.length > 0) {
    filters.where((row) => counted.some((role) => isRole(exchange, row, role)));
  }
  if (app.behaviour.memberFilters) {
    filters
      .contains('username', (row) => row.user)
      .contains('full_name', (row) => fullName(userOf(row, exchange)))
      .contains('native_name', (row) => userOf(row, exchange)?.native_name)
      .text('user_slug', (row, value) => {
        const user = userOf(row, exchange);
        return user !== undefined && userSlug(user) === value;
      })
      .text('user_url', (row, value) => value.includes(userOf(row, exchange)?.uuid ?? '?'));
  }
  return filters;
}

/** Whether the caller may see who is in a team; 2024: all who see the scope. */
function requireView(exchange: Exchange, scope: MemberScope): void {
  const { app, caller } = exchange;
  if (!app.behaviour.memberFilters || isStaffOrSupport(caller)) {
    return;
  }
  const customer = scope.customer?.uuid ?? '';
  const projects = connected(app, caller, 'project');
  const involved =
    grantsOn(app, caller, scope).length > 0 ||
    connected(app, caller, 'customer').has(customer) ||
    app.store.liveProjectsOf(customer).some((project) => projects.has(project.uuid)) ||
    (app.store.managingOrganisationOf(customer) !== undefined &&
      connected(app, caller, 'callmanagingorganisation').has(
        app.store.managingOrganisationOf(customer)?.uuid ?? '',
      ));
  if (!involved) {
    throw Object.assign(forbidden(), {
      body: { detail: 'You do not have permission to list team members of this scope.' },
    });
  }
}

function listUsers(exchange: Exchange, scope: MemberScope): Answer {
  requireView(exchange, scope);
  const { store, behaviour } = exchange.app;
  const rows = store
    .grantsOfScope(scope.type, scope.uuid)
    .filter((grant) => userOf(grant, exchange)?.is_active !== false && userOf(grant, exchange) !== undefined);
  const oldestFirst = sortRows(rows, ['created'], grantOrderKeys(exchange));
  const filtered = memberFilters(exchange).apply(oldestFirst);
  const keys = grantOrderKeys(exchange);
  const order = behaviour.memberFilters ? knownOrder(exchange.query.all('o').join(','), keys) : [];
  return exchange.list(sortRows(filtered, order, keys), (row) => writeRow(grantFields, row, exchange));
}

const inputs: Inputs = {
  role: {
    ...requiredText('role', Infinity),
    read: (value, x) => {
      const name = requiredText('role', Infinity).read(value, x);
      const hex = parseUuid(name);
      const { store } = x.app;
      const role = hex === undefined ? store.roleNamed(name) : store.roles.get(hex);
      if (!role) {
        throw new Invalid('Role is not found.');
      }
      return role;
    },
  },
  user: {
    ...uuid('user', { required: true }),
    read: (value, x) => {
      const user = x.app.store.users.get(uuid('user').read(value, x));
      if (!user || (user.is_active === false && !x.app.behaviour.grantsToInactive)) {
        throw new Invalid('User is not found.');
      }
      return user;
    },
  },
  expiration_time: {
    ...datetime('expiration_time', { nullable: true, withDates: true }),
    read: (value, x) => {
      const time = datetime('expiration_time', { withDates: true }).read(value, x);
      if (x.app.clock.isPast(time)) {
        throw new Invalid('Expiration time should be greater than current time.');
      }
      return time;
    },
  },
};

interface Change {
  readonly user: WorldUser;
  readonly role: WorldRole;
  /** null: for ever; also where the body does not say. */
  readonly expires: string | null;
}

type Verb = 'CREATE' | 'UPDATE' | 'DELETE';

function requireChange(exchange: Exchange, scope: MemberScope, verb: Verb, user: WorldUser): void {
  const { app, caller } = exchange;
  if (scope.terminated === true) {
    throw nonFieldError('Cannot manage team members for terminated projects.');
  }
  if (scope.customer?.blocked === true || scope.customer?.archived === true) {
    throw nonFieldError('Customer is not available.');
  }
  const allowed = (type: string, uuidOfScope: string): boolean =>
    caller.is_staff === true ||
    (scope.permission !== undefined &&
      hasPermission(app, caller, `${scope.permission}.${verb}_PERMISSION`, { type, uuid: uuidOfScope }));
  if (allowed('customer', scope.customer?.uuid ?? '')) {
    return;
  }
  if (!allowed(scope.type, scope.uuid)) {
    throw forbidden();
  }
  if (user === caller && scope.type !== 'customer') {
    throw nonFieldError('User can not manage own role.');
  }
}

function readChange(exchange: Exchange, scope: MemberScope, verb: Verb): Change {
  const { role, user, expiration_time: expires } = readInputs(exchange, inputs, false);
  const change = {
    user: user as WorldUser,
    role: role as WorldRole,
    expires: (expires as string | null | undefined) ?? null,
  };
  requireChange(exchange, scope, verb, change.user);
  return change;
}

const matching = (exchange: Exchange, scope: MemberScope, { user, role }: Change): readonly Grant[] =>
  grantsOn(exchange.app, user, scope).filter((grant) => grant.role === role.name);

/** Whether a grant lasts at least as long as one until that time would; expired ones that linger do not. */
function blocks(exchange: Exchange, grant: Grant, expires: string | null): boolean {
  const until = grant.expiration_time ?? null;
  if (until === null) {
    return true;
  }
  return expires !== null && Date.parse(until) >= Date.parse(expires) && !exchange.app.clock.isPast(until);
}

/** Members restricted by e-mail address or how they signed in. */
function fitsRestrictions(customer: WorldCustomer | undefined, user: WorldUser): boolean {
  const {
    user_email_patterns: patterns = [],
    user_affiliations: affiliations = [],
    user_identity_sources: sources = [],
  } = customer ?? {};
  if (patterns.length + affiliations.length + sources.length === 0) {
    return true;
  }
  return (
    patterns.some((pattern) => new RegExp(`^(?:${pattern})`).test(user.email ?? '')) ||
    affiliations.some((affiliation) => user.affiliations?.includes(affiliation)) ||
    sources.includes(user.identity_source ?? '')
  );
}

function record(exchange: Exchange, scope: MemberScope, type: string, done: string, change: Change): void {
  const { user, role } = change;
  exchange.app.events.add(type, `User ${fullName(user)} has ${done} role of ${role.name} in ${scope.name}.`, {
    role_name: role.name,
    scope_name: scope.name,
    scope_type: scope.type,
    scope_uuid: scope.uuid,
    ...(scope.type === 'customer'
      ? {
          scope_abbreviation: scope.customer?.abbreviation ?? '',
          scope_contact_details: scope.customer?.contact_details ?? '',
        }
      : {}),
    ...(scope.customer ? customerContext(scope.customer) : {}),
    ...(scope.type === 'project' ? { project_name: scope.name, project_uuid: scope.uuid } : {}),
    ...personContext('affected_user', user),
    ...callerContext(exchange),
  });
}

const expiryBody = (exchange: Exchange, grant: Grant): JsonObject => ({
  expiration_time: exchange.time(grant.expiration_time),
});

function addUser(exchange: Exchange, scope: MemberScope): Answer {
  const change = readChange(exchange, scope, 'CREATE');
  const { user, role, expires } = change;
  const { store, clock } = exchange.app;
  if (user.is_active === false && exchange.caller.is_staff !== true) {
    throw nonFieldError('Only staff users can assign roles to deactivated users.');
  }
  if (matching(exchange, scope, change).some((grant) => blocks(exchange, grant, expires))) {
    throw nonFieldError('User has already the same role in this scope.');
  }
  if (role.content_type !== scope.roleType) {
    throw nonFieldError('Role is not valid for this scope.');
  }
  if (role.is_active === false) {
    throw nonFieldError('Role is not active.');
  }
  if (!fitsRestrictions(scope.customer, user)) {
    throw nonFieldError(
      'User email, affiliation, or identity source does not match the customer restrictions.',
    );
  }
  const grant: Grant = {
    uuid: newUuid(),
    created: clock.stamp(),
    user: user.username,
    role: role.name,
    scope_type: scope.type,
    scope: scope.uuid,
    created_by: exchange.caller.username,
    expiration_time: expires,
  };
  store.grants.add(grant);
  record(exchange, scope, 'role_granted', 'gained', change);
  return created(expiryBody(exchange, grant));
}

/** The one grant a change is about. Two of one role are more than the server can bear. */
function theGrant(exchange: Exchange, scope: MemberScope, change: Change): Grant | undefined {
  const found = matching(exchange, scope, change);
  if (found.length > 1) {
    throw new ServerCrash();
  }
  return found[0];
}

function updateUser(exchange: Exchange, scope: MemberScope): Answer {
  const change = readChange(exchange, scope, 'UPDATE');
  const grant = theGrant(exchange, scope, change);
  if (!grant) {
    throw new ServerCrash();
  }
  grant.expiration_time = change.expires;
  exchange.app.store.grants.changed(grant);
  record(exchange, scope, 'role_updated', 'changed', change);
  return ok(expiryBody(exchange, grant));
}

function deleteUser(exchange: Exchange, scope: MemberScope): Answer {
  const change = readChange(exchange, scope, 'DELETE');
  const grant = theGrant(exchange, scope, change);
  if (grant) {
    exchange.app.store.revoke(grant, exchange.app.clock.stamp());
    record(exchange, scope, 'role_revoked', 'lost', change);
  }
  return { status: 200 };
}

/** The four paths of members below an object's own. @param find throws 404 */
export function memberEndpoints(path: string, find: (exchange: Exchange) => MemberScope): Endpoint[] {
  return [
    { path: `${path}list_users/`, name: 'List users', GET: (x) => listUsers(x, find(x)) },
    { path: `${path}add_user/`, name: 'Add user', POST: (x) => addUser(x, find(x)) },
    { path: `${path}update_user/`, name: 'Update user', POST: (x) => updateUser(x, find(x)) },
    { path: `${path}delete_user/`, name: 'Delete user', POST: (x) => deleteUser(x, find(x)) },
  ];
}
