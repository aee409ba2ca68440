import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { usernameOf } from './fixtures/steps';
import { rolesOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';
import { Keyboard } from './pages/keyboard';
import type { QuickInput } from './pages/quickInput';

const organisation = 'Kalev Institute of Genomics';
const person = 'Liisa Mets';
const team = [organisation, 'Team'] as const;
const row = [...team, person] as const;

describe('Role commands by the keyboard alone', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waldur-keys-'));
  const host = withWorkbench({
    persona: usernameOf('staff'),
    folder,
    // Rows are there only while they are in sight.
    viewport: { width: 1280, height: 1800 },
  });
  const roles = (username = 'liisa.mets') => rolesOf(host().sample, 'customers', organisation, username);
  let keyboard: Keyboard;

  before(async () => {
    keyboard = new Keyboard(host().workbench);
    await host().workbench.waitForContainer('Waldur');
    await keyboard.runCommand('Waldur: Focus on Organisations View');
    await host().workbench.organisations.waitForRow(organisation);
    // A view without rows has nothing to give the focus to.
    await keyboard.runCommand('Waldur: Focus on Organisations View');
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(clearNotifications);

  async function clearNotifications(): Promise<void> {
    await keyboard.runCommand('Notifications: Clear All Notifications');
    await keyboard.runCommand('Waldur: Focus on Organisations View');
  }

  /** Runs a plan that takes access away: no row is in focus until a key goes there. */
  async function runUnfocused(quickInput: QuickInput): Promise<void> {
    await quickInput.waitForStep('Review the plan');
    assert.equal(await quickInput.focusedItem(), undefined);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
  }

  it('set an end, take it back, and make a role permanent', async () => {
    const { organisations, notifications, quickInput } = host().workbench;
    await keyboard.goTo(organisations, ...row);
    await keyboard.contextMenu('Set Expiry…');
    await quickInput.waitForStep('Select when the role expires');
    await keyboard.choose('30', '30 days');
    await runUnfocused(quickInput);
    await keyboard.pressNotification(/is now .* until /);
    await notifications.waitFor(/is now .* permanently/);
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
    await clearNotifications();
    await keyboard.goTo(organisations, ...row);
    await keyboard.contextMenu('Set Expiry…');
    await keyboard.choose('1 year', '1 year');
    await runUnfocused(quickInput);
    await notifications.waitFor(/is now .* until /);
    await organisations.waitForRows('the end beside the role', (rows) =>
      rows.some(({ label, description }) => label === person && description.includes('expires ')),
    );
    await keyboard.goTo(organisations, ...row);
    await keyboard.contextMenu('Make Permanent');
    await quickInput.waitForStep('Review the plan');
    await keyboard.press('Enter');
    await notifications.waitFor(/is now .* permanently/);
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
  });

  it('change a role and take it back', async () => {
    const { organisations, notifications, quickInput } = host().workbench;
    await keyboard.goTo(organisations, ...row);
    await keyboard.contextMenu('Change Role…');
    await quickInput.waitForStep('Select the new role');
    await keyboard.choose('owner', 'Organization owner');
    await quickInput.waitForStep('Review the plan');
    await keyboard.press('Enter');
    await keyboard.pressNotification(/is now Organization owner instead of/);
    await notifications.waitFor(/is now Organization reader instead of/);
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
    await organisations.waitForRow(...team, 'Reader', person);
  });

  it('revoke a role and take it back', async () => {
    const { organisations, notifications } = host().workbench;
    await keyboard.goTo(organisations, ...row);
    await keyboard.contextMenu('Revoke Role…');
    await notifications.waitForDialog(/Revoke the role Organization reader of Liisa Mets/);
    await keyboard.press('Enter');
    await keyboard.pressNotification(/is no longer Organization reader/);
    await notifications.waitFor(/is now Organization reader/);
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
  });

  it('grant a role to two people in two organisations, and take it back', async () => {
    const { organisations, notifications, quickInput } = host().workbench;
    const second = 'Hekla Volcano Observatory';
    for (const name of ['Guests', second]) {
      await keyboard.goTo(organisations, name);
      await keyboard.press('Control+Shift+Enter');
    }
    await keyboard.contextMenu('Grant Role…');
    await quickInput.waitForStep('select people and press Enter');
    assert.match(await quickInput.title(), /Guests and 1 more/);
    await keyboard.check('ottilie', 'Ottilie Weber');
    await keyboard.check('nele', 'Nele Uibo');
    await keyboard.press('Enter');
    await quickInput.waitForStep('Select a role');
    await keyboard.choose('reader', 'Organization reader');
    await quickInput.waitForStep('Select when the role expires');
    await keyboard.choose('90', '90 days');
    await quickInput.waitForStep('Review the plan');
    await keyboard.press('Enter');
    await notifications.waitFor(/4 changes made/);
    for (const name of ['Guests', second]) {
      for (const username of ['ottilie.weber', 'nele.uibo']) {
        const [role] = await rolesOf(host().sample, 'customers', name, username);
        assert.equal(role?.[0], 'CUSTOMER.READER');
      }
    }
    await keyboard.pressNotification(/4 changes made/);
    await notifications.waitFor(/4 changes undone/);
  });

  it('invite, send an invitation again and cancel it', async () => {
    const { organisations, notifications, quickInput } = host().workbench;
    const invitation = [...team, 'Invitations', 'by.keys@example.org'] as const;
    await keyboard.goTo(organisations, ...team);
    await keyboard.contextMenu('Invite by E-mail…');
    await quickInput.waitForMessage(/Enter e-mail addresses/);
    await keyboard.type('by.keys@example.org');
    await keyboard.press('Enter');
    await quickInput.waitForStep('Select a role');
    await keyboard.choose('reader', 'Organization reader');
    await quickInput.waitForMessage(/Enter a message for the invitation/);
    await keyboard.press('Enter');
    await quickInput.waitForStep('Review the plan');
    await keyboard.press('Enter');
    await notifications.waitFor(/invitation for by\.keys@example\.org was sent/);
    await keyboard.goTo(organisations, ...invitation);
    await keyboard.contextMenu('Resend Invitation');
    await notifications.waitFor(/invitation for by\.keys@example\.org was resent/);
    await keyboard.goTo(organisations, ...invitation);
    await keyboard.contextMenu('Cancel Invitation');
    await notifications.waitForDialog(/Cancel the invitation for by\.keys@example\.org/);
    await keyboard.press('Enter');
    await notifications.waitFor(/was cancelled/);
    await organisations.waitForNoRow(...invitation);
  });

  it('show all a person can reach, revoke one of it, all of it, and take it back', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications, quickInput } = workbench;
    const held = async () =>
      (await rolesOf(sample, 'customers', 'Saimaa University', 'manon.girard')).map(String).sort();
    const before = await held();
    await keyboard.goTo(organisations, 'Saimaa University', 'Team', 'Manon Girard');
    await keyboard.contextMenu('Show Access…');
    const panel = new OrganisationPanel(workbench);
    const isThere = (is: boolean) =>
      waitUntil(
        `${is ? 'a' : 'no'} role in Vättern University`,
        () => panel.rows('Access', 'roles'),
        (rows) => rows.length > 0 && rows.some((text) => text.startsWith('Vättern University o')) === is,
      );
    await isThere(true);
    // Its buttons, its table, the last row, the actions of that.
    await keyboard.runCommand('View: Focus Active Editor Group');
    const frame = await panel.frame('Access');
    // VS Code hands the focus on to the page when it comes to it.
    await frame.locator('.buttons .button').first().focus();
    const row = frame.locator('tr:focus');
    for (let tabs = 0; tabs < 20 && (await row.count()) === 0; tabs++) {
      await keyboard.press('Tab');
    }
    await keyboard.press('End');
    await row.filter({ hasText: 'Vättern University' }).waitFor();
    await keyboard.press('F2');
    await keyboard.press('ArrowRight');
    await keyboard.press('Enter');
    await notifications.waitForDialog(/of Manon Girard in Vättern University/);
    await keyboard.press('Enter');
    await isThere(false);
    await keyboard.pressNotification(/is no longer/);
    await isThere(true);
    await keyboard.runCommand('Waldur: Focus on Organisations View');
    await keyboard.goTo(organisations, 'Saimaa University', 'Team', 'Manon Girard');
    await keyboard.contextMenu('Revoke All Access…');
    await runUnfocused(quickInput);
    await notifications.waitFor(/8 changes made/);
    assert.deepEqual(await held(), []);
    await keyboard.pressNotification(/8 changes made/);
    await notifications.waitFor(/8 changes undone/);
    assert.deepEqual(await held(), before);
    await keyboard.runCommand('View: Close Editor');
  });

  it('export a team and import it again', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    await keyboard.goTo(organisations, ...team);
    await keyboard.contextMenu('Export Team as CSV…');
    await keyboard.choose('', 'Team of the organisation');
    await quickInput.waitForStep('Export Team');
    await keyboard.press('Enter');
    await workbench.waitForEditor(/^kalev-institute-of-genomics-team/);
    const text = await readFile(path.join(folder, 'kalev-institute-of-genomics-team.csv'), 'utf8');
    assert.ok(text.includes('liisa.mets'));
    await keyboard.runCommand('Waldur: Import Team from CSV…');
    await quickInput.waitForItems('what to do', (items) =>
      items.some(({ label }) => label === 'Make the teams match the file exactly'),
    );
    await keyboard.choose('exactly', 'Make the teams match the file exactly');
    await quickInput.waitForStep(/Nothing to change/);
    await keyboard.press('Escape');
  });

  it('group and filter a team', async () => {
    const { organisations } = host().workbench;
    await keyboard.goTo(organisations, ...team);
    await organisations.waitForRow(...team, 'Reader', person);
    await keyboard.contextMenu(/Group Teams by Role/);
    await organisations.waitForNoRow(...team, 'Reader');
    await keyboard.goTo(organisations, ...team);
    await keyboard.contextMenu(/Group Teams by Role/);
    await organisations.waitForRow(...team, 'Reader', person);
    await keyboard.goTo(organisations, ...team);
    await keyboard.contextMenu('Filter Team…');
    await keyboard.choose('liisa mets', 'Matches “liisa mets”');
    await organisations.waitForNoRow(...team, 'Mari Kask');
    await keyboard.goTo(organisations, ...team);
    await keyboard.contextMenu('Filter Team…');
    await keyboard.choose('', 'Show everyone');
    await organisations.waitForRow(...team, 'Mari Kask');
  });
});
