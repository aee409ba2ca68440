import assert from 'node:assert/strict';
import { objectRef } from '../../../src/organisations/objectRef';
import { messageToWebview } from '../../../src/panels/protocol';
import { clientOn, json } from '../waldur/scriptedTransport';
import { ComplianceWindow } from './complianceWindow';

const uuid = 'c'.repeat(32);
const project = 'b'.repeat(32);
const question = 'a'.repeat(32);
const hostile = `<img src=x onerror=alert(1)> \u202e[a](command:x) ${'😀'.repeat(5_000)}`;

/** A server that tells of everything as little as it can, or as little as it should. */
function odd(text: unknown) {
  const named = { project_name: text, question_description: text, question_type: text, description: text };
  const many = Object.fromEntries(
    [
      'completion_percentage',
      'answers_count',
      'is_completed',
      'required',
      'order',
      'answered_by',
      'user_name',
    ].map((name) => [name, text]),
  );
  const answer = {
    ...named,
    ...many,
    answer_data: text,
    answer_labels: text,
    modified: text,
    answered_at: text,
  };
  const bodies: Readonly<Record<string, unknown>> = {
    'compliance-overview': { total_projects: text, average_completion_percentage: text },
    'compliance-projects': [{ project_uuid: project, ...named, ...many }, null, 7, {}],
    'compliance-details': [
      {
        checklist: text,
        project_details: [
          {
            project_uuid: project,
            ...named,
            answers: [answer, {}],
            unanswered_required_questions: [answer, {}],
          },
        ],
      },
    ],
    'question-answers': [
      { question_uuid: question, ...named, ...many, question_options: text, project_answers: [answer, {}] },
      { question_uuid: `${'a'.repeat(31)}0` },
    ],
  };
  return clientOn(({ url }) => {
    const name = url.pathname.split('/').at(-2) ?? '';
    return json(bodies[name.replace('project-metadata-', '')] ?? (name === uuid ? { uuid, name: text } : []));
  }).client;
}

describe('The panel of compliance, over odd answers', () => {
  for (const [what, text] of [
    ['null everywhere', null],
    ['nothing but what identifies', undefined],
    ['hostile texts', hostile],
    ['objects in place of texts', { a: { b: [1] } }],
  ] as const) {
    it(`shows ${what}`, async () => {
      const window = ComplianceWindow.over(odd(text), undefined, { uuid, name: 'Odd' });
      try {
        window.content.setVisible(true);
        await window.until(() => window.section('projects')?.content !== undefined);
        const views = [window.view];
        await window.act('tab questions');
        await window.until(() => window.questions.length === 2);
        await window.act(window.questions[0]?.action ?? '');
        await window.until(() => window.questions[0]?.open?.table !== undefined);
        views.push(window.view);
        await window.act('tab details');
        await window.until(() => window.section('answers')?.content !== undefined);
        views.push(window.view);
        for (const view of views) {
          const message = { kind: 'snapshot', revision: 1, view };
          assert.equal(messageToWebview.safeParse(JSON.parse(JSON.stringify(message))).error, undefined);
          // The words of the page have places that are filled in there.
          assert.doesNotMatch(JSON.stringify({ ...view, words: {} }), /undefined|NaN|\[object|\u202e/);
        }
        await window.act('remind');
        assert.equal(window.copied.length, 1);
      } finally {
        await window.close();
      }
    });
  }
});

describe('The panel of compliance, when its checklist is set', () => {
  it('shows the projects as soon as that is told', async () => {
    const window = await ComplianceWindow.open({ organisation: 'Revontuli Supercomputing Centre' });
    try {
      window.content.setVisible(true);
      await window.until(({ notice }) => notice?.title === 'No checklist is set');
      const token = window.server.tokens['astrid.lund'] ?? '';
      const [checklist] = window.server.world.checklists;
      await fetch(new URL(`api/customers/${window.uuid}/`, window.server.url), {
        method: 'PATCH',
        headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ project_metadata_checklist: checklist?.uuid }),
      });
      const ref = objectRef(window.connection, { kind: 'customer', uuid: window.uuid });
      await window.store.invalidate([ref]);
      const { notice } = await window.until(() => window.section('projects')?.content !== undefined);
      assert.equal(notice, undefined);
    } finally {
      await window.close();
    }
  });
});
