import assert from 'node:assert/strict';
import { clientOn } from '../waldur/scriptedTransport';
import { complianceScale, scaleUuid } from './complianceScale';
import { ComplianceWindow } from './complianceWindow';

const projects = 5_000;

describe('The panel of compliance, of 5,000 projects', () => {
  const { client, transport } = clientOn(complianceScale(projects, 12));
  let window: ComplianceWindow;
  const open = (place?: string): void => {
    window = ComplianceWindow.over(client, undefined, { uuid: scaleUuid, name: 'Large', place });
    transport.requests.length = 0;
    window.content.setVisible(true);
  };
  const asked = (): readonly string[] =>
    transport.requests
      .splice(0)
      .map(({ url }) => `${url.pathname.split('/').at(-2) ?? ''}${url.search}`)
      .filter((line) => line.startsWith('project-metadata'))
      .map((line) => line.replace('project-metadata-', ''));
  const openOf = (at: number) => window.questions[at]?.open;
  const rowCount = () => window.table('projects').rows.length;
  afterEach(() => window.close());

  it('reads a page of projects, and the rest when asked to', async () => {
    open();
    await window.until(
      ({ figures }) => figures.length > 0 && window.section('projects')?.content !== undefined,
    );
    assert.deepEqual(asked(), ['compliance-overview', 'compliance-projects?page=1&page_size=300']);
    assert.deepEqual([rowCount(), window.table('projects').all?.title], [300, 'Load all 5,000']);
    await window.act('more projects');
    assert.equal(rowCount(), 600);
    await window.act('all projects');
    assert.deepEqual([rowCount(), window.table('projects').more], [projects, undefined]);
    assert.ok(
      window.view.figures.some(({ id }) => id === 'open'),
      'all rows tell how many have not begun',
    );
    const bytes = JSON.stringify(window.view).length;
    assert.ok(bytes < 4_000_000, `${bytes}`);
  });

  it('reads few questions at a time, as each has an answer of every project, and shows none of those', async () => {
    open('questions');
    await window.until(() => window.questions.length > 0);
    assert.deepEqual(asked(), ['compliance-overview', 'question-answers?page=1&page_size=3']);
    await window.act('more questions');
    assert.equal(window.questions.length, 6);
    assert.equal(JSON.stringify(window.view).includes('Words of project'), false);
    asked();
    await window.act(window.questions[3]?.action ?? '');
    await window.until(() => openOf(3)?.table !== undefined);
    assert.deepEqual(asked(), ['question-answers?page=4&page_size=1']);
    assert.equal(openOf(3)?.table?.rows.length, projects);
    await window.act('tab projects');
    await window.act('tab questions');
    assert.equal(openOf(3)?.table, undefined, 'answers are let go with their tab');
  });

  it('reads all questions three at a time', async () => {
    open('questions');
    await window.until(() => window.questions.length > 0);
    asked();
    await window.act('all questions');
    assert.equal(window.questions.length, 12);
    assert.ok(asked().every((line) => line.endsWith('page_size=3')));
  });

  it('reads one project of many', async () => {
    open(`details all project=${'b'.padEnd(28, '0')}1234@4660`);
    await window.until(() => window.section('answers') !== undefined);
    assert.deepEqual(
      asked().filter((line) => line.startsWith('compliance-details')),
      ['compliance-details?page=4661&page_size=1'],
    );
    assert.match(window.section('project')?.title ?? '', /^Project 4660 /);
  });

  it('finds a project that stands elsewhere by now, and says where it is gone', async () => {
    open(`details all project=${'b'.padEnd(31, '0')}3@77`);
    await window.until(() => window.section('answers') !== undefined);
    assert.match(window.section('project')?.title ?? '', /^Project 3 /);
    await window.close();
    open(`details all project=${'9'.repeat(32)}@99999`);
    await window.until(() => window.section('project')?.notice !== undefined);
    assert.match(window.section('project')?.notice?.text ?? '', /no longer exists/);
  });
});
