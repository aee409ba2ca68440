import assert from 'node:assert/strict';
import type { SampleProcess } from '../host/sampleProcess';
import { openWaldur, usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';

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

  before(async () => {
    const { sample, workbench } = host();
    await makeProject(sample, small, 'Abandoned trial');
    await makeOrganisation(sample, 'AA One');
    await makeOrganisation(sample, 'AA Two');
    await makeProject(sample, 'AA Two', 'Inside');
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
    assert.equal((await sample.requests()).length, 3);
    await notifications.pressInDialog('Delete');
    await notifications.waitFor(/Abandoned trial \(Bothnia Data Centre\) was deleted\./);
    await organisations.waitForNoRow(...row);
    assert.ok((await organisations.waitForRow(small, 'Projects')).selected);
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
    await workbench.waitForOutput(/no longer exists|was deleted/);
    await notifications.clear();
  });
});
