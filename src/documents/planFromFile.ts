import * as vscode from 'vscode';
import { CheckedFile, followsDisk, reopened, stampOf } from './checkedFile';

/** What is done with a file whose content becomes a plan. */
export interface FromFile<T, A> {
  /** Undefined: the person gave up. */
  readonly check: (
    file: vscode.TextDocument,
  ) => Promise<{ readonly value: T; readonly text: string } | undefined>;
  /** Asks what has to be known before there is a plan; undefined: the person gave up. */
  readonly agree: (value: T) => Promise<A | undefined>;
  /** @returns whether a plan was run */
  readonly run: (file: vscode.TextDocument, agreed: A, asChecked: CheckedFile) => Promise<boolean>;
}

/** Makes a plan of a file as it is and runs it: as often as the file is changed meanwhile. */
export async function planFromFile<T, A>(document: vscode.TextDocument, from: FromFile<T, A>): Promise<void> {
  let file: vscode.TextDocument | undefined = document;
  while (file !== undefined) {
    await vscode.window.showTextDocument(file, { preview: false });
    const stamp = await stampOf(file);
    if (!(await followsDisk(file))) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The editor does not show what the file says. Close and reopen the file, then retry.'),
      );
      return;
    }
    const checked = await from.check(file);
    if (checked === undefined) {
      return;
    }
    const asChecked = new CheckedFile(file, checked.text, stamp);
    try {
      const agreed = await from.agree(checked.value);
      if (agreed === undefined) {
        return;
      }
      if (await asChecked.isCurrent()) {
        const isRun = await from.run(file, agreed, asChecked);
        if (isRun || !asChecked.changed.aborted || !(await checkAgain())) {
          return;
        }
      }
    } finally {
      asChecked.dispose();
    }
    file = await reopened(file);
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t('The file was closed or deleted before its plan was run, so nothing was changed.'),
  );
}

/** Asked, because whoever is editing the file would type into a plan that opens by itself. */
async function checkAgain(): Promise<boolean> {
  const again = vscode.l10n.t('Check Again');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('The file has changed since its plan was made, so nothing was changed. Check it again?'),
    again,
  );
  return answer === again;
}
