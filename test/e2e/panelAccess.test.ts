import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Frame } from 'playwright-core';
import { violations } from './fixtures/accessibility';
import { giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { themes } from './fixtures/themes';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Saimaa University';
const person = 'Manon Girard';
const heading = 'Access';
const row = [organisation, 'Team', person] as const;

describe('The panel of a person’s access, for staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff'), viewport: { width: 1500, height: 1100 } });
  const frameOf = (name = heading): Promise<Frame> => new OrganisationPanel(host().workbench).frame(name);
  const rowsWhen = (what: string, holds: (rows: readonly string[]) => boolean): Promise<readonly string[]> =>
    waitUntil(what, () => new OrganisationPanel(host().workbench).rows(heading, 'roles'), holds);
  const groups = (): Promise<number> => host().workbench.page.locator('.editor-group-container').count();

  it('opens beside the panel that it was asked from', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.contextMenu('Open Organisation', organisation);
    const team = (await frameOf(organisation)).locator('.section.team');
    await team.getByRole('button', { name: person, exact: true }).first().click();
    await rowsWhen('all roles', (rows) => rows.length > 8);
    assert.equal(await groups(), 2);
    assert.deepEqual(await workbench.editorTitles(), [organisation, `Access: ${person}`]);
    await host().record('panel-access-beside');
    await workbench.runCommand('View: Close All Editors');
  });

  it('selects rows by keys, and sets when those expire, which shows at once', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications, page } = workbench;
    await organisations.expand(organisation);
    await organisations.expand(organisation, 'Team');
    await organisations.contextMenu('Show Access…', ...row);
    const before = await rowsWhen('all roles', (rows) => rows.length > 8);
    const frame = await frameOf();
    await frame.locator('tbody tr[tabindex="0"]').focus();
    await page.keyboard.press('Control+a');
    await frame.getByText('8 roles selected').waitFor();
    await page.keyboard.press('Control+a');
    await frame.getByRole('checkbox', { name: 'Select all roles' }).click();
    await frame
      .getByRole('button', { name: /Roles…$/ })
      .first()
      .waitFor({ state: 'detached' });
    // The head of the first group, and the first row of the next one.
    await frame.locator('tbody tr.group').first().focus();
    await page.keyboard.press('Space');
    await frame.getByText(/\d roles? selected/).waitFor();
    await frame
      .getByRole('checkbox', { name: `Select ${organisation}` })
      .last()
      .click();
    const n = 3;
    await frame.getByText(`${n} roles selected`).waitFor();
    await host().record('panel-access-selected');
    await frame.getByRole('button', { name: `Set Expiry of ${n} Roles…` }).click();
    await quickInput.waitForStep('Select when the role expires');
    await quickInput.pick('90 days');
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(new RegExp(`Change Expiry of ${n} Roles`));
    await notifications.waitFor(new RegExp(`${n} changes made`));
    const after = await rowsWhen(
      'other ends',
      // One of the others lasts as long.
      (rows) => rows.filter((text) => text.includes(' 3 months')).length === n + 1,
    );
    assert.equal(after.length, before.length);
    await notifications.press(/changes made/, 'Undo');
    await notifications.waitFor(/changes undone/);
    await rowsWhen('ends as before', (rows) => rows.join('\n') === before.join('\n'));
    await notifications.clear();
  });

  it('exports all roles', async () => {
    const { workbench } = host();
    const folder = await mkdtemp(path.join(tmpdir(), 'waldur-access-'));
    const file = path.join(folder, 'access.csv');
    await (await frameOf()).getByRole('button', { name: 'Export…' }).click();
    await workbench.quickInput.pick('Save as CSV…');
    await giveFile(workbench, 'Export', file);
    await workbench.waitForEditor(/^access/);
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n');
    assert.equal(lines.length, 9);
    assert.ok(lines.some((line) => line.includes(organisation)));
    await workbench.runCommand('View: Close Editor');
    await rm(folder, { recursive: true });
  });

  for (const theme of themes) {
    it(`has nothing for axe to report in ${theme}`, async () => {
      await host().workbench.setTheme(theme);
      const frame = await frameOf();
      await frame.locator('tbody tr.group').first().waitFor();
      assert.deepEqual(await violations(frame, 'main'), []);
      await host().record(`panel-access-${theme}`);
    });
  }

  it('is back in place after a reload, in the order it had', async () => {
    const { workbench } = host();
    let frame = await frameOf();
    await frame.getByRole('button', { name: 'Role', exact: true }).click();
    await frame
      .getByRole('button', { name: new RegExp(`^${organisation}`) })
      .first()
      .click();
    const before = await new OrganisationPanel(workbench).rows(heading, 'roles');
    await workbench.reloadWindow();
    await rowsWhen('the rows as they were', (rows) => rows.join('\n') === before.join('\n'));
    frame = await frameOf();
    await frame.locator('th[aria-sort=ascending]', { hasText: 'Role' }).waitFor();
  });
});

describe('The panel of a person’s access, for an owner', () => {
  const host = withWorkbench({ persona: usernameOf('owner') });

  it('has what they see, and revokes what they may', async () => {
    const { workbench } = host();
    const { quickInput } = workbench;
    await openWaldur(workbench);
    await workbench.runCommand('Waldur: Show Access…');
    await quickInput.waitForStep('Search by name, user name or e-mail');
    await quickInput.type('manon');
    await quickInput.pick(person);
    await quickInput.accept();
    const panel = new OrganisationPanel(workbench);
    await panel.waitForRow(heading, 'roles', /Organi[sz]ation|Project/);
    assert.ok((await panel.rows(heading, 'roles')).length < 9);
    assert.deepEqual(await violations(await panel.frame(heading), 'main'), []);
    await host().record('panel-access-owner');
  });
});
