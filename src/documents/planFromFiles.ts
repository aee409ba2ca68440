import * as vscode from 'vscode';
import { count } from '../ui/count';
import { CheckedFile, followsDisk, reopened, stampOf } from './checkedFile';

/** Files whose content becomes a plan; one at least. */
export type Files = readonly [vscode.TextDocument, ...vscode.TextDocument[]];

/** Files as they were when a plan was made of them: it is good only as long as all of them say the same. */
export interface AsChecked {
  /** Aborted as soon as one is seen to say something else. */
  readonly changed: AbortSignal;
  readonly isCurrent: () => Promise<boolean>;
}

/** What is done with files whose content becomes a plan. */
export interface FromFiles<T, A> {
  /** Undefined: the person gave up. */
  readonly check: (
    files: Files,
  ) => Promise<{ readonly value: T; readonly texts: readonly string[] } | undefined>;
  /** Asks what has to be known before there is a plan; undefined: the person gave up. */
  readonly agree: (value: T) => Promise<A | undefined>;
  /** @returns whether a plan was run */
  readonly run: (files: Files, agreed: A, asChecked: AsChecked) => Promise<boolean>;
}

/** Makes one plan of files as they are and runs it: as often as one is changed meanwhile. */
export async function planFromFiles<T, A>(documents: Files, from: FromFiles<T, A>): Promise<void> {
  let files: Files | undefined = documents;
  while (files !== undefined) {
    const [first, ...more] = files;
    for (const file of more) {
      // Without an editor VS Code closes it, and its problems with it.
      await vscode.window.showTextDocument(file, { preview: false, preserveFocus: true });
    }
    await vscode.window.showTextDocument(first, { preview: false });
    const stamps: (string | undefined)[] = [];
    for (const file of files) {
      stamps.push(await stampOf(file));
      if (!(await followsDisk(file))) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t(
            'The editor does not show what the file says. Close and reopen the file, then retry.',
          ),
        );
        return;
      }
    }
    const checked = await from.check(files);
    if (checked === undefined) {
      return;
    }
    const asChecked = files.map((file, at) => new CheckedFile(file, checked.texts[at] ?? '', stamps[at]));
    const changed = AbortSignal.any(asChecked.map((one) => one.changed));
    const isCurrent = async (): Promise<boolean> =>
      !(await Promise.all(asChecked.map((one) => one.isCurrent()))).includes(false);
    try {
      const agreed = await from.agree(checked.value);
      if (agreed === undefined) {
        return;
      }
      if (await isCurrent()) {
        const isRun = await from.run(files, agreed, { changed, isCurrent });
        if (isRun || !changed.aborted || !(await checkAgain(files.length))) {
          return;
        }
      }
    } finally {
      asChecked.forEach((one) => one.dispose());
    }
    files = await allReopened(files);
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t('The file was closed or deleted before its plan was run, so nothing was changed.'),
  );
}

async function allReopened([first, ...more]: Files): Promise<Files | undefined> {
  const [again, ...others] = [await reopened(first), ...(await Promise.all(more.map(reopened)))];
  const open = others.flatMap((file) => file ?? []);
  return again === undefined || open.length < others.length ? undefined : [again, ...open];
}

/** Asked, because whoever is editing the file would type into a plan that opens by itself. */
async function checkAgain(files: number): Promise<boolean> {
  const again = vscode.l10n.t('Check Again');
  const answer = await vscode.window.showWarningMessage(
    count(
      files,
      vscode.l10n.t('The file has changed since its plan was made, so nothing was changed. Check it again?'),
      vscode.l10n.t(
        'The files have changed since their plan was made, so nothing was changed. Check them again?',
      ),
    ),
    again,
  );
  return answer === again;
}
