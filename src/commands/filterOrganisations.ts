import * as vscode from 'vscode';
import { type FilterParts, pickFilterChange } from '../pickers/organisationFilter';
import { connectionOf } from '../tree/targets';
import type { ViewSettingsParts } from './viewSettingsParts';

export type FilterOrganisationsParts = ViewSettingsParts & FilterParts;

/** Shows every filter of the server with what it is set to; choosing one sets it and applies it at once. */
export async function filterOrganisations(
  parts: FilterOrganisationsParts,
  ...args: readonly unknown[]
): Promise<void> {
  const connection = await connectionOf(
    parts,
    args,
    vscode.l10n.t('Select a connection to filter its organisations'),
  );
  if (connection === undefined) {
    return;
  }
  const view = parts.views.get(connection.info.id);
  const change = await pickFilterChange(parts, connection, view);
  const changed = await change?.(view);
  if (changed !== undefined) {
    await parts.views.set(connection.info.id, changed);
  }
}
