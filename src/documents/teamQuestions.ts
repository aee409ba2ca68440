import * as vscode from 'vscode';
import { linesLeftOut, type ResolvedTeam } from '../grants/resolveTeam';
import type { RoleTask } from '../grants/roleTask';
import type { Plan } from '../runs/task';
import { count } from '../ui/count';
import { timeZone, numberText } from '../ui/datesAndNumbers';
import { leavesOut, plansValid } from './csvQuestions';
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
  const detail = vscode.l10n.t(
    'They may contain people, roles, scopes or expiries. To import them, cancel and use the headings person, role, scope_kind, scope and expiry.',
  );
  return (
    (await leavesOut(team.heldUp, detail, agreed)) &&
    (wrong === 0 || (await plansValid(wrong, wishes.length)))
  );
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
