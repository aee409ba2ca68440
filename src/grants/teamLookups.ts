import { stateOfCustomer } from '../access/answer';
import {
  type CallManagingOrganisation,
  listCallManagingOrganisations,
} from '../waldur/callManagingOrganisations';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { type Customer, type CustomerField, listCustomers, retrieveCustomer } from '../waldur/customers';
import { type Problem, WaldurError } from '../waldur/errors';
import { readAllPages, type ReadPage } from '../waldur/paging';
import { listProjects, type Project, type ProjectField, retrieveProject } from '../waldur/projects';
import { retrieveUser, searchUsers, type User, type UserField } from '../waldur/users';
import { keyOf } from '../access/objects';
import type { GrantScope, Person } from './roleTask';
import type { TeamLookups } from './resolveTeam';
import type { NamedRole } from './roleOfLine';
import type { PersonColumn } from './teamHeadings';
import { hexOf, type KnownPerson, lookalikesOf, sameNumber } from './whoIsMeant';
import { restrictionsOf } from './restrictions';
import { personOfUser, readGrants } from './teams';
import { shownName } from '../waldur/shownName';

/** What someone needs to be known by. */
export const personFields: readonly UserField[] = [
  'uuid',
  'username',
  'full_name',
  'native_name',
  'email',
  'is_active',
];

/** What a scope needs to be known by: its state and, on newer servers, its rules about members. */
export const customerScopeFields = [
  'uuid',
  'name',
  'abbreviation',
  'blocked',
  'archived',
  'user_email_patterns',
  'user_affiliations',
  'user_identity_sources',
] as const satisfies readonly CustomerField[];

const projectFields = [
  'uuid',
  'name',
  'customer_uuid',
  'customer_name',
  'is_removed',
] as const satisfies readonly ProjectField[];

/**
 * Looks people and scopes up on a server, among what the caller sees. It remembers the answers, for a file that is
 * checked again and again while it is edited.
 */
export function serverLookups(client: WaldurClient, roles: readonly NamedRole[]): TeamLookups {
  const people = answers<readonly KnownPerson[]>();
  const likes = answers<readonly string[]>();
  const scopes = answers<readonly GrantScope[]>();
  const teams = answers<readonly KnownPerson[]>();
  const customers = answers<Customer | undefined>();
  const projectScope = async (project: Project, options: CallOptions): Promise<GrantScope> => {
    const uuid = project.customer_uuid ?? '';
    return scopeOfProject(project, await customers(uuid, () => orNone(readCustomer(client, uuid, options))));
  };
  // One request after the other: who looks up decides how many are under way.
  const find = async (
    kind: GrantScope['kind'] | undefined,
    text: string,
    options: CallOptions,
  ): Promise<readonly GrantScope[]> => {
    const found: GrantScope[] = [];
    if (kind === undefined || kind === 'customer') {
      found.push(...(await findCustomers(client, text, options)).map(scopeOfCustomer));
    }
    if (kind === undefined || kind === 'project') {
      for (const project of await findProjects(client, text, options)) {
        found.push(await projectScope(project, options));
      }
    }
    if (kind === 'call-managing-organisation') {
      found.push(...(await findManaging(client, text, options)));
    }
    return found;
  };
  return {
    roles,
    people: (as, text, options = {}) => people(`${as} ${text}`, () => peopleWho(client, as, text, options)),
    lookalikes: (text, options = {}) => likes(text, () => lookalikes(client, text, options)),
    scopes: (kind, text, options = {}) => scopes(`${kind ?? ''} ${text}`, () => find(kind, text, options)),
    team: (scope, options = {}) => teams(keyOf(scope), () => readMembers(client, scope, options)),
  };
}

/** Keeps what was answered. What failed or was stopped is asked again. */
function answers<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { readonly value: T }>();
  return async (key, ask) => {
    const answer = known.get(key) ?? { value: await ask() };
    known.set(key, answer);
    return answer.value;
  };
}

export function scopeOfCustomer(customer: Customer): GrantScope {
  return {
    kind: 'customer',
    uuid: customer.uuid,
    name: shownName(customer.uuid, customer.name),
    ...(customer.abbreviation ? { abbreviation: customer.abbreviation } : {}),
    ...stateAndRules(customer),
  };
}

/** @param customer the organisation it belongs to, for its name, state and rules */
export function scopeOfProject(project: Project, customer: Customer | undefined): GrantScope {
  const customerName = customer?.name ?? project.customer_name;
  return {
    kind: 'project',
    uuid: project.uuid,
    name: shownName(project.uuid, project.name),
    customer: project.customer_uuid ?? '',
    ...(customerName ? { customerName } : {}),
    ...(project.is_removed === true ? { terminated: true } : {}),
    ...(customer === undefined ? {} : stateAndRules(customer)),
  };
}

export function scopeOfManaging(organisation: CallManagingOrganisation): GrantScope {
  const { uuid, customer_name: name, customer_uuid: customer } = organisation;
  return { kind: 'call-managing-organisation', uuid, name: shownName(uuid, name), customer: customer ?? '' };
}

