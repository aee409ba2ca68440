import * as vscode from 'vscode';
import { confirm } from '../ui/confirm';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';

/** A column of a table, counted from 0; "": it has no heading. */
interface Column {
  readonly index: number;
  readonly heading: string;
}

/**
 * Whether a table is taken although columns of it are not read that may matter.
 * @param detail what they may say, and how to have them read
 * @param agreed the columns left out by an earlier answer
 */
export async function leavesOut(
  columns: readonly Column[],
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
  const list = listText(names);
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

/** What a column that is not read is called, by its heading or number. */
export function unreadColumnText({ index, heading }: Column): string {
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
