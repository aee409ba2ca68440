import type { Connection } from '../connections/connection';
import type { Choice } from '../edits/documentSchema';
import type { WritableField } from '../edits/writableFields';
import { plainText } from '../ui/serverText';
import { listProjectMetadataChecklists } from '../waldur/checklists';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { listCountries } from '../waldur/customers';
import { listOrganizationGroups } from '../waldur/organizationGroups';
import { type PageParams, readAllPages } from '../waldur/paging';
import { listProjectTypes } from '../waldur/projectTypes';

type Choices = NonNullable<WritableField['facts']['choices']>;

/** What fields can be set to, where the server lists it: read once a connection, when a document first asks. */
export class FieldChoices {
  private readonly read = new WeakMap<Connection, Map<Choices, Promise<readonly Choice[] | undefined>>>();

  /** By field. A list that cannot be read is left out: the field takes its form then. */
  async of(
    connection: Connection,
    fields: readonly WritableField[],
  ): Promise<Readonly<Record<string, readonly Choice[]>>> {
    const lists = await Promise.all(
      fields.map(async ({ name, facts }) => [name, await this.list(connection, facts.choices)] as const),
    );
    return Object.fromEntries(lists.flatMap(([name, list]) => (list === undefined ? [] : [[name, list]])));
  }

  private list(
    connection: Connection,
    choices: Choices | undefined,
  ): Promise<readonly Choice[] | undefined> | undefined {
    const lists = this.read.get(connection) ?? new Map<Choices, Promise<readonly Choice[] | undefined>>();
    this.read.set(connection, lists);
    if (choices !== undefined && !lists.has(choices)) {
      lists.set(
        choices,
        readChoices(connection.client, choices).catch(() => {
          lists.delete(choices);
          return undefined;
        }),
      );
    }
    return choices === undefined ? undefined : lists.get(choices);
  }
}

async function readChoices(client: WaldurClient, choices: Choices): Promise<readonly Choice[] | undefined> {
  switch (choices) {
    case 'countries': {
      const { rows } = await listCountries(client);
      return rows.map(({ value, label }) => ({ value, label: plainText(label, 80) }));
    }
    case 'checklists':
      return readNamed((params, options) => listProjectMetadataChecklists(client, params, options));
    case 'organizationGroups':
      return readNamed((params, options) => listOrganizationGroups(client, params, options));
    case 'projectTypes':
      return readNamed((params, options) => listProjectTypes(client, params, options));
    case 'customers':
      return undefined;
  }
}

interface Named {
  readonly uuid: string;
  readonly name?: string | null | undefined;
}

async function readNamed(
  list: (
    params: PageParams,
    options: CallOptions,
  ) => Promise<{
    readonly rows: readonly Named[];
    readonly page: number;
    readonly hasNext: boolean;
    readonly dropped: number;
  }>,
): Promise<readonly Choice[]> {
  const choices: Choice[] = [];
  for await (const { rows } of readAllPages((page, options) => list({ page, page_size: 300 }, options))) {
    choices.push(...rows.map(({ uuid, name }) => ({ value: uuid, label: plainText(name ?? '', 80) })));
  }
  return choices;
}