function stateAndRules(customer: Customer): Pick<GrantScope, 'state' | 'restrictions'> {
  return { state: stateOfCustomer(customer), restrictions: restrictionsOf(customer) };
}

async function peopleWho(
  client: WaldurClient,
  as: PersonColumn,
  text: string,
  options: CallOptions,
): Promise<readonly KnownPerson[]> {
  switch (as) {
    case 'uuid':
      return byUuid(client, text, options);
    case 'username':
      return byUserName(client, text, options);
    case 'email':
      return byAddress(client, text, options);
    case 'person': {
      // User names may look like uuids and addresses, and be another's: then it is not clear who is meant.
      const found = [
        ...(await byUuid(client, text, options)),
        ...(await byUserName(client, text, options)),
        ...(await byAddress(client, text, options)),
      ];
      return [...new Map(found.map((person) => [person.uuid, person])).values()];
    }
    case 'name':
    case 'native_name':
    case 'first_name':
    case 'last_name':
      return [];
  }
}

async function byUuid(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly KnownPerson[]> {
  const hex = hexOf(text);
  const user =
    hex === undefined ? undefined : await orNone(retrieveUser(client, hex, { field: personFields }, options));
  return user === undefined ? [] : [knownPerson(user)];
}

async function byUserName(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly KnownPerson[]> {
  // Spreadsheets may write uuids, which some servers have for user names, in capitals.
  const names = new Set(hexOf(text) === undefined ? [text] : [text, text.toLowerCase()]);
  const found: KnownPerson[] = [];
  for (const name of names) {
    const { rows } = await searchUsers(
      client,
      { username: name, field: personFields, page_size: 10 },
      options,
    );
    found.push(...rows.filter(({ username }) => username === name).map(knownPerson));
  }
  return found;
}

async function byAddress(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly KnownPerson[]> {
  if (!text.includes('@')) {
    return [];
  }
  const users = await everything(
    (page, call) => searchUsers(client, { email: text, field: personFields, page, page_size: 100 }, call),
    options,
  );
  return users.filter(({ email }) => email?.toLowerCase() === text.toLowerCase()).map(knownPerson);
}

async function lookalikes(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const query of lookalikesOf(text)) {
    const users = await everything(
      (page, call) => searchUsers(client, { query, field: ['uuid', 'username'], page, page_size: 100 }, call),
      options,
    );
    found.push(...users.map(({ username }) => username ?? '').filter((name) => sameNumber(text, name)));
  }
  return found;
}

function knownPerson(user: User): KnownPerson {
  return { ...personOfUser(user), ...(user.native_name ? { nativeName: user.native_name } : {}) };
}

/** Nobody, where the team is not for these eyes. */
async function readMembers(
  client: WaldurClient,
  scope: GrantScope,
  options: CallOptions,
): Promise<readonly Person[]> {
  const grants =
    (await orNone(readGrants(client, scope, options), ['notFound', 'forbidden', 'tooOld'])) ?? [];
  return [...new Map(grants.map(({ person }) => [person.uuid, person])).values()];
}

async function findCustomers(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly Customer[]> {
  const hex = hexOf(text);
  if (hex !== undefined) {
    const customer = await orNone(readCustomer(client, hex, options));
    return customer === undefined ? [] : [customer];
  }
  const { rows } = await listCustomers(
    client,
    { name_exact: text, field: customerScopeFields, page_size: 100 },
    options,
  );
  return rows.filter(({ name }) => name === text);
}

async function findProjects(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly Project[]> {
  const hex = hexOf(text);
  if (hex !== undefined) {
    const project = await orNone(retrieveProject(client, hex, { field: projectFields }, options));
    return project === undefined ? [] : [project];
  }
  const rows = await everything(
    (page, call) => listProjects(client, { name: text, field: projectFields, page, page_size: 100 }, call),
    options,
  );
  return rows.filter(({ name }) => name === text);
}

/** By its own uuid, or by the name of the organisation, which is the only name it has. */
async function findManaging(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly GrantScope[]> {
  const hex = hexOf(text);
  const rows = await everything(
    (page, call) =>
      listCallManagingOrganisations(
        client,
        { page, page_size: 100, ...(hex === undefined ? { customer_keyword: text } : {}) },
        call,
      ),
    options,
  );
  return rows
    .filter(({ uuid, customer_name: name }) => (hex === undefined ? name === text : uuid === hex))
    .map(scopeOfManaging);
}

function readCustomer(client: WaldurClient, uuid: string, options: CallOptions): Promise<Customer> {
  return retrieveCustomer(client, uuid, { field: customerScopeFields }, options);
}

async function everything<T extends { readonly uuid: string }>(
  readPage: ReadPage<T>,
  options: CallOptions,
): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const page of readAllPages(readPage, { ...options, readAhead: 1 })) {
    rows.push(...page.rows);
  }
  return rows;
}

/** Missing, or not for these eyes. */
export async function orNone<T>(
  reading: Promise<T>,
  hidden: readonly Problem['kind'][] = ['notFound', 'refused'],
): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof WaldurError && hidden.includes(error.problem.kind)) {
      return undefined;
    }
    throw error;
  }
}
