import * as vscode from 'vscode';
import { homePortLink } from '../organisations/homePortLink';
import { resourcesOf } from '../tree/targets';
import type { ItemParts } from './itemParts';

/** Opens the thing's page in the browser; only web addresses are ever opened. */
export async function openInHomePort(parts: ItemParts, ...args: readonly unknown[]): Promise<void> {
  const resources = await resourcesOf(parts, args);
  const links = resources
    .flatMap((resource) => homePortLink(resource) ?? [])
    .filter((link) => /^https?:\/\//.test(link));
  for (const link of links) {
    await vscode.env.openExternal(vscode.Uri.parse(link, true));
  }
  if (resources.length > 0 && links.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This item has no page in HomePort.'));
  }
}
