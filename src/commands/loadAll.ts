import * as vscode from 'vscode';
import { pagedList, sayWhyThereIsNoMore } from '../tree/pagedList';
import { numberText } from '../ui/datesAndNumbers';
import { withCancellableProgress } from '../ui/progress';
import type { TreesParts } from './treesParts';

/** More rows than this make the tree slow to work with; searching and filtering find things sooner. */
const many = 20_000;

/** Reads everything in large pages, with progress; cancelling keeps what has come. */
export async function loadAll(parts: TreesParts, ...args: readonly unknown[]): Promise<void> {
  const list = pagedList(parts, args);
  if (list === undefined) {
    sayWhyThereIsNoMore(parts);
    return;
  }
  // How many there are is known from the first page on.
  await list.ensure();
  if ((list.total ?? 0) > many) {
    const load = vscode.l10n.t('Load All');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        'There are {0} rows. Loading them all makes the list slow. A filter or a search is faster.',
        numberText(list.total ?? 0),
      ),
      load,
    );
    if (answer !== load) {
      return;
    }
  }
  const result = await withCancellableProgress(
    vscode.l10n.t('Loading all rows…'),
    async (signal, progress) => {
      let before = 0;
      await list.loadAll(signal, (rows, total) => {
        progress.report({
          message:
            total === undefined
              ? numberText(rows)
              : vscode.l10n.t('{0} of {1}', numberText(rows), numberText(total)),
          ...(total === undefined || total === 0 ? {} : { increment: (100 * (rows - before)) / total }),
        });
        before = rows;
      });
    },
  );
  if (result.kind === 'error') {
    throw result.error;
  }
}
