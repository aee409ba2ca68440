import assert from 'node:assert/strict';
import type { SampleProcess } from '../host/sampleProcess';
import { openWaldur, usernameOf } from './fixtures/steps';
import { selectOrganisations, uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';

const staff = usernameOf('staff');
const small = 'Bothnia Data Centre';

/** A project that someone has made a moment ago. */
async function makeProject(sample: SampleProcess, customer: string, name: string): Promise<void> {
  const uuid = await uuidOf(sample, 'customers', customer);
  await sample.api(staff, 'api/projects/', { name, customer: `/api/customers/${uuid}/` });
}

async function makeOrganisation(sample: SampleProcess, name: string): Promise<void> {
  await sample.api(staff, 'api/customers/', { name });
}

/** How often the server was asked to delete. */
async function deletes(sample: SampleProcess): Promise<number> {
  return (await sample.requests()).filter(({ method }) => method === 'DELETE').length;
}

describe('Deleting, as staff', () => {
  const host = withWorkbench({ persona: staff, viewport: { width: 1280, height: 1800 } });

  // What one test leaves open is in the way of none that follows.
  afterEach(async function () {
    const { page } = host();
    if (this.currentTest?.state === 'failed') {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await host().workbench.notifications.clear();
    }
  });

  before(async () => {
    const { sample, workbench } = host();
    await makeProject(sample, small, 'Abandoned trial');
    await makeOrganisation(sample, 'AA One');
    await makeOrganisation(sample, 'AA Two');
    await makeProject(sample, 'AA Two', 'Inside');
    await makeOrganisation(sample, 'AA Three');
    await makeProject(sample, 'AA Three', 'Inside');
    await openWaldur(workbench);
    await workbench.organisations.waitForRow('AA Two');
  });

  it('a project: told what goes with it, gone from the view, and brought back by Undo', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    const row = [small, 'Projects', 'Abandoned trial'] as const;
    await organisations.expand(small);
    await organisations.expand(small, 'Projects');
    await sample.clearRequests();
    await organisations.contextMenu('Delete…', ...row);
    const question = await notifications.waitForDialog(/Delete the project Abandoned trial/);
    await host().record('delete-project');
    assert.match(question, /Undo can bring it back, with its team\./);
    const counted = (await sample.requests()).filter(({ method }) => method === 'HEAD');
    assert.equal(counted.length, 2, 'resources and people');
    await notifications.pressInDialog('Delete');
    await notifications.waitFor(/Abandoned trial \(Bothnia Data Centre\) was deleted\./);
    await organisations.waitForNoRow(...row);
    await organisations.waitForRows('the row above, selected', (rows) =>
      rows.some(({ label, selected }) => selected && label === 'Projects'),
    );
    await notifications.press(/was deleted/, 'Undo');
    await notifications.waitFor(/was recovered\./);
    await organisations.waitForRow(...row);
    await notifications.clear();
  });

  it('a project with resources: refused before anything is sent', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await sample.clearRequests();
    await organisations.contextMenu('Delete…', small, 'Projects', 'Vaccine antigen modelling');
    await notifications.waitFor(/has 1 resource, so the server does not delete it\. Terminate its resources/);
    assert.equal(await deletes(sample), 0);
    await notifications.clear();
  });

  it('an organisation with projects: only once its name was typed; its document says that it is gone', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications, quickInput } = workbench;
    await organisations.contextMenu('Edit', 'AA Two');
    await workbench.waitForEditor(/^AA Two/);
    await workbench.waitForEditorText(/"name": "AA Two"/);
    await sample.clearRequests();
    await organisations.contextMenu('Delete…', 'AA Two');
    const question = await notifications.waitForDialog(/Delete the organisation AA Two/);
    await host().record('delete-organisation');
    assert.match(question, /This will also delete 1 project\./);
    assert.match(question, /This cannot be undone\./);
    await notifications.pressInDialog('Delete…');
    await quickInput.waitForMessage(/Enter “AA Two” to delete the organisation with 1 project\./);
    await host().record('delete-organisation-name');
    await quickInput.type('aa two');
    await quickInput.accept();
    await quickInput.waitForMessage(/This is not the name of the organisation/);
    await host().record('delete-organisation-wrong-name');
    assert.equal(await deletes(sample), 0);
    await quickInput.type('  AA Two ');
    await quickInput.accept();
    await notifications.waitFor(/AA Two was deleted\./);
    await organisations.waitForNoRow('AA Two');
    await host().record('delete-organisation-done');
    await new DocumentEditor(workbench).waitForGone('AA Two');
    await host().record('delete-organisation-document');
    await notifications.clear();
  });

  it('several: how many are typed, and each is told', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications, quickInput } = workbench;
    await selectOrganisations(organisations, 'AA One', 'AA Three');
    await organisations.contextMenu('Delete…', 'AA Three');
    const question = await notifications.waitForDialog(/Delete 2 organisations/);
    await host().record('delete-several');
    assert.match(question, /AA Three · 1 project/);
    await notifications.pressInDialog('Delete…');
    await quickInput.waitForMessage(/Enter 2, the number of organisations/);
    await quickInput.type('3');
    await quickInput.accept();
    await quickInput.waitForMessage(/This is not the number/);
    await sample.clearRequests();
    await quickInput.type('2');
    await quickInput.accept();
    await notifications.waitFor(/2 items deleted\./);
    await organisations.waitForNoRow('AA One');
    await organisations.waitForNoRow('AA Three');
    assert.equal(await deletes(sample), 2);
    await notifications.clear();
  });

  it('an organisation that is still used: refused before, with what to do', async () => {
    const { organisations, notifications } = host().workbench;
    await organisations.contextMenu('Delete…', 'Emajõe University');
    await notifications.waitFor(/has 1 call and 1 payment profile, so the server does not delete it\./);
    await host().record('delete-refused');
    await notifications.clear();
  });

  it('a managing organisation: with calls refused, without it goes and its organisation stays', async () => {
    const { workbench } = host();
    const { managingOrganisations, notifications, organisations } = workbench;
    await managingOrganisations.open();
    await managingOrganisations.contextMenu('Delete…', 'Emajõe University');
    await notifications.waitFor(
      /has 1 call, so the server does not delete it\. Delete its calls in HomePort/,
    );
    await notifications.clear();
    await managingOrganisations.contextMenu('Delete…', 'Родопски университет');
    const question = await notifications.waitForDialog(/Delete the managing organisation/);
    assert.match(question, /The organisation itself stays\. This cannot be undone\./);
    await host().record('delete-managing');
    await notifications.pressInDialog('Delete');
    await managingOrganisations.waitForNoRow('Родопски университет');
    await organisations.waitForRow('Родопски университет');
    await notifications.clear();
  });

  it('call management of an organisation is turned on, shown, and off again', async () => {
    const { workbench } = host();
    const { managingOrganisations, notifications, organisations, quickInput } = workbench;
    // VS Code takes rows that are gone for a selection of several until another one is made.
    await organisations.click(small);
    await organisations.contextMenu('Turn Call Management On or Off…', small);
    await quickInput.waitForStep(/Call management of Bothnia Data Centre is off/);
    await host().record('call-management-off');
    await quickInput.pick(/Off$/);
    await quickInput.waitForItems('why not', (items) =>
      items.some(({ detail }) => detail.includes('already off')),
    );
    await quickInput.pick(/On$/);
    await managingOrganisations.waitForRows(`${small} selected`, (rows) =>
      rows.some(({ label, selected }) => label === small && selected),
    );
    await notifications.clear();
    await organisations.contextMenu('Turn Call Management On or Off…', small);
    await quickInput.waitForStep(/Call management of Bothnia Data Centre is on/);
    await quickInput.pick(/Off$/);
    await notifications.waitForDialog(/Delete the managing organisation Bothnia Data Centre/);
    await notifications.pressInDialog('Delete');
    await managingOrganisations.waitForNoRow(small);
    await notifications.clear();
    await organisations.contextMenu('Turn Call Management On or Off…', 'Emajõe University');
    await quickInput.waitForStep(/is on/);
    await quickInput.pick(/Off$/);
    await quickInput.waitForItems('why not', (items) =>
      items.some(({ detail }) => detail.includes('has 1 call')),
    );
    await host().record('call-management-refused');
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  for (const theme of ['Dark Modern', 'Light Modern', 'Dark High Contrast']) {
    it(`is asked in a way that can be read in ${theme}`, async () => {
      const { workbench } = host();
      const { organisations, notifications, quickInput } = workbench;
      await workbench.setTheme(theme);
      await organisations.contextMenu('Delete…', 'Daugava University of Science');
      await notifications.waitForDialog(/5 projects/);
      await host().record(`delete-${theme}`);
      await notifications.pressInDialog('Delete…');
      await quickInput.waitForMessage(/Enter “Daugava/);
      await host().record(`delete-name-${theme}`);
      await quickInput.cancel();
      await quickInput.waitForClosed();
    });
  }
});

