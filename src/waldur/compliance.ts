import * as z from 'zod/mini';
import type { CallOptions, WaldurClient } from './client';
import { notWaldur, pageOf, parseJson, readPage } from './operations';
import type { Page, PageParams } from './paging';
import { hexUuid, paging, writeQuery } from './params';
import { amount, anything, flag, key, list, number, object, readRow, text } from './row';

/**
 * How far an organisation's projects have answered its metadata checklist. Since 7.7.7. It takes PROJECT.LIST on
 * the organisation, or staff; support alone is refused. Without a checklist every call is `invalid` ("No project
 * metadata checklist configured for this customer."): look at the customer's `project_metadata_checklist` first.
 * Projects that were removed are counted too. Answers may hold personal data: do not keep them.
 */
const since = { since: '7.7.7' };

export const complianceOverviewSchema = z.looseObject({
  total_projects: number,
  projects_with_completions: number,
  fully_completed_projects: number,
  projects_requiring_review: number,
  /** Over all projects, one decimal. */
  average_completion_percentage: number,
});
export type ComplianceOverview = z.infer<typeof complianceOverviewSchema>;

const options = list({ uuid: key, label: text, order: number });

const answer = {
  question_uuid: text,
  question_description: text,
  question_type: text,
  min_value: amount,
  max_value: amount,
  question_options: options,
  /** By the question's type: boolean, number, text, option uuids, file descriptions … */
  answer_data: anything,
  /** The labels of chosen options; otherwise as `answer_data`. */
  answer_labels: anything,
  user_name: text,
  created: text,
  modified: text,
};

export const complianceDetailsRowSchema = z.looseObject({
  project_uuid: key,
  project_name: text,
  completion_uuid: text,
  completion_percentage: number,
  is_completed: flag,
  requires_review: flag,
  answers: list(answer),
  unanswered_required_questions: list({
    uuid: text,
    description: text,
    question_type: text,
    min_value: amount,
    max_value: amount,
  }),
});
export type ComplianceDetailsRow = z.infer<typeof complianceDetailsRowSchema>;

export const complianceDetailsSchema = z.looseObject({
  checklist: object({ uuid: text, name: text, checklist_type: text }),
  total_projects: number,
  projects_with_completions: number,
  fully_completed_projects: number,
  projects_requiring_review: number,
});
export type ComplianceDetails = z.infer<typeof complianceDetailsSchema>;

export const complianceProjectSchema = z.looseObject({
  project_uuid: key,
  project_name: text,
  /** Null when the project has not begun. */
  completion_uuid: text,
  completion_percentage: number,
  is_completed: flag,
  requires_review: flag,
  answers_count: number,
  unanswered_required_count: number,
});
export type ComplianceProject = z.infer<typeof complianceProjectSchema>;

export const complianceQuestionSchema = z.looseObject({
  question_uuid: key,
  question_description: text,
  question_type: text,
  required: flag,
  order: number,
  min_value: amount,
  max_value: amount,
  total_projects: number,
  answered_projects_count: number,
  /** One for each project, answered or not; not paged. */
  project_answers: list({
    project_uuid: text,
    project_name: text,
    answer_uuid: text,
    answer_data: anything,
    answer_labels: anything,
    answered_by: text,
    answered_at: text,
    requires_review: flag,
  }),
  question_options: options,
});
export type ComplianceQuestion = z.infer<typeof complianceQuestionSchema>;

const pathOf = (customerUuid: string, view: string) =>
  `api/customers/${hexUuid(customerUuid)}/project-metadata-${view}/`;

/**
 * `GET /api/customers/{customer_uuid}/project-metadata-compliance-overview/`: the figures of all projects. One
 * object, or a list of one on some servers. Not paginated, whatever the documentation lists.
 * Errors: invalid (no checklist), forbidden, notFound, tooOld.
 */
export async function readComplianceOverview(
  client: WaldurClient,
  customerUuid: string,
  callOptions?: CallOptions,
): Promise<ComplianceOverview> {
  const call = {
    name: 'read compliance',
    ...since,
    method: 'GET',
    path: pathOf(customerUuid, 'compliance-overview'),
  } as const;
  const response = await client.send(call, callOptions);
  const overview = readRow(complianceOverviewSchema, firstOf(parseJson(response, call)));
  if (overview === undefined) {
    throw notWaldur(response, call, 'the object that was due did not come');
  }
  return overview;
}

/** A page of projects with all their answers, and the figures that head it. */
export interface ComplianceDetailsPage {
  readonly details: ComplianceDetails;
  readonly projects: Page<ComplianceDetailsRow>;
}

/**
 * `GET /api/customers/{customer_uuid}/project-metadata-compliance-details/`: the projects with their answers,
 * paged inside one object. Errors: invalid (no checklist), forbidden, notFound, tooOld.
 */
export async function readComplianceDetails(
  client: WaldurClient,
  customerUuid: string,
  params: PageParams = {},
  callOptions?: CallOptions,
): Promise<ComplianceDetailsPage> {
  const call = {
    name: 'read compliance details',
    ...since,
    method: 'GET',
    path: pathOf(customerUuid, 'compliance-details'),
    query: writeQuery(paging, params),
  } as const;
  const response = await client.send(call, callOptions);
  const whole = readRow(complianceDetailsSchema, firstOf(parseJson(response, call)));
  if (whole === undefined) {
    throw notWaldur(response, call, 'the object that was due did not come');
  }
  const { project_details: rows, ...details } = whole;
  return {
    details,
    projects: pageOf(response, call.query, Array.isArray(rows) ? rows : [], complianceDetailsRowSchema),
  };
}

/**
 * `GET /api/customers/{customer_uuid}/project-metadata-compliance-projects/`: how far each project is.
 * Errors: invalid (no checklist), forbidden, notFound, tooOld.
 */
export async function listComplianceProjects(
  client: WaldurClient,
  customerUuid: string,
  params: PageParams = {},
  callOptions?: CallOptions,
): Promise<Page<ComplianceProject>> {
  const call = {
    name: 'list compliance by project',
    ...since,
    path: pathOf(customerUuid, 'compliance-projects'),
    query: writeQuery(paging, params),
  };
  return readPage(client, call, complianceProjectSchema, callOptions);
}

/**
 * `GET /api/customers/{customer_uuid}/project-metadata-question-answers/`: each question with every project's
 * answer. Errors: invalid (no checklist), forbidden, notFound, tooOld.
 */
export async function listComplianceQuestions(
  client: WaldurClient,
  customerUuid: string,
  params: PageParams = {},
  callOptions?: CallOptions,
): Promise<Page<ComplianceQuestion>> {
  const call = {
    name: 'list compliance by question',
    ...since,
    path: pathOf(customerUuid, 'question-answers'),
    query: writeQuery(paging, params),
  };
  return readPage(client, call, complianceQuestionSchema, callOptions);
}

/** Servers disagree on whether the object comes bare or as the only item of a list. */
function firstOf(body: unknown): unknown {
  return Array.isArray(body) ? (body as unknown[])[0] : body;
}
