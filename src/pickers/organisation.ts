import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { isAddress, objectOfPage, type PageObject } from '../organisations/homePortAddress';
import { objectRef, refKey } from '../organisations/objectRef';
import { projectRowFields } from '../organisations/organisationStore';
import { description } from '../ui/description';
import { plainLine } from '../ui/serverText';
import {
  type CallManagingOrganisation,
  listCallManagingOrganisations,
} from '../waldur/callManagingOrganisations';
import { type Customer, type CustomerField, listCustomers, retrieveCustomer } from '../waldur/customers';
import { isNotFound } from '../waldur/errors';
import { type Project, retrieveProject } from '../waldur/projects';
import { customerFields } from '../organisations/customerParams';
import type { CustomerViews } from '../organisations/customerView';
import type { ConnectionStore } from '../connections/connectionStore';
import type { RecentChoice, RecentChoices } from './recentChoices';
import { searchPick } from './searchPick';
import { shownName } from '../waldur/shownName';
import type { NamedRow } from '../ui/quickPickRows';
import { shortUuid } from '../ui/tellApart';

/** Organisations shown for one search. */
const mostFound = 30;

interface OrganisationItem extends NamedRow {
  readonly connection: Connection;
  readonly customer: Customer;
  /** Of one that was chosen before: its name is all that is known. */
  readonly remembered?: RecentChoice;
  /** Of the address of a page, which is about more than the organisation: what that page is about. */
  readonly project?: Project;
  readonly managing?: CallManagingOrganisation | undefined;
}

export interface OrganisationParts {
  readonly connections: Pick<ConnectionStore, 'connections' | 'get'>;
  readonly views: Pick<CustomerViews, 'get'>;
  readonly recentChoices: Pick<RecentChoices, 'organisations'>;
}

/**
 * Asks for an organisation of any connection, searching as the person types. The address of a page of HomePort finds
 * the one that the page is about, or that its project is in.
 */
export async function pickOrganisation(
  { connections: store, views, recentChoices }: OrganisationParts,
  title = vscode.l10n.t('Go to Organisation'),
): Promise<OrganisationItem | undefined> {
  const { connections } = store;
  const recent = recentChoices.organisations;
  const fieldsOf = (connection: Connection) => customerFields(views.get(connection.info.id));
  const known = (remembered: RecentChoice): readonly OrganisationItem[] => {
    const { connectionId, uuid, name } = remembered;
    const connection = store.get(connectionId);
    return connection === undefined ? [] : [{ ...item(connection, { uuid, name }), remembered }];
  };
  const picked = await searchPick<OrganisationItem>({
    title,
    placeholder: vscode.l10n.t(
      'Search by name, abbreviation, domain, registration code, UUID or HomePort address',
    ),
    connections,
    pinned: recent.pinned.flatMap(known),
    recent: recent.list().flatMap(known),
    search: async (connection, query, signal) => {
      const field = [...new Set([...fieldsOf(connection), 'abbreviation', 'native_name'] as const)];
      if (isAddress(query)) {
        const page = objectOfPage(connection.info, query);
        return page === undefined ? [] : ofPage(connection, page, field, signal);
      }
      const found = await listCustomers(
        connection.client,
        {
          ...(query === '' ? { archived: false, o: ['name'] } : { query: withoutDashes(query) }),
          page_size: mostFound,
          field,
        },
        { signal },
      );
      return found.rows.map((customer) => item(connection, customer));
    },
  });
  if (picked === undefined) {
    return undefined;
  }
  const { connection, remembered } = picked;
  const customer =
    remembered === undefined
      ? picked.customer
      : await recent.read(title, remembered, (signal) =>
          retrieveCustomer(connection.client, remembered.uuid, { field: fieldsOf(connection) }, { signal }),
        );
  if (customer === undefined) {
    return undefined;
  }
  await recent.add({
    connectionId: connection.info.id,
    uuid: customer.uuid,
    name: shownName(customer.uuid, customer.name),
  });
  return { ...picked, customer };
}

function item(connection: Connection, customer: Customer): OrganisationItem {
  const state =
    customer.blocked === true
      ? vscode.l10n.t('blocked')
      : customer.archived === true
        ? vscode.l10n.t('archived')
        : undefined;
  return {
    label: plainLine(shownName(customer.uuid, customer.name)),
    named: {
      key: refKey(objectRef(connection, { kind: 'customer', uuid: customer.uuid })),
      others: [customer.abbreviation, customer.native_name, shortUuid(customer.uuid)],
    },
    description: description(customer.abbreviation, customer.native_name, state),
    connection,
    customer,
  };
}

/** The organisation that a page is about; none where the person cannot see it. */
async function ofPage(
  connection: Connection,
  { kind, uuid, isCallManagement }: PageObject,
  field: readonly CustomerField[],
  signal: AbortSignal,
): Promise<readonly OrganisationItem[]> {
  const { client } = connection;
  try {
    if (kind === 'project') {
      const project = await retrieveProject(client, uuid, { field: projectRowFields }, { signal });
      const customer = await retrieveCustomer(client, project.customer_uuid ?? '', { field }, { signal });
      const name = plainLine(shownName(project.uuid, project.name));
      return [{ ...item(connection, customer), detail: vscode.l10n.t('Project {0}', name), project }];
    }
    const found = item(connection, await retrieveCustomer(client, uuid, { field }, { signal }));
    if (!isCallManagement) {
      return [found];
    }
    const { rows } = await listCallManagingOrganisations(client, { customer_uuid: uuid }, { signal });
    const managing = rows.find(({ customer_uuid: customer }) => customer === uuid);
    return [{ ...found, detail: vscode.l10n.t('Managing organisation'), managing }];
  } catch (error) {
    if (isNotFound(error)) {
      return [];
    }
    throw error;
  }
}

/** A pasted uuid is found without its dashes only. */
function withoutDashes(query: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(query)
    ? query.replaceAll('-', '').toLowerCase()
    : query;
}
