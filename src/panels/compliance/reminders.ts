import * as vscode from 'vscode';
import { count } from '../../ui/count';
import { numberText } from '../../ui/datesAndNumbers';
import { plainText } from '../../ui/serverText';
import type { WaldurClient } from '../../waldur/client';
import { type ComplianceDetailsRow, readComplianceDetails } from '../../waldur/compliance';
import { readAllPages } from '../../waldur/paging';
import { shownName } from '../../waldur/shownName';
import { typeText } from './questionText';

/** Each comes with all its answers. */
const projectsAtATime = 50;

/** What a project still owes, as a text to be sent to those who can answer. */
export function reminderText(
  row: ComplianceDetailsRow,
  about: { readonly organisation: string; readonly link: string | undefined },
): string {
  const owed = row.unanswered_required_questions ?? [];
  const name = plainText(shownName(row.project_uuid, row.project_name), 200);
  const organisation = plainText(about.organisation, 200);
  const lines = [
    count(
      owed.length,
      vscode.l10n.t('{0} ({1}) still has 1 required question to answer:', name, organisation),
      vscode.l10n.t(
        '{0} ({1}) still has {2} required questions to answer:',
        name,
        organisation,
        numberText(owed.length),
      ),
    ),
    ...owed.map((question) => `- ${plainText(question.description ?? '', 1_000)} (${typeText(question)})`),
    ...(about.link === undefined ? [] : [about.link]),
  ];
  return lines.join('\n');
}

/** The projects that lack a required answer, as the server has them now. @throws what reading threw */
export async function readOwing(
  client: WaldurClient,
  customer: string,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<readonly ComplianceDetailsRow[]> {
  const owing: ComplianceDetailsRow[] = [];
  let done = 0;
  const pages = readAllPages(
    async (page, options) => {
      const { projects } = await readComplianceDetails(
        client,
        customer,
        { page, page_size: projectsAtATime },
        options,
      );
      return { ...projects, rows: projects.rows.map((row) => ({ ...row, uuid: row.project_uuid })) };
    },
    { signal },
  );
  for await (const { rows, total } of pages) {
    // What was answered is not kept.
    owing.push(
      ...rows
        .filter((row) => (row.unanswered_required_questions?.length ?? 0) > 0)
        .map((row) => ({ ...row, answers: [] })),
    );
    done += rows.length;
    progress(done, total ?? done);
  }
  return owing;
}
