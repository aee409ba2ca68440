import { fieldError, forbidden, notFound, ServerCrash } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import { chosenFields, writeRow } from '../http/fields';
import { Filters, knownOrder, sortRows, type SortKey } from '../http/filters';
import type { Endpoint } from '../http/router';
import { without } from '../json';
import { requireStaff } from '../rules/permissions';
import { parseUuid, visibleUser, visibleUsers } from '../rules/visibility';
import { fullName, newUuid } from '../store/store';
import { contains } from '../store/table';
import { isSparse, readInputs, writableInputs, type Inputs, type Values } from '../validate/input';
import { image } from '../validate/imageInput';
import { email, requiredText, text } from '../validate/textInputs';
import { boolean, integer } from '../validate/valueInputs';
import type { WorldUser } from '../world';
import { storeImage } from './common';
import { uuidParam } from './uuidParam';
import { peopleOf } from './customerFields';
import { userFields } from './userFields';

/** Letters as the server turns them into Latin ones before it compares full names; others are lost. */
const latin = (value: string): string =>
  value
    .normalize('NFKD')
    .replace(/[^\u0020-\u007e]/g, '')
    .trim();

/** First and last name, with what cannot be written in Latin letters left out of the question. */
export function matchesFullName(row: WorldUser, words: string): boolean {
  const wanted = latin(words);
  return wanted === '' || contains(latin(fullName(row)), wanted);
}

const matchesKeyword = (row: WorldUser, words: string): boolean =>
  matchesFullName(row, words) ||
  [row.first_name, row.last_name, row.username, row.email, row.native_name].some((value) =>
    contains(value, words),
  );

function matchesQuery(row: WorldUser, words: string, oneByOne: boolean): boolean {
  const [given = '', family] = words.split(/\s+/);
  return (
    [row.first_name, row.last_name, row.civil_number, row.username, row.email].some((value) =>
      contains(value, words),
    ) ||
    // Newer servers take the first two words for names, and either will do.
    (oneByOne && family !== undefined && (contains(row.first_name, given) || contains(row.last_name, family)))
  );
}

/** The filters that users and a customer's people have in common. */
export function personFilters(exchange: Exchange): Filters<WorldUser> {
  const filters = new Filters<WorldUser>(exchange)
    .text('full_name', matchesFullName)
    .exact('username', (row) => row.username)
    .contains('native_name', (row) => row.native_name)
    .contains('organization', (row) => row.organization)
    .contains('job_title', (row) => row.job_title)
    .contains('email', (row) => row.email)
    .exact('phone_number', (row) => row.phone_number)
    .exact('description', (row) => row.description)
    .exact('civil_number', (row) => row.civil_number)
    .exact('registration_method', (row) => row.registration_method ?? 'default')
    .flag('is_active', (row, value) => (row.is_active ?? true) === value);
  return exchange.app.behaviour.newerFilters
    ? filters
        .since('modified', () => exchange.app.clock.stamp())
        .since('date_joined', (row) => row.date_joined ?? exchange.app.store.world.now)
        .since('agreement_date', (row) => row.agreement_date)
    : filters;
}

const orderKeys: Readonly<Record<string, SortKey<WorldUser>>> = {
  full_name: (row) => `${row.first_name ?? ''}\0${row.last_name ?? ''}`,
  native_name: (row) => row.native_name ?? '',
  email: (row) => row.email ?? '',
  phone_number: (row) => row.phone_number ?? '',
  description: (row) => row.description ?? '',
  organization: (row) => row.organization ?? '',
  job_title: (row) => row.job_title ?? '',
  username: (row) => row.username,
  is_active: (row) => row.is_active ?? true,
  registration_method: (row) => row.registration_method ?? 'default',
  is_staff: (row) => row.is_staff ?? false,
  is_support: (row) => row.is_support ?? false,
};

