import assert from 'node:assert/strict';
import { violations } from './fixtures/accessibility';
import { openWaldur, usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { themes } from './fixtures/themes';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';
import type { Workbench } from './pages/workbench';
import type { SampleProcess } from '../host/sampleProcess';

const organisation = 'Kalev Institute of Genomics';
const heading = 'Compliance';

/** As the server tells it. */
async function read(sample: SampleProcess, what: string): Promise<unknown> {
  const uuid = await uuidOf(sample, 'customers', organisation);
  return sample.api(usernameOf('staff'), `api/customers/${uuid}/project-metadata-${what}`);
}

const clipboardOf = (workbench: Workbench) => async () =>
  String(await workbench.page.evaluate('navigator.clipboard.readText()'));

describe('The panel of compliance, for staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff'), viewport: { width: 1400, height: 1000 } });
  const press = async (name: string | RegExp): Promise<void> => {
    const frame = await new OrganisationPanel(host().workbench).frame(heading);
    await frame.getByRole('button', { name }).first().click();
  };
  const openTab = async (name: string): Promise<void> => {
    const frame = await new OrganisationPanel(host().workbench).frame(heading);
    await frame.getByRole('tab', { name }).click();
  };

  it('shows what the server has of all projects', async () => {
    const { workbench, sample } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(organisation);
    await sample.clearRequests();
    await workbench.organisations.contextMenu('Open Compliance', organisation);
    const panel = new OrganisationPanel(workbench);
    const figures = await panel.waitForFigures(heading, (all) => 'Not started' in all);
    const asked = (await sample.requests()).filter(({ path }) => path.includes('project-metadata'));
    assert.equal(asked.length, 2, asked.map(({ path }) => path).join('\n'));
    const overview = (await read(sample, 'compliance-overview/')) as {
      readonly average_completion_percentage: number;
      readonly fully_completed_projects: number;
      readonly projects_requiring_review: number;
    };
    assert.ok(figures.Complete?.startsWith(`${overview.fully_completed_projects} |`));
    assert.ok(figures['Needs review']?.startsWith(`${overview.projects_requiring_review} |`));
    assert.ok(figures['Average completion']?.startsWith(overview.average_completion_percentage.toFixed(1)));
    const projects = (await read(sample, 'compliance-projects/?page_size=300')) as readonly {
      readonly project_name: string;
      readonly unanswered_required_count: number;
    }[];
    const rows = await panel.rows(heading, 'projects');
    assert.equal(rows.length, projects.length);
    const most = Math.max(...projects.map(({ unanswered_required_count: count }) => count));
    assert.match(rows[0] ?? '', new RegExp(` ${most} Not started`), 'most missing first');
    await host().record('panel-compliance');
  });

  it('shows the projects that a figure counts', async () => {
    const panel = new OrganisationPanel(host().workbench);
    await press(/^Complete/);
    await waitUntil(
      'complete projects alone',
      () => panel.rows(heading, 'projects'),
      (rows) => rows.length > 0 && rows.every((row) => row.includes('Complete')),
    );
    const frame = await panel.frame(heading);
    await frame.getByLabel('State').selectOption('All states');
    await panel.waitForRow(heading, 'projects', /Not started/);
  });

  it('opens what a project answered, in words, and copies what it owes', async () => {
    const { workbench, sample } = host();
    const panel = new OrganisationPanel(workbench);
    const details = (await read(sample, 'compliance-details/?page_size=300')) as {
      readonly project_details: readonly {
        readonly project_name: string;
        readonly answers: readonly unknown[];
        readonly unanswered_required_questions: readonly { readonly description: string }[];
      }[];
    };
    const project = details.project_details.find(
      ({ answers, unanswered_required_questions: owed }) => answers.length > 2 && owed.length > 0,
    );
    const name = project?.project_name ?? '';
    const frame = await panel.frame(heading);
    await frame.getByRole('button', { name, exact: true }).click();
    await frame.getByRole('heading', { name: new RegExp(`^${name}`) }).waitFor();
    await waitUntil(
      'the answers',
      () => panel.rows(heading, 'answers'),
      (rows) => rows.length === project?.answers.length,
    );
    assert.equal(
      (await panel.rows(heading, 'required')).length,
      project?.unanswered_required_questions.length,
    );
    await host().record('panel-compliance-details');
    await press(/^Copy Reminder$/);
    await workbench.notifications.waitFor(/The reminder for .* was copied/);
    const text = await clipboardOf(workbench)();
    for (const { description } of project?.unanswered_required_questions ?? []) {
      assert.ok(text.includes(description), text);
    }
    await workbench.notifications.clear();
  });

  it('tells what was answered to each question, and by whom', async () => {
    const { workbench, sample } = host();
    const questions = (await read(sample, 'question-answers/?page_size=300')) as readonly {
      readonly question_description: string;
      readonly answered_projects_count: number;
      readonly project_answers: readonly unknown[];
    }[];
    await openTab('Questions');
    const frame = await new OrganisationPanel(workbench).frame(heading);
    await waitUntil(
      'all questions',
      () => frame.locator('.question').count(),
      (count) => count === questions.length,
    );
    const [first] = questions;
    const row = frame.locator('.question', { hasText: first?.question_description ?? '?' });
    assert.ok((await row.innerText()).includes(`${first?.answered_projects_count} of`));
    await row.getByRole('button').first().click();
    await row.getByRole('button', { name: `Show all projects (${first?.project_answers.length})` }).click();
    await waitUntil(
      'every answer',
      () => row.locator('tbody tr[data-key]').count(),
      (count) => count === first?.project_answers.length,
    );
    await host().record('panel-compliance-question');
  });

  it('exports a table', async () => {
    const { workbench } = host();
    await openTab('Projects');
    await press('Export…');
    await workbench.quickInput.pick('Copy as Markdown');
    const text = await waitUntil('the table', clipboardOf(workbench), (copied) =>
      copied.startsWith('| Project |'),
    );
    assert.equal(
      text.trim().split('\n').length - 2,
      (await new OrganisationPanel(workbench).rows(heading, 'projects')).length,
    );
    await workbench.notifications.clear();
  });

  for (const theme of themes) {
    it(`has nothing for axe to report in ${theme}`, async () => {
      const { workbench } = host();
      await workbench.setTheme(theme);
      const frame = await new OrganisationPanel(workbench).frame(heading);
      for (const tab of ['Projects', 'Questions', 'Details']) {
        await openTab(tab);
        await frame.getByRole('tab', { name: tab, selected: true }).waitFor();
        await frame.locator('tbody tr[data-key], .question').first().waitFor();
        assert.deepEqual(await violations(frame, 'main'), [], tab);
        await host().record(`panel-compliance-${tab}-${theme}`);
      }
    });
  }

  it('is back in place after a reload', async () => {
    const { workbench } = host();
    await openTab('Questions');
    const frame = await new OrganisationPanel(workbench).frame(heading);
    await frame.getByRole('tab', { name: 'Questions', selected: true }).waitFor();
    await workbench.reloadWindow();
    const after = await new OrganisationPanel(workbench).frame(heading);
    await after.getByRole('tab', { name: 'Questions', selected: true }).waitFor();
    await after.locator('.question.is-open tbody tr').first().waitFor();
  });

  it('says so where there is no checklist, and leads to setting one', async () => {
    const { workbench } = host();
    await workbench.runCommand('View: Close Editor');
    await openWaldur(workbench);
    await workbench.organisations.contextMenu('Open Compliance', 'Revontuli Supercomputing Centre');
    const frame = await workbench.webview('waldur-panel .notice');
    await frame.getByText('No checklist is set').waitFor();
    await frame.getByRole('button', { name: 'Set Checklist…' }).click();
    await workbench.quickInput.waitForStep(/checklist|Select a field to change/i);
    await workbench.quickInput.cancel();
  });
});

