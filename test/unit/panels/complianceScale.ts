import { type Answer, json } from '../waldur/scriptedTransport';
import type { HttpRequest } from '../../../src/waldur/http/transport';

export const scaleUuid = 'c'.repeat(32);

const hex = (kind: string, at: number): string => `${kind}${at.toString(16).padStart(31, '0')}`;

/** A server whose one organisation has many projects and questions, each answered by every other project. */
export function complianceScale(
  projects: number,
  questions: number,
): (request: Pick<HttpRequest, 'url'>) => Answer {
  const required = (at: number): boolean => at % 2 === 0;
  const isAnswered = (project: number, question: number): boolean => (project + question) % 4 < project % 5;
  const missing = (project: number): number[] =>
    range(questions).filter((question) => required(question) && !isAnswered(project, question));
  const options = range(6).map((at) => ({ uuid: hex('d', at), label: `Choice ${at}`, order: at }));
  const questionOf = (at: number) => ({
    question_uuid: hex('a', at),
    question_description: `What is to be known of it, part ${at}?`,
    question_type: ['single_select', 'boolean', 'number', 'text_area'][at % 4],
    ...{ min_value: null, max_value: null, question_options: at % 4 === 0 ? options : [] },
  });
  const answerData = (project: number, question: number): unknown =>
    [[hex('d', project % 6)], project % 3 === 0, project * 1.5, `Words of project ${project}`][question % 4];
  const progress = (at: number) => {
    const lacking = missing(at).length;
    const answers = range(questions).filter((question) => isAnswered(at, question)).length;
    return {
      ...{ project_uuid: hex('b', at), project_name: `Project ${at} of the research programme` },
      ...{
        completion_uuid: hex('e', at),
        completion_percentage: Math.round((answers / questions) * 1000) / 10,
      },
      ...{ is_completed: lacking === 0, requires_review: at % 7 === 0 },
      ...{ answers_count: answers, unanswered_required_count: lacking },
    };
  };
  const detailsOf = (at: number) => ({
    ...progress(at),
    answers: range(questions)
      .filter((question) => isAnswered(at, question))
      .map((question) => ({
        ...questionOf(question),
        ...{ answer_data: answerData(at, question), answer_labels: null, user_name: 'Ann Lee' },
        ...{ created: '2026-11-01T10:00:00Z', modified: '2026-11-02T10:00:00Z' },
      })),
    unanswered_required_questions: missing(at).map((question) => ({
      uuid: hex('a', question),
      description: questionOf(question).question_description,
      question_type: questionOf(question).question_type,
    })),
  });
  const answersOf = (question: number) => ({
    ...questionOf(question),
    ...{ required: required(question), order: question, total_projects: projects },
    answered_projects_count: range(projects).filter((at) => isAnswered(at, question)).length,
    project_answers: range(projects).map((at) => ({
      ...{ project_uuid: hex('b', at), project_name: `Project ${at} of the research programme` },
      ...(isAnswered(at, question)
        ? {
            ...{ answer_uuid: hex('f', at), answer_data: answerData(at, question), answer_labels: null },
            ...{ answered_by: 'Ann Lee', answered_at: '2026-11-02T10:00:00Z' },
          }
        : {
            answer_uuid: null,
            answer_data: null,
            answer_labels: null,
            answered_by: null,
            answered_at: null,
          }),
      requires_review: false,
    })),
  });
  const overview = {
    ...{
      total_projects: projects,
      projects_with_completions: projects,
      fully_completed_projects: projects / 5,
    },
    ...{ projects_requiring_review: 12, average_completion_percentage: 50.1 },
  };
  return ({ url }) => {
    const size = Number(url.searchParams.get('page_size') ?? 10);
    const page = Number(url.searchParams.get('page') ?? 1);
    const rows = <T>(total: number, make: (at: number) => T): T[] =>
      range(total)
        .slice((page - 1) * size, page * size)
        .map(make);
    const counted = (total: number) => ({ 'x-result-count': String(total) });
    switch (url.pathname.split('/').at(-2)) {
      case 'project-metadata-compliance-overview':
        // One object, or a list of one: both are read.
        return json([overview]);
      case 'project-metadata-compliance-projects':
        return json(rows(projects, progress), 200, counted(projects));
      case 'project-metadata-compliance-details':
        return json(
          { checklist: { uuid: scaleUuid, name: 'Research' }, project_details: rows(projects, detailsOf) },
          200,
          counted(projects),
        );
      case 'project-metadata-question-answers':
        return json(rows(questions, answersOf), 200, counted(questions));
      case scaleUuid:
        return json({ uuid: scaleUuid, name: 'Large', project_metadata_checklist: scaleUuid });
      case 'me':
        return json({ uuid: '1'.repeat(32), username: 'staff', is_staff: true, permissions: [] });
      case undefined:
      default:
        return json([]);
    }
  };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}
