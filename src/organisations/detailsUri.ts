import * as vscode from 'vscode';
import { plainLine } from '../ui/serverText';
import type { DetailsRef } from './details';

export const detailsScheme = 'waldur-details';

/** The address of the read-only document of an object; of what has none, an address where that is said. What is asked of it does not count. */
export function detailsUri(name: string, details: DetailsRef | undefined, fragment = ''): vscode.Uri {
  return vscode.Uri.from({
    scheme: detailsScheme,
    path: `/${fileName(name)}.json`,
    query: details === undefined ? '' : JSON.stringify(details),
    fragment,
  });
}

/** A name as the title of an editor: what would be read as a path is replaced. */
function fileName(name: string): string {
  return plainLine(name, 80).replace(/[/\\?#:]/g, '-') || 'details';
}
