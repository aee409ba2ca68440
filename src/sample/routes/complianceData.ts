import type { SampleApp } from '../app';
import type { Json, JsonObject } from '../json';
import { fullName, uuidOf } from '../store/store';
import { byCodePoint } from '../store/table';
import type { Exchange } from '../http/exchange';
import type { WorldAnswer, WorldChecklist, WorldCustomer, WorldProject, WorldQuestion } from '../world';

/** How far one project has come with its checklist. */
export interface Completion {
  readonly uuid: string;
  readonly percentage: number;
  readonly isCompleted: boolean;
  readonly requiresReview: boolean;
  readonly answers: readonly WorldAnswer[];
  readonly unansweredRequired: readonly WorldQuestion[];
}

export function questionsOf(app: SampleApp, checklist: WorldChecklist): readonly WorldQuestion[] {
  return [...app.store.questionsOf(checklist.uuid)].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** The projects that count: also the soft-deleted ones, as the server's own code has it. */
export function countedProjects(app: SampleApp, customer: WorldCustomer): readonly WorldProject[] {
  return [...app.store.projectsOf(customer.uuid)].sort((a, b) => byCodePoint(a.name, b.name));
}

export function completionOf(app: SampleApp, checklist: WorldChecklist, project: WorldProject): Completion {
  const questions = questionsOf(app, checklist);
  const known = new Set(questions.map((question) => question.uuid));
  const answers = app.store.answersOf(project.uuid).filter((answer) => known.has(answer.question));
  const answered = new Set(answers.map((answer) => answer.question));
  const unansweredRequired = questions.filter(
    (question) => question.required === true && !answered.has(question.uuid),
  );
  return {
    uuid: uuidOf(`completion ${checklist.uuid} ${project.uuid}`),
    percentage: questions.length === 0 ? 0 : Math.round((answered.size / questions.length) * 1000) / 10,
    isCompleted: unansweredRequired.length === 0,
    requiresReview: answers.some((answer) => answer.requires_review === true),
    answers,
    unansweredRequired,
  };
}

/** When the checklist of an organisation changes, every answer of its projects is gone. */
export function resetCompletions(app: SampleApp, customer: WorldCustomer): void {
  for (const project of app.store.projectsOf(customer.uuid)) {
    app.store.answersOf(project.uuid).forEach((answer) => app.store.answers.remove(answer));
  }
}

export const questionLimits = (question: WorldQuestion): JsonObject => ({
  min_value: question.min_value ?? null,
  max_value: question.max_value ?? null,
});

export const questionOptions = (question: WorldQuestion): JsonObject[] =>
  (question.options ?? []).map((option, index) => ({
    uuid: option.uuid,
    label: option.label,
    order: option.order ?? index,
  }));

const isSelect = (question: WorldQuestion): boolean =>
  ['single_select', 'multi_select'].includes(question.question_type);

export const answerData = (answer: WorldAnswer): Json => (answer.answer_data ?? null) as Json;

/** What an answer says in words: the labels of the options chosen, else the answer itself. */
export function answerLabels(question: WorldQuestion, answer: WorldAnswer): Json {
  const data = answerData(answer);
  if (!isSelect(question) || !Array.isArray(data)) {
    return data;
  }
  const labels = data.map(
    (chosen) => question.options?.find((option) => option.uuid === chosen)?.label ?? '',
  );
  return question.question_type === 'single_select' ? (labels[0] ?? null) : labels;
}

export function writeAnswer(exchange: Exchange, question: WorldQuestion, answer: WorldAnswer): JsonObject {
  const { store } = exchange.app;
  const made = answer.created ?? store.world.now;
  return {
    question_uuid: question.uuid,
    question_description: question.description,
    question_type: question.question_type,
    ...questionLimits(question),
    question_options: questionOptions(question),
    answer_data: answerData(answer),
    answer_labels: answerLabels(question, answer),
    user_name: fullName(store.userNamed(answer.user)),
    created: exchange.time(made),
    modified: exchange.time(answer.modified ?? made),
  };
}
