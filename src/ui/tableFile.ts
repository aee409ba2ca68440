import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { plainLine } from './serverText';

/**
 * Asks for the file that a table or a picture is written to.
 * @param name what it is called at first, without its ending
 */
export async function askWhereToSave(
  title: string,
  name: string,
  ending: 'csv' | 'md' | 'svg' | 'png' = 'csv',
): Promise<vscode.Uri | undefined> {
  const kinds = {
    csv: vscode.l10n.t('Comma-separated values'),
    md: vscode.l10n.t('Markdown'),
    svg: vscode.l10n.t('SVG'),
    png: vscode.l10n.t('PNG'),
  };
  return vscode.window.showSaveDialog({
    title,
    defaultUri: vscode.Uri.joinPath(
      vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir()),
      `${name}.${ending}`,
    ),
    filters: { [kinds[ending]]: [ending] },
  });
}

/** What is safe as a part of a file's name, on every system. */
export function namePart(name: string): string {
  return (
    plainLine(name, 60)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'waldur'
  );
}

/**
 * What spreadsheets on this system split at, which follows its locale and not the language of VS Code: a semicolon
 * where numbers have a comma.
 */
export function listSeparator(locale?: string): ',' | ';' {
  return new Intl.NumberFormat(locale).format(1.5).includes(',') ? ';' : ',';
}
