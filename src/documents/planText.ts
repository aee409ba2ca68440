import * as vscode from 'vscode';
import { changesOfPlan, isSent } from '../changes/changesOf';
import type { ChangePlan, ShownTask } from '../changes/changePlan';
import { changeText, remarkText } from '../changes/planText';
import type { Connection } from '../connections/connection';
import { writePlanCsv } from '../grants/planCsv';
import type { RoleTask } from '../grants/roleTask';
import { numberText } from '../ui/datesAndNumbers';
import { sentences } from '../ui/sentences';
import { plainLine, plainText } from '../ui/serverText';

/**
 * A plan of roles as a text that can be edited, kept and read again, with what cannot be done as notes.
 * @returns undefined where it holds more than roles, or someone whom the text could not tell from others
 */
export function textOfPlan(title: string, { info }: Connection, plan: ChangePlan): string | undefined {
  if (!plan.tasks.every(isRoleTask)) {
    return undefined;
  }
  const leftOut = new Set(plan.leftOut);
  const tasks = plan.tasks.filter(({ id }) => !leftOut.has(id));
  const impossible = changesOfPlan(tasks).filter((change) => !isSent(change));
  const notes = [
    vscode.l10n.t('{0}: a plan for {1}', title, info.serverName),
    vscode.l10n.t(
      'Delete the lines that are not to be done, or change their expiry (2027-02-26, 2027-02-26 12:00 or permanent).',
    ),
    vscode.l10n.t(
      'Save the plan yourself to check it and run what is left, after you confirm it. To keep it, use “Save As…”. “Waldur: Run Plan…” runs the file later, against the roles of that day.',
    ),
    ...(impossible.length === 0
      ? []
      : [vscode.l10n.t('Not in this plan, as nothing is done: {0}', numberText(impossible.length))]),
    ...impossible.map((change) => sentences(`${changeText(change)}.`, remarkText(change))),
  ];
  return writePlanCsv(
    tasks,
    notes.map((note) => plainText(note, 500)),
    info.baseUrl,
    (text) => plainText(text),
  );
}

/** What documents and files of plans are called. */
export function planFileName(title: string): string {
  return `${plainLine(title, 80).replace(/[/\\?#:*"<>|]/g, '-')}.waldur-plan`;
}

function isRoleTask(task: ShownTask): task is RoleTask {
  return task.kind === 'role';
}
