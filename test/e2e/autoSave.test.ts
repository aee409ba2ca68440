import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { giveFile } from './fixtures/fileDialog';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Vättern University';
const plain = { 'editor.autoClosingQuotes': 'never', 'editor.autoSurround': 'never' } as const;

for (const [who, settings] of [
  // As VS Code has it in the browser.
  ['whoever has VS Code save by itself', { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 100 }],
  [
    'whoever has it do so for objects as well',
    { '[waldur-object]': { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 100 } },
  ],
] as const) {
  describe(`Documents of ${who}`, () => {
    const host = withWorkbench({ persona: usernameOf('staff'), settings: { ...plain, ...settings } });

    it('are sent by Save alone', async () => {
      const { workbench, sample } = host();
      const patches = async () => (await sample.requests()).filter(({ method }) => method === 'PATCH').length;
      await openWaldur(workbench);
      await workbench.organisations.waitForRow(organisation);
      await workbench.organisations.contextMenu('Edit', organisation);
      await workbench.waitForEditorText(/"name": "Vättern University"/);
      const document = new DocumentEditor(workbench);
      await document.set('email', 'half@vattern.example');
      if ('files.autoSave' in settings) {
        // What was written later was saved by itself.
        const folder = await mkdtemp(path.join(tmpdir(), 'waldur-auto-save-'));
        const file = path.join(folder, 'notes.txt');
        await writeFile(file, 'mine\n');
        await workbench.runCommand('File: Open File...');
        await giveFile(workbench, 'Open File', file);
        await workbench.waitForEditorText(/mine/);
        await workbench.page.locator('.editor-instance .monaco-editor .view-line').first().click();
        await workbench.page.keyboard.insertText('also ');
        await waitUntil(
          'the file as VS Code saved it',
          () => readFile(file, 'utf8'),
          (text) => text.includes('also'),
        );
        await rm(folder, { recursive: true });
        await workbench.page.locator('.tab').filter({ hasText: organisation }).click();
      } else {
        await workbench.notifications.waitFor(/sent only when you save the document yourself/);
      }
      await document.waitForUnsaved(organisation);
      assert.equal(await patches(), 0);
      await workbench.waitForEditorText(/"email": "half@vattern.example"/);
      await document.save();
      await document.waitForSaved(organisation);
      assert.equal(await patches(), 1);
    });
  });
}