function userFilters(exchange: Exchange): Filters<WorldUser> {
  const { store, behaviour } = exchange.app;
  const filters = personFilters(exchange)
    .text('user_keyword', matchesKeyword)
    .text('query', (row, words) => matchesQuery(row, words, behaviour.newerFilters))
    .flag('is_staff', (row, value) => (row.is_staff ?? false) === value)
    .flag('is_support', (row, value) => (row.is_support ?? false) === value)
    .strictOrder(Object.keys(orderKeys));
  const customer = exchange.query.filter('customer_uuid');
  if (customer !== undefined) {
    const found = store.customers.get(parseUuid(customer));
    const people = found
      ? peopleOf(exchange.app, found.uuid, store.liveProjectsOf(found.uuid))
      : new Set<string>();
    filters.where((row) => people.has(row.username));
  }
  const project = exchange.query.filter('project_uuid');
  if (project !== undefined) {
    const uuid = parseUuid(project) ?? '';
    const people = new Set(store.grantsOfScope('project', uuid).map((grant) => grant.user));
    filters.where((row) => people.has(row.username));
  }
  for (const key of ['organization_roles', 'project_roles']) {
    const roles = exchange.query.all(key).filter((role) => role !== '');
    if (roles.length > 0) {
      filters.where((row) => store.grantsOfUser(row.username).some((grant) => roles.includes(grant.role)));
    }
  }
  if (behaviour.newerFilters) {
    filters.text('username_list', (row, list) =>
      list.split(',').some((name) => name.trim() === row.username),
    );
  }
  return filters;
}

function list(exchange: Exchange): Answer {
  const order = knownOrder(exchange.query.get('o'), orderKeys);
  const visible = userFilters(exchange).apply(visibleUsers(exchange));
  const rows = sortRows(visible, order.length > 0 ? order : ['username'], orderKeys);
  const page = exchange.page(rows);
  // The server takes a list of the caller alone for the caller's own record.
  const alone = page.rows.length === 1 && page.rows[0] === exchange.caller;
  const fields = chosenFields(userFields(exchange, alone), exchange);
  return {
    status: 200,
    body: page.rows.map((row) => writeRow(fields, row, exchange)),
    headers: page.headers,
  };
}

const write = (exchange: Exchange, row: WorldUser) =>
  writeRow(chosenFields(userFields(exchange, row === exchange.caller), exchange), row, exchange);

/** The person of the path; the filters of the query apply as to a list. Throws 404. */
function findUser(exchange: Exchange): WorldUser {
  const filters = userFilters(exchange);
  filters.apply([]);
  const row = visibleUser(exchange, exchange.param('uuid'));
  if (filters.apply([row]).length === 0) {
    throw notFound('User');
  }
  return row;
}

const details: Inputs = {
  native_name: text('native_name', { max: 100 }),
  job_title: text('job_title', { max: 120 }),
  phone_number: text('phone_number', { max: 255 }),
  organization: text('organization', { max: 255 }),
};
/** Only staff has these at all. */
const rights: Inputs = {
  description: text('description', { max: 2000 }),
  is_staff: boolean('is_staff'),
  is_active: boolean('is_active'),
  is_support: boolean('is_support'),
};
const rest: Inputs = {
  agree_with_policy: boolean('agree_with_policy'),
  preferred_language: text('preferred_language', { max: 10 }),
  first_name: text('first_name', { max: 100 }),
  last_name: text('last_name', { max: 100 }),
  image: image('image'),
};

/** What the caller may change of a person: the token's lifetime is one's own affair, the e-mail address no one's. */
const changeable = (caller: WorldUser, row: WorldUser): Inputs => ({
  ...details,
  ...(caller.is_staff === true ? rights : {}),
  ...(caller === row
    ? { token_lifetime: integer('token_lifetime', 60, 2147483647, { nullable: true }) }
    : {}),
  ...rest,
});

const fresh: Inputs = {
  username: requiredText('username', 128, {
    check: (value, x) => [
      ...(/^[0-9a-z_.@+-]+$/.test(value) ? [] : ['Enter a valid username.']),
      ...(x.app.store.userNamed(value) ? ['user with this username already exists.'] : []),
    ],
  }),
  email: email('email', { required: true, notBlank: true }),
  ...details,
  ...rights,
  ...rest,
};

