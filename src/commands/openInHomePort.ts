import * as vscode from 'vscode';
import type { Command } from './commandContext';
import { homePortLink } from '../organisations/homePortLink';
import { resourcesOf } from '../tree/targets';

/** Opens the thing's page in the browser; only web addresses are ever opened. */
export const openInHomePort: Command = async (context, ...args) => {
  const resources = await resourcesOf(context, args);
  const links = resources
    .flatMap((resource) => homePortLink(resource) ?? [])
    .filter((link) => /^https?:\/\//.test(link));
  for (const link of links) {
    await vscode.env.openExternal(vscode.Uri.parse(link, true));
  }
  if (resources.length > 0 && links.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This item has no page in HomePort.'));
  }
};
