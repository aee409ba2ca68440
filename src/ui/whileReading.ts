import * as vscode from 'vscode';

/** What takes less is not worth showing. */
const patienceMs = 100;

/**
 * Reads what is shown next behind an input that says so. Whoever leaves it, also for other work, ends the command, so
 * that nothing opens over what they do by then.
 * @returns undefined when they left; throws what the reading threw
 */
export async function whileReading<T>(
  title: string,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  const stop = new AbortController();
  let pick: vscode.QuickPick<vscode.QuickPickItem> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const left = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      pick = vscode.window.createQuickPick();
      pick.title = title;
      pick.placeholder = vscode.l10n.t('Reading from the server…');
      pick.busy = true;
      pick.onDidHide(() => {
        resolve(undefined);
        stop.abort();
      });
      pick.show();
    }, patienceMs);
  });
  try {
    return await Promise.race([left, read(stop.signal).then((value) => ({ value }))]);
  } finally {
    clearTimeout(timer);
    pick?.dispose();
  }
}
