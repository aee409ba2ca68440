import * as vscode from 'vscode';
import type { Connection } from '../../connections/connection';
import { homePortLink, homePortPath } from '../../organisations/homePortLink';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { countOn, valueOf, withLateProgress } from '../../ui/progress';
import type { ComplianceDetailsRow } from '../../waldur/compliance';
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
  const texts = valueOf(
    await withLateProgress(vscode.l10n.t('Reading what is missing…'), async (signal, progress) => {
      const read: string[] = [];
      for (const organisation of organisations) {
        const { connection, uuid } = organisation;
        const rows = await readOwing(connection.client, uuid, signal, countOn(progress));
        read.push(...rows.map((row) => reminderOf(organisation, row)));
      }
      return read;
    }),
  );
  if (texts !== undefined && (await copyTexts(texts))) {
    void vscode.window.showInformationMessage(
      count(
        texts.length,
        vscode.l10n.t('The reminder for 1 project was copied.'),
        vscode.l10n.t('Reminders for {0} projects were copied.', numberText(texts.length)),
      ),
    );
  }
}

/** Copies what one project still owes. @returns false where it owes nothing, which is said */
export async function copyReminder(
  organisation: RemindedOrganisation,
  row: ComplianceDetailsRow,
): Promise<boolean> {
  const owes = (row.unanswered_required_questions?.length ?? 0) > 0;
  return copyTexts(owes ? [reminderOf(organisation, row)] : []);
}

async function copyTexts(texts: readonly string[]): Promise<boolean> {
  if (texts.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No required answer is missing.'));
    return false;
  }
  await vscode.env.clipboard.writeText(texts.join('\n\n'));
  return true;
}

function reminderOf({ connection, uuid, name }: RemindedOrganisation, row: ComplianceDetailsRow): string {
  const path = homePortPath({ kind: 'project', uuid: row.project_uuid, customer: uuid });
  return reminderText(row, { organisation: name, link: homePortLink({ connection, homePortPath: path }) });
}
