import * as vscode from 'vscode';
import type { ResolvedTable } from '../edits/resolveTable';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { plainLine } from '../ui/serverText';
import { leavesOut, plansValid } from './csvQuestions';
import type { CheckedTables } from './organisationTables';
import { tableProblemText } from './tableProblemText';

/** Cells and problems of which a question or plan tells; the Problems view has them all. */
const mostTold = 5;

/** What a person has said of a file before, so that it is not asked again. */
export interface TableAnswers {
  readonly leftOut: Set<string>;
  takesRewritten?: boolean;
}

/**
 * What of tables becomes a plan, though some of it is not read, may not be what was typed, or is wrong; undefined when
 * the person gives up, or there is nothing to plan, which is told.
 * @param server its name
 */
export async function agreeOnTables(
  checked: CheckedTables,
  server: string,
  answers: TableAnswers,
): Promise<readonly ResolvedTable[] | undefined> {
  const { tables, lines } = checked;
  const problems = tables.flatMap((table) => table.problems);
  const isOfOther =
    lines > 0 &&
    problems.filter(({ problem }) => problem.kind === 'unknown' || problem.kind === 'notUuid').length ===
      lines;
  if (lines === 0 || isOfOther) {
    void vscode.window.showWarningMessage(isOfOther ? otherServerText(server) : nothingToReadText(problems));
    return undefined;
  }
  const detail = vscode.l10n.t(
    'Cells of such a column are not written. To write them, cancel and use the name of a field as its heading, as in an exported file.',
  );
  const heldUp = eachOnce(tables.flatMap((table) => table.heldUp));
  if (!(await leavesOut(heldUp, detail, answers.leftOut))) {
    return undefined;
  }
  const rewritten = tables.flatMap((table) => table.rewritten);
  if (rewritten.length > 0 && answers.takesRewritten === undefined) {
    const takes = await askRewritten(rewritten);
    if (takes === undefined) {
      return undefined;
    }
    answers.takesRewritten = takes;
  }
  const resolved = answers.takesRewritten === true ? checked.withRewritten() : tables;
  const wrong = resolved.reduce((sum, table) => sum + wrongLines(table), 0);
  const wanted = resolved.reduce((sum, table) => sum + table.wanted.length, 0);
  if (wanted === 0) {
    void (wrong === 0
      ? vscode.window.showInformationMessage(vscode.l10n.t('No cell differs from the server.'))
      : vscode.window.showWarningMessage(nothingPossible()));
    return undefined;
  }
  return wrong === 0 || (await plansValid(wrong, wanted)) ? resolved : undefined;
}

function nothingPossible(): string {
  return vscode.l10n.t('No line can be applied. See the editor and the Problems view for the reasons.');
}

function nothingToReadText(problems: ResolvedTable['problems']): string {
  const [first] = problems.filter(({ severity }) => severity === 'error');
  return first === undefined
    ? vscode.l10n.t('There are no lines of organisations.')
    : first.problem.kind === 'noHeadings'
      ? tableProblemText(first.problem)
      : nothingPossible();
}

function otherServerText(server: string): string {
  return vscode.l10n.t(
    'You can see none of these organisations on {0}. They may be from another server.',
    plainLine(server, 80),
  );
}

function wrongLines({ problems }: ResolvedTable): number {
  return new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line)).size;
}

/** Columns of the same heading are one to whoever is asked about them. */
function eachOnce(columns: ResolvedTable['heldUp']): ResolvedTable['heldUp'] {
  return [...new Map(columns.map((column) => [column.heading || column.index, column])).values()];
}
/** Whether cells are written that may be a spreadsheet's doing; undefined when the person gives up. */
async function askRewritten(cells: ResolvedTable['rewritten']): Promise<boolean | undefined> {
  const size = numberText(cells.length);
  const leave = count(
    cells.length,
    vscode.l10n.t('Leave 1 Field As It Is'),
    vscode.l10n.t('Leave {0} Fields As They Are', size),
  );
  const write = count(cells.length, vscode.l10n.t('Write 1 Cell'), vscode.l10n.t('Write {0} Cells', size));
  const examples = cells.slice(0, mostTold).map(({ server, cell }) =>
    vscode.l10n.t({
      message: '“{0}” → “{1}”',
      args: [plainLine(server, 40), plainLine(cell, 40)],
      comment: ['What a field has, and what a cell of a file says.'],
    }),
  );
  const more = cells.length - examples.length;
  const answer = await vscode.window.showWarningMessage(
    count(
      cells.length,
      vscode.l10n.t('1 cell may have been changed by a spreadsheet and not by you.'),
      vscode.l10n.t('{0} cells may have been changed by a spreadsheet and not by you.', size),
    ),
    {
      modal: true,
      detail: [
        vscode.l10n.t('Spreadsheets change codes, dates and letters that they take for something else.'),
        ...examples,
        ...(more === 0 ? [] : [vscode.l10n.t('And {0} more.', numberText(more))]),
      ].join('\n'),
    },
    leave,
    write,
  );
  return answer === undefined ? undefined : answer === write;
}

/** What a person should know of tables beside their plan; one sentence each. */
export function tableNotes(tables: readonly ResolvedTable[]): readonly string[] {
  const unchanged = tables.reduce((sum, table) => sum + table.unchanged, 0);
  const problems = tables.flatMap((table) => table.problems);
  const misplaced = problems.filter(({ problem }) => problem.kind === 'nameOfOther').length;
  const rewritten = problems.filter(({ problem }) => problem.kind === 'rewritten').length;
  const told = problems.filter(({ problem }) => problem.kind === 'readOnlyEdited');
  return [
    ...(misplaced === 0
      ? []
      : [
          count(
            misplaced,
            vscode.l10n.t(
              '1 organisation gets the name of another one. Check that no column was sorted alone.',
            ),
            vscode.l10n.t(
              '{0} organisations get the names of others. Check that no column was sorted alone.',
              numberText(misplaced),
            ),
          ),
        ]),
    ...(unchanged === 0
      ? []
      : [
          count(
            unchanged,
            vscode.l10n.t('1 line says what the server has.'),
            vscode.l10n.t('{0} lines say what the server has.', numberText(unchanged)),
          ),
        ]),
    ...(rewritten === 0
      ? []
      : [
          count(
            rewritten,
            vscode.l10n.t('1 field is left as it is, because a spreadsheet may have changed its cell.'),
            vscode.l10n.t(
              '{0} fields are left as they are, because a spreadsheet may have changed their cells.',
              numberText(rewritten),
            ),
          ),
        ]),
    ...told.slice(0, mostTold).map(({ problem }) => tableProblemText(problem)),
  ];
}
