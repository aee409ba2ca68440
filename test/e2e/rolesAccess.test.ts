import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { rolesOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';

const organisation = 'Saimaa University';
const person = 'Manon Girard';
const row = [organisation, 'Team', person] as const;

describe('Everything one person can reach, as staff', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    // Rows are there only while they are in sight.
    viewport: { width: 1280, height: 1800 },
  });

  it('is shown with two picks and four requests, revoked with four picks, and can be taken back', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    await openWaldur(workbench);
    await organisations.expand(organisation);
    await organisations.expand(organisation, 'Team');
    effort.reset();
    await sample.clearRequests();
    await organisations.contextMenu('Show Access…', ...row);
    const access = workbench.view(`Access of ${person}`);
    const rows = await access.waitForRows('grants', (all) => all.length >= 8);
    assert.deepEqual(effort.counts, { commands: 0, typed: 0, picks: 2 });
    const requests = (await sample.requests()).map(({ method, path }) => `${method} ${path}`);
    assert.ok(requests.length <= 4, requests.join('\n'));
    assert.ok(
      rows.some(
        ({ label, description }) => label === organisation && description.includes('Organization owner'),
      ),
    );
    assert.ok(
      rows.some(({ label }) => label === 'Fjord Computing Consortium'),
      'a managing organisation',
    );
    await host().record('roles-access');
    effort.reset();
    await organisations.contextMenu('Revoke All Access…', ...row);
    await quickInput.waitForStep('Review the plan');
    await host().record('roles-offboard-plan');
    await quickInput.pick(/Revoke 8 Roles/);
    await notifications.waitFor(/8 changes made/);
    assert.ok(effort.picks <= 4, JSON.stringify(effort.counts));
    await access.waitForRow(/has no role that you can see/);
    assert.deepEqual(await rolesOf(sample, 'customers', organisation, 'manon.girard'), []);
    await notifications.press(/8 changes made/, 'Undo');
    await notifications.waitFor(/8 changes undone/);
    const again = await access.waitForRows('grants', (all) => all.length >= 8);
    assert.deepEqual(
      again.map(({ label }) => label),
      rows.map(({ label }) => label),
    );
    await notifications.clear();
  });

  it('can be revoked one by one, which the open details show too', async () => {
    const { workbench } = host();
    const { notifications } = workbench;
    const access = workbench.view(`Access of ${person}`);
    await access.contextMenu('Show Details', 'Vättern University');
    await workbench.waitForEditor(/Vättern University/);
    const people = /"users_count": (\d+)/;
    const before = Number(people.exec(await workbench.waitForEditorText(people))?.[1]);
    await access.inlineAction('Revoke Role…', 'Vättern University');
    await notifications.waitForDialog(
      /Revoke the role Organization reader of Manon Girard in Vättern University/,
    );
    await notifications.pressInDialog('Revoke');
    await access.waitForNoRow('Vättern University');
    await workbench.waitForEditorText(new RegExp(`"users_count": ${before - 1},`));
    await access.titleAction('Revoke All Access');
    await workbench.quickInput.waitForStep('Review the plan');
    assert.match(await workbench.quickInput.title(), /Revoke All Access of Manon Girard/);
    await workbench.quickInput.cancel();
    await access.titleAction('Close Access View');
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
    await workbench.view('Access of Ottilie Weber').waitForRow(/Ottilie Weber has no role that you can see/);
  });
});
