import assert from 'node:assert/strict';
import type { Chart, Question, Questions } from '../../src/panels/panelView';
import { violations } from '../e2e/fixtures/accessibility';
import { PanelPage } from './panelPage';
import { rowOf, tableOf, viewOf } from './views';

const hostile = '<img src=x onerror="window.broken = 1"> مكان \u202e [a](command:x) ' + '😀'.repeat(500);

const charts: readonly Chart[] = [
  {
    ...{ kind: 'split', label: '9 of 27 answered Yes, 18 No' },
    parts: [
      { label: 'Yes', text: '9', share: 1 / 3 },
      { label: 'No', text: '18', share: 2 / 3 },
    ],
  },
  {
    ...{ kind: 'bars', label: 'In this country 14, elsewhere 0', note: 'and 4 more' },
    parts: [
      { label: 'In this country', text: '14', share: 1 },
      { label: hostile, text: '0', share: 0 },
    ],
  },
  {
    ...{ kind: 'columns', label: 'From 0.2 to 1,400', marks: ['Lowest 0.2', 'Highest 1,400'] },
    parts: [
      { label: '0.2 to 140', text: '9', share: 7 },
      { label: '140 to 280', text: '0', share: 0 },
      { label: '280 to 420', text: '1', share: -1 },
    ],
  },
  { ...{ kind: 'columns', label: 'Rated', marks: [] }, parts: [{ label: '1', text: '8', share: 1 }] },
  { kind: 'words', text: 'No answers yet' },
];

function questionOf(at: number, parts: Partial<Question> = {}): Question {
  return {
    ...{ key: `q${at}`, number: String(at + 1), text: `Question ${at + 1}`, note: 'Required · Text' },
    answered: { text: '27', of: 'of 42', share: 27 / 42 },
    chart: charts[at % charts.length] ?? { kind: 'words', text: '' },
    action: `question ${at}`,
    ...parts,
  };
}

const questionsOf = (all: readonly Question[], parts: Partial<Questions> = {}): Questions => ({
  kind: 'questions',
  heads: { question: 'Question', answered: 'Projects answering', chart: 'What they answered' },
  questions: [...all],
  ...parts,
});

const tabs = (selected: string) => ({
  ...{ label: 'Compliance', selected },
  all: [
    { id: 'projects', title: 'Projects', note: '42', action: 'tab projects' },
    { id: 'questions', title: 'Questions', action: 'tab questions' },
  ],
});

const showing = (content: Questions) =>
  viewOf({
    tabs: tabs('questions'),
    main: [{ id: 'questions', title: 'Questions', tools: [], search: 'Search questions', content }],
  });

