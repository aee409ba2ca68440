import { ApiError, conflict, forbidden, notFound, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import { type Json, without } from '../json';
import { isOwner, requireOnCustomer } from '../rules/permissions';
import { parseUuid } from '../rules/visibility';
import { newUuid } from '../store/store';
import { Invalid, readInputs, type Inputs, type Values } from '../validate/input';
import { image } from '../validate/imageInput';
import { link } from '../validate/linkInputs';
import { inputMetadata } from '../validate/metadata';
import { text } from '../validate/textInputs';
import type { Behaviour } from '../versions';
import type { WorldCallManagingOrganisation, WorldCustomer } from '../world';
import { hasKeyword, imageUrl, storeImage } from './common';
import { uuidParam } from './uuidParam';
import { memberEndpoints } from './members';

type Organisation = WorldCallManagingOrganisation;

const collection = 'call-managing-organisations';
const customerOf = (row: Organisation, x: Exchange): WorldCustomer | undefined =>
  x.app.store.customers.get(row.customer);

const fields: Fields<Organisation> = {
  url: (row, x) => x.url(collection, row.uuid),
  uuid: (row) => row.uuid,
  created: (row, x) => x.time(row.created ?? x.app.store.world.now),
  description: (row) => row.description ?? '',
  customer: (row, x) => x.url('customers', row.customer),
  customer_name: (row, x) => customerOf(row, x)?.name ?? '',
  customer_uuid: (row) => row.customer,
  customer_image: (row, x) => {
    const customer = customerOf(row, x);
    return customer ? imageUrl(x, customer) : null;
  },
  customer_abbreviation: (row, x) => customerOf(row, x)?.abbreviation ?? '',
  customer_native_name: (row, x) => customerOf(row, x)?.native_name ?? '',
  customer_country: (row, x) => customerOf(row, x)?.country ?? '',
  image: (row, x) => imageUrl(x, row),
};

const orderKeys = (x: Exchange): Readonly<Record<string, SortKey<Organisation>>> => ({
  customer_name: (row) => customerOf(row, x)?.name ?? '',
});

function filtersOf(exchange: Exchange): Filters<Organisation> {
  return new Filters<Organisation>(exchange)
    .url('customer', 'customers', (row, uuid) => row.customer === uuid)
    .uuid('customer_uuid', (row, value) => row.customer === value)
    .text('customer_keyword', (row, words) => hasKeyword(customerOf(row, exchange), words))
    .strictOrder(['customer_name']);
}

function list(exchange: Exchange): Answer {
  const keys = orderKeys(exchange);
  const order = knownOrder(exchange.query.get('o'), keys);
  const rows = sortRows(
    filtersOf(exchange).apply(exchange.app.store.managingOrganisations.rows),
    order.length > 0 ? order : ['customer_name'],
    keys,
  );
  return exchange.list(rows, (row) => writeRow(fields, row, exchange));
}

function find(exchange: Exchange, filtered = true): Organisation {
  const row = exchange.app.store.managingOrganisations.get(parseUuid(exchange.param('uuid')));
  if (!row || (filtered && filtersOf(exchange).apply([row]).length === 0)) {
    throw notFound('CallManagingOrganisation');
  }
  return row;
}

const actedOn = (exchange: Exchange): Organisation =>
  find(exchange, exchange.app.behaviour.listFiltersOnActions);

const inputsOf = (behaviour: Behaviour): Inputs => ({
  description: text('description', { max: behaviour.mostDescription }),
  customer: {
    ...link<WorldCustomer>('customer', 'customers', (hex, x) => x.app.store.customers.get(hex), {
      required: true,
    }),
    read: (value, x) => {
      const customer = link('customer', 'customers', (hex) => x.app.store.customers.get(hex)).read(value, x);
      if (x.app.store.managingOrganisationOf(customer.uuid)) {
        throw new Invalid('Call managing organisation with this customer already exists.');
      }
      return customer;
    },
  },
  image: image('image'),
});

function assign(exchange: Exchange, row: Organisation, values: Values): void {
  if (typeof values.description === 'string') {
    row.description = values.description;
  }
  if (values.image !== undefined) {
    row.image = storeImage(exchange, row.uuid, values.image);
  }
}

function create(exchange: Exchange): Answer {
  const values = readInputs(exchange, inputsOf(exchange.app.behaviour), false);
  const customer = values.customer as WorldCustomer;
  requireOnCustomer(exchange, 'SERVICE_PROVIDER.REGISTER', customer.uuid);
  const { store, clock } = exchange.app;
  const row: Organisation = { uuid: newUuid(), created: clock.stamp(), customer: customer.uuid };
  assign(exchange, row, values);
  store.managingOrganisations.add(row);
  return created(writeRow(fields, row, exchange), exchange.url(collection, row.uuid));
}

/** Everyone sees them all, so 403 and not 404. */
function requireManager(exchange: Exchange, row: Organisation): void {
  const { caller, app } = exchange;
  if (caller.is_staff !== true && !isOwner(app, caller, row.customer)) {
    throw forbidden();
  }
}

function update(exchange: Exchange): Answer {
  const row = find(exchange);
  requireManager(exchange, row);
  const changeable = without(inputsOf(exchange.app.behaviour), 'customer');
  assign(exchange, row, readInputs(exchange, changeable, true));
  exchange.app.store.managingOrganisations.changed(row);
  return ok(writeRow(fields, row, exchange));
}

function destroy(exchange: Exchange): Answer {
  const { store, behaviour } = exchange.app;
  const row = find(exchange);
  requireManager(exchange, row);
  const calls = store.callsOf(row.uuid).length;
  const grants = store.grantsOfScope('callmanagingorganisation', row.uuid).length;
  if (behaviour.politeManagingOrganisationDelete && calls + grants > 0) {
    throw new ApiError(400, {
      detail: 'Cannot delete this call manager as there are existing connected calls or user permissions.',
    });
  }
  if (calls > 1) {
    throw new ServerCrash();
  }
  if (calls === 1) {
    throw conflict('Cannot delete Call managing organisation with existing calls');
  }
  store.managingOrganisations.remove(row);
  return { status: 204 };
}

const day = 86_400_000;

/** The eight figures of a managing organisation. */
function stats(exchange: Exchange): Answer {
  const row = actedOn(exchange);
  const { store, clock } = exchange.app;
  const now = clock.now().getTime();
  const open = store.callsOf(row.uuid).filter((call) => call.state === 'active');
  const cutoff = (round: { readonly cutoff_time: string }): number => Date.parse(round.cutoff_time);
  const soon = (time: number): boolean => time >= now && time <= now + 7 * day;
  const activeRounds = open
    .flatMap((call) => store.roundsOf(call.uuid))
    .filter((round) => cutoff(round) >= now);
  const closing = activeRounds.filter((round) => soon(cutoff(round)));
  const proposals = open
    .flatMap((call) => store.roundsOf(call.uuid))
    .flatMap((round) => store.proposalsOf(round.uuid));
  const inState = (...states: string[]): number =>
    proposals.filter((proposal) => states.includes(proposal.state)).length;
  const submitted = proposals
    .flatMap((proposal) => store.reviewsOf(proposal.uuid))
    .filter((review) => review.state === 'submitted');
  const requested = open
    .flatMap((call) => store.requestedOfferingsOf(call.uuid))
    .filter((offering) => offering.state === 'requested');
  const body: Json = {
    open_calls: open.length,
    active_rounds: activeRounds.length,
    accepted_proposals: inState('accepted'),
    pending_proposals: inState('submitted', 'in_review', 'in_revision'),
    pending_review: submitted.length,
    rounds_closing_in_one_week: closing.length,
    // The server joins calls with their rounds: a call counts once for each round that closes.
    calls_closing_in_one_week: closing.length,
    offering_requests_pending: requested.length,
  };
  return ok(body);
}

export function managingOrganisationEndpoints(behaviour: Behaviour): Endpoint[] {
  const detail = `/api/${collection}/${uuidParam}/`;
  const members = memberEndpoints(detail, (x) => {
    const row = actedOn(x);
    return {
      type: 'callmanagingorganisation',
      uuid: row.uuid,
      name: customerOf(row, x)?.name ?? '',
      customer: customerOf(row, x),
      permission: undefined,
      roleType: 'call_organizer',
    };
  });
  return [
    {
      path: `/api/${collection}/`,
      name: 'Call Managing Organisation List',
      anonymous: 'getting',
      GET: list,
      POST: create,
      metadata: (x) => ({ POST: inputMetadata(fields, inputsOf(behaviour), x) }),
    },
    {
      path: detail,
      name: 'Call Managing Organisation Instance',
      anonymous: 'getting',
      GET: (x) => ok(writeRow(fields, find(x), x)),
      PUT: update,
      PATCH: update,
      DELETE: destroy,
      metadata: (x) => {
        find(x);
        return { PUT: inputMetadata(fields, without(inputsOf(behaviour), 'customer'), x) };
      },
    },
    { path: `${detail}stats/`, name: 'Stats', GET: stats },
    ...(behaviour.managingOrganisationMembers ? members : []),
  ];
}
