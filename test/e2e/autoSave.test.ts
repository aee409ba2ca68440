import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { DocumentEditor } from './pages/documentEditor';

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
        await workbench.runCommand('Preferences: Open User Settings (JSON)');
        await workbench.waitForEditor('settings.json');
        await workbench.page.locator('.editor-instance .monaco-editor .view-line').first().click();
        await workbench.page.keyboard.press('Control+End');
        await workbench.page.keyboard.insertText('\n// mine');
        await workbench.waitForEditorText(/\/\/ mine/);
        await document.waitForSaved('settings.json');
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
