import assert from 'node:assert/strict';
import { listProjectMetadataChecklists } from '../../../../src/waldur/checklists';
import {
  listComplianceProjects,
  listComplianceQuestions,
  readComplianceDetails,
  readComplianceOverview,
} from '../../../../src/waldur/compliance';
import { patchCustomer } from '../../../../src/waldur/customers';
import type { WaldurClient } from '../../../../src/waldur/client';
import { type Bench, unknownUuid } from '../bench';
import { casesOf, type ContractCase, problem, refusedCase, words } from '../contractCase';
import { Unmet } from '../unmet';
import { ownCustomer, ownProject, visibleCustomer } from '../fixtures';
import type { OperationName } from '../operations';

type Read = (client: WaldurClient, customer: string) => Promise<unknown>;

interface Asked {
  readonly uuid: string;
  readonly projects: readonly string[];
}

/**
 * An organisation with two projects that are asked the server's first checklist with questions. Before it is set,
 * the reading says that there is none: or that the server is too old.
 */
async function asked(bench: Bench, read: Read): Promise<Asked> {
  const { uuid } = await ownCustomer(bench);
  const none = await problem('invalid', read(bench.client, uuid));
  assert.match(words(none), /checklist/i);
  const { rows } = await listProjectMetadataChecklists(bench.client, { page_size: 300 });
  const checklist = rows.find(({ questions_count: count }) => (count ?? 0) > 1);
  if (checklist === undefined) {
    throw new Unmet('there is no checklist of the type project_metadata with two questions');
  }
  await patchCustomer(bench.client, uuid, { project_metadata_checklist: checklist.uuid });
  const first = await ownProject(bench, uuid);
  const second = await ownProject(bench, uuid);
  return { uuid, projects: [first.uuid, second.uuid] };
}

/** A question of a kind that is answered without knowing it, and such an answer. */
async function answerable(bench: Bench, customer: string): Promise<{ question: string; data: unknown }> {
  const { rows } = await listComplianceQuestions(bench.client, customer, { page_size: 300 });
  for (const { question_uuid: question, question_type: type, question_options: choices } of rows) {
    const data =
      type === 'boolean'
        ? true
        : type === 'text_input' || type === 'text_area'
          ? 'contract'
          : type === 'single_select' && choices?.[0] !== undefined
            ? [choices[0].uuid]
            : undefined;
    if (data !== undefined) {
      return { question, data };
    }
  }
  throw new Unmet('the checklist has no yes-or-no, text or choice question');
}

/** Answers a question of a project. The client reads answers and gives none. */
async function answer(bench: Bench, project: string, question: string, data: unknown): Promise<void> {
  const content = JSON.stringify([{ question_uuid: question, answer_data: data }]);
  await bench.client.send({
    name: 'answer questions',
    method: 'POST',
    path: `api/projects/${project}/submit_answers/`,
    body: { contentType: 'application/json', content },
  });
}

function commonCases(operation: OperationName, read: Read): readonly ContractCase[] {
  return [
    ...casesOf(
      operation,
      [
        'is not for support',
        ['support', 'member'],
        async (bench) => {
          const { uuid } = await visibleCustomer(bench);
          await problem('forbidden', read(bench.client, uuid));
        },
      ],
      [
        'does not find what is not there, or fails at it',
        ['staff', 'faults'],
        async ({ client }) => {
          await problem(['notFound', 'server', 'forbidden'], read(client, unknownUuid()));
        },
      ],
      [
        'takes no caller without a token',
        [],
        async (bench) => problem('unauthorized', read(bench.as(undefined), unknownUuid())),
      ],
    ),
    refusedCase(operation, 'sends nothing that is no uuid', ({ client }) => [() => read(client, 'kalev')]),
  ];
}

