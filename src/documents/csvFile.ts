import * as vscode from 'vscode';
import { writeWhole } from '../csv/wholeFile';
import type { Files } from './planFromFiles';

/** Writes a table as its text comes. @throws what the parts or the file system throw; the file is as it was then */
export async function saveTable(uri: vscode.Uri, parts: AsyncIterable<string>): Promise<void> {
  if (uri.scheme === 'file') {
    return writeWhole(uri.fsPath, parts);
  }
  // Other file systems take files as a whole only.
  const texts: string[] = [];
  for await (const part of parts) {
    texts.push(part);
  }
  await vscode.workspace.fs.writeFile(uri, Buffer.from(texts.join('')));
}

/** Files that tables are kept in. */
const tableFile = /\.(csv|tsv|txt)$/i;

/**
 * The files given, that of the editor in focus if it is a table, or those that are picked; none: the person gave up.
 * @param given as VS Code gives files to commands: the one of the menu, and all that are selected with it
 * @param isOurs whether the headings of a document are those that are looked for
 */
export async function csvDocuments(
  [first, selection]: readonly unknown[],
  pick: { readonly title: string; readonly kind: string; readonly several?: boolean },
  isOurs: ((document: vscode.TextDocument) => Promise<boolean>) | undefined,
): Promise<Files | undefined> {
  if (first instanceof vscode.Uri) {
    const others = pick.several === true && Array.isArray(selection) ? selection.filter(isTableFile) : [];
    return open([first, ...others]);
  }
  const active = vscode.window.activeTextEditor?.document;
  if (
    isOurs !== undefined &&
    active !== undefined &&
    (tableFile.test(active.uri.path) || (await isOurs(active)))
  ) {
    return [active];
  }
  return open(
    (await vscode.window.showOpenDialog({
      title: pick.title,
      canSelectMany: pick.several === true,
      filters: {
        [pick.kind]: ['csv', 'tsv', 'txt', 'CSV', 'TSV', 'TXT'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    })) ?? [],
  );
}

/** A file without an address, as a browser drops it, in an editor of its own. */
export async function csvOfContent(content: Uint8Array): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({
    language: 'plaintext',
    content: new TextDecoder().decode(content),
  });
}

/** Selected with it may be anything. */
export function isTableFile(one: unknown): one is vscode.Uri {
  return one instanceof vscode.Uri && tableFile.test(one.path);
}

/** Each once. */
async function open(uris: readonly vscode.Uri[]): Promise<Files | undefined> {
  const each = new Map(uris.map((uri) => [uri.toString(), uri]));
  const [first, ...more] = await Promise.all(
    [...each.values()].map((uri) => vscode.workspace.openTextDocument(uri)),
  );
  return first === undefined ? undefined : [first, ...more];
}
