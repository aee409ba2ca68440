import * as vscode from 'vscode';
import type { HeadedColumn, UnreadProblem } from '../csv/unreadWarnings';
import { confirm } from '../ui/confirm';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';

/** Columns of which a question tells; the Problems view has more. */
const mostNamed = 10;

/**
 * Whether a table is taken although columns of it are not read that may matter.
 * @param detail what they may say, and how to have them read
 * @param agreed the columns left out by an earlier answer
 */
export async function leavesOut(
  columns: readonly HeadedColumn[],
  detail: string,
  agreed: Set<string>,
): Promise<boolean> {
  const names = columns.map(({ heading, index }) =>
    heading === ''
      ? vscode.l10n.t('column {0}', String(index + 1))
      : vscode.l10n.t('“{0}”', plainLine(heading, 60)),
  );
  if (names.every((name) => agreed.has(name))) {
    return true;
  }
  const more = names.length - mostNamed;
  const list = listText([
    ...names.slice(0, mostNamed),
    ...(more > 0 ? [vscode.l10n.t('{0} more', numberText(more))] : []),
  ]);
  const goesOn = await confirm({
    question: count(
      names.length,
      vscode.l10n.t('A column that may matter is not read: {0}', list),
      vscode.l10n.t('Columns that may matter are not read: {0}', list),
    ),
    detail,
    button: count(
      names.length,
      vscode.l10n.t('Leave Out 1 Column'),
      vscode.l10n.t('Leave Out {0} Columns', numberText(names.length)),
    ),
  });
  if (!goesOn) {
    return false;
  }
  names.forEach((name) => agreed.add(name));
  return true;
}

/** A column that is not read, by its heading or number, or how many of them are not. */
export function unreadColumnText(problem: UnreadProblem): string {
  if (problem.kind === 'unreadColumns') {
    return count(
      problem.more,
      vscode.l10n.t('1 column from here on is not read.'),
      vscode.l10n.t('{0} columns from here on are not read.', numberText(problem.more)),
    );
  }
  const { index, heading } = problem.column;
  return heading === ''
    ? vscode.l10n.t('Column {0} has no heading, so it is not read.', String(index + 1))
    : vscode.l10n.t('The column “{0}” is not read.', plainLine(heading, 60));
}

/** Whether the lines without problems are planned, where others have some. */
export async function plansValid(wrong: number, valid: number): Promise<boolean> {
  const without = count(
    valid,
    vscode.l10n.t('Plan 1 Valid Line'),
    vscode.l10n.t('Plan {0} Valid Lines', numberText(valid)),
  );
  const answer = await vscode.window.showWarningMessage(
    count(
      wrong,
      vscode.l10n.t('1 line has problems. See the editor and the Problems view for the reasons.'),
      vscode.l10n.t(
        '{0} lines have problems. See the editor and the Problems view for the reasons.',
        numberText(wrong),
      ),
    ),
    without,
  );
  return answer === without;
}
