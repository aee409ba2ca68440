import type { Answer, Exchange } from '../http/exchange';
import { writeRow } from '../http/fields';
import { Filters, sortRows } from '../http/filters';
import type { Endpoint } from '../http/router';
import { visibleUsers } from '../rules/visibility';
import type { WorldGrant } from '../world';
import { permissionFields } from './userFields';

/** The grants of all people one sees, on whatever scope; the 2024 server shows revoked ones too. */
function list(exchange: Exchange): Answer {
  const { app } = exchange;
  const userOf = (row: WorldGrant) => app.store.userNamed(row.user);
  const people = new Set(visibleUsers(exchange).map((user) => user.username));
  const filters = new Filters<WorldGrant>(exchange)
    .uuid('user', (row, value) => userOf(row)?.uuid === value)
    .uuid('scope_uuid', (row, value) => row.scope === value)
    .exact('scope_type', (row) => row.scope_type)
    .exact('role_name', (row) => row.role)
    .uuid('role_uuid', (row, value) => app.store.roleNamed(row.role)?.uuid === value)
    .where((row) => people.has(row.user));
  if (app.behaviour.newerFilters && exchange.query.get('show_inactive')?.toLowerCase() !== 'true') {
    filters.where((row) => row.is_active !== false);
  }
  const rows = sortRows(filters.apply(app.store.grants.rows), ['created'], {
    created: (row) => row.created ?? '',
  });
  return exchange.list(rows, (row) => writeRow(permissionFields(app.behaviour), row, exchange));
}

export const userPermissionsEndpoint: Endpoint = {
  path: '/api/user-permissions/',
  name: 'User Role List',
  GET: list,
};
