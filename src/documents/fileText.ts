import * as vscode from 'vscode';
import { type FileFormat, formatOf } from '../edits/fileMark';

/** Larger files are not read: no object has so much to say. */
const mostBytes = 20_000_000;

/** What a file is written in, by its name or as its editor takes it. */
export function formatOfDocument({ uri, languageId }: vscode.TextDocument): FileFormat | undefined {
  return (
    formatOf(uri.path) ??
    (['json', 'jsonc'].includes(languageId) ? 'json' : languageId === 'yaml' ? 'yaml' : undefined)
  );
}

/**
 * What a file says: as the person has changed it, else as it is on the disk. Undefined where it is too large.
 * @throws what the file system throws
 */
export async function textOfFile(uri: vscode.Uri): Promise<string | undefined> {
  const open = documentOf(uri);
  if (open !== undefined && (open.isDirty || open.isUntitled)) {
    return open.getText();
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  return size > mostBytes
    ? undefined
    : vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
}

/** The document of a file, where one is open. */
export function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}
