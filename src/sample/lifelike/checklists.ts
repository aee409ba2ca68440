import { persona } from '../personas';
import type { World, WorldAnswer, WorldCustomer, WorldGrant, WorldProject } from '../world';
import type { Calendar } from './calendar';
import { checklistStories, type QuestionStory } from './checklistStories';
import { type Random, uuidOf } from './random';

function questionUuid(checklist: string, index: number): string {
  return uuidOf('question', `${checklist}/${index}`);
}

function optionUuid(question: string, index: number): string {
  return uuidOf('option', `${question}/${index}`);
}

function storedFile(name: string, key: string): object {
  return {
    name,
    size: 4096 + name.length * 512,
    mime_type: 'application/pdf',
    stored_file_id: uuidOf('file', key),
  };
}

/** One answer in the form the API gives for the question's type. */
function answerData(story: QuestionStory, question: string, key: string, random: Random): unknown {
  const drawn = random.pick(story.answers);
  if (typeof drawn === 'object') {
    return drawn.map((index) => optionUuid(question, index));
  }
  if (story.type === 'file') {
    return storedFile(String(drawn), key);
  }
  return story.type === 'multiple_files'
    ? [storedFile(String(drawn), key), storedFile('appendix.pdf', `${key}/2`)]
    : drawn;
}

/** How far a project has come: a quarter has not begun, a third is done. */
function progress(random: Random): number {
  const draw = random.next();
  return draw < 0.25 ? 0 : draw < 0.58 ? 1 : 0.2 + random.next() * 0.7;
}

function answersOf(
  project: WorldProject,
  checklist: (typeof checklistStories)[number],
  authors: readonly string[],
  random: Random,
  calendar: Calendar,
): WorldAnswer[] {
  const done = progress(random);
  return checklist.questions.flatMap((story, index): WorldAnswer[] => {
    if (done < 1 && !random.chance(done)) {
      return [];
    }
    const question = questionUuid(checklist.key, index);
    const created = -random.between(4, 200) - random.next();
    const key = `${project.uuid}/${question}`;
    return [
      {
        uuid: uuidOf('answer', key),
        question,
        project: project.uuid,
        user: random.pick(authors),
        answer_data: answerData(story, question, key, random),
        created: calendar.time(created),
        modified: calendar.time(created * random.next()),
        ...(random.chance(0.04) ? { requires_review: true } : {}),
      },
    ];
  });
}

/** The two checklists, and the answers of the projects whose organisations ask for them: about half of all. */
export function lifelikeChecklists(
  customers: readonly WorldCustomer[],
  projects: readonly WorldProject[],
  grants: readonly WorldGrant[],
  random: Random,
  calendar: Calendar,
): Pick<World, 'checklists' | 'questions' | 'answers'> {
  const answers = checklistStories.flatMap((checklist) => {
    const uuid = uuidOf('checklist', checklist.key);
    const asking = new Set(
      customers
        .filter((customer) => customer.project_metadata_checklist === uuid)
        .map((customer) => customer.uuid),
    );
    return projects
      .filter((project) => asking.has(project.customer))
      .flatMap((project) => {
        const managers = grants
          .filter((grant) => grant.scope === project.uuid && grant.role === 'PROJECT.MANAGER')
          .map((grant) => grant.user);
        const authors = managers.length > 0 ? managers : [persona('owner').username];
        return answersOf(project, checklist, authors, random, calendar);
      });
  });
  return {
    checklists: checklistStories.map(({ key, name, description }) => ({
      uuid: uuidOf('checklist', key),
      name,
      description,
      checklist_type: 'project_metadata',
    })),
    questions: checklistStories.flatMap(({ key, questions }) =>
      questions.map((story, index) => {
        const uuid = questionUuid(key, index);
        return {
          uuid,
          checklist: uuidOf('checklist', key),
          description: story.text,
          question_type: story.type,
          required: story.required ?? false,
          order: index + 1,
          min_value: story.range?.[0].toFixed(4) ?? null,
          max_value: story.range?.[1].toFixed(4) ?? null,
          options: (story.options ?? []).map((label, place) => ({
            uuid: optionUuid(uuid, place),
            label,
            order: place + 1,
          })),
        };
      }),
    ),
    answers,
  };
}
