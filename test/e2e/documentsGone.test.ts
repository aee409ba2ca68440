import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';

const staff = usernameOf('staff');
const settings = { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' };

describe('Documents of what is deleted', () => {
  const host = withWorkbench({ persona: staff, settings });

  const make = async (organisation: string, project: string) => {
    const { sample } = host();
    await sample.api(staff, 'api/customers/', { name: organisation });
    const customer = await uuidOf(sample, 'customers', organisation);
    await sample.api(staff, 'api/projects/', { name: project, customer: `/api/customers/${customer}/` });
  };

  /** Opens the document of a project and writes into it. */
  const writeInto = async (organisation: string, project: string) => {
    const { workbench } = host();
    const { organisations } = workbench;
    await organisations.expand(organisation);
    await organisations.expand(organisation, 'Projects');
    await organisations.contextMenu('Edit', organisation, 'Projects', project);
    await workbench.waitForEditorText(/"backend_id": /);
    await new DocumentEditor(workbench).set('backend_id', 'mine');
  };

  before(async () => {
    await make('AA Gone', 'Gone with it');
    await make('AA Kept', 'Gone alone');
    await openWaldur(host().workbench);
    await host().workbench.organisations.waitForRow('AA Gone');
  });
  afterEach(() => host().workbench.notifications.clear());

  it('as parts of an organisation say so at once; what was written is kept, and saving it explains', async () => {
    const { workbench } = host();
    const { organisations, notifications, quickInput } = workbench;
    await writeInto('AA Gone', 'Gone with it');
    await organisations.contextMenu('Delete…', 'AA Gone');
    await notifications.waitForDialog(/Delete the organisation AA Gone/);
    await notifications.pressInDialog('Delete…');
    await quickInput.waitForMessage(/Enter “AA Gone”/);
    await quickInput.type('AA Gone');
    await quickInput.accept();
    await notifications.waitFor(/AA Gone was deleted\./);
    await notifications.clear();
    await new DocumentEditor(workbench).waitForGone('Gone with it');
    assert.match(await workbench.editorText(), /"backend_id": "mine"/);
    await host().record('document-gone');
    await new DocumentEditor(workbench).save();
    await notifications.waitFor(/It no longer exists on the server/);
    await host().record('document-gone-save');
    assert.match(await workbench.editorText(), /"backend_id": "mine"/);
  });

  it('by someone else say so as soon as this window reads that it is gone', async () => {
    const { workbench, sample } = host();
    await writeInto('AA Kept', 'Gone alone');
    const uuid = await uuidOf(sample, 'projects', 'Gone alone');
    const { status } = await fetch(new URL(`api/projects/${uuid}/`, sample.url), {
      method: 'DELETE',
      headers: { authorization: `Token ${sample.tokenOf(staff)}` },
    });
    assert.equal(status, 204);
    await workbench.runCommand('Waldur: Refresh');
    await new DocumentEditor(workbench).waitForProblem(/The project was deleted\. Your text is kept\./);
    await host().record('document-removed');
    assert.match(await workbench.editorText(), /"backend_id": "mine"/);
  });
});
