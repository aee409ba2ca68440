import * as vscode from 'vscode';
import { defaultCustomerView } from '../organisations/customerView';
import { connectionOf } from '../tree/targets';
import type { ViewSettingsParts } from './viewSettingsParts';

/** Shows all organisations again; sort, grouping and what rows show stay. */
export async function clearFilter(parts: ViewSettingsParts, ...args: readonly unknown[]): Promise<void> {
  const connection = await connectionOf(
    parts,
    args,
    vscode.l10n.t('Select a connection to clear its filter'),
  );
  if (connection !== undefined) {
    const view = parts.views.get(connection.info.id);
    await parts.views.set(connection.info.id, {
      ...view,
      filter: defaultCustomerView.filter,
      startPage: defaultCustomerView.startPage,
    });
  }
}
