import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { scopeOfCustomer } from '../grants/grantScopes';
import { projectState, stateText } from '../panels/compliance/projectState';
import type { CallOptions, WaldurClient } from '../waldur/client';
import { type ComplianceProject, listComplianceProjects, readComplianceOverview } from '../waldur/compliance';
import { retrieveCustomer } from '../waldur/customers';
import { readAllPages } from '../waldur/paging';
import { shownName } from '../waldur/shownName';
import { answerText, type Found, mostRows } from './answer';
import { assistantTool, readQuestion, serverInput, uuidInput } from './assistantTool';
import { askServers } from './servers';
import { placeTold } from './told';

/** Pages of 300 projects that are read to find those that are behind. */
const mostPages = 10;

/** How far the projects of an organisation have answered its checklist, and which are behind. Answers are not told. */
export const readCompliance = assistantTool({
  input: z.strictObject({ organisation: uuidInput, ...serverInput }),
  doing: () => vscode.l10n.t('Reading the compliance of an organisation'),
  question: () => readQuestion(vscode.l10n.t('Read from Waldur which projects are behind on compliance?')),
  answer: async (parts, { organisation, server }, signal) =>
    answerText(
      await askServers(parts, server, signal, async ({ client }, call) => {
        const customer = await retrieveCustomer(
          client,
          organisation,
          { field: ['uuid', 'name', 'project_metadata_checklist'] },
          call,
        );
        const of = placeTold(scopeOfCustomer(customer));
        if (customer.project_metadata_checklist === null) {
          const none = vscode.l10n.t('The organisation has no checklist for its projects.');
          return { facts: { of, checklist: none }, rows: [], total: 0, narrow: '' };
        }
        return complianceOf(client, organisation, of, call);
      }),
    ),
});

async function complianceOf(
  client: WaldurClient,
  uuid: string,
  of: object,
  call: CallOptions,
): Promise<Found> {
  const overview = await readComplianceOverview(client, uuid, call);
  const { total_projects: all, fully_completed_projects: complete } = overview;
  const { behind, isAll } = await readBehind(client, uuid, call);
  return {
    facts: {
      of,
      projects: all,
      complete,
      needReview: overview.projects_requiring_review,
      averagePercent: overview.average_completion_percentage,
    },
    rows: behind.map(projectTold),
    total: isAll ? behind.length : (all ?? 0) - (complete ?? 0),
    narrow: vscode.l10n.t('To see all of them, open “Open Compliance” on the organisation in VS Code.'),
  };
}

/** The projects that lack required answers, as many as are told. */
async function readBehind(
  client: WaldurClient,
  uuid: string,
  call: CallOptions,
): Promise<{ readonly behind: readonly ComplianceProject[]; readonly isAll: boolean }> {
  const behind: ComplianceProject[] = [];
  const pages = readAllPages(
    async (page, options) => {
      const read = await listComplianceProjects(client, uuid, { page, page_size: 300 }, options);
      return { ...read, rows: read.rows.map((row) => ({ ...row, uuid: row.project_uuid })) };
    },
    { ...call, readAhead: 1 },
  );
  for await (const { rows, page, hasNext } of pages) {
    behind.push(...rows.filter((row) => row.is_completed !== true));
    if (hasNext && (behind.length >= mostRows || page >= mostPages)) {
      return { behind, isAll: false };
    }
  }
  return { behind, isAll: true };
}

function projectTold(project: ComplianceProject): object {
  return {
    uuid: project.project_uuid,
    name: shownName(project.project_uuid, project.project_name),
    state: stateText(projectState(project)),
    percent: project.completion_percentage,
    requiredAnswersMissing: project.unanswered_required_count,
    ...(project.requires_review === true ? { needsReview: true } : {}),
  };
}
