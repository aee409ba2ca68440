import * as vscode from 'vscode';
import { defaultCustomerView } from '../organisations/customerView';
import { pickConnection } from '../pickers/connection';
import { connectionOfNode } from '../tree/targets';
import type { ViewSettingsParts } from './viewSettingsParts';

/** Shows all organisations again; sort, grouping and what rows show stay. */
export async function clearFilter(
  { connections, views }: ViewSettingsParts,
  ...args: readonly unknown[]
): Promise<void> {
  const connection =
    connectionOfNode(args) ??
    (await pickConnection(connections, vscode.l10n.t('Select a connection to clear its filter')));
  if (connection !== undefined) {
    const view = views.get(connection.info.id);
    await views.set(connection.info.id, {
      ...view,
      filter: defaultCustomerView.filter,
      startPage: defaultCustomerView.startPage,
    });
  }
}
