import * as vscode from 'vscode';

/** Something that can be done, as its menu says it. */
export interface MenuEntry {
  readonly title: string;
  readonly run: () => unknown;
}

/** Asks which of several things to do, and does it. */
export async function showObjectMenu(name: string, entries: readonly MenuEntry[]): Promise<void> {
  const picked = await vscode.window.showQuickPick(
    entries.map(({ title, run }) => ({ label: title, run })),
    { title: name, placeHolder: vscode.l10n.t('Select what to do') },
  );
  await picked?.run();
}
