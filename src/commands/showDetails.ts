import * as vscode from 'vscode';
import type { Command } from './commandContext';
import { resourcesOf } from '../tree/targets';

/** Opens the whole object as the server has it now, as read-only JSON. */
export const showDetails: Command = async (context, ...args) => {
  const resources = await resourcesOf(context, args);
  const known = resources.flatMap(({ name, details }) => (details === undefined ? [] : [{ name, details }]));
  for (const resource of known) {
    // A preview takes the place of the one before it, so of several only the last would be left.
    await context.details.show(resource, { preview: known.length === 1 });
  }
  if (resources.length > 0 && known.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This item has no details to show.'));
  }
};
