import * as vscode from 'vscode';
import { sortFields } from '../organisations/customerView';
import { sortText } from '../organisations/filterText';
import { connectionOf } from '../tree/targets';
import type { ViewSettingsParts } from './viewSettingsParts';

export async function sortOrganisations(
  parts: ViewSettingsParts,
  ...args: readonly unknown[]
): Promise<void> {
  const connection = await connectionOf(
    parts,
    args,
    vscode.l10n.t('Select a connection to sort its organisations'),
  );
  if (connection === undefined) {
    return;
  }
  const view = parts.views.get(connection.info.id);
  const items = sortFields.flatMap((field) =>
    [false, true].map((descending) => {
      const inForce = view.sort.field === field && view.sort.descending === descending;
      return {
        label: sortText(field, descending),
        description: inForce ? '$(check)' : '',
        sort: { field, descending },
      };
    }),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Sort Organisations'),
  });
  if (chosen !== undefined) {
    await parts.views.set(connection.info.id, { ...view, sort: chosen.sort });
  }
}