function assign(exchange: Exchange, row: WorldUser, values: Values): void {
  const { image: picture, ...plain } = without(values, 'agree_with_policy');
  Object.assign(row, plain);
  if (picture !== undefined) {
    row.image = storeImage(exchange, row.uuid, picture);
  }
}

/** Who has not accepted the terms must do so now; only to disable the account needs no consent. */
function agree(exchange: Exchange, row: WorldUser, values: Values): void {
  if (typeof row.agreement_date === 'string') {
    return;
  }
  if (values.agree_with_policy === true) {
    row.agreement_date = exchange.app.clock.stamp();
    return;
  }
  const others = Object.keys(without(values, 'agree_with_policy'));
  if (row.is_active === false || values.is_active !== false || others.length !== 1) {
    throw fieldError('agree_with_policy', 'User must agree with the policy.');
  }
}

/** Others than staff write nothing but their own record. */
function ownOnly(exchange: Exchange): void {
  const { caller } = exchange;
  if (caller.is_staff !== true && (exchange.request.method === 'DELETE' || findUser(exchange) !== caller)) {
    throw forbidden();
  }
}

const update =
  (partial: boolean) =>
  (exchange: Exchange): Answer => {
    const row = findUser(exchange);
    const { caller } = exchange;
    const fields = userFields(exchange, row === caller);
    if (isSparse(exchange, fields) && !exchange.query.all('field').includes('username')) {
      throw new ServerCrash();
    }
    const inputs = writableInputs(exchange, changeable(caller, row), fields);
    const values = readInputs(exchange, inputs, partial);
    agree(exchange, row, values);
    assign(exchange, row, values);
    exchange.app.store.users.changed(row);
    return ok(write(exchange, row));
  };

function create(exchange: Exchange): Answer {
  const { store, clock } = exchange.app;
  const values = readInputs(exchange, fresh, false);
  const row: WorldUser = {
    uuid: newUuid(),
    username: '',
    date_joined: clock.stamp(),
    registration_method: 'default',
    token_lifetime: 3600,
  };
  assign(exchange, row, values);
  store.users.add(row);
  return created(write(exchange, row), exchange.url('users', row.uuid));
}

function destroy(exchange: Exchange): Answer {
  const row = findUser(exchange);
  const { store } = exchange.app;
  for (const grant of store.grantsOfUser(row.username)) {
    store.grants.remove(grant);
  }
  exchange.app.sessions.signOut(row);
  store.users.remove(row);
  return { status: 204 };
}

/** Staff may see and renew the token of anybody. */
function token(exchange: Exchange, renew: boolean): Answer {
  requireStaff(exchange);
  const row = findUser(exchange);
  if (renew) {
    exchange.app.sessions.signOut(row);
  }
  const body = { token: exchange.app.sessions.tokenFor(row) };
  return renew ? created(body) : ok(body);
}

export function userEndpoints(newer: boolean): Endpoint[] {
  const detail = `/api/users/${uuidParam}/`;
  const tokens: Endpoint[] = [
    { path: `${detail}token/`, name: 'Token', GET: (x) => token(x, false) },
    { path: `${detail}refresh_token/`, name: 'Refresh token', POST: (x) => token(x, true) },
  ];
  return [
    { path: '/api/users/', name: 'User List', guard: requireStaff, GET: list, POST: create },
    {
      path: '/api/users/me/',
      name: 'Me',
      guard: requireStaff,
      GET: (x) => ok(writeRow(chosenFields(userFields(x, true), x), x.caller, x)),
    },
    {
      path: detail,
      name: 'User Instance',
      guard: ownOnly,
      GET: (x) => ok(write(x, findUser(x))),
      PUT: update(false),
      PATCH: update(true),
      DELETE: destroy,
    },
    ...(newer ? tokens : []),
  ];
}
