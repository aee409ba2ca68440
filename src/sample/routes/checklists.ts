import { ApiError, forbidden, invalid, notFound } from '../http/errors';
import { ok, type Answer, type Exchange } from '../http/exchange';
import { writeRow, type Fields } from '../http/fields';
import { Filters, sortRows } from '../http/filters';
import type { Endpoint } from '../http/router';
import { isRecord, type JsonObject } from '../json';
import { hasPermission, requireStaff } from '../rules/permissions';
import { parseUuid, visibleCustomer } from '../rules/visibility';
import { fullName, newUuid } from '../store/store';
import type { WorldAnswer, WorldChecklist, WorldProject, WorldQuestion } from '../world';
import { uuidParam } from './uuidParam';
import { answerData, completionOf, questionLimits, questionOptions, questionsOf } from './complianceData';
import { actedOnProject } from './projects';

const fields: Fields<WorldChecklist> = {
  uuid: (row) => row.uuid,
  url: (row, x) => x.url('checklists-admin', row.uuid),
  name: (row) => row.name,
  description: (row) => row.description ?? '',
  checklist_type: (row) => row.checklist_type,
  questions_count: (row, x) => x.app.store.questionsOf(row.uuid).length,
};

function list(exchange: Exchange): Answer {
  requireStaff(exchange);
  const rows = new Filters<WorldChecklist>(exchange)
    .choices('checklist_type', checklistTypes, (row) => row.checklist_type)
    .contains('name', (row) => row.name)
    .apply(sortRows(exchange.app.store.checklists.rows, ['name'], { name: (row) => row.name }));
  return exchange.list(rows, (row) => writeRow(fields, row, exchange));
}

const checklistTypes = [
  'project_compliance',
  'proposal_compliance',
  'offering_compliance',
  'project_metadata',
  'onboarding_customer',
  'onboarding_intent',
  'workflow_step',
];

function retrieve(exchange: Exchange): Answer {
  requireStaff(exchange);
  const row = exchange.app.store.checklists.get(parseUuid(exchange.param('uuid')));
  if (!row) {
    throw notFound('Checklist');
  }
  return ok(writeRow(fields, row, exchange));
}

function checklistOf(exchange: Exchange, project: WorldProject): WorldChecklist {
  const { store } = exchange.app;
  const checklist = store.checklists.get(store.customers.get(project.customer)?.project_metadata_checklist);
  if (!checklist) {
    throw new ApiError(400, { detail: 'No checklist configured for this object' });
  }
  return checklist;
}

const describe = (question: WorldQuestion): JsonObject => ({
  uuid: question.uuid,
  description: question.description,
  question_type: question.question_type,
  required: question.required ?? false,
  order: question.order ?? 0,
  ...questionLimits(question),
  question_options: questionOptions(question),
});

function completion(exchange: Exchange, checklist: WorldChecklist, project: WorldProject): JsonObject {
  const { uuid, isCompleted, percentage, requiresReview, unansweredRequired } = completionOf(
    exchange.app,
    checklist,
    project,
  );
  return {
    uuid,
    is_completed: isCompleted,
    completion_percentage: percentage,
    requires_review: requiresReview,
    unanswered_required_questions: unansweredRequired.map((question) => ({
      uuid: question.uuid,
      description: question.description,
      question_type: question.question_type,
    })),
  };
}

const writeChecklist = (exchange: Exchange, checklist: WorldChecklist): JsonObject => ({
  uuid: checklist.uuid,
  name: checklist.name,
  description: checklist.description ?? '',
  checklist_type: checklist.checklist_type,
  questions_count: exchange.app.store.questionsOf(checklist.uuid).length,
});

function projectChecklist(exchange: Exchange): Answer {
  const project = actedOnProject(exchange);
  const checklist = checklistOf(exchange, project);
  const { store } = exchange.app;
  const answers = store.answersOf(project.uuid);
  return ok({
    checklist: writeChecklist(exchange, checklist),
    completion: completion(exchange, checklist, project),
    questions: questionsOf(exchange.app, checklist).map((question) => {
      const answer = answers.find((candidate) => candidate.question === question.uuid);
      return {
        ...describe(question),
        existing_answer: answer
          ? {
              uuid: answer.uuid,
              answer_data: answerData(answer),
              user_name: fullName(store.userNamed(answer.user)),
            }
          : null,
      };
    }),
  });
}

function completionStatus(exchange: Exchange): Answer {
  const project = actedOnProject(exchange);
  return ok({ ...completion(exchange, checklistOf(exchange, project), project) });
}

