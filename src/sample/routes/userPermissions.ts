import type { Answer, Exchange } from '../http/exchange';
import { writeRow } from '../http/fields';
import { Filters, sortRows } from '../http/filters';
import type { Endpoint } from '../http/router';
import { isStaffOrSupport } from '../rules/permissions';
import { connected } from '../rules/visibility';
import type { WorldGrant } from '../world';
import { permissionFields } from './userFields';

/** Grants: one's own and those on the scopes one is in; staff and support see all. Revoked ones too. */
function list(exchange: Exchange): Answer {
  const { app, caller } = exchange;
  const userOf = (row: WorldGrant) => app.store.userNamed(row.user);
  const scopes = new Map<string, ReadonlySet<string>>();
  const isIn = (row: WorldGrant): boolean => {
    let uuids = scopes.get(row.scope_type);
    if (!uuids) {
      uuids = connected(app, caller, row.scope_type);
      scopes.set(row.scope_type, uuids);
    }
    return uuids.has(row.scope);
  };
  const filters = new Filters<WorldGrant>(exchange)
    .uuid('user', (row, value) => userOf(row)?.uuid === value)
    .uuid('scope_uuid', (row, value) => row.scope === value)
    .exact('scope_type', (row) => row.scope_type)
    .exact('role_name', (row) => row.role)
    .uuid('role_uuid', (row, value) => app.store.roleNamed(row.role)?.uuid === value)
    .where((row) => isStaffOrSupport(caller) || row.user === caller.username || isIn(row));
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
