import * as vscode from 'vscode';
import { type ChangeOf, changesOfPlan, isSent } from '../changes/changesOf';
import type { ChangePlan } from '../changes/changePlan';
import { inviteRemark, inviteText } from '../changes/invitationText';
import { isOfPerson } from '../changes/planGroups';
import { changeText, remarkText } from '../changes/planText';
import type { Connection } from '../connections/connection';
import { writePlanCsv } from '../grants/planCsv';
import type { PlannedTask } from '../grants/taskKinds';
import { numberText } from '../ui/datesAndNumbers';
import { sentences } from '../ui/sentences';
import { plainLine, plainText } from '../ui/serverText';
import { planExtension } from './objectScheme';

/**
 * A plan of roles and invitations as a text that can be edited, kept and read again, with what cannot be done as notes.
 * @returns undefined where it holds more than these, or someone whom the text could not tell from others
 */
export function textOfPlan(title: string, { info }: Connection, plan: ChangePlan): string | undefined {
  if (!plan.tasks.every(isOfPerson)) {
    return undefined;
  }
  const leftOut = new Set(plan.leftOut);
  const tasks = plan.tasks.filter(({ id }) => !leftOut.has(id));
  const impossible = changesOfPlan(tasks).filter((change) => !isSent(change));
  const notes = [
    vscode.l10n.t('{0}: a plan for {1}', title, info.serverName),
    // One line of an editor beside the tree each.
    vscode.l10n.t('Delete the lines that are not to be done, or put # before them.'),
    vscode.l10n.t('An expiry is 2027-02-26, 2027-02-26 12:00 or permanent.'),
    vscode.l10n.t('Save the plan yourself to check it and, once you confirm it, run what is left.'),
    vscode.l10n.t('To keep it, use “Save As…”. “Waldur: Run Plan…” runs that file later.'),
    ...(impossible.length === 0
      ? []
      : [vscode.l10n.t('Not in this plan, as nothing is done: {0}', numberText(impossible.length))]),
    ...impossible.map(noteOf),
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
  return `${plainLine(title, 80).replace(/[/\\?#:*"<>|]/g, '-')}${planExtension}`;
}

function noteOf({ first: { task }, replaced }: ChangeOf<{ readonly task: PlannedTask }>): string {
  if (task.kind === 'invite') {
    return sentences(`${inviteText(task)}.`, inviteRemark(task));
  }
  const change = { first: { task }, replaced };
  return sentences(`${changeText(change)}.`, remarkText(change));
}