function template(exchange: Exchange): Answer {
  const customer = visibleCustomer(exchange, exchange.query.get('parent_uuid') ?? '');
  const checklist = exchange.app.store.checklists.get(customer.project_metadata_checklist);
  if (!checklist) {
    throw new ApiError(400, { detail: 'No checklist configured for this object' });
  }
  return ok({
    checklist: writeChecklist(exchange, checklist),
    questions: questionsOf(exchange.app, checklist).map(describe),
  });
}

/** Why an answer does not fit its question; undefined: it does. */
function complaint(question: WorldQuestion, data: unknown): string | undefined {
  switch (question.question_type) {
    case 'boolean':
      return typeof data === 'boolean' ? undefined : 'Expected a boolean value.';
    case 'number':
    case 'rating':
    case 'year': {
      if (typeof data !== 'number') {
        return 'Expected a number.';
      }
      if (typeof question.min_value === 'string' && data < Number(question.min_value)) {
        return `Value must be at least ${question.min_value}.`;
      }
      return typeof question.max_value === 'string' && data > Number(question.max_value)
        ? `Value must be at most ${question.max_value}.`
        : undefined;
    }
    case 'single_select':
    case 'multi_select': {
      const known = new Set((question.options ?? []).map((option) => option.uuid));
      if (!Array.isArray(data) || !data.every((chosen) => typeof chosen === 'string' && known.has(chosen))) {
        return 'Invalid option selected.';
      }
      return question.question_type === 'single_select' && data.length !== 1
        ? 'Exactly one option must be selected.'
        : undefined;
    }
    case 'date':
      return typeof data === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(data) ? undefined : 'Expected a date.';
    case 'file':
    case 'multiple_files':
      return undefined;
    default:
      return typeof data === 'string' ? undefined : 'Expected a string.';
  }
}

function submit(exchange: Exchange): Answer {
  const { app, caller } = exchange;
  const project = actedOnProject(exchange);
  const checklist = checklistOf(exchange, project);
  const { value } = exchange.body();
  if (!Array.isArray(value)) {
    throw invalid({ non_field_errors: ['Expected a list of items but got type "dict".'] });
  }
  const questions = new Map(questionsOf(app, checklist).map((question) => [question.uuid, question]));
  const sent = value.map((item: unknown) => {
    const uuid =
      isRecord(item) && typeof item.question_uuid === 'string' ? parseUuid(item.question_uuid) : undefined;
    return { question: questions.get(uuid ?? ''), data: isRecord(item) ? item.answer_data : undefined };
  });
  const errors = sent.map(({ question, data }): JsonObject => {
    if (!question) {
      return { question_uuid: ['Question is not found.'] };
    }
    const words = data === null || data === undefined ? undefined : complaint(question, data);
    return words === undefined ? {} : { non_field_errors: [words] };
  });
  if (errors.some((error) => Object.keys(error).length > 0)) {
    throw invalid(errors);
  }
  const customer = { type: 'customer', uuid: project.customer };
  const allowed = [customer, { type: 'project', uuid: project.uuid }].some(
    (scope) =>
      hasPermission(app, caller, 'PROJECT.UPDATE_METADATA', scope) ||
      hasPermission(app, caller, 'PROJECT.UPDATE', scope),
  );
  if (!allowed) {
    throw forbidden();
  }
  for (const { question, data } of sent) {
    if (question) {
      keep(exchange, project, question, data);
    }
  }
  return ok({
    detail: 'Answers submitted successfully',
    completion: completion(exchange, checklist, project),
  });
}

/** The caller's own answer: made, changed, or with null taken away. */
function keep(exchange: Exchange, project: WorldProject, question: WorldQuestion, data: unknown): void {
  const { store, clock } = exchange.app;
  const { username } = exchange.caller;
  const before = store
    .answersOf(project.uuid)
    .find((answer) => answer.question === question.uuid && answer.user === username);
  if (before) {
    store.answers.remove(before);
  }
  if (data === null || data === undefined) {
    return;
  }
  const now = clock.stamp();
  const answer: WorldAnswer = {
    uuid: before?.uuid ?? newUuid(),
    question: question.uuid,
    project: project.uuid,
    user: username,
    answer_data: data,
    created: before?.created ?? now,
    modified: now,
  };
  store.answers.add(answer);
}

export function checklistEndpoints(): Endpoint[] {
  const detail = `/api/projects/${uuidParam}/`;
  return [
    { path: '/api/checklists-admin/', name: 'Checklist List', GET: list },
    { path: `/api/checklists-admin/${uuidParam}/`, name: 'Checklist Instance', GET: retrieve },
    { path: '/api/projects/checklist-template/', name: 'Checklist template', GET: template },
    { path: `${detail}checklist/`, name: 'Checklist', GET: projectChecklist },
    { path: `${detail}completion_status/`, name: 'Completion status', GET: completionStatus },
    { path: `${detail}submit_answers/`, name: 'Submit answers', POST: submit },
  ];
}
