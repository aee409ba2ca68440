import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';
import type { SampleProcess } from '../host/sampleProcess';

const organisation = 'Vättern University';
const title = organisation;

interface Row {
  readonly uuid: string;
  readonly email: string;
  readonly native_name: string;
  readonly abbreviation: string;
  readonly phone_number: string;
  readonly backend_id: string;
}

async function rowOf(sample: SampleProcess): Promise<Row> {
  const uuid = await uuidOf(sample, 'customers', organisation);
  return (await sample.api(usernameOf('staff'), `api/customers/${uuid}/`)) as Row;
}

/** What someone else does meanwhile. */
async function patch(sample: SampleProcess, changes: Partial<Row>): Promise<void> {
  const uuid = await uuidOf(sample, 'customers', organisation);
  await sample.api(usernameOf('staff'), `api/customers/${uuid}/`, changes, 'PATCH');
}

describe('Documents', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    // What is typed is what stands there.
    settings: { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' },
  });

  async function open(): Promise<DocumentEditor> {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(organisation);
    await workbench.organisations.contextMenu('Edit', organisation);
    await workbench.waitForEditor(new RegExp(`^${organisation}`));
    await workbench.waitForEditorText(/"name": "Vättern University"/);
    return new DocumentEditor(workbench);
  }

  it('of an organisation is changed and saved: three fields with three picks and one request, the rest as it was', async () => {
    const { workbench, sample } = host();
    const before = await rowOf(sample);
    workbench.effort.reset();
    const document = await open();
    await host().record('document');
    await document.set('email', 'new@vattern.example');
    await document.set('phone_number', '+46 36 10 00');
    await document.set('backend_id', 'erp-7');
    await document.waitForUnsaved(title);
    await sample.clearRequests();
    await document.save();
    await document.waitForSaved(title);
    // A menu, its item, and a key that saves.
    assert.equal(workbench.effort.picks + 1, 3);
    await waitUntil(
      'the change on the server',
      () => rowOf(sample),
      ({ email }) => email === 'new@vattern.example',
    );
    assert.deepEqual(
      (await sample.requests()).flatMap(({ method, path }) => (method === 'PATCH' ? [path] : [])),
      [`/api/customers/${before.uuid}/`],
    );
    assert.deepEqual(await rowOf(sample), {
      ...before,
      email: 'new@vattern.example',
      phone_number: '+46 36 10 00',
      backend_id: 'erp-7',
    });
    await workbench.waitForEditorText(/"email": "new@vattern.example"/);
  });

  it('keeps what others changed meanwhile in other fields, and shows it', async () => {
    const { workbench, sample } = host();
    const document = await open();
    await document.set('phone_number', '+46 1 000');
    await patch(sample, { backend_id: 'by-someone-else' });
    await document.save();
    await document.waitForSaved(title);
    await workbench.waitForEditorText(/"backend_id": "by-someone-else"/);
    const { phone_number: phone, backend_id: id } = await rowOf(sample);
    assert.deepEqual([phone, id], ['+46 1 000', 'by-someone-else']);
  });

  it('stops where someone else has changed the same field, loses nothing, and overwrites when asked to', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    const document = await open();
    await document.set('native_name', 'mine');
    await patch(sample, { native_name: 'this is theirs' });
    await document.save();
    await notifications.waitFor(/content of the file is newer/);
    await host().record('document-conflict');
    await document.waitForUnsaved(title);
    assert.equal((await rowOf(sample)).native_name, 'this is theirs');
    assert.match(await workbench.editorText(), /"native_name": "mine"/);
    await notifications.press(/content of the file is newer/, 'Overwrite');
    await document.waitForSaved(title);
    assert.equal((await rowOf(sample)).native_name, 'mine');
  });

  it('marks what is wrong at its field and sends nothing', async () => {
    const { workbench, sample } = host();
    const { notifications } = workbench;
    const document = await open();
    const before = await rowOf(sample);
    await document.set('email', 'no address');
    await document.set('abbreviation', 'far too long for this');
    // VS Code's own check while typing, by the schema of this object.
    await document.waitForProblem(/longer than the maximum length of 12/);
    await workbench.page.locator('.editor-instance .monaco-editor .view-line').first().click();
    await sample.clearRequests();
    await document.save();
    await notifications.waitFor(/2 problems stand in the way/);
    await document.waitForUnsaved(title);
    await document.waitForProblem(/Enter an e-mail address/);
    await host().record('document-problems');
    assert.deepEqual(
      (await sample.requests()).filter(({ method }) => method === 'PATCH'),
      [],
    );
    assert.deepEqual(await rowOf(sample), before);
    await notifications.clear();
    await workbench.runCommand('File: Revert File');
    await document.waitForSaved(title);
  });

  it('stand in Recent Changes once saved; undone there, the open document shows it', async () => {
    const { workbench, sample } = host();
    const { quickInput } = workbench;
    const document = await open();
    const { abbreviation } = await rowOf(sample);
    await document.set('abbreviation', 'UNDO-ME');
    await document.save();
    await document.waitForSaved(title);
    assert.equal((await rowOf(sample)).abbreviation, 'UNDO-ME');
    await workbench.runCommand('Waldur: Recent Changes…');
    await quickInput.waitForStep('Recent Changes');
    await quickInput.pick(/^ ?Edit$/);
    await quickInput.waitForStep('Select what to do with this run');
    await quickInput.pick(/Undo/);
    await workbench.waitForEditorText(new RegExp(`"abbreviation": "${abbreviation}"`));
    await document.waitForSaved(title);
    assert.equal((await rowOf(sample)).abbreviation, abbreviation);
    await workbench.notifications.clear();
  });

  it('stay as the person left them over a reload of the window, and are saved after it', async () => {
    const { workbench, sample } = host();
    const document = await open();
    await document.set('email', 'after@vattern.example');
    await document.waitForUnsaved(title);
    await workbench.reloadWindow();
    await workbench.waitForEditorText(/"email": "after@vattern.example"/);
    await patch(sample, { backend_id: 'changed during the reload' });
    await workbench.runCommand('File: Save');
    await document.waitForSaved(title);
    const { email, backend_id: id } = await rowOf(sample);
    assert.deepEqual([email, id], ['after@vattern.example', 'changed during the reload']);
  });
});
