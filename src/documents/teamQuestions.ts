import * as vscode from 'vscode';
import { confirm } from '../ui/confirm';
import { linesLeftOut, type ResolvedTeam } from '../grants/resolveTeam';
import type { RoleTask } from '../grants/roleTask';
import type { Plan } from '../runs/task';
import { count } from '../ui/count';
import { timeZone, numberText } from '../ui/datesAndNumbers';
import { listText } from '../ui/listText';
import { plainLine } from '../ui/serverText';
import { problemText } from './teamImports';

/** Lines of which a plan tells; the Problems view has them all. */
const mostTold = 10;

/**
 * Whether a file is taken although columns of it are not read that may say who gets what, where or until when, and
 * although lines of it cannot be taken.
 * @param agreed the headings left out by an earlier answer
 */
export async function goOn(team: ResolvedTeam, agreed: Set<string>): Promise<boolean> {
  const { wishes } = team;
  const wrong = linesLeftOut(team);
  if (wishes.length === 0) {
    void vscode.window.showWarningMessage(
      wrong === 0
        ? vscode.l10n.t('The file has no lines to import.')
        : vscode.l10n.t(
            'No lines in the file can be imported. See the editor and the Problems view for the reasons.',
          ),
    );
    return false;
  }
  return (await leavesOut(team, agreed)) && (wrong === 0 || (await plansValid(wrong, wishes.length)));
}

async function leavesOut({ heldUp }: ResolvedTeam, agreed: Set<string>): Promise<boolean> {
  const names = heldUp.map(({ heading, index }) =>
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
    detail: vscode.l10n.t(
      'They may contain people, roles, scopes or expiries. To import them, cancel and use the headings person, role, scope_kind, scope and expiry.',
    ),
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

async function plansValid(wrong: number, valid: number): Promise<boolean> {
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

/** What a person should know of a file beside its plan; one sentence each. */
export function fileNotes(team: ResolvedTeam, plan: Plan<RoleTask>): readonly string[] {
  const { wishes, problems, saysEnds } = team;
  const permanent = plan.tasks.filter(
    ({ change, line }) =>
      line !== undefined &&
      ((change.kind === 'add' && change.expiry === null) ||
        (change.kind === 'prolong' && change.to === null)),
  ).length;
  const told = problems.filter(
    ({ severity, problem }) =>
      severity === 'warning' && problem.kind !== 'pastDate' && problem.kind !== 'duplicate',
  );
  return [
    ...(saysEnds
      ? []
      : [
          vscode.l10n.t(
            'The file has no column for the expiry. Roles that people have keep theirs, and new roles are permanent.',
          ),
        ]),
    ...(saysEnds && permanent > 0
      ? [
          count(
            permanent,
            vscode.l10n.t('1 role becomes permanent, because its line has no expiry.'),
            vscode.l10n.t(
              '{0} roles become permanent, because their lines have no expiry.',
              numberText(permanent),
            ),
          ),
        ]
      : []),
    ...(wishes.some(({ expiry }) => typeof expiry === 'string')
      ? [
          // Two notes: the end of a long row of the plan is cut.
          vscode.l10n.t('A date without a time lasts to the end of that day.'),
          vscode.l10n.t('Times without a zone are in the time zone {0}.', timeZone()),
        ]
      : []),
    ...told
      .slice(0, mostTold)
      .map(({ line, problem }) => vscode.l10n.t('Line {0}: {1}', String(line), problemText(problem))),
    ...(told.length > mostTold ? [vscode.l10n.t('See the Problems view for the rest.')] : []),
  ];
}
