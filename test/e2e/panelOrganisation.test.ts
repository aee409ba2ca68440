import assert from 'node:assert/strict';
import { violations } from './fixtures/accessibility';
import { openWaldur, usernameOf } from './fixtures/steps';
import { giveRole, takeRole, uuidOf } from './fixtures/teams';
import { themes } from './fixtures/themes';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';
import type { PersonaKind } from '../../src/sample/personas';
import type { SampleProcess } from '../host/sampleProcess';

const organisation = 'Kalev Institute of Genomics';

interface Row {
  readonly projects_count: number;
  readonly users_count: number;
  readonly customer_credit: string | null;
  readonly billing_price_estimate: { readonly total: string } | null;
}

/** What figures are to begin with for someone, by the server's own answers to them. */
async function figuresFor(
  sample: SampleProcess,
  kind: PersonaKind,
): Promise<Readonly<Record<string, string>>> {
  const username = usernameOf(kind);
  const path = `api/customers/${await uuidOf(sample, 'customers', organisation)}/`;
  const row = (await sample.api(username, path)) as Row;
  const overview = await sample
    .api(username, `${path}project-metadata-compliance-overview/`)
    .then((answer) => answer as { readonly average_completion_percentage: number })
    .catch(() => undefined);
  const { customer_credit: credit, billing_price_estimate: estimate } = row;
  return {
    Projects: String(row.projects_count),
    People: String(row.users_count),
    ...(estimate ? { 'Cost this month': money(estimate.total) } : {}),
    ...(credit === null ? {} : { 'Credit left': money(credit) }),
    ...(overview === undefined
      ? {}
      : { 'Compliance, average': `${overview.average_completion_percentage.toFixed(1)}%` }),
  };
}

/** Whether the figures are those, and no others. */
function areFigures(
  shown: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  const labels = Object.keys(wanted);
  return (
    Object.keys(shown).length === labels.length &&
    labels.every((label) => shown[label]?.startsWith(wanted[label] ?? '-') === true)
  );
}

const money = (amount: string): string =>
  Number(amount).toLocaleString('en', { style: 'currency', currency: 'EUR' });

describe('The panel of an organisation, for staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff'), viewport: { width: 1400, height: 1000 } });

  it('shows what the server has, after six requests at once at most', async () => {
    const { workbench, sample } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(organisation);
    await sample.clearRequests();
    await workbench.organisations.contextMenu('Open Organisation', organisation);
    const panel = new OrganisationPanel(workbench);
    const figures = await panel.waitForFigures(organisation, (all) => 'Compliance, average' in all);
    // Six at once, the name of the currency, and the image; rows below the pointer ask for themselves.
    const frame = await panel.frame(organisation);
    await frame.locator('.mark img').waitFor();
    const asked = (await sample.requests()).flatMap(({ method, path }) =>
      path.includes('native_name') || path.startsWith('/api/media/') ? [] : [`${method} ${path}`],
    );
    assert.ok(asked.length <= 7, asked.join('\n'));
    const wanted = await figuresFor(sample, 'staff');
    assert.ok(areFigures(figures, wanted), JSON.stringify([figures, wanted]));
    await panel.waitForRow(organisation, 'team', /Mari Kask Organization owner No expiry/);
    assert.equal((await panel.rows(organisation, 'projects')).length, 6);
    await host().record('panel-organisation');
  });

  it('shows at once what was granted elsewhere in the window, and edits from its own buttons', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    const panel = new OrganisationPanel(workbench);
    const frame = await panel.frame(organisation);
    await frame.getByRole('button', { name: 'Show all roles (12)' }).click();
    const row = frame.locator('tr', { hasText: 'Merike Lepik' });
    await row.hover();
    await row.getByRole('button', { name: 'Revoke Role of Merike Lepik' }).click();
    await notifications.waitForDialog(/Revoke the role .* of Merike Lepik/);
    await notifications.pressInDialog('Revoke');
    await notifications.waitFor(/Merike Lepik/);
    await waitUntil(
      'the row to go',
      () => panel.rows(organisation, 'team'),
      (rows) => rows.length === 11 && !rows.some((text) => text.includes('Merike Lepik')),
    );
    await notifications.clear();
    await frame.getByRole('button', { name: 'Grant Role…' }).first().click();
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.cancel();
    await frame.getByRole('button', { name: 'Edit Organisation' }).click();
    await workbench.waitForEditorText(/"name": "Kalev Institute of Genomics"/);
    await workbench.runCommand('View: Close Editor');
  });

  it('edits a field by its pencil, in one step, and shows it at once', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    const frame = await new OrganisationPanel(workbench).frame(organisation);
    const phone = frame.locator('.facts > div', { hasText: 'Phone number' });
    await phone.hover();
    await phone.getByRole('button', { name: 'Edit Phone number…' }).click();
    await quickInput.waitForStep(/^Phone number of Kalev/);
    await quickInput.type('+372 600 1234');
    await quickInput.accept();
    await phone.getByText('+372 600 1234').waitFor();
    await notifications.clear();
    await frame.getByRole('button', { name: /^Show fields that are not set/ }).click();
    await frame.getByRole('button', { name: 'Edit Bank account…' }).waitFor({ state: 'attached' });
    await host().record('panel-organisation-fields');
    await frame.locator('.section.profile').getByRole('button', { name: 'Show fewer' }).click();
  });

  it('leads to a project in the tree', async () => {
    const { workbench } = host();
    const frame = await new OrganisationPanel(workbench).frame(organisation);
    await frame.getByRole('button', { name: 'Proteome Atlas' }).click();
    await waitUntil(
      'the project in the tree',
      async () => (await workbench.organisations.focusedRow())?.label,
      (label) => label === 'Proteome Atlas',
    );
  });

  it('keeps what it shows when a read fails, and reads again', async () => {
    const { workbench, sample } = host();
    const panel = new OrganisationPanel(workbench);
    const frame = await panel.frame(organisation);
    await sample.addFault({
      pattern: 'list_users',
      fault: { kind: 'status', status: 503, headers: {}, body: 'busy' },
    });
    await frame.getByRole('button', { name: 'Refresh' }).click();
    await frame.getByRole('alert').getByText('The team could not be read').waitFor();
    assert.ok((await panel.rows(organisation, 'team')).length > 5);
    await sample.clearFaults();
    await frame.getByRole('alert').getByRole('button', { name: 'Retry' }).click();
    await frame.getByRole('alert').waitFor({ state: 'detached' });
  });

  for (const theme of themes) {
    it(`has nothing for axe to report in ${theme}`, async () => {
      const { workbench } = host();
      await workbench.setTheme(theme);
      const frame = await new OrganisationPanel(workbench).frame(organisation);
      await host().record(`panel-organisation-${theme}`);
      assert.deepEqual(await violations(frame, 'main'), []);
    });
  }

  it('is back in place after a reload, and says so where the person is signed out', async () => {
    const { workbench } = host();
    await workbench.reloadWindow();
    const panel = new OrganisationPanel(workbench);
    await panel.waitForRow(organisation, 'team', /Mari Kask/);
    assert.equal((await panel.rows(organisation, 'team')).length, 11, 'all of them were shown');
    await workbench.runCommand('Waldur: Sign Out…');
    await workbench.notifications.waitForDialog(/Sign out/);
    await workbench.notifications.pressInDialog('Sign Out');
    const frame = await workbench.webview('waldur-panel .notice');
    await frame.getByText('You are signed out').waitFor();
    await frame.getByRole('button', { name: 'Sign In…' }).waitFor();
    assert.deepEqual(await violations(frame, 'main'), []);
  });
});

