import * as vscode from 'vscode';
import type { ConnectionStore } from '../connections/connectionStore';
import { pickManagingFilter } from '../pickers/managingFilterStep';
import type { ManagingOrganisationsView } from '../tree/managingOrganisationsView';
import { connectionOf } from '../tree/targets';

export interface FilterManagingOrganisationsParts {
  readonly connections: Pick<ConnectionStore, 'connections'>;
  readonly managingOrganisations: Pick<ManagingOrganisationsView, 'nodeOf'>;
}

export async function filterManagingOrganisations(
  parts: FilterManagingOrganisationsParts,
  ...args: readonly unknown[]
): Promise<void> {
  const connection = await connectionOf(
    parts,
    args,
    vscode.l10n.t('Select a connection to filter its managing organisations'),
  );
  const node = connection === undefined ? undefined : parts.managingOrganisations.nodeOf(connection);
  const filter = node === undefined ? undefined : await pickManagingFilter(node.filter);
  if (node !== undefined && filter !== undefined) {
    node.filter = filter;
  }
}
