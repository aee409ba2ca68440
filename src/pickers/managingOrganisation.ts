import * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import { objectRef, refKey } from '../organisations/objectRef';
import { type Resource, resourceOf } from '../organisations/resource';
import { description } from '../ui/description';
import { plainLine } from '../ui/serverText';
import { shortUuid } from '../ui/tellApart';
import { listCallManagingOrganisations } from '../waldur/callManagingOrganisations';
import { shownName } from '../waldur/shownName';
import { type FoundRow, searchPick } from './searchPick';

/** Managing organisations shown for one search. */
const mostFound = 30;

interface ManagingItem extends FoundRow {
  readonly resource: Resource;
}

/** Asks for a managing organisation of any connection, searching as the person types. */
export async function pickManagingOrganisation(
  { connections }: Pick<ConnectionStore, 'connections'>,
  title: string,
): Promise<Resource | undefined> {
  const picked = await searchPick<ManagingItem>({
    title,
    placeholder: vscode.l10n.t('Search managing organisations by name or abbreviation'),
    connections,
    recent: [],
    search: async (connection, query, signal) => {
      const params = {
        ...(query === '' ? {} : { customer_keyword: query }),
        ...({ page_size: mostFound, o: ['customer_name'] } as const),
      };
      const { rows } = await listCallManagingOrganisations(connection.client, params, { signal });
      return rows.map((row): ManagingItem => {
        const { uuid, customer_abbreviation: abbreviation, customer_native_name: nativeName } = row;
        const name = shownName(uuid, row.customer_name);
        const customer = row.customer_uuid ?? '';
        const object = { kind: 'call-managing-organisation', uuid, customer } as const;
        return {
          label: plainLine(name),
          named: {
            key: refKey(objectRef(connection, object)),
            others: [abbreviation, nativeName, shortUuid(uuid)],
          },
          description: description(abbreviation, nativeName),
          connection,
          resource: resourceOf(connection, object, name),
        };
      });
    },
  });
  return picked?.resource;
}