for (const [kind, sees] of [
  ['owner', true],
  ['support', false],
] as const) {
  describe(`The panel of compliance, for ${kind}`, () => {
    const host = withWorkbench({ persona: usernameOf(kind) });

    it(
      sees ? 'is the same, from the figure of the organisation’s panel' : 'says which permission is missing',
      async () => {
        const { workbench } = host();
        await openWaldur(workbench);
        if (sees) {
          await workbench.organisations.contextMenu('Open Organisation', organisation);
          const panel = await new OrganisationPanel(workbench).frame(organisation);
          await panel.getByRole('button', { name: /Compliance, average/ }).click();
          await workbench.webview('waldur-panel .tabs');
          await new OrganisationPanel(workbench).waitForRow(heading, 'projects', /Complete/);
          return;
        }
        await workbench.organisations.contextMenu('Open Compliance', organisation);
        const frame = await workbench.webview('waldur-panel .notice');
        await frame.getByText(/PROJECT\.LIST/).waitFor();
        assert.equal(await frame.getByRole('tab').count(), 0);
        assert.deepEqual(await violations(frame, 'main'), []);
        await host().record('panel-compliance-forbidden');
      },
    );
  });
}

describe('The panel of compliance, for a stranger', () => {
  const host = withWorkbench({ persona: usernameOf('stranger') });

  it('is not to be had of what they cannot see', async () => {
    const { workbench } = host();
    const { quickInput } = workbench;
    await openWaldur(workbench);
    await workbench.runCommand('Waldur: Open Compliance');
    await quickInput.waitForStep(/Search by name/);
    await quickInput.type('Kalev');
    await waitUntil(
      'nothing to be found',
      () => quickInput.items(),
      (rows) => rows.length > 0 && !rows.some(({ label }) => label.includes('Kalev Institute')),
    );
    await quickInput.cancel();
  });
});

describe('The panel of compliance, on a server of 2024', () => {
  const host = withWorkbench({ persona: usernameOf('staff'), sample: { server: '7.0' } });

  it('says which version it takes', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.contextMenu('Open Compliance', organisation);
    const frame = await workbench.webview('waldur-panel .notice');
    await frame.getByText(/needs Waldur 7\.7\.7 or later/).waitFor();
  });
});
