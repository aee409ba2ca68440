import type { CallOptions, WaldurClient } from '../waldur/client';
import { orNone } from '../waldur/errors';
import { unseen } from '../waldur/unseen';
import { readRowsInTurn } from '../waldur/paging';
import { retrieveUser, searchUsers, type User, type UserField } from '../waldur/users';
import type { GrantScope, Person } from './roleTask';
import type { PersonColumn } from './teamHeadings';
import { personOfUser, readGrants } from './teams';
import { hexOf, type KnownPerson, lookalikesOf, sameNumber } from './whoIsMeant';

/** What someone needs to be known by. */
export const personFields: readonly UserField[] = [
  'uuid',
  'username',
  'full_name',
  'native_name',
  'email',
  'is_active',
];

/** Everyone who goes by this text in a column. */
export async function peopleWho(
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
  const users = await readRowsInTurn(
    (page, call) => searchUsers(client, { email: text, field: personFields, page, page_size: 100 }, call),
    options,
  );
  return users.filter(({ email }) => email?.toLowerCase() === text.toLowerCase()).map(knownPerson);
}

/** Identifiers that a spreadsheet may have made this number of. */
export async function lookalikes(
  client: WaldurClient,
  text: string,
  options: CallOptions,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const query of lookalikesOf(text)) {
    const users = await readRowsInTurn(
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
export async function readMembers(
  client: WaldurClient,
  scope: GrantScope,
  options: CallOptions,
): Promise<readonly Person[]> {
  const grants = (await orNone(readGrants(client, scope, options), unseen)) ?? [];
  return [...new Map(grants.map(({ person }) => [person.uuid, person])).values()];
}
