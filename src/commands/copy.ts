import * as vscode from 'vscode';
import { numberText } from '../ui/datesAndNumbers';
import { deepLink } from '../organisations/deepLink';
import { homePortLink } from '../organisations/homePortLink';
import type { Resource } from '../organisations/resource';
import { resourcesOf } from '../tree/targets';
import type { ItemParts } from './itemParts';

export interface CopyDeepLinkParts extends ItemParts {
  readonly extension: Pick<vscode.Extension<unknown>, 'id'>;
}

export const copyName = copy((resource) => resource.name);
export const copyUuid = copy((resource) => resource.ref?.uuid);
export const copyLink = copy(homePortLink);
/**
 * The link is kept and handed on, so it is not what `asExternalUri` would make of it: that leads back to this window,
 * for a while, by the way that this window is reached.
 */
export const copyDeepLink = copy(({ connection, ref }, { extension }: CopyDeepLinkParts) =>
  ref === undefined
    ? undefined
    : deepLink({ uriScheme: vscode.env.uriScheme, extensionId: extension.id }, connection.info.baseUrl, ref),
);

/** Copies one line for each selected thing, and says so where no one would notice otherwise. */
function copy<P extends ItemParts>(read: (resource: Resource, parts: P) => string | undefined) {
  return async (parts: P, ...args: readonly unknown[]): Promise<void> => {
    const resources = await resourcesOf(parts, args);
    const lines = resources.flatMap((resource) => read(resource, parts) ?? []);
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
