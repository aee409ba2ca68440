import * as vscode from 'vscode';
import type { FieldChange } from '../edits/threeWay';
import { confirm, type Confirmation } from '../ui/confirm';
import { count } from '../ui/count';
import { numberText } from '../ui/datesAndNumbers';
import { plainLine } from '../ui/serverText';
import type { WaldurClient } from '../waldur/client';
import { listComplianceProjects } from '../waldur/compliance';
import { readAllPages } from '../waldur/paging';

/**
 * Asks before a change of an organisation that nothing takes back, and tells what it would do. True when there is
 * nothing to ask, or the person goes on. @throws what counting the answers threw
 */
export async function confirmCosts(
  client: WaldurClient,
  { uuid, name }: { readonly uuid: string; readonly name: string },
  changes: readonly FieldChange[],
): Promise<boolean> {
  for (const change of changes) {
    const question = await questionOf(client, { uuid, name: plainLine(name, 80) }, change);
    if (question !== undefined && !(await confirm(question))) {
      return false;
    }
  }
  return true;
}

async function questionOf(
  client: WaldurClient,
  customer: { readonly uuid: string; readonly name: string },
  { field: { name, facts }, server, mine }: FieldChange,
): Promise<Confirmation | undefined> {
  if (facts.cost === 'answers' && (server ?? null) !== null) {
    return {
      question:
        mine === null
          ? vscode.l10n.t('Remove the checklist of {0}?', customer.name)
          : vscode.l10n.t('Change the checklist of {0}?', customer.name),
      detail: answersText(await countAnswers(client, customer.uuid)),
      button: mine === null ? vscode.l10n.t('Remove Checklist') : vscode.l10n.t('Change Checklist'),
    };
  }
  if (facts.cost === 'lock' && mine === true) {
    const detail = vscode.l10n.t(
      'Nothing in the organisation can be changed afterwards: no fields, projects or roles. Only a server administrator can undo this.',
    );
    return name === 'blocked'
      ? {
          question: vscode.l10n.t('Block {0}?', customer.name),
          detail,
          button: vscode.l10n.t('Block'),
        }
      : {
          question: vscode.l10n.t('Archive {0}?', customer.name),
          detail,
          button: vscode.l10n.t('Archive'),
        };
  }
  return undefined;
}

function answersText({ answers, projects }: Awaited<ReturnType<typeof countAnswers>>): string {
  return answers === 0
    ? vscode.l10n.t('No project has answered it so far.')
    : vscode.l10n.t({
        message: '{0} of {1} will be deleted. This cannot be undone.',
        args: [
          count(answers, vscode.l10n.t('1 answer'), vscode.l10n.t('{0} answers', numberText(answers))),
          count(projects, vscode.l10n.t('1 project'), vscode.l10n.t('{0} projects', numberText(projects))),
        ],
        comment: ['“12 answers” of “3 projects”'],
      });
}

/** Those of all projects to the checklist that is set. */
async function countAnswers(
  client: WaldurClient,
  uuid: string,
): Promise<{ readonly answers: number; readonly projects: number }> {
  let answers = 0;
  let projects = 0;
  const pages = readAllPages(async (page, options) => {
    const read = await listComplianceProjects(client, uuid, { page, page_size: 300 }, options);
    return { ...read, rows: read.rows.map((row) => ({ ...row, uuid: row.project_uuid })) };
  });
  for await (const { rows } of pages) {
    for (const { answers_count: given } of rows) {
      answers += given ?? 0;
      projects += (given ?? 0) > 0 ? 1 : 0;
    }
  }
  return { answers, projects };
}
