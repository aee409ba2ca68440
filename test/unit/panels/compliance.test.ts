import assert from 'node:assert/strict';
import '../vscodeFake';
import { copyReminders } from '../../../src/panels/compliance/copyReminders';
import { ComplianceWindow, organisation } from './complianceWindow';

describe('The panel of compliance', () => {
  let window: ComplianceWindow;
  const open = async (...options: Parameters<typeof ComplianceWindow.open>): Promise<void> => {
    window = await ComplianceWindow.open(...options);
    window.content.setVisible(true);
  };
  afterEach(() => window.close());
  const hasTable = (id: string) => () => window.section(id)?.content !== undefined;
  const openOf = (at: number) => window.questions[at]?.open;
  const textsOf = (id: string) => window.table(id).rows.map(({ cells }) => cells.map(({ text }) => text));

  it('reads what its first tab needs, and shows how far each project is', async () => {
    await open();
    assert.deepEqual([window.view.figuresLoading, window.section('projects')?.loading?.rows], [5, 12]);
    const view = await window.until(({ figures }) => figures.length > 0 && hasTable('projects')());
    assert.deepEqual(window.asked().toSorted(), [
      'GET /api/customers/UUID/',
      'GET compliance-overview/',
      'GET compliance-projects/?page=1&page_size=300',
    ]);
    assert.deepEqual([view.title, view.heading], [organisation, 'Compliance']);
    const figures = Object.fromEntries(view.figures.map(({ id, value }) => [id, value]));
    const rows = textsOf('projects');
    const counted = (state: string) => String(rows.filter((row) => row.includes(state)).length);
    assert.deepEqual(
      [figures.complete, figures.begun, figures.open, figures.review],
      [counted('Complete'), counted('In progress'), counted('Not started'), counted('Needs review')],
    );
    assert.equal(view.tabs?.all[0]?.note, String(rows.length));
  });

  it('shows the projects of a state, from its figure or the choice, and says where there are none', async () => {
    await open();
    await window.until(hasTable('projects'));
    await window.act('figure complete');
    assert.ok(textsOf('projects').every((row) => row.includes('Complete')));
    assert.equal(window.section('projects')?.choices?.[0]?.selected, 3);
    assert.equal(window.view.place, 'projects complete');
    await window.act('state all');
    assert.ok(textsOf('projects').some((row) => row.includes('Not started')));
    assert.deepEqual(
      window.asked().filter((line) => line.includes('page=2')),
      [],
    );
  });

  it('opens a project beside the list, in words, with what it still owes', async () => {
    await open();
    await window.until(hasTable('projects'));
    const begun = window.table('projects').rows.find(({ cells }) => cells[4]?.text === 'In progress');
    window.asked();
    await window.act(begun?.action ?? '');
    await window.until(hasTable('answers'));
    const asked = window.asked();
    assert.match(
      asked.join('\n'),
      /^GET compliance-details\/\?page=\d+&page_size=1$/,
      'one request of one project',
    );
    assert.equal(window.section('project')?.title, begun?.cells[0]?.text);
    assert.equal(textsOf('required').length, Number(begun?.cells[3]?.text));
    assert.equal(textsOf('answers').length, Number(begun?.cells[2]?.text));
    assert.ok(window.table('list').rows.find(({ key }) => key === begun?.key)?.current);
    assert.deepEqual(window.view.subtitle, ['Research data management']);
  });

  it('opens the project that lacks most where none was chosen', async () => {
    await open({ place: 'details' });
    await window.until(hasTable('required'));
    const most = Math.max(...window.table('list').rows.map(({ cells }) => Number(cells[1]?.text)));
    assert.equal(textsOf('required').length, most);
  });

  it('asks for questions when their tab is opened, and for answers when a question is', async () => {
    await open({ place: 'questions' });
    await window.until(() => window.questions.length > 0);
    assert.deepEqual(window.asked().toSorted(), [
      'GET /api/customers/UUID/',
      'GET compliance-overview/',
      'GET question-answers/?page=1&page_size=50',
    ]);
    assert.deepEqual(
      window.questions.slice(0, 3).map(({ note, chart }) => [note, chart.kind]),
      [
        ['Required · Yes or no', 'split'],
        ['Required · One of 4', 'bars'],
        ['Optional · Any of 4', 'bars'],
      ],
    );
    assert.equal(
      JSON.stringify(window.view).includes('kalev.example.org'),
      false,
      'no answer in a person’s words',
    );
    const [, second] = window.questions;
    await window.act(second?.action ?? '');
    assert.equal(openOf(1)?.loading, true);
    await window.until(() => openOf(1)?.table !== undefined);
    assert.deepEqual(window.asked(), ['GET question-answers/?page=2&page_size=1']);
    const answers = openOf(1)?.table?.rows.map(({ cells }) => cells[1]?.text) ?? [];
    assert.ok(answers.includes('Confidential') && answers.includes('No answer'), answers.join());
    await window.act(second?.action ?? '');
    assert.equal(openOf(1), undefined);
  });

  it('is back with what was open, and reads no more for that than it shows', async () => {
    await open({ place: 'questions' });
    await window.until(() => window.questions.length > 0);
    await window.act(window.questions[3]?.action ?? '');
    const { place } = window.view;
    await window.close();
    await open({ place: place ?? '' });
    await window.until(() => openOf(3)?.table !== undefined);
    assert.ok(window.asked().includes('GET question-answers/?page=4&page_size=1'));
    await window.close();
    await open({ place: 'nonsense \u0000 question=1 project=<b>@x' });
    await window.until(hasTable('projects'));
    assert.equal(window.view.place, 'projects all');
  });

  it('reads nothing while no one looks', async () => {
    window = await ComplianceWindow.open();
    assert.deepEqual(window.asked(), []);
  });

  it('says what a project owes, of one and of all that lack something', async () => {
    await open();
    await window.until(hasTable('projects'));
    const lacking = window.table('projects').rows.filter(({ tools }) => tools.length > 0);
    await window.act(lacking[0]?.tools[0]?.action ?? '');
    const [one = ''] = window.copied;
    assert.ok(one.includes(lacking[0]?.cells[0]?.text ?? '?') && one.includes(organisation), one);
    assert.equal(
      one.split('\n').filter((line) => line.startsWith('- ')).length,
      Number(lacking[0]?.cells[3]?.text),
    );
    await window.act('remind');
    const [, all = ''] = window.copied;
    assert.equal(all.split('\n\n').length, lacking.length);
    assert.deepEqual(window.told.at(-1), `Reminders for ${lacking.length} projects were copied.`);
  });

  it('says what the projects of several organisations owe, and which organisation has no checklist', async () => {
    window = await ComplianceWindow.open();
    const { connection, uuid, server } = window;
    const without = server.world.customers.find((row) => row.project_metadata_checklist === undefined);
    const bare = { connection, uuid: without?.uuid ?? '', name: 'Bare' };
    await copyReminders([bare, { connection, uuid, name: organisation }]);
    assert.equal(window.copied.length, 1);
    assert.match(
      window.told.at(-1) ?? '',
      /^Reminders for \d+ projects were copied\. “Bare” has no checklist\.$/,
    );
    await copyReminders([bare]);
    assert.deepEqual([window.copied.length, window.told.at(-1)], [1, '“Bare” has no checklist.']);
  });

  it('tells whoever may not see it which permission they lack, and who can help', async () => {
    await open({ as: 'support' });
    const { notice, tabs } = await window.until(({ notice: told }) => told !== undefined);
    assert.equal(notice?.title, 'You cannot see compliance here');
    assert.match(notice.text, /permission PROJECT\.LIST\. Can be done by: .*Owner/i);
    assert.deepEqual([tabs, notice.buttons], [undefined, []]);
  });

  it('shows a stranger nothing but why', async () => {
    await open({ as: 'stranger' });
    const { notice, tabs, figures } = await window.until(({ notice: told }) => told !== undefined);
    assert.equal(notice?.title, 'You cannot see compliance here');
    assert.deepEqual([tabs, figures], [undefined, []]);
  });

  it('tells of a server that is too old', async () => {
    await open({ server: { serverVersion: '7.0' } });
    const { notice } = await window.until(({ notice: told }) => told !== undefined);
    assert.match(notice?.text ?? '', /needs Waldur 7\.7\.7 or later\. Ask the server administrator/);
  });

  it('offers staff to set a checklist where there is none, and tells others who can', async () => {
    await open({ organisation: 'Revontuli Supercomputing Centre' });
    const { notice } = await window.until(({ notice: told }) => told !== undefined);
    assert.equal(notice?.title, 'No checklist is set');
    await window.act(notice.buttons[0]?.action ?? '');
    assert.equal(window.ran[0]?.[0], 'waldur.editField');
  });

  it('shows the projects and the questions where the figures could not be read, and reads those again', async () => {
    window = await ComplianceWindow.open();
    window.server.faults.add({
      path: 'compliance-overview',
      fault: { kind: 'status', status: 418, headers: {}, body: 'no' },
    });
    window.content.setVisible(true);
    const { notice, tabs, figures, figuresLoading } = await window.until(hasTable('projects'));
    assert.deepEqual(
      [notice?.title, tabs?.all.length, figures, figuresLoading],
      ['The figures could not be read', 3, [], undefined],
    );
    await window.act('tab questions');
    await window.until(() => window.questions.length > 0);
    window.server.faults.clear();
    await window.act('retry');
    await window.until((view) => view.figures.length > 0 && view.notice === undefined);
  });

  it('keeps what it shows beside why it could not be read again', async () => {
    await open();
    await window.until(hasTable('projects'));
    window.server.faults.add({
      path: 'compliance-',
      fault: { kind: 'status', status: 503, headers: {}, body: 'busy' },
    });
    await window.act('refresh');
    await window.until(() => window.section('projects')?.notice !== undefined);
    assert.equal(window.section('projects')?.notice?.title, 'The projects could not be read');
    assert.ok(window.table('projects').rows.length > 5);
    window.server.faults.clear();
    await window.act('retry projects');
    await window.until(() => window.section('projects')?.notice === undefined);
  });
});
