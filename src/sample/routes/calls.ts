import { ApiError, conflict, fieldError, forbidden, notFound, refused, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import { without } from '../json';
import { holdsRole } from '../rules/permissions';
import { connected, parseUuid, visibleCall, visibleCalls } from '../rules/visibility';
import { newUuid, slugFor } from '../store/store';
import { readInputs, type Inputs } from '../validate/input';
import { link } from '../validate/linkInputs';
import { requiredText, text } from '../validate/textInputs';
import type { WorldCall, WorldCallManagingOrganisation, WorldCustomer } from '../world';
import { callFields, publicCallFields, roundDetailFields } from './callFields';
import { hasKeyword } from './common';
import { uuidParam } from './uuidParam';
import { memberEndpoints } from './members';

type Call = WorldCall;

const states = ['draft', 'active', 'archived'];

const customerOf = (row: Call, x: Exchange): WorldCustomer | undefined =>
  x.app.store.customers.get(x.app.store.managingOrganisations.get(row.manager)?.customer);

const orderKeys = (x: Exchange): Readonly<Record<string, SortKey<Call>>> => ({
  created: (row) => row.created ?? '',
  manager__customer__name: (row) => customerOf(row, x)?.name ?? '',
  name: (row) => row.name,
});

const openRounds = ({ app }: Exchange, row: Call): number =>
  app.store.roundsOf(row.uuid).filter((round) => !app.clock.isPast(round.cutoff_time)).length;

function filtersOf(exchange: Exchange): Filters<Call> {
  const { behaviour } = exchange.app;
  const filters = new Filters<Call>(exchange)
    .contains('name', (row) => row.name)
    .choices('state', states, (row) => row.state)
    .url('customer', 'customers', (row, uuid) => customerOf(row, exchange)?.uuid === uuid)
    .uuid('customer_uuid', (row, value) => customerOf(row, exchange)?.uuid === value)
    .text('customer_keyword', (row, words) => hasKeyword(customerOf(row, exchange), words))
    .loose('has_active_round', (row, value) => !value || openRounds(exchange, row) > 0)
    .strictOrder(Object.keys(orderKeys(exchange)));
  return behaviour.newerFilters ? filters.exact('slug', (row) => row.slug) : filters;
}

/**
 * The calls the filters let through. The 2024 server joins them with their rounds for `has_active_round`.
 * @param distinct whether each is there once nevertheless
 */
function filtered(exchange: Exchange, rows: readonly Call[], distinct: boolean): readonly Call[] {
  const found = filtersOf(exchange).apply(rows);
  const joined = ['true', '1'].includes(exchange.query.get('has_active_round')?.toLowerCase() ?? '');
  return joined && !distinct && exchange.app.behaviour.callsRepeatByRound
    ? found.flatMap((row) => Array<Call>(openRounds(exchange, row)).fill(row))
    : found;
}

function listed(exchange: Exchange, rows: readonly Call[], distinct: boolean, fields: Fields<Call>): Answer {
  const keys = orderKeys(exchange);
  const order = knownOrder(exchange.query.get('o'), keys);
  return exchange.list(sortRows(filtered(exchange, rows, distinct), order, keys), (row) =>
    writeRow(fields, row, exchange),
  );
}

/** The call of the path among those of a list; the filters of the query apply to it too. Throws 404. */
function findAmong(exchange: Exchange, rows: readonly Call[], distinct: boolean): Call {
  const uuid = parseUuid(exchange.param('uuid'));
  const [row, another] = filtered(
    exchange,
    rows.filter((candidate) => candidate.uuid === uuid),
    distinct,
  );
  if (!row) {
    throw notFound('Call');
  }
  // The server gets more than the one row that it wants.
  if (another) {
    throw new ServerCrash();
  }
  return row;
}

/** Whoever is not staff is shown the calls of its roles, and each of them once. */
const protectedOnce = ({ caller }: Exchange): boolean => caller.is_staff !== true;

const find = (exchange: Exchange, applies = true): Call =>
  applies
    ? findAmong(exchange, visibleCalls(exchange), protectedOnce(exchange))
    : visibleCall(exchange, exchange.param('uuid'));

const inputs: Inputs = {
  name: requiredText('name', 255),
  description: text('description'),
  backend_id: text('backend_id', { max: 255 }),
  reference_code: text('reference_code', { max: 64 }),
  manager: link<WorldCallManagingOrganisation>(
    'manager',
    'call-managing-organisations',
    (hex, x) => x.app.store.managingOrganisations.get(hex),
    { required: true },
  ),
};
const changeable = without(inputs, 'manager');

function belongsTo(exchange: Exchange, manager: WorldCallManagingOrganisation): boolean {
  const { app, caller } = exchange;
  return (
    caller.is_staff === true ||
    (app.behaviour.callsForManagers &&
      (connected(app, caller, 'callmanagingorganisation').has(manager.uuid) ||
        connected(app, caller, 'customer', 'CUSTOMER.OWNER').has(manager.customer)))
  );
}

function create(exchange: Exchange): Answer {
  const values = readInputs(exchange, inputs, false);
  const manager = values.manager as WorldCallManagingOrganisation;
  if (!belongsTo(exchange, manager)) {
    throw fieldError('manager', 'Current user does not belong to the selected organisation.');
  }
  const { store, clock } = exchange.app;
  const row: Call = {
    uuid: newUuid(),
    name: '',
    state: 'draft',
    ...values,
    manager: manager.uuid,
    created: clock.stamp(),
    created_by: exchange.caller.username,
  };
  row.slug = slugFor(row.name, store.calls.rows);
  store.calls.add(row);
  return created(writeRow(callFields, row, exchange), exchange.url('proposal-protected-calls', row.uuid));
}

function requireManage(exchange: Exchange, row: Call): void {
  const { app, caller } = exchange;
  if (caller.is_staff !== true && !holdsRole(app, caller, 'CALL.MANAGER', { type: 'call', uuid: row.uuid })) {
    throw forbidden();
  }
}

function update(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  Object.assign(row, readInputs(exchange, changeable, true));
  exchange.app.store.calls.changed(row);
  return ok(writeRow(callFields, row, exchange));
}

/** Throws 409 where the call is in none of the states. */
function requireState(row: Call, allowed: readonly string[]): void {
  if (!allowed.includes(row.state)) {
    const names = allowed.map((state) => state.charAt(0).toUpperCase() + state.slice(1));
    throw conflict(`Valid states for operation: ${names.join(', ')}.`);
  }
}

function destroy(exchange: Exchange): Answer {
  const { store } = exchange.app;
  const row = find(exchange);
  requireManage(exchange, row);
  requireState(row, ['draft']);
  for (const round of store.roundsOf(row.uuid)) {
    store.proposalsOf(round.uuid).forEach((proposal) => store.proposals.remove(proposal));
    store.rounds.remove(round);
  }
  store.requestedOfferingsOf(row.uuid).forEach((requested) => store.requestedOfferings.remove(requested));
  store.forgetScope('call', row.uuid);
  store.calls.remove(row);
  return { status: 204 };
}

function activate(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  requireState(row, ['draft', 'archived']);
  if (exchange.app.store.roundsOf(row.uuid).length === 0) {
    throw refused('Call must have a round to be activated.');
  }
  return setState(exchange, row, 'active', 'activated');
}

function archive(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  requireState(row, ['draft', 'active']);
  return setState(exchange, row, 'archived', 'archived');
}

function setState(exchange: Exchange, row: Call, state: string, done: string): Answer {
  row.state = state;
  exchange.app.store.calls.changed(row);
  return ok(`Call has been ${done}.`);
}

function round(exchange: Exchange): Answer {
  const call = find(exchange);
  const found = exchange.app.store.roundsOf(call.uuid).find((row) => row.uuid === exchange.param('round'));
  if (!found) {
    throw new ApiError(404, undefined);
  }
  return ok(writeRow(roundDetailFields, found, exchange));
}

const isPublic = (row: Call): boolean => row.state !== 'draft';

const publicCalls = ({ app }: Exchange): readonly Call[] => app.store.calls.rows.filter(isPublic);

export function callEndpoints(): Endpoint[] {
  const detail = `/api/proposal-protected-calls/${uuidParam}/`;
  const publicFields = publicCallFields('proposal-public-calls');
  return [
    {
      path: '/api/proposal-protected-calls/',
      name: 'Protected Call List',
      GET: (x) => listed(x, visibleCalls(x), protectedOnce(x), callFields),
      POST: create,
    },
    {
      path: detail,
      name: 'Protected Call Instance',
      GET: (x) => ok(writeRow(callFields, find(x), x)),
      PUT: update,
      PATCH: update,
      DELETE: destroy,
    },
    { path: `${detail}activate/`, name: 'Activate', POST: activate },
    { path: `${detail}archive/`, name: 'Archive', POST: archive },
    {
      path: `${detail}rounds/`,
      name: 'Rounds',
      GET: (x) => ok(x.app.store.roundsOf(find(x).uuid).map((row) => writeRow(roundDetailFields, row, x))),
      POST: notForSample,
    },
    {
      path: `${detail}rounds/:round{[a-f0-9]+}/`,
      name: 'Rounds',
      GET: round,
      PUT: notForSample,
      PATCH: notForSample,
      DELETE: notForSample,
    },
    ...memberEndpoints(detail, (x) => {
      const call = find(x, x.app.behaviour.listFiltersOnActions);
      const customer = x.app.store.managingOrganisations.get(call.manager)?.customer;
      return {
        type: 'call',
        uuid: call.uuid,
        name: call.name,
        customer: x.app.store.customers.get(customer),
        permission: 'CALL',
        roleType: 'call',
      };
    }),
    {
      path: '/api/proposal-public-calls/',
      name: 'Public Call List',
      anonymous: true,
      GET: (x) => listed(x, publicCalls(x), false, publicFields),
    },
    {
      path: `/api/proposal-public-calls/${uuidParam}/`,
      name: 'Public Call Instance',
      anonymous: true,
      GET: (x) => ok(writeRow(publicFields, findAmong(x, publicCalls(x), false), x)),
    },
  ];
}

/** Rounds are not changed in the sample: the caller is told that it may not. */
function notForSample(exchange: Exchange): Answer {
  find(exchange);
  throw forbidden();
}
