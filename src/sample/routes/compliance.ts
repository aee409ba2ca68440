import { ApiError, forbidden, ServerCrash } from '../http/errors';
import { ok, type Answer, type Exchange } from '../http/exchange';
import type { Endpoint } from '../http/router';
import type { Json, JsonObject } from '../json';
import { hasPermission } from '../rules/permissions';
import { parseUuid } from '../rules/visibility';
import { fullName } from '../store/store';
import type { WorldChecklist, WorldCustomer, WorldProject, WorldQuestion } from '../world';
import { uuidParam } from './uuidParam';
import {
  answerData,
  answerLabels,
  completionOf,
  countedProjects,
  questionLimits,
  questionOptions,
  questionsOf,
  writeAnswer,
  type Completion,
} from './complianceData';

interface Subject {
  readonly customer: WorldCustomer;
  readonly checklist: WorldChecklist;
  readonly projects: readonly WorldProject[];
}

/** Throws 403 without PROJECT.LIST on the customer (support has none), and 400 where it has no checklist. */
function subjectOf(exchange: Exchange): Subject {
  const { app, caller } = exchange;
  const customer = app.store.customers.get(parseUuid(exchange.param('uuid')));
  if (!customer) {
    throw new ServerCrash();
  }
  if (!hasPermission(app, caller, 'PROJECT.LIST', { type: 'customer', uuid: customer.uuid })) {
    throw forbidden();
  }
  const checklist = app.store.checklists.get(customer.project_metadata_checklist);
  if (!checklist) {
    throw new ApiError(400, { detail: 'No project metadata checklist configured for this customer.' });
  }
  return { customer, checklist, projects: countedProjects(app, customer) };
}

function totals(completions: readonly Completion[]): JsonObject {
  return {
    total_projects: completions.length,
    projects_with_completions: completions.length,
    fully_completed_projects: completions.filter((completion) => completion.isCompleted).length,
    projects_requiring_review: completions.filter((completion) => completion.requiresReview).length,
  };
}

function overview(exchange: Exchange): Answer {
  const { checklist, projects } = subjectOf(exchange);
  const completions = projects.map((project) => completionOf(exchange.app, checklist, project));
  const sum = completions.reduce((total, completion) => total + completion.percentage, 0);
  return ok({
    ...totals(completions),
    average_completion_percentage:
      completions.length === 0 ? 0 : Math.round((sum / completions.length) * 10) / 10,
  });
}

const progress = (project: WorldProject, completion: Completion): JsonObject => ({
  project_uuid: project.uuid,
  project_name: project.name,
  completion_uuid: completion.uuid,
  completion_percentage: completion.percentage,
  is_completed: completion.isCompleted,
  requires_review: completion.requiresReview,
});

function details(exchange: Exchange): Answer {
  const { checklist, projects } = subjectOf(exchange);
  const { app } = exchange;
  const questions = new Map(questionsOf(app, checklist).map((question) => [question.uuid, question]));
  const page = exchange.page(projects);
  const body: Json = {
    checklist: { uuid: checklist.uuid, name: checklist.name, checklist_type: checklist.checklist_type },
    ...totals(projects.map((project) => completionOf(app, checklist, project))),
    project_details: page.rows.map((project) => {
      const completion = completionOf(app, checklist, project);
      return {
        ...progress(project, completion),
        answers: completion.answers.flatMap((answer) => {
          const question = questions.get(answer.question);
          return question ? [writeAnswer(exchange, question, answer)] : [];
        }),
        unanswered_required_questions: completion.unansweredRequired.map((question) => ({
          uuid: question.uuid,
          description: question.description,
          question_type: question.question_type,
          ...questionLimits(question),
        })),
      };
    }),
  };
  return { status: 200, body, headers: page.headers };
}

function projectList(exchange: Exchange): Answer {
  const { checklist, projects } = subjectOf(exchange);
  return exchange.list(projects, (project) => {
    const completion = completionOf(exchange.app, checklist, project);
    return {
      ...progress(project, completion),
      answers_count: completion.answers.length,
      unanswered_required_count: completion.unansweredRequired.length,
    };
  });
}

/** One entry a project, and more where several people have answered. */
function projectAnswers(exchange: Exchange, project: WorldProject, question: WorldQuestion): JsonObject[] {
  const { store } = exchange.app;
  const head = { project_uuid: project.uuid, project_name: project.name };
  const answers = store.answersOf(project.uuid).filter((answer) => answer.question === question.uuid);
  if (answers.length === 0) {
    const nothing = {
      answer_uuid: null,
      answer_data: null,
      answer_labels: null,
      answered_by: null,
      answered_at: null,
    };
    return [{ ...head, ...nothing, requires_review: false }];
  }
  return answers.map((answer) => ({
    ...head,
    answer_uuid: answer.uuid,
    answer_data: answerData(answer),
    answer_labels: answerLabels(question, answer),
    answered_by: fullName(store.userNamed(answer.user)),
    answered_at: exchange.time(answer.modified ?? answer.created ?? store.world.now),
    requires_review: answer.requires_review ?? false,
  }));
}

function questionAnswers(exchange: Exchange): Answer {
  const { checklist, projects } = subjectOf(exchange);
  return exchange.list(questionsOf(exchange.app, checklist), (question) => {
    const answers = projects.flatMap((project) => projectAnswers(exchange, project, question));
    const answered = new Set(
      answers.filter((answer) => answer.answer_uuid !== null).map((answer) => answer.project_uuid),
    );
    return {
      question_uuid: question.uuid,
      question_description: question.description,
      question_type: question.question_type,
      required: question.required ?? false,
      order: question.order ?? 0,
      ...questionLimits(question),
      total_projects: projects.length,
      answered_projects_count: answered.size,
      project_answers: answers,
      question_options: questionOptions(question),
    };
  });
}

export function complianceEndpoints(): Endpoint[] {
  const detail = `/api/customers/${uuidParam}/project-metadata-`;
  return [
    { path: `${detail}compliance-overview/`, name: 'Project metadata compliance overview', GET: overview },
    { path: `${detail}compliance-details/`, name: 'Project metadata compliance details', GET: details },
    { path: `${detail}compliance-projects/`, name: 'Project metadata compliance projects', GET: projectList },
    { path: `${detail}question-answers/`, name: 'Project metadata question answers', GET: questionAnswers },
  ];
}
