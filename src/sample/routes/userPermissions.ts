import type { Answer, Exchange } from '../http/exchange';
import { writeRow } from '../http/fields';
import { Filters, knownOrder, sortRows } from '../http/filters';
import type { Endpoint } from '../http/router';
import { isStaffOrSupport } from '../rules/permissions';
import { letsIn, visibleUsers } from '../rules/visibility';
import { contains } from '../store/table';
import type { WorldGrant } from '../world';
import { grantOrderKeys } from './members';
import { customerOfGrant, permissionFields, scopeOfGrant, userSlug } from './userFields';
import { matchesFullName } from './users';

/** The filters by whose grant it is, which servers of either age have; those of 2024 have no others. */
function ofPerson(exchange: Exchange): Filters<WorldGrant> {
  const userOf = ({ user }: WorldGrant) => exchange.app.store.userNamed(user);
  return new Filters<WorldGrant>(exchange)
    .uuid('user', (row, value) => userOf(row)?.uuid === value)
    .url('user_url', 'users', (row, uuid) => userOf(row)?.uuid === uuid)
    .exact('username', (row) => row.user)
    .text('full_name', (row, value) => {
      const user = userOf(row);
      return user !== undefined && matchesFullName(user, value);
    })
    .contains('native_name', (row) => userOf(row)?.native_name)
    .text('user_slug', (row, value) => {
      const user = userOf(row);
      return user !== undefined && contains(userSlug(user), value);
    });
}

function byNewer(filters: Filters<WorldGrant>, exchange: Exchange): Filters<WorldGrant> {
  const { store } = exchange.app;
  return filters
    .exact('scope_type', (row) => row.scope_type)
    .uuid('scope_uuid', (row, value) => row.scope === value)
    .contains('scope_name', (row) => scopeOfGrant(exchange, row)?.name)
    .contains('role_name', (row) => row.role)
    .uuid('role_uuid', (row, value) => store.roleNamed(row.role)?.uuid === value)
    .uuid(
      'customer_uuid',
      (row, value) =>
        ['customer', 'project'].includes(row.scope_type) && customerOfGrant(exchange, row) === value,
    )
    .since('created', (row) => row.created)
    .since('modified', (row) => row.created)
    .time('expiration_time', (row, value) => Date.parse(row.expiration_time ?? '') === value)
    .flag('is_active', (row, value) => (row.is_active ?? true) === value);
}

/** Whose grants the caller sees, and whether revoked ones too. */
function visibleTo(filters: Filters<WorldGrant>, exchange: Exchange): Filters<WorldGrant> {
  const { app, caller } = exchange;
  const isOperator = isStaffOrSupport(caller);
  if (!app.behaviour.grantsListIsLive) {
    // Recorded: everyone's whom the caller sees, on whatever scope, and revoked ones too.
    const people = new Set(visibleUsers(exchange).map((user) => user.username));
    return isOperator ? filters : filters.where((row) => people.has(row.user));
  }
  if (isOperator && exchange.query.get('show_inactive') === 'true') {
    return filters;
  }
  filters.where((row) => row.is_active !== false);
  return isOperator
    ? filters
    : filters.where(
        (row) =>
          row.user === caller.username &&
          (!['customer', 'project'].includes(row.scope_type) ||
            letsIn(exchange, customerOfGrant(exchange, row) ?? '')),
      );
}

/** All grants in one list, on every kind of scope. */
function list(exchange: Exchange): Answer {
  const { app } = exchange;
  const keys = grantOrderKeys(exchange);
  const filters = ofPerson(exchange).strictOrder(Object.keys(keys));
  const rows = visibleTo(app.behaviour.grantsListIsLive ? byNewer(filters, exchange) : filters, exchange);
  const order = knownOrder(exchange.query.get('o'), keys);
  // Nothing says so, but rows were recorded in the order in which they came into being.
  const sorted = sortRows(rows.apply(app.store.grants.rows), order.length > 0 ? order : ['created'], keys);
  const fields = permissionFields(app.behaviour);
  return exchange.list(sorted, (row) => writeRow(fields, row, exchange));
}

export const userPermissionsEndpoint: Endpoint = {
  path: '/api/user-permissions/',
  name: 'User Role List',
  GET: list,
};