describe('The page of compliance', () => {
  let panel: PanelPage;
  const asked = async () =>
    (await panel.sent()).flatMap((message) => (message.kind === 'act' ? [message.action] : []));
  beforeEach(async () => {
    panel = await PanelPage.open({ script: 'compliance' });
  });
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    assert.equal(await panel.page.evaluate('window.broken'), undefined);
    await panel.close();
  });

  it('draws what was answered, with a sentence for each chart, and its numbers beside it', async () => {
    await panel.show(showing(questionsOf(charts.map((_, at) => questionOf(at)))));
    assert.equal(await panel.page.getByRole('img', { name: '9 of 27 answered Yes, 18 No' }).count(), 1);
    assert.equal(await panel.page.getByRole('img', { name: 'From 0.2 to 1,400' }).count(), 1);
    const text = await panel.page.locator('.question-list').innerText();
    for (const part of ['Yes 9', 'No 18', 'and 4 more', 'Highest 1,400', 'No answers yet', '27 of 42']) {
      assert.ok(text.includes(part), part);
    }
    for (const column of await panel.page.locator('.columns .value').all()) {
      const height = Number(await column.getAttribute('height'));
      assert.ok(height >= 0 && height <= 31, String(height));
    }
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  it('opens a question to show who answered, and tells readers so', async () => {
    await panel.show(showing(questionsOf([questionOf(0), questionOf(1)])));
    await panel.page.getByRole('button', { name: /Question 2/ }).click();
    await panel.page.getByText('Yes 9').click();
    assert.deepEqual(await asked(), ['question 1', 'question 0']);
    const opened = { table: tableOf([rowOf('Proteome Atlas', 1, { tools: [] })]) };
    await panel.show(showing(questionsOf([questionOf(0), questionOf(1, { open: opened })])));
    const button = panel.page.getByRole('button', { name: /Question 2/ });
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    assert.equal(await panel.page.getByRole('table', { name: 'Question 2' }).count(), 1);
    assert.deepEqual(await violations(panel.page, 'main'), []);
    await panel.show(showing(questionsOf([questionOf(0, { open: { loading: true } })])));
    assert.ok(
      (await panel.page.getByRole('status').allInnerTexts()).some((text) => text.includes('Loading')),
    );
  });

  it('moves among questions by arrows, and finds them by their words and their answers', async () => {
    await panel.show(showing(questionsOf([questionOf(0), questionOf(1), questionOf(2)])));
    await panel.page.getByRole('button', { name: /Question 1/ }).focus();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('End');
    assert.match(await panel.page.locator('.asked:focus').innerText(), /Question 3/);
    await panel.page.getByRole('searchbox').fill('in this country');
    assert.equal(await panel.page.locator('.question').count(), 1);
    assert.match(await panel.page.locator('.foot').innerText(), /1 of 3 found/);
  });

  it('draws hostile texts as texts, and offers the rest of the questions', async () => {
    await panel.show(
      showing(
        questionsOf([questionOf(0, { text: hostile, note: hostile, number: hostile })], {
          more: { action: 'more', title: 'Load more' },
          all: { action: 'all', title: 'Load all' },
        }),
      ),
    );
    await panel.page.getByRole('button', { name: 'Load more' }).click();
    await panel.page.getByRole('button', { name: 'Load all' }).click();
    // The next page comes by itself, too, as the button comes in sight.
    assert.deepEqual([...new Set(await asked())], ['more', 'all']);
    const { width, inner } = await panel.page.evaluate<{ width: number; inner: number }>(
      '({ width: document.documentElement.scrollWidth, inner: window.innerWidth })',
    );
    assert.ok(width <= inner, `${width} of ${inner}`);
  });

  it('draws a ring round a number, and leads from figures to what they count', async () => {
    await panel.show(
      viewOf({
        heading: 'Compliance',
        figures: [
          { id: 'average', label: 'Average completion', value: '58.1 %', ring: { share: 0.581 } },
          {
            id: 'open',
            label: 'Not started',
            value: '13',
            note: 'No answer yet',
            tone: 'open',
            action: 'only open',
          },
        ],
      }),
    );
    assert.equal(await panel.page.getByRole('heading', { level: 1 }).innerText(), 'Compliance');
    const dash = await panel.page.locator('.ring .value').getAttribute('stroke-dasharray');
    assert.match(dash ?? '', /^58\.\d+ 100$/);
    await panel.page.getByRole('button', { name: /Not started/ }).click();
    assert.deepEqual(await asked(), ['only open']);
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  it('shows a list beside what is open of it, long texts whole, and all rows where few are not set', async () => {
    const rows = Array.from({ length: 9 }, (_, at) =>
      rowOf(`Project ${at}`, at, { tools: [], ...(at === 3 ? { current: true } : {}) }),
    );
    const long = 'A very long question '.repeat(20);
    const answers = tableOf([rowOf(long, 1, { tools: [] })], { wrap: true });
    await panel.show(
      viewOf({
        sideFirst: true,
        side: [
          {
            ...{ id: 'list', title: 'Projects', tools: [], search: 'Search projects' },
            content: { ...tableOf(rows), few: undefined, showAll: undefined },
          },
        ],
        main: [{ id: 'answers', title: 'Answers', tools: [], content: answers }],
      }),
    );
    assert.equal(await panel.page.locator('.list tbody tr[data-key]').count(), 9);
    assert.match(await panel.page.locator('tr[aria-current=true]').innerText(), /Project 3/);
    const box = await panel.page.locator('.answers tbody th').boundingBox();
    assert.ok((box?.height ?? 0) > 28, 'it wraps');
    assert.equal(await panel.page.getByRole('searchbox').count(), 1);
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });
});
