import assert from 'node:assert/strict';
import { openTeam, usernameOf } from './fixtures/steps';
import { rolesOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Saimaa University';
const person = 'Manon Girard';
const heading = 'Access';
const row = [organisation, 'Team', person] as const;

describe('Everything one person can reach, as staff', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    // Rows are there only while they are in sight.
    viewport: { width: 1280, height: 1800 },
  });
  const rowsWhen = (
    what: string,
    holds: (rows: readonly string[]) => boolean,
  ): Promise<readonly string[]> => {
    const panel = new OrganisationPanel(host().workbench);
    return waitUntil(what, () => panel.rows(heading, 'roles'), holds);
  };
  const roles = (rows: readonly string[]): readonly string[] => rows.filter((text) => !/ roles?$/.test(text));
  const press = async (name: string): Promise<void> => {
    const frame = await new OrganisationPanel(host().workbench).frame(heading);
    await frame.getByRole('button', { name, exact: true }).click();
  };
  const showTab = (title: string | RegExp): Promise<void> =>
    host().workbench.page.locator('.editor-group-container .tab').filter({ hasText: title }).click();

  it('is shown with two picks and four requests, revoked with four picks, and can be taken back', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    await openTeam(workbench, organisation);
    effort.reset();
    await sample.clearRequests();
    await organisations.contextMenu('Show Access…', ...row);
    const rows = await rowsWhen('all roles', (all) => roles(all).length === 8);
    assert.deepEqual(effort.counts, { commands: 0, typed: 0, picks: 2 });
    const requests = (await sample.requests()).map(({ method, path }) => `${method} ${path}`);
    assert.ok(requests.length <= 4, requests.join('\n'));
    assert.ok(
      rows.some((text) => /^Saimaa University organisation Organi[sz]ation owner/.test(text)),
      rows.join('\n'),
    );
    assert.ok(
      rows.some((text) => text.startsWith('Fjord Computing Consortium managing organisation')),
      'a managing organisation',
    );
    assert.ok(await organisations.waitForRow(...row), 'the tree is as it was');
    await host().record('roles-access');
    effort.reset();
    await organisations.contextMenu('Revoke All Access…', ...row);
    await quickInput.waitForStep('Review the plan');
    await host().record('roles-offboard-plan');
    await quickInput.pick(/Revoke 8 Roles/);
    await notifications.waitFor(/8 changes made/);
    assert.ok(effort.picks <= 4, JSON.stringify(effort.counts));
    const frame = await new OrganisationPanel(workbench).frame(heading);
    await frame.getByText(/has no role that you can see/).waitFor();
    assert.deepEqual(await rolesOf(sample, 'customers', organisation, 'manon.girard'), []);
    await notifications.press(/8 changes made/, 'Undo');
    await notifications.waitFor(/8 changes undone/);
    const again = await rowsWhen('all roles again', (all) => roles(all).length === 8);
    assert.deepEqual(again, rows);
    await notifications.clear();
  });

  it('can be revoked one by one, which the open details show too', async () => {
    const { workbench } = host();
    const { notifications, quickInput } = workbench;
    await press('More Actions for Vättern University…');
    await quickInput.waitForStep('Select what to do');
    await quickInput.pick('Show Details');
    await workbench.waitForEditor(/Vättern University/);
    const people = /"users_count": (\d+)/;
    const before = Number(people.exec(await workbench.waitForEditorText(people))?.[1]);
    await showTab(/^Access/);
    await press('Revoke Role in Vättern University');
    await notifications.waitForDialog(
      /Revoke the role Organi[sz]ation reader of Manon Girard in Vättern University/,
    );
    await notifications.pressInDialog('Revoke');
    await rowsWhen('what is left', (all) => roles(all).length === 7);
    await showTab(/^Vättern University/);
    await workbench.waitForEditorText(new RegExp(`"users_count": ${before - 1},`));
    await showTab(/^Access/);
    await press('Revoke All Access…');
    await quickInput.waitForStep('Review the plan');
    assert.match(await quickInput.title(), /Revoke All Access of Manon Girard/);
    await quickInput.cancel();
    await notifications.clear();
  });

  it('is found from the palette', async () => {
    const { workbench } = host();
    const { quickInput, organisations } = workbench;
    await organisations.click('Guests');
    await workbench.runCommand('Waldur: Show Access…');
    await quickInput.waitForStep('Search by name, user name or e-mail');
    await quickInput.type('ottilie');
    await quickInput.pick('Ottilie Weber');
    await quickInput.accept();
    await workbench.waitForEditor('Access: Ottilie Weber');
    const frame = await workbench.webview('waldur-panel .notice');
    await frame.getByText(/Ottilie Weber has no role that you can see/).waitFor();
  });
});
