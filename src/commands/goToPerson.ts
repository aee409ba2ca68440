import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import type { Connection } from '../connections/connection';
import { description } from '../ui/description';
import { objectRef, refKey } from '../organisations/objectRef';
import { personOfUser } from '../grants/teams';
import { notificationLine, plainLine } from '../ui/serverText';
import { whileReading } from '../ui/whileReading';
import { type Customer, listCustomers } from '../waldur/customers';
import { findPeople } from '../waldur/peopleSearch';
import { searchUsers, type User } from '../waldur/users';
import { searchPick } from '../pickers/searchPick';
import { shownName } from '../waldur/shownName';
import { type NamedRow, tellRowsApart } from '../ui/quickPickRows';
import { shortUuid } from '../ui/tellApart';
import type { ConnectionStore } from '../connections/connectionStore';
import type { RecentChoices } from '../pickers/recentChoices';
import type { OrganisationsView } from '../tree/organisationsView';

export interface GoToPersonParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
  readonly recentChoices: Pick<RecentChoices, 'people'>;
  readonly organisations: Pick<OrganisationsView, 'revealPerson'>;
}

/** People shown before anything is typed. */
const mostFirst = 30;

interface PersonItem extends NamedRow {
  readonly connection: Connection;
  readonly user: Pick<User, 'uuid' | 'username' | 'full_name'>;
}

/** Asks for a person of any connection, then for the organisation to see them in, if there are several. */
export async function goToPerson(parts: GoToPersonParts): Promise<void> {
  const recent = parts.recentChoices.people;
  const picked = await searchPick<PersonItem>({
    title: vscode.l10n.t('Go to Person'),
    placeholder: vscode.l10n.t('Search by name, user name or e-mail'),
    connections: parts.connections.connections,
    recent: recent.list().flatMap(({ connectionId, uuid, name, username }) => {
      const connection = parts.connections.get(connectionId);
      return connection === undefined ? [] : [personItem(connection, { uuid, username, full_name: name })];
    }),
    search: async (connection, query, signal) => {
      const { client } = connection;
      const found =
        query === ''
          ? (await searchUsers(client, { o: ['full_name'], page_size: mostFirst }, { signal })).rows
          : await findPeople(client, query, ['uuid', 'organization'], { signal });
      return found.map((user) => personItem(connection, user));
    },
  });
  if (picked === undefined) {
    return;
  }
  const { connection, user } = picked;
  await recent.add({
    connectionId: connection.info.id,
    uuid: user.uuid,
    name: picked.label,
    ...(user.username ? { username: user.username } : {}),
  });
  const customer = await organisationOf(connection, picked.label, user.uuid);
  if (customer !== undefined) {
    await parts.organisations.revealPerson(connection, customer.uuid, user);
  }
}

async function organisationOf(
  connection: Connection,
  name: string,
  userUuid: string,
): Promise<Customer | undefined> {
  const found = await whileReading(vscode.l10n.t('Go to Person'), (signal) =>
    listCustomers(
      connection.client,
      { user_uuid: userUuid, page_size: 300, field: ['uuid', 'name', 'abbreviation'] },
      { signal },
    ),
  );
  if (found === undefined) {
    return undefined;
  }
  const { rows } = found.value;
  const [only] = rows;
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      notificationLine(vscode.l10n.t('{0} has no role in any organisation that you can see.', name)),
    );
    return undefined;
  }
  if (rows.length === 1) {
    return only;
  }
  const items = rows.map((customer): NamedRow & { readonly customer: Customer } => ({
    named: { key: customer.uuid, others: [shortUuid(customer.uuid)] },
    label: plainLine(shownName(customer.uuid, customer.name)),
    description: plainLine(customer.abbreviation ?? ''),
    customer,
  }));
  tellRowsApart(items);
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('{0} is in {1} organisations', name, numberText(rows.length)),
    placeHolder: vscode.l10n.t('Select the organisation to go to'),
    matchOnDescription: true,
  });
  return picked?.customer;
}

function personItem(connection: Connection, user: User): PersonItem {
  return {
    label: plainLine(personOfUser(user).name),
    named: {
      key: refKey(objectRef(connection, { kind: 'user', uuid: user.uuid })),
      others: [user.email, user.username, shortUuid(user.uuid)],
    },
    description: description(user.native_name, user.email, user.organization),
    connection,
    user,
  };
}
