import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import type { Resource } from '../organisations/resource';
import { homePortLink } from '../organisations/homePortLink';
import { resourcesOf } from '../tree/targets';
import type { ItemParts } from './itemParts';

export const copyName = copy((resource) => resource.name);
export const copyUuid = copy((resource) => resource.ref?.uuid);
export const copyLink = copy(homePortLink);

/** Copies one line for each selected thing, and says so where no one would notice otherwise. */
function copy(read: (resource: Resource) => string | undefined) {
  return async (parts: ItemParts, ...args: readonly unknown[]): Promise<void> => {
    const resources = await resourcesOf(parts, args);
    const lines = resources.flatMap((resource) => read(resource) ?? []);
    if (lines.length > 0) {
      await vscode.env.clipboard.writeText(lines.join('\n'));
      vscode.window.setStatusBarMessage(
        lines.length === 1
          ? vscode.l10n.t('Copied')
          : vscode.l10n.t('Copied {0} lines', numberText(lines.length)),
        3000,
      );
    } else if (resources.length > 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This item has nothing to copy.'));
    }
  };
}
