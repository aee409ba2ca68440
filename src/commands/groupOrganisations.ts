import * as vscode from 'vscode';
import { connectionOf } from '../tree/targets';
import type { ViewSettingsParts } from './viewSettingsParts';

export async function groupOrganisations(
  parts: ViewSettingsParts,
  ...args: readonly unknown[]
): Promise<void> {
  const connection = await connectionOf(
    parts,
    args,
    vscode.l10n.t('Select a connection to group its organisations'),
  );
  if (connection === undefined) {
    return;
  }
  const view = parts.views.get(connection.info.id);
  const items = [
    { label: vscode.l10n.t('No grouping'), grouped: false },
    { label: vscode.l10n.t('By organisation group'), grouped: true },
  ].map((item) => ({ ...item, description: item.grouped === view.grouped ? '$(check)' : '' }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group Organisations') });
  if (chosen !== undefined) {
    await parts.views.set(connection.info.id, { ...view, grouped: chosen.grouped });
  }
}
