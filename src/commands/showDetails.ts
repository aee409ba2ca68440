import * as vscode from 'vscode';
import { resourcesOf } from '../tree/targets';
import type { DetailsDocuments } from '../documents/detailsDocuments';
import type { ItemParts } from './itemParts';

export interface ShowDetailsParts extends ItemParts {
  readonly details: Pick<DetailsDocuments, 'show'>;
}

/** Opens the whole object as the server has it now, as read-only JSON. */
export async function showDetails(parts: ShowDetailsParts, ...args: readonly unknown[]): Promise<void> {
  const resources = await resourcesOf(parts, args);
  const known = resources.flatMap(({ name, details }) => (details === undefined ? [] : [{ name, details }]));
  for (const resource of known) {
    // A preview takes the place of the one before it, so of several only the last would be left.
    await parts.details.show(resource, { preview: known.length === 1 });
  }
  if (resources.length > 0 && known.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This item has no details to show.'));
  }
}
