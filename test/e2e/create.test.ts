import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { rolesOf, selectOrganisations, uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';
import type { SampleProcess } from '../host/sampleProcess';

const organisation = 'Kalev Institute of Genomics';

interface Row {
  readonly uuid: string;
  readonly name: string;
  readonly email?: string;
}

/** Those of exactly this name. */
async function named(
  sample: SampleProcess,
  kind: 'customers' | 'projects',
  name: string,
): Promise<readonly Row[]> {
  const filter = kind === 'customers' ? 'name_exact' : 'name';
  const rows = (await sample.api(
    usernameOf('staff'),
    `api/${kind}/?${filter}=${encodeURIComponent(name)}&page_size=300`,
  )) as readonly Row[];
  return rows.filter((row) => row.name === name);
}

const posts = async (sample: SampleProcess, path: string): Promise<number> =>
  (await sample.requests()).filter((asked) => asked.method === 'POST' && asked.path === path).length;

describe('Creating as staff', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    viewport: { width: 1280, height: 1400 },
    settings: { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' },
  });

  it('makes an organisation by its name, shows it below a filter, and adds an owner', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRow(organisation);
    await workbench.runCommand('Waldur: Create Organisation…');
    await quickInput.waitForStep('Create Organisation');
    await quickInput.waitForMessage(/name/i);
    await host().record('create-name');
    await quickInput.accept();
    await quickInput.waitForMessage(/cannot be empty/);
    await quickInput.type(organisation);
    await quickInput.accept();
    await quickInput.waitForMessage(/already has an organisation named/);
    await host().record('create-namesake');
    await quickInput.type('Aardvark University');
    await quickInput.accept();
    await notifications.waitFor(/The organisation Aardvark University was created/);
    await organisations.waitForRows('the new one, selected', (rows) =>
      rows.some(({ label, selected }) => selected && label === 'Aardvark University'),
    );
    await host().record('create-result');
    assert.equal((await named(sample, 'customers', 'Aardvark University')).length, 1);
    await notifications.press(/Aardvark University/, 'Add Owner…');
    await quickInput.waitForStep('select people and press Enter');
    assert.match(await quickInput.title(), /Aardvark University \(1\/2\)/);
    await quickInput.type('ottilie');
    await quickInput.pick('Ottilie Weber');
    await quickInput.accept();
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/is now .* of Aardvark University/);
    const [role] = await rolesOf(sample, 'customers', 'Aardvark University', 'ottilie.weber');
    assert.equal(role?.[0], 'CUSTOMER.OWNER');
    await notifications.clear();
  });

  it('makes an organisation by a document, once, and its document takes the place', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications, organisations } = workbench;
    await workbench.runCommand('Waldur: Create Organisation…');
    await quickInput.waitForStep('Create Organisation');
    await quickInput.pressButton('Open as Document');
    await workbench.waitForEditorText(/New organisation on/);
    await host().record('create-document');
    await sample.clearRequests();
    const document = new DocumentEditor(workbench);
    await document.set('email', 'not an address');
    await document.save();
    await notifications.waitFor(/problems? stands? in the way/);
    await document.waitForUnsaved('New organisation');
    assert.equal(await posts(sample, '/api/customers/'), 0);
    await notifications.clear();
    await document.set('email', 'hello@zebra.example');
    await document.set('name', 'Zebra University');
    await document.save();
    await workbench.waitForEditor(/^Zebra University/);
    await notifications.waitFor(/The organisation Zebra University was created/);
    await waitUntil(
      'the template to be closed',
      () => workbench.editorTitles(),
      (titles) => titles.every((title) => !title.startsWith('New organisation')),
    );
    await host().record('create-document-result');
    const [row, ...more] = await named(sample, 'customers', 'Zebra University');
    assert.deepEqual(more, []);
    assert.equal(row?.email, 'hello@zebra.example');
    await organisations.waitForRows('the new one, selected', (rows) =>
      rows.some(({ label, selected }) => selected && label === 'Zebra University'),
    );
    await notifications.clear();
  });

  it('creates nothing by a document that is closed unsaved', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications } = workbench;
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Create Organisation…');
    await quickInput.waitForStep('Create Organisation');
    await quickInput.pressButton('Open as Document');
    await workbench.waitForEditorText(/New organisation on/);
    await new DocumentEditor(workbench).set('name', 'Never');
    await workbench.runCommand('View: Close Editor');
    await notifications.waitForDialog(/save the changes/);
    await notifications.pressInDialog("Don't Save");
    assert.equal(await posts(sample, '/api/customers/'), 0);
  });

  it('makes a managing organisation, and tells where there is one already', async () => {
    const { workbench } = host();
    const { organisations, managingOrganisations, quickInput, notifications } = workbench;
    await managingOrganisations.open();
    await organisations.contextMenu('Create Managing Organisation…', 'Aardvark University');
    await quickInput.waitForMessage(/optional/);
    await quickInput.type('Runs calls');
    await quickInput.accept();
    await notifications.waitFor(/Aardvark University is now a managing organisation/);
    await managingOrganisations.waitForRows('the new one, selected', (rows) =>
      rows.some(({ label, selected }) => selected && label === 'Aardvark University'),
    );
    await notifications.clear();
    await organisations.contextMenu('Create Managing Organisation…', 'Aardvark University');
    await notifications.waitFor(/is already a managing organisation/);
    await notifications.clear();
  });
});

describe('Creating as an owner', () => {
  const host = withWorkbench({ persona: usernameOf('owner'), viewport: { width: 1280, height: 1400 } });

  it('makes a project with its manager in five picks', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    await openWaldur(workbench);
    await selectOrganisations(organisations, organisation);
    effort.reset();
    await organisations.contextMenu('Create Project…', organisation);
    await quickInput.waitForStep(/Create Project in Kalev/);
    await quickInput.type('Genomes of Bells');
    await quickInput.accept();
    await organisations.waitForRows('the new one, selected', (rows) =>
      rows.some(({ label, selected }) => selected && label === 'Genomes of Bells'),
    );
    await notifications.press(/Genomes of Bells/, 'Add Manager…');
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('liisa');
    await quickInput.pick('Liisa Mets');
    await quickInput.accept();
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/Liisa Mets is now/);
    assert.ok(effort.counts.picks <= 5, `${effort.counts.picks} picks`);
    assert.equal(effort.counts.typed, 2);
    const [role] = await rolesOf(sample, 'projects', 'Genomes of Bells', 'liisa.mets');
    assert.equal(role?.[0], 'PROJECT.MANAGER');
    assert.equal((await named(sample, 'projects', 'Genomes of Bells')).length, 1);
    await notifications.clear();
  });

  it('is told that organisations and managing organisations are for staff, and nothing is sent', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Create Organisation…');
    await notifications.waitFor(/You cannot create an organisation on .* Only server staff/);
    await notifications.clear();
    const items = await organisations.contextMenuItems(organisation);
    assert.ok(items.some((item) => item.startsWith('Create Project')));
    assert.ok(!items.some((item) => item.startsWith('Create Managing Organisation')));
    await organisations.click(organisation);
    await workbench.runCommand('Waldur: Create Managing Organisation…');
    await notifications.waitFor(/already a managing organisation|You cannot make .* staff/);
    await notifications.clear();
    assert.equal(await posts(sample, '/api/customers/'), 0);
    assert.equal(await posts(sample, '/api/call-managing-organisations/'), 0);
    assert.ok((await uuidOf(sample, 'customers', organisation)) !== '');
  });
});
