import { ApiError, fieldError, forbidden, notFound } from '../http/errors';
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
import type { WorldCall, WorldCallManagingOrganisation } from '../world';
import { callFields, publicCallFields, roundDetailFields } from './callFields';
import { uuidParam } from './common';
import { memberEndpoints } from './members';

type Call = WorldCall;

const states = ['draft', 'active', 'archived'];
const orderKeys: Readonly<Record<string, SortKey<Call>>> = {
  created: (row) => row.created ?? '',
  name: (row) => row.name,
  state: (row) => row.state,
};

function filtersOf(exchange: Exchange): Filters<Call> {
  const { store, clock } = exchange.app;
  const customerOf = (row: Call) => store.managingOrganisations.get(row.manager)?.customer;
  return new Filters<Call>(exchange)
    .contains('name', (row) => row.name)
    .choices('state', states, (row) => row.state)
    .uuid('customer_uuid', (row, value) => customerOf(row) === value)
    .text('customer_keyword', (row, words) =>
      (store.customers.get(customerOf(row))?.name ?? '').toLowerCase().includes(words.toLowerCase()),
    )
    .flag('has_active_round', (row, value) => {
      const active = store
        .roundsOf(row.uuid)
        .some((round) => clock.isPast(round.start_time) && !clock.isPast(round.cutoff_time));
      return active || !value;
    })
    .strictOrder(['created', 'manager__customer__name', 'name', 'state']);
}

function listed(exchange: Exchange, rows: readonly Call[], fields: Fields<Call>): Answer {
  const order = knownOrder(exchange.query.get('o'), orderKeys);
  return exchange.list(sortRows(filtersOf(exchange).apply(rows), order, orderKeys), (row) =>
    writeRow(fields, row, exchange),
  );
}

function find(exchange: Exchange, filtered = true): Call {
  const call = visibleCall(exchange, exchange.param('uuid'));
  if (filtered && filtersOf(exchange).apply([call]).length === 0) {
    throw notFound('Call');
  }
  return call;
}

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

function destroy(exchange: Exchange): Answer {
  const { store } = exchange.app;
  const row = find(exchange);
  requireManage(exchange, row);
  for (const round of store.roundsOf(row.uuid)) {
    store.proposalsOf(round.uuid).forEach((proposal) => store.proposals.remove(proposal));
    store.rounds.remove(round);
  }
  store.requestedOfferingsOf(row.uuid).forEach((requested) => store.requestedOfferings.remove(requested));
  store.forgetScope('call', row.uuid);
  store.calls.remove(row);
  return { status: 204 };
}

function setState(exchange: Exchange, state: string, done: string): Answer {
  const row = find(exchange);
  requireManage(exchange, row);
  row.state = state;
  exchange.app.store.calls.changed(row);
  return ok({ detail: `Call has been ${done}.` });
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

function findPublic(exchange: Exchange): Call {
  const row = exchange.app.store.calls.get(parseUuid(exchange.param('uuid')));
  if (!row || !isPublic(row)) {
    throw notFound('Call');
  }
  return row;
}

export function callEndpoints(): Endpoint[] {
  const detail = `/api/proposal-protected-calls/${uuidParam}/`;
  const publicFields = publicCallFields('proposal-public-calls');
  return [
    {
      path: '/api/proposal-protected-calls/',
      name: 'Protected Call List',
      GET: (x) => listed(x, visibleCalls(x), callFields),
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
    { path: `${detail}activate/`, name: 'Activate', POST: (x) => setState(x, 'active', 'activated') },
    { path: `${detail}archive/`, name: 'Archive', POST: (x) => setState(x, 'archived', 'archived') },
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
      GET: (x) => listed(x, x.app.store.calls.rows.filter(isPublic), publicFields),
    },
    {
      path: `/api/proposal-public-calls/${uuidParam}/`,
      name: 'Public Call Instance',
      anonymous: true,
      GET: (x) => ok(writeRow(publicFields, findPublic(x), x)),
    },
  ];
}

/** Rounds are not changed in the sample: the caller is told that it may not. */
function notForSample(exchange: Exchange): Answer {
  find(exchange);
  throw forbidden();
}
