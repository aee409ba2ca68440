import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { uuidOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import type { Workbench } from './pages/workbench';

const organisation = 'Vättern University';

describe('An organisation that is edited in two windows', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    settings: { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' },
  });

  async function open(workbench: Workbench): Promise<DocumentEditor> {
    await openWaldur(workbench);
    await workbench.organisations.contextMenu('Edit', organisation);
    await workbench.waitForEditorText(/"name": "Vättern University"/);
    return new DocumentEditor(workbench);
  }

  async function onServer(...fields: readonly string[]): Promise<readonly unknown[]> {
    const { sample } = host();
    const uuid = await uuidOf(sample, 'customers', organisation);
    const row = (await sample.api(usernameOf('staff'), `api/customers/${uuid}/`)) as Record<string, unknown>;
    return fields.map((field) => row[field]);
  }

  it('keeps both changes where they are of other fields, and stops where they are of the same', async () => {
    const first = host().workbench;
    const mine = await open(first);
    const second = await host().openWindow();
    const theirs = await open(second);

    await mine.set('phone_number', '+46 1 000');
    await theirs.set('postal', '59130');
    await theirs.save();
    await theirs.waitForSaved(organisation);
    await mine.save();
    await mine.waitForSaved(organisation);
    assert.deepEqual(await onServer('phone_number', 'postal'), ['+46 1 000', '59130']);
    await first.waitForEditorText(/"postal": "59130"/);

    await mine.set('native_name', 'mine');
    await theirs.set('native_name', 'theirs');
    await theirs.save();
    await theirs.waitForSaved(organisation);
    await mine.save();
    await first.notifications.waitFor(/content of the file is newer/);
    assert.deepEqual(await onServer('native_name', 'phone_number'), ['theirs', '+46 1 000']);
    assert.match(await first.editorText(), /"native_name": "mine"/);
    await first.notifications.press(/content of the file is newer/, 'Overwrite');
    await mine.waitForSaved(organisation);
    assert.deepEqual(await onServer('native_name'), ['mine']);
    await second.page.close();
  });
});
