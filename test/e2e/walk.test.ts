import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { projectRoot } from '../host/projectPaths';
import { acceptFile, giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { rolesOf, selectOrganisations } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Kalev Institute of Genomics';
const team = [organisation, 'Team'] as const;
const person = 'Liisa Mets';
const member = [...team, person] as const;
const invited = 'walk@example.org';

const readJson = (name: string) => JSON.parse(readFileSync(path.join(projectRoot, name), 'utf8')) as unknown;

/** The titles of all commands and views, as the manifest has them. */
function titlesOf(kind: 'command' | 'view'): readonly string[] {
  return Object.entries(readJson('package.nls.json') as Record<string, string>)
    .filter(([key]) => key.startsWith(`${kind}.`))
    .map(([, title]) => title);
}

/**
 * One walk through everything: each view is opened, each command run once, and what it shows is read. It tells whether
 * a version of VS Code has all that the extension needs.
 */
describe('A walk through every view and command, as staff', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waldur-walk-'));
  const host = withWorkbench({
    persona: usernameOf('staff'),
    folder,
    // Rows are there only while they are in sight.
    viewport: { width: 1280, height: 1800 },
  });
  const commands = new Set<string>();
  const views = new Set<string>();

  after(() => rm(folder, { recursive: true, force: true }));

  async function run(title: string): Promise<void> {
    commands.add(title);
    await host().workbench.runCommand(`Waldur: ${title}`);
  }

  /** Runs a command on a row, up to its first step, and leaves it there. */
  async function look(title: string, row: readonly string[], step: RegExp): Promise<void> {
    const { organisations, quickInput } = host().workbench;
    commands.add(title);
    await organisations.contextMenu(title, ...row);
    await quickInput.waitForStep(step);
    await quickInput.cancel();
    await quickInput.waitForClosed();
  }

  /** Opens the team of the organisation, where it is not open. */
  async function openTeam(): Promise<void> {
    const { organisations } = host().workbench;
    await organisations.expand(organisation);
    await organisations.expand(...team);
  }

  it('opens Organisations, down to the people of a project', async () => {
    const { workbench } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    views.add('Organisations');
    await organisations.expand(organisation);
    const projects = await organisations.expand(organisation, 'Projects');
    const project = projects.find(({ expanded }) => expanded !== undefined)?.label ?? '';
    assert.ok((await organisations.expand(organisation, 'Projects', project)).length > 0);
    await organisations.collapse(organisation, 'Projects');
    assert.ok((await organisations.expand(...team)).length > 2);
    assert.match(await organisations.tooltip(organisation), /Registration code/);
  });

  it('lists, filters, sorts, groups and reads anew', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await run('Filter Organisations…');
    await quickInput.pick('Name');
    await quickInput.type('university');
    await quickInput.accept();
    await organisations.waitForRows('only universities', (all) =>
      all.filter(({ level }) => level === 1).every(({ label }) => /university/i.test(label)),
    );
    await run('Clear Filter');
    await organisations.waitForRow(organisation);
    await run('Group Organisations…');
    await quickInput.pick('By organisation group');
    await organisations.waitForRow('Baltic countries');
    await workbench.runCommand('Waldur: Group Organisations…');
    await quickInput.pick('No grouping');
    await organisations.waitForRow(organisation);
    await run('Sort Organisations…');
    await quickInput.pick('Name (descending)');
    await organisations.waitForRows('the last first', ([first]) => first?.label !== 'Boreal Biobank');
    await workbench.runCommand('Waldur: Filter Organisations…');
    await quickInput.waitForStep('Filter Organisations');
    await quickInput.pressButton('Display Settings');
    await quickInput.pick(/^Rows per page/);
    await quickInput.waitForStep('Rows per page');
    await quickInput.type('3');
    await quickInput.accept();
    await organisations.waitForRow('Load more');
    const rows = async () => (await organisations.rows()).filter(({ level }) => level === 1).length;
    const before = await rows();
    await run('Load More');
    await waitUntil('more rows', rows, (now) => now > before);
    await run('Load All');
    await organisations.waitForNoRow('Load more');
    await notifications.clear();
    await sample.clearRequests();
    await run('Refresh');
    await waitUntil(
      'the list read anew',
      () => sample.requests(),
      (all) => all.some(({ path: asked }) => asked.startsWith('/api/customers/?')),
    );
    await organisations.waitForRow(organisation);
    await openTeam();
  });

  it('goes to an organisation, a project and a person', async () => {
    const { organisations, quickInput } = host().workbench;
    for (const [title, typed, found] of [
      ['Go to Project…', 'genome 2030', 'Estonian Genome 2030'],
      ['Go to Person…', 'sofia', 'Sofia Rossi'],
      ['Go to Organisation…', 'kalev', organisation],
    ] as const) {
      await run(title);
      await quickInput.type(typed);
      await quickInput.pick(new RegExp(`^${found}`));
      await organisations.waitForRows(`${found} in focus`, (all) =>
        all.some(({ selected, label }) => selected && label === found),
      );
    }
    // What is out of sight has no row.
    await organisations.collapse(organisation, 'Projects');
  });

  it('shows, copies and opens what a row stands for', async () => {
    const { workbench, page } = host();
    const { organisations } = workbench;
    await organisations.contextMenu('Edit', organisation);
    commands.add('Edit');
    await workbench.waitForEditorText(/"\$schema"/);
    await look('Edit Field…', [organisation], /Select a field to change/);
    await organisations.contextMenu('Open Organisation', organisation);
    commands.add('Open Organisation');
    await (await workbench.webview('waldur-panel .figure')).getByText('Projects').first().waitFor();
    await organisations.contextMenu('Open Compliance', organisation);
    commands.add('Open Compliance');
    await (await workbench.webview('waldur-panel .tabs')).getByRole('tab', { name: 'Questions' }).waitFor();
    await organisations.contextMenu('Open Usage', organisation);
    commands.add('Open Usage');
    await (
      await workbench.webview('waldur-panel .section.components tbody')
    )
      .getByText('Aurora cluster')
      .waitFor();
    await organisations.contextMenu('Show Details', organisation);
    commands.add('Show Details');
    await workbench.waitForEditorText(/"uuid"/);
    for (const [title, pattern] of [
      ['Copy Name', new RegExp(`^${organisation}$`)],
      ['Copy UUID', /^[0-9a-f]{32}$/],
      ['Copy Link', /^http.*\/organizations\//],
      ['Copy Link to VS Code', /^[\w-]+:\/\/[\w.-]+\/open\?server=http.*&kind=customer&uuid=[0-9a-f]{32}$/],
    ] as const) {
      commands.add(title);
      await organisations.contextMenu(title, organisation);
      await waitUntil(
        `what ${title} copies`,
        async () => String(await page.evaluate('navigator.clipboard.readText()')),
        (text) => pattern.test(text),
      );
    }
    await run('Go to Call…');
    await host().workbench.quickInput.waitForStep('Go to Call');
    await host().workbench.quickInput.cancel();
    await run('Filter Managing Organisations…');
    await host().workbench.quickInput.waitForStep('Filter Managing Organisations');
    await host().workbench.quickInput.cancel();
    await run('Show Connection Menu…');
    await host().workbench.quickInput.pick(/^\s*Organisations$/);
    for (const title of ['Pin', 'Unpin']) {
      commands.add(title);
      await organisations.contextMenu(title, organisation);
    }
    await organisations.contextMenuItemsWith('Pin', organisation);
    commands.add('Open in HomePort');
    // VS Code asks nothing before it opens a page of this machine.
    const opened = page.context().waitForEvent('page');
    await organisations.contextMenu('Open in HomePort', organisation);
    const homePort = await opened;
    const address = homePort.url();
    await homePort.close();
    await page.bringToFront();
    // Older servers of VS Code forward the port, and know no path.
    assert.match(address, /\/organizations\/[0-9a-f]{32}\/|\/proxy\/\d+\/$/);
  });

  it('shows the groups of an organisation, and clears its image, which Undo brings back', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await look('Set Organisation Groups…', [organisation], /Select groups, or none/);
    commands.add('Set Image…');
    await organisations.contextMenu('Set Image…', organisation);
    await quickInput.waitForOpen();
    await quickInput.cancel();
    await quickInput.waitForClosed();
    commands.add('Show Image');
    await organisations.contextMenu('Show Image', organisation);
    await workbench.page.locator(`.tab[data-resource-name="${organisation}.png"]`).waitFor();
    await workbench.runCommand('View: Close Editor');
    commands.add('Clear Image');
    await organisations.contextMenu('Clear Image', organisation);
    await notifications.waitFor(/no longer has an image\.|has no image\./);
    await notifications.clear();
  });

  it('says what keeps an organisation from being deleted', async () => {
    const { organisations, notifications } = host().workbench;
    await look('Turn Call Management On or Off…', [organisation], /Call management of .* is off/);
    commands.add('Delete…');
    await organisations.contextMenu('Delete…', organisation);
    await notifications.waitFor(/has 2 payment profiles, so the server does not delete it/);
    await notifications.clear();
  });

  it('grants a role with a plan, and undoes it', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    const roles = () => rolesOf(sample, 'customers', organisation, 'ottilie.weber');
    commands.add('Grant Role…');
    await organisations.contextMenu('Grant Role…', ...team);
    await quickInput.waitForStep(/people/);
    await quickInput.type('ottilie');
    await quickInput.pick('Ottilie Weber');
    await quickInput.accept();
    await quickInput.pick(/^Organi[sz]ation reader$/);
    await quickInput.pick('30 days');
    await quickInput.pick(/Grant 1 Role/);
    await waitUntil('the role', roles, (all) => all.length === 1);
    await organisations.waitForRow(...team, 'Ottilie Weber');
    await notifications.press(/Ottilie Weber/, 'Undo');
    await waitUntil('no role', roles, (all) => all.length === 0);
    await organisations.waitForNoRow(...team, 'Ottilie Weber');
    await notifications.clear();
  });

  it('asks what to do with a role', async () => {
    const { organisations, notifications, quickInput } = host().workbench;
    await look('Set Expiry…', member, /expires/);
    await look('Change Role…', member, /new role/);
    commands.add('Revoke Role…');
    await organisations.contextMenu('Revoke Role…', ...member);
    await notifications.waitForDialog(new RegExp(`of ${person}`));
    await notifications.pressInDialog('Cancel');
    // The role has no expiry, so the row does not offer it.
    await organisations.click(...member);
    await run('Make Permanent');
    await quickInput.waitForStep('Nothing to change');
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('groups and filters a team', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    await organisations.waitForRow(...team, 'Reader', person);
    commands.add('✓ Group Teams by Role');
    await organisations.contextMenu('✓ Group Teams by Role', ...team);
    await organisations.waitForNoRow(...team, 'Reader');
    commands.add('Group Teams by Role');
    await organisations.contextMenu('Group Teams by Role', ...team);
    await organisations.waitForRow(...team, 'Reader', person);
    commands.add('Filter Team…');
    await organisations.contextMenu('Filter Team…', ...team);
    await quickInput.type('liisa mets');
    await quickInput.accept();
    await organisations.waitForNoRow(...team, 'Mari Kask');
    await organisations.contextMenu('Filter Team…', ...team);
    await quickInput.pick('Show everyone');
    await organisations.waitForRow(...team, 'Mari Kask');
  });

  it('opens Access, and asks before all access is revoked', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    commands.add('Show Access…');
    await organisations.contextMenu('Show Access…', ...member);
    await new OrganisationPanel(workbench).waitForRow('Access', 'roles', new RegExp(organisation));
    commands.add('Revoke All Access…');
    await organisations.contextMenu('Revoke All Access…', ...member);
    await quickInput.waitForItems('the plan', (items) => items.some(({ label }) => label.includes(person)));
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await workbench.runCommand('View: Close Editor');
  });

  it('explains and copies access, and asks for the file of a plan', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    commands.add('Explain Access');
    await organisations.contextMenu('Explain Access', ...member);
    await workbench.waitForEditorText(/→ .*reader/);
    await workbench.runCommand('View: Close Editor');
    await look('Copy Access From…', member, /roles to copy/);
    await organisations.click(...member);
    await run('Run Plan…');
    await quickInput.waitForOpen();
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('invites, resends and cancels', async () => {
    const { organisations, quickInput, notifications } = host().workbench;
    const row = [...team, 'Invitations', invited] as const;
    commands.add('Invite by E-mail…');
    await organisations.contextMenu('Invite by E-mail…', ...team);
    await quickInput.waitForMessage(/e-mail addresses/);
    await quickInput.type(invited);
    await quickInput.accept();
    await quickInput.pick(/^Organi[sz]ation reader$/);
    await quickInput.waitForMessage(/message/);
    await quickInput.accept();
    await quickInput.pick(/Send 1 Invitation/);
    await organisations.expand(...team, 'Invitations');
    await organisations.waitForRow(...row);
    await notifications.clear();
    commands.add('Resend Invitation');
    await organisations.contextMenu('Resend Invitation', ...row);
    await notifications.waitFor(new RegExp(invited));
    await notifications.clear();
    commands.add('Cancel Invitation');
    await organisations.contextMenu('Cancel Invitation', ...row);
    await notifications.waitForDialog(new RegExp(invited));
    await notifications.pressInDialog('Cancel Invitation');
    await organisations.waitForNoRow(...row);
    await notifications.clear();
    await run('Recent Changes…');
    await quickInput.waitForItems('what was done', (items) =>
      /^ ?Cancel Invitation$/.test(items[0]?.label ?? ''),
    );
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('asks for what is to be created', async () => {
    const { organisations, quickInput } = host().workbench;
    await run('Create Organisation…');
    await quickInput.waitForStep('Create Organisation');
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await look('Create Project…', [organisation], /Create Project in/);
    commands.add('Create Managing Organisation…');
    await organisations.contextMenu('Create Managing Organisation…', organisation);
    await quickInput.waitForMessage(/optional/);
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('exports a team and checks it for import', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    commands.add('Export Team as CSV…');
    await organisations.contextMenu('Export Team as CSV…', ...team);
    await quickInput.pick('Team of the organisation');
    await acceptFile(workbench, 'Export Team', folder);
    await workbench.waitForEditor(/-team/);
    const name = (await readdir(folder)).find((one) => one.endsWith('-team.csv')) ?? '';
    assert.match(await readFile(path.join(folder, name), 'utf8'), /liisa\.mets/);
    await run('Import Team from CSV…');
    await quickInput.waitForItems('what to do', (items) => items.length > 1);
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('exports an organisation, compares its file with the server and would apply it', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    commands.add('Export Organisation…');
    await organisations.contextMenu('Export Organisation…', organisation);
    await quickInput.pick('Organisations alone');
    await quickInput.pick(/JSON with comments/);
    await giveFile(workbench, 'Export Organisation', folder);
    await workbench.waitForEditorText(/"\$waldur"/);
    await run('Apply to Server…');
    await quickInput.waitForStep('Nothing to change');
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await run('Compare with Server');
    await workbench.waitForEditor(/\(Server ↔ File\)/);
    const other = (await organisations.rows()).find(
      ({ level, label }) => level === 1 && label !== organisation,
    );
    assert.ok(other !== undefined);
    await selectOrganisations(organisations, organisation, other.label);
    commands.add('Compare Selected');
    await organisations.contextMenu('Compare Selected', organisation);
    await workbench.waitForEditor(new RegExp(`${organisation} ↔ | ↔ ${organisation}`));
    await workbench.runCommand('View: Close All Editors');
    await notifications.clear();
  });

  it('exports organisations and checks them against the server', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    await run('Export Organisations as CSV…');
    await quickInput.waitForStep('Select the columns');
    await quickInput.accept();
    await acceptFile(workbench, 'Export Organisations as CSV', folder);
    await notifications.press(/organisations were exported/, 'Open File');
    await workbench.waitForEditor(/-organisations/);
    await notifications.clear();
    await run('Apply CSV to Server…');
    await notifications.waitFor(/No cell differs/);
    await notifications.clear();
  });

  it('opens Managing Organisations', async () => {
    const { managingOrganisations } = host().workbench;
    await managingOrganisations.open();
    views.add('Managing Organisations');
    const [first] = await managingOrganisations.waitForRows('rows', (rows) => rows.length > 1);
    const label = first?.label ?? '';
    await managingOrganisations.contextMenu('Open Managing Organisation', label);
    commands.add('Open Managing Organisation');
    await (await host().workbench.webview('waldur-panel .figure')).getByText('Open calls').first().waitFor();
    const parts = await managingOrganisations.expand(label);
    assert.deepEqual(parts.map(({ label }) => label).sort(), ['Calls', 'Team']);
  });

  it('opens Attention', async () => {
    const attention = host().workbench.view('Attention');
    await attention.open();
    await attention.waitForRow('Roles that end soon');
    views.add('Attention');
  });

  it('filters, snoozes and exports what needs attention, and sets the end of a project', async () => {
    const { workbench } = host();
    const { quickInput } = workbench;
    const attention = workbench.view('Attention');
    await run('Filter Attention…');
    await quickInput.waitForStep('Filter Attention');
    await quickInput.cancel();
    await quickInput.waitForClosed();
    const [, first] = await attention.waitForRows('a row', (rows) => rows.length > 1);
    const row = ['Roles that end soon', first?.label ?? ''] as const;
    for (const title of ['Snooze for a Week', 'End Snooze']) {
      commands.add(title);
    }
    await attention.contextMenu('Snooze for a Week', ...row);
    await waitUntil(
      'the row left out',
      () => attention.message(),
      (text) => text.includes('1 row snoozed'),
    );
    await workbench.runCommand('Waldur: Filter Attention…');
    await quickInput.pick('Show snoozed rows');
    await quickInput.accept();
    await attention.contextMenu('End Snooze', ...row);
    await attention.waitForRows('no row snoozed', (rows) =>
      rows.every(({ description }) => !description.includes('snoozed')),
    );
    await run('Export Attention as CSV…');
    await acceptFile(workbench, 'Export Attention as CSV', folder);
    await workbench.waitForEditor(/attention/);
    assert.match(await readFile(path.join(folder, 'attention.csv'), 'utf8'), /Roles that end soon/);
    await attention.header.click();
    const { organisations } = workbench;
    await openTeam();
    const [project] = (await organisations.expand(organisation, 'Projects')).filter(
      ({ expanded }) => expanded !== undefined,
    );
    await look('Set End Date…', [organisation, 'Projects', project?.label ?? ''], /End date/);
    await organisations.collapse(organisation, 'Projects');
    commands.add('Copy Reminder');
    await organisations.contextMenu('Copy Reminder', organisation);
    await workbench.notifications.waitFor(/reminder/i);
    await workbench.notifications.clear();
  });

  it('shows its log and prepares a report of an issue', async () => {
    const { workbench } = host();
    await run('Show Log');
    await workbench.waitForOutput(/Signed\sin/);
    await run('Report Issue…');
    await workbench.waitForEditorText(/Organisations for Waldur \d/);
    await workbench.waitForEditorText(/\[server\s1\],\s\[person\s1\]:\sWaldur\s\d/);
  });

  it('signs in, to the sample data too, and out', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await run('Sign In…');
    await quickInput.waitForStep('Sign In to Waldur');
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await run('Try with Sample Data');
    await quickInput.pick('Mari Kask');
    const connections = (count: number) =>
      organisations.waitForRows(
        `${count} connections`,
        (rows) =>
          rows.filter(({ level, description }) => level === 1 && /Astrid|Mari/.test(description)).length ===
          count,
      );
    await organisations.scrollToTop();
    await organisations.collapse('Nordic Research Cloud');
    await connections(2);
    await run('Sign Out…');
    await quickInput.pick(/./);
    await notifications.pressInDialog('Sign Out');
    await organisations.waitForRows('no connection of it', (rows) =>
      rows.every(({ description }) => !/Astrid|Mari/.test(description)),
    );
  });

  it('left nothing out', () => {
    assert.deepEqual(
      titlesOf('command').filter((title) => !commands.has(title)),
      [],
    );
    assert.deepEqual(
      titlesOf('view').filter((title) => !views.has(title)),
      [],
    );
  });
});
