import { notFound, refused, ServerCrash } from '../http/errors';
import { ok, type Answer, type Exchange } from '../http/exchange';
import { chosenFields, writeRow, type Fields } from '../http/fields';
import { Filters, sortRows } from '../http/filters';
import type { Endpoint } from '../http/router';
import type { Json } from '../json';
import { isOwner, isStaffOrSupport } from '../rules/permissions';
import { parseUuid } from '../rules/visibility';
import type { WorldEvent } from '../world';
import { uuidParam } from './uuidParam';
import { readScope } from './scopes';

const fields: Fields<WorldEvent> = {
  uuid: (row) => row.uuid,
  created: (row, x) => x.time(row.created),
  event_type: (row) => row.event_type,
  message: (row) => row.message,
  context: (row) => (row.context ?? {}) as Json,
};

/** What the events of a scope are known by: an organisation's are also those of its projects. */
function isAbout(row: WorldEvent, scope: { readonly type: string; readonly uuid: string }): boolean {
  return row.context?.[scope.type === 'customer' ? 'customer_uuid' : 'project_uuid'] === scope.uuid;
}

/** Others than owners, staff and support see none. */
function filtersOf(exchange: Exchange): Filters<WorldEvent> {
  const { app, caller, query } = exchange;
  const filters = new Filters<WorldEvent>(exchange)
    .strictOrder(['created'])
    .number('created_from', (row, value) => Date.parse(row.created) >= value * 1000)
    .number('created_to', (row, value) => Date.parse(row.created) < value * 1000)
    .contains('message', (row) => row.message);
  const types = query.all('event_type');
  if (types.length > 0) {
    filters.where((row) => types.includes(row.event_type));
  }
  if (app.behaviour.newerFilters) {
    filters
      .uuid('customer_uuid', (row, value) => row.context?.customer_uuid === value)
      .uuid('project_uuid', (row, value) => row.context?.project_uuid === value);
  }
  const address = query.get('scope');
  if (address === '') {
    throw new ServerCrash();
  }
  if (address !== undefined) {
    const scope = readScope(exchange, address);
    // There are no events about anything else in the sample.
    if (scope.kind === 'refused' || scope.type === 'call') {
      throw refused(`Can't restore object from url: ${address}`);
    }
    const allowed = isStaffOrSupport(caller) || isOwner(app, caller, scope.customer);
    filters.where((row) => allowed && isAbout(row, scope));
  } else if (!isStaffOrSupport(caller)) {
    filters.where((row) => {
      const customer = row.context?.customer_uuid;
      return app.behaviour.newerFilters && typeof customer === 'string' && isOwner(app, caller, customer);
    });
  }
  return filters;
}

/** The audit feed: an empty list for who may not see it, not 403. */
function list(exchange: Exchange): Answer {
  const { app, query } = exchange;
  const order = query.filter('o') === 'created' ? 'created' : '-created';
  const visible = filtersOf(exchange).apply(app.store.events.rows);
  const rows = sortRows(visible, [order], { created: (row) => row.created });
  const chosen = chosenFields(fields, exchange);
  return exchange.list(rows, (row) => writeRow(chosen, row, exchange));
}

function get(exchange: Exchange): Answer {
  const row = exchange.app.store.events.get(parseUuid(exchange.param('uuid')));
  if (!row || filtersOf(exchange).apply([row]).length === 0) {
    throw notFound('Event');
  }
  return ok(writeRow(chosenFields(fields, exchange), row, exchange));
}

export const eventEndpoints: readonly Endpoint[] = [
  { path: '/api/events/', name: 'Event List', GET: list },
  { path: `/api/events/${uuidParam}/`, name: 'Event Instance', GET: get },
];