export const complianceCases: readonly ContractCase[] = [
  ...casesOf('readComplianceOverview', [
    'counts the projects',
    ['staff'],
    async (bench) => {
      const { uuid } = await asked(bench, readComplianceOverview);
      const overview = await readComplianceOverview(bench.client, uuid);
      assert.equal(overview.total_projects, 2);
      assert.equal(overview.average_completion_percentage, 0);
      assert.equal(typeof overview.fully_completed_projects, 'number');
      assert.equal(typeof overview.projects_requiring_review, 'number');
      assert.equal(typeof overview.projects_with_completions, 'number');
    },
  ]),
  ...commonCases('readComplianceOverview', readComplianceOverview),
  ...casesOf('readComplianceDetails', [
    'pages the projects inside one object, with their answers',
    ['staff'],
    async (bench) => {
      const { uuid, projects } = await asked(bench, readComplianceDetails);
      const { question, data } = await answerable(bench, uuid);
      await answer(bench, projects[0] ?? '', question, data);
      const first = await readComplianceDetails(bench.client, uuid, { page_size: 1 });
      const second = await readComplianceDetails(bench.client, uuid, { page_size: 1, page: 2 });
      assert.equal(first.details.total_projects, 2);
      assert.equal(first.details.checklist?.checklist_type, 'project_metadata');
      assert.deepEqual(
        [first.projects.total, first.projects.hasNext, second.projects.hasNext],
        [2, true, false],
      );
      const rows = [...first.projects.rows, ...second.projects.rows];
      assert.deepEqual(rows.map((row) => row.project_uuid).toSorted(), projects.toSorted());
      const answers = rows.flatMap((row) => row.answers ?? []);
      assert.deepEqual(
        answers.map((one) => [one.question_uuid, one.answer_data]),
        [[question, data]],
      );
      await problem('notFound', readComplianceDetails(bench.client, uuid, { page: 9 }));
    },
  ]),
  ...commonCases('readComplianceDetails', readComplianceDetails),
  ...casesOf('listComplianceProjects', [
    'says how far each project is',
    ['staff'],
    async (bench) => {
      const { uuid, projects } = await asked(bench, listComplianceProjects);
      const { question, data } = await answerable(bench, uuid);
      await answer(bench, projects[1] ?? '', question, data);
      const first = await listComplianceProjects(bench.client, uuid, { page_size: 1 });
      const second = await listComplianceProjects(bench.client, uuid, { page_size: 1, page: 2 });
      assert.deepEqual([first.total, first.hasNext, second.hasNext], [2, true, false]);
      const rows = [...first.rows, ...second.rows];
      const counts = new Map(rows.map((row) => [row.project_uuid, row.answers_count]));
      assert.deepEqual(
        projects.map((project) => counts.get(project)),
        [0, 1],
      );
      await problem('notFound', listComplianceProjects(bench.client, uuid, { page: 9 }));
    },
  ]),
  ...commonCases('listComplianceProjects', listComplianceProjects),
  ...casesOf('listComplianceQuestions', [
    "has each project's answer to each question",
    ['staff'],
    async (bench) => {
      const { uuid, projects } = await asked(bench, listComplianceQuestions);
      const { question, data } = await answerable(bench, uuid);
      await answer(bench, projects[0] ?? '', question, data);
      const { rows, dropped, total } = await listComplianceQuestions(bench.client, uuid, { page_size: 300 });
      assert.deepEqual([dropped, total], [0, rows.length]);
      for (const row of rows) {
        assert.equal(row.project_answers?.length, 2);
        assert.equal(row.total_projects, 2);
      }
      const answered = rows.find((row) => row.question_uuid === question);
      assert.equal(answered?.answered_projects_count, 1);
      const found = answered.project_answers?.find((one) => one.project_uuid === projects[0]);
      assert.deepEqual(found?.answer_data, data);
      const second = await listComplianceQuestions(bench.client, uuid, { page_size: 1, page: 2 });
      assert.equal(second.rows[0]?.question_uuid, rows[1]?.question_uuid);
    },
  ]),
  ...commonCases('listComplianceQuestions', listComplianceQuestions),
  ...casesOf(
    'listChecklists',
    [
      'lists those an organisation may have',
      ['staff'],
      async ({ client }) => {
        const { rows, dropped } = await listProjectMetadataChecklists(client, { page: 1, page_size: 300 });
        assert.equal(dropped, 0);
        for (const row of rows) {
          assert.equal(row.checklist_type, 'project_metadata');
        }
      },
    ],
    [
      'has no page past the end',
      ['staff'],
      async ({ client }) => {
        await problem('notFound', listProjectMetadataChecklists(client, { page: 9999 }));
      },
    ],
    [
      'is for staff only',
      ['ordinary'],
      async ({ client }) => problem('forbidden', listProjectMetadataChecklists(client)),
    ],
    [
      'takes no caller without a token',
      [],
      async (bench) => {
        await problem('unauthorized', listProjectMetadataChecklists(bench.as(undefined)));
      },
    ],
  ),
];
