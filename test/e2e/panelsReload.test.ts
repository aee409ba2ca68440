import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { giveServerAndToken, openWaldur, signInWithToken, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Kalev Institute of Genomics';
const managing = 'Nordic Compute Allocation Board';
/** Titles of the tabs, and what their pages are headed by. */
const panels = {
  organisation: { tab: organisation, heading: organisation },
  compliance: { tab: `Compliance: ${organisation}`, heading: 'Compliance' },
  managing: { tab: `Managing organisation: ${managing}`, heading: 'Managing organisation' },
} as const;
const scrolled = 200;

describe('Three panels when the window is reloaded', () => {
  // Signed in as a person does it: a persona would be signed in again by each reload.
  const host = withWorkbench({ viewport: { width: 1400, height: 640 } });

  /** Brings a panel to the front. */
  const show = async (panel: keyof typeof panels): Promise<void> => {
    const { page } = host().workbench;
    await page.locator('.editor-group-container .tab').getByText(panels[panel].tab, { exact: true }).click();
  };
  const frameOf = (panel: keyof typeof panels): Promise<Frame> =>
    new OrganisationPanel(host().workbench).frame(panels[panel].heading);
  const scrollOf = (frame: Frame): Promise<number> => frame.evaluate<number>('window.scrollY');
  const saySignedOut = async (): Promise<void> => {
    for (const panel of ['organisation', 'compliance', 'managing'] as const) {
      await show(panel);
      const frame = await frameOf(panel);
      await frame.getByText('You are signed out').waitFor();
      await frame.getByRole('button', { name: 'Sign In…' }).waitFor();
    }
    assert.equal((await titles()).length, 3);
  };
  const areAsTheyWere = async (): Promise<void> => {
    await show('managing');
    const calls = await frameOf('managing');
    await calls.locator('th[aria-sort=ascending]', { hasText: 'Opens' }).waitFor();
    assert.equal(await calls.getByLabel('Show').inputValue(), 'All rounds');
    await show('compliance');
    await (await frameOf('compliance')).getByRole('tab', { name: /^Questions/, selected: true }).waitFor();
    await show('organisation');
    const frame = await frameOf('organisation');
    await frame.locator('th[aria-sort=ascending]', { hasText: 'Project' }).waitFor();
    await waitUntil(
      'the scroll position',
      () => scrollOf(frame),
      (top) => Math.abs(top - scrolled) < 20,
    );
  };
  const titles = (): Promise<readonly string[]> => host().workbench.editorTitles();

  it('are opened, and each is left somewhere', async () => {
    const { workbench, sample } = host();
    await openWaldur(workbench);
    await signInWithToken(workbench, sample.url, sample.tokenOf(usernameOf('staff')));
    await workbench.organisations.waitForRow(organisation);
    await workbench.organisations.contextMenu('Open Organisation', organisation);
    const frame = await frameOf('organisation');
    await frame.getByRole('columnheader', { name: 'Project' }).getByRole('button').click();
    await frame.evaluate(`window.scrollTo(0, ${scrolled})`);
    await workbench.organisations.contextMenu('Open Compliance', organisation);
    const compliance = await frameOf('compliance');
    await compliance.getByRole('tab', { name: /^Questions/ }).click();
    await compliance.getByRole('tab', { name: /^Questions/, selected: true }).waitFor();
    await workbench.managingOrganisations.open();
    await workbench.managingOrganisations.contextMenu('Open Managing Organisation', managing);
    const calls = await frameOf('managing');
    await calls.getByLabel('Show').selectOption('All rounds');
    await calls.getByRole('columnheader', { name: 'Opens' }).getByRole('button').click();
    assert.deepEqual(
      await titles(),
      Object.values(panels).map(({ tab }) => tab),
    );
  });

  it('are back in place, each with its tab, its order and as far as it was scrolled', async () => {
    await host().workbench.reloadWindow();
    await waitUntil('the editors', titles, (all) => all.length === 3);
    await areAsTheyWere();
    await host().record('panels-reloaded');
  });

  it('say so where the person is signed out, also after a reload, and offer to sign in', async () => {
    const { workbench } = host();
    await workbench.runCommand('Waldur: Sign Out…');
    await workbench.notifications.waitForDialog(/Sign out/);
    await workbench.notifications.pressInDialog('Sign Out');
    await saySignedOut();
    await workbench.reloadWindow();
    await waitUntil('the editors', titles, (all) => all.length === 3);
    await saySignedOut();
    await host().record('panels-signed-out');
  });

  it('are as they were once the person has signed in, from the panel', async () => {
    const { workbench, sample } = host();
    await show('organisation');
    await (await frameOf('organisation')).getByRole('button', { name: 'Sign In…' }).click();
    await giveServerAndToken(workbench, sample.url, sample.tokenOf(usernameOf('staff')));
    await areAsTheyWere();
    await host().record('panels-signed-in-again');
  });

  it('lead to where they belong', async () => {
    const { workbench } = host();
    await show('compliance');
    const compliance = await frameOf('compliance');
    await compliance.locator('.context').getByRole('button', { name: organisation }).click();
    await (await frameOf('organisation')).locator('.section.projects').waitFor();
    const frame = await frameOf('organisation');
    await workbench.openContainer('Explorer');
    await frame.locator('.context').getByRole('button').first().click();
    await workbench.organisations.waitForRow('Guests');
  });
});
