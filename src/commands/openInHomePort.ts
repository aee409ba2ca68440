import * as vscode from 'vscode';
import type { Command } from './commandContext';
import { homePortLink } from './homePortLink';
import { resourcesOf } from './targets';

/** Opens the thing's page in the browser; only web addresses are ever opened. */
export const openInHomePort: Command = async (context, ...args) => {
  for (const resource of await resourcesOf(context, args)) {
    const link = homePortLink(resource);
    if (link !== undefined && /^https?:\/\//.test(link)) {
      await vscode.env.openExternal(vscode.Uri.parse(link, true));
    }
  }
};
