import assert from 'node:assert/strict';
import type { SampleProcess } from '../host/sampleProcess';
import type { PersonaKind } from '../../src/sample/personas';
import { violations } from './fixtures/accessibility';
import { openWaldur, usernameOf } from './fixtures/steps';
import { themes } from './fixtures/themes';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Nordic Compute Allocation Board';
const heading = 'Managing organisation';

type Stats = Readonly<Record<string, number>>;

/** What the server counts, in the order of the figures. */
async function statsOf(sample: SampleProcess, kind: PersonaKind): Promise<readonly number[]> {
  const rows = (await sample.api(usernameOf(kind), 'api/call-managing-organisations/')) as readonly {
    readonly uuid: string;
    readonly customer_name: string;
  }[];
  const uuid = rows.find(({ customer_name: name }) => name === organisation)?.uuid ?? '';
  const path = `api/call-managing-organisations/${uuid}/stats/`;
  const stats = (await sample.api(usernameOf(kind), path)) as Stats;
  return [
    ...[stats.open_calls, stats.active_rounds],
    ...[stats.calls_closing_in_one_week, stats.rounds_closing_in_one_week],
    ...[stats.pending_proposals, stats.pending_review],
    ...[stats.offering_requests_pending, stats.accepted_proposals],
  ].map((number) => number ?? -1);
}

/** Opens it from its row, and waits for its figures. */
async function open(host: ReturnType<ReturnType<typeof withWorkbench>>): Promise<OrganisationPanel> {
  const { workbench, sample } = host;
  await openWaldur(workbench);
  await workbench.managingOrganisations.open();
  await workbench.managingOrganisations.waitForRow(organisation);
  await sample.clearRequests();
  await workbench.managingOrganisations.contextMenu('Open Managing Organisation', organisation);
  const panel = new OrganisationPanel(workbench);
  await panel.waitForFigures(heading, (all) => Object.keys(all).length === 8);
  return panel;
}

async function figuresOf(panel: OrganisationPanel): Promise<readonly number[]> {
  const figures = await panel.waitForFigures(heading, (all) => Object.keys(all).length === 8);
  return Object.values(figures).map((text) => Number(text.split(' | ')[0]));
}

describe('The panel of a managing organisation, for staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff'), viewport: { width: 1500, height: 1000 } });

  it('shows the eight figures of the server, and calls on a time line', async () => {
    const panel = await open(host());
    const { sample } = host();
    await panel.waitForRow(heading, 'calls', /^Fast track NCAB-fast-track Open .*In 3 days/);
    // Rows below the pointer ask for themselves.
    const asked = (await sample.requests()).flatMap(({ method, path }) =>
      path.includes('native_name') ? [] : [`${method} ${path}`],
    );
    assert.ok(asked.length <= 6, asked.join('\n'));
    assert.deepEqual(await figuresOf(panel), await statsOf(sample, 'staff'));
    await host().record('panel-managing');
  });

  it('leads from figures to what they count, and back to all calls', async () => {
    const panel = new OrganisationPanel(host().workbench);
    const frame = await panel.frame(heading);
    await frame.getByRole('button', { name: /^Active rounds/ }).click();
    await waitUntil(
      'the active rounds',
      () => panel.rows(heading, 'calls'),
      (rows) => rows.length === 3 && rows[0]?.startsWith('Round 1 Fast track') === true,
    );
    await frame.locator('h2#h-calls:focus').waitFor();
    await host().record('panel-managing-rounds');
    await frame.getByLabel('Show').selectOption('All calls');
    await waitUntil(
      'all calls',
      () => panel.rows(heading, 'calls'),
      (rows) => rows.length === 4,
    );
  });

  it('edits the description in two picks, and shows it at once', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    const frame = await new OrganisationPanel(workbench).frame(heading);
    await frame.locator('.section.description').getByRole('button', { name: 'Edit Description…' }).click();
    await quickInput.waitForStep(/^Description of/);
    await quickInput.type('Two rounds a year');
    await quickInput.accept();
    await notifications.waitFor(/Description/);
    await frame.locator('.prose', { hasText: 'Two rounds a year' }).waitFor();
    await notifications.clear();
  });

  for (const theme of themes) {
    it(`has nothing for axe to report in ${theme}`, async () => {
      const { workbench } = host();
      await workbench.setTheme(theme);
      const frame = await new OrganisationPanel(workbench).frame(heading);
      await host().record(`panel-managing-${theme}`);
      assert.deepEqual(await violations(frame, 'main'), []);
    });
  }
});

for (const [kind, buttons, calls] of [
  ['support', [], 4],
  ['owner', ['Edit Description…'], 4],
  ['stranger', [], 0],
] as const) {
  describe(`The panel of a managing organisation, for ${kind}`, () => {
    const host = withWorkbench({ persona: usernameOf(kind), viewport: { width: 1500, height: 1000 } });

    it('shows the figures, and what they may see and do', async () => {
      const panel = await open(host());
      assert.deepEqual(await figuresOf(panel), await statsOf(host().sample, kind));
      const frame = await panel.frame(heading);
      await waitUntil(
        'the calls',
        () => panel.rows(heading, 'calls'),
        (rows) => rows.length === calls,
      );
      if (calls === 0) {
        await frame.getByText('your roles do not let you see them').waitFor();
      }
      assert.deepEqual(await frame.locator('.buttons .button').allInnerTexts(), buttons);
      await host().record(`panel-managing-${kind}`);
      assert.deepEqual(await violations(frame, 'main'), []);
    });
  });
}