describe('The panel of an organisation, for a reader', () => {
  const host = withWorkbench({ persona: usernameOf('reader') });

  it('offers nothing that they may not do, and leaves out what they may not see', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.contextMenu('Open Organisation', organisation);
    const panel = new OrganisationPanel(workbench);
    const frame = await panel.frame(organisation);
    await frame.getByRole('button', { name: 'Show all roles (12)' }).click();
    await panel.waitForRow(organisation, 'team', /Liisa Mets \(you\)/);
    await host().record('panel-organisation-reader');
    assert.deepEqual(await frame.locator('.buttons .button').allInnerTexts(), []);
    assert.equal(await frame.getByRole('button', { name: /^(Revoke|Set Expiry|Change Role)/ }).count(), 0);
    assert.equal(await frame.getByRole('alert').count(), 0);
    assert.equal(await frame.getByRole('button', { name: /^Edit/ }).count(), 0, 'no pencils');
  });
});

describe('The panel of an organisation, for its owner', () => {
  const host = withWorkbench({ persona: usernameOf('owner') });

  it('offers what owners may do, and follows what others change on Refresh', async () => {
    const { workbench, sample } = host();
    await openWaldur(workbench);
    await workbench.organisations.contextMenu('Open Organisation', organisation);
    const panel = new OrganisationPanel(workbench);
    await panel.waitForRow(organisation, 'team', /Mari Kask \(you\)/);
    const frame = await panel.frame(organisation);
    assert.deepEqual(await frame.locator('.buttons .button').allInnerTexts(), ['Edit Organisation']);
    await giveRole(sample, organisation, 'aija.krumina', 'CUSTOMER.READER');
    await frame.getByRole('button', { name: 'Refresh' }).click();
    await frame.getByRole('button', { name: 'Show all roles (13)' }).click();
    await panel.waitForRow(organisation, 'team', /Aija Krūmiņa/);
  });
});

for (const kind of ['support', 'owner'] as const) {
  describe(`The figures of the panel of an organisation, for ${kind}`, () => {
    const host = withWorkbench({ persona: usernameOf(kind), viewport: { width: 1400, height: 1000 } });

    it('are those that the server tells them, and no others', async () => {
      const { workbench, sample } = host();
      await openWaldur(workbench);
      await workbench.organisations.contextMenu('Open Organisation', organisation);
      const panel = new OrganisationPanel(workbench);
      const wanted = await figuresFor(sample, kind);
      await panel.waitForFigures(organisation, (shown) => areFigures(shown, wanted));
      await host().record(`panel-organisation-${kind}`);
      assert.deepEqual(await violations(await panel.frame(organisation), 'main'), []);
    });
  });
}

describe('The panel of an organisation, for someone who loses their only role in it', () => {
  const host = withWorkbench({ persona: usernameOf('stranger') });

  it('shows what they may see, and says so once they may not', async () => {
    const { workbench, sample } = host();
    await giveRole(sample, organisation, usernameOf('stranger'), 'CUSTOMER.READER');
    await openWaldur(workbench);
    await workbench.organisations.contextMenu('Open Organisation', organisation);
    const panel = new OrganisationPanel(workbench);
    const wanted = await figuresFor(sample, 'stranger');
    await panel.waitForFigures(organisation, (shown) => areFigures(shown, wanted));
    await takeRole(sample, organisation, usernameOf('stranger'), 'CUSTOMER.READER');
    const frame = await panel.frame(organisation);
    await frame.getByRole('button', { name: 'Refresh' }).click();
    await frame.getByText('The organisation could not be read').waitFor();
    await frame
      .getByText(/no longer exists on the server, or you can no longer see it/)
      .first()
      .waitFor();
    await host().record('panel-organisation-stranger');
    assert.deepEqual(await violations(frame, 'main'), []);
  });
});