describe('Deleting, as an owner', () => {
  const host = withWorkbench({ persona: usernameOf('owner'), viewport: { width: 1280, height: 1400 } });
  const organisation = 'Kalev Institute of Genomics';

  it('an organisation: told who can, before anything is asked', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await makeProject(sample, organisation, 'AA Abandoned');
    await openWaldur(workbench);
    await organisations.waitForRow(organisation);
    await organisations.contextMenu('Turn Call Management On or Off…', organisation);
    const { quickInput } = workbench;
    await quickInput.waitForStep(/is off/);
    await quickInput.pick(/On$/);
    await quickInput.waitForItems('why not', (items) =>
      items.some(({ detail }) => /SERVICE_PROVIDER\.REGISTER.*staff/.test(detail)),
    );
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await organisations.click(organisation);
    await workbench.runCommand('Waldur: Delete…');
    await notifications.waitFor(
      /You cannot delete Kalev Institute of Genomics\. Only server staff can do this\. Can be done by: staff\./,
    );
    await notifications.clear();
  });

  it('a project: gone, and brought back without its team', async () => {
    const { organisations, notifications } = host().workbench;
    const row = [organisation, 'Projects', 'AA Abandoned'] as const;
    await organisations.expand(organisation);
    await organisations.expand(organisation, 'Projects');
    await organisations.contextMenu('Delete…', ...row);
    await notifications.waitForDialog(/Undo can bring it back, but without its team\./);
    await notifications.pressInDialog('Delete');
    await organisations.waitForNoRow(...row);
    await notifications.press(/was deleted/, 'Undo');
    await notifications.waitFor(/was recovered\. Its team did not come back/);
    await organisations.waitForRow(...row);
    await notifications.clear();
  });
});
