import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { homePortLink, homePortPath } from '../../organisations/homePortLink';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { countOn, valueOf, withLateProgress } from '../../ui/progress';
import { sentences } from '../../ui/sentences';
import { plainLine } from '../../ui/serverText';
import type { ComplianceDetailsRow } from '../../waldur/compliance';
import { orNone } from '../../waldur/errors';
import { readOwing, reminderText } from './reminders';

/** An organisation whose projects are reminded. */
export interface RemindedOrganisation {
  readonly connection: Connection;
  readonly uuid: string;
  readonly name: string;
}

/** Copies what all projects of organisations still owe, as the server has it now. */
export async function copyReminders(organisations: readonly RemindedOrganisation[]): Promise<void> {
  if (organisations.length === 0) {
    return;
  }
  const read = valueOf(
    await withLateProgress(vscode.l10n.t('Reading what is missing…'), (signal, progress) =>
      readAll(organisations, signal, countOn(progress)),
    ),
  );
  if (read === undefined) {
    return;
  }
  const { texts, without } = read;
  const remark = noChecklistText(without);
  if (texts.length === 0) {
    const nothing =
      without.length < organisations.length ? vscode.l10n.t('No required answer is missing.') : '';
    void vscode.window.showInformationMessage(sentences(nothing, remark));
    return;
  }
  await vscode.env.clipboard.writeText(texts.join('\n\n'));
  const copied = count(
    texts.length,
    vscode.l10n.t('The reminder for 1 project was copied.'),
    vscode.l10n.t('Reminders for {0} projects were copied.', numberText(texts.length)),
  );
  void vscode.window.showInformationMessage(sentences(copied, remark));
}

/** The reminders for projects that owe something, and the organisations that have no checklist. */
async function readAll(
  organisations: readonly RemindedOrganisation[],
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<{ readonly texts: readonly string[]; readonly without: readonly RemindedOrganisation[] }> {
  const texts: string[] = [];
  const without: RemindedOrganisation[] = [];
  for (const organisation of organisations) {
    const { connection, uuid } = organisation;
    const rows = await orNone(readOwing(connection.client, uuid, signal, onProgress), ['invalid']);
    if (rows === undefined) {
      without.push(organisation);
    } else {
      texts.push(...rows.map((row) => reminderOf(organisation, row)));
    }
  }
  return { texts, without };
}

function noChecklistText(without: readonly RemindedOrganisation[]): string {
  const [first] = without;
  return first === undefined
    ? ''
    : count(
        without.length,
        vscode.l10n.t('“{0}” has no checklist.', plainLine(first.name, 60)),
        vscode.l10n.t('{0} organisations have no checklist.', numberText(without.length)),
      );
}

/** Copies what one project still owes. @returns false where it owes nothing, which is said */
export async function copyReminder(
  organisation: RemindedOrganisation,
  row: ComplianceDetailsRow,
): Promise<boolean> {
  if ((row.unanswered_required_questions?.length ?? 0) === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No required answer is missing.'));
    return false;
  }
  await vscode.env.clipboard.writeText(reminderOf(organisation, row));
  return true;
}

function reminderOf({ connection, uuid, name }: RemindedOrganisation, row: ComplianceDetailsRow): string {
  const path = homePortPath({ kind: 'project', uuid: row.project_uuid, customer: uuid });
  return reminderText(row, { organisation: name, link: homePortLink({ connection, homePortPath: path }) });
}
