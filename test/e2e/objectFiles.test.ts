import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { giveFile } from './fixtures/fileDialog';
import { withObjectFiles } from './fixtures/objectFiles';
import { usernameOf } from './fixtures/steps';
import { selectOrganisations } from './fixtures/teams';
import { DocumentEditor } from './pages/documentEditor';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Vättern University';
const fileName = 'vättern-university.waldur.jsonc';

describe('Objects as files, as staff', () => {
  const { folder, host } = withObjectFiles();

  it('writes one to a folder and opens it, without the token; asks before it takes the place of another', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Export Organisation…', organisation);
    await quickInput.pick('Organisations alone');
    await host().record('files-format');
    await quickInput.pick(/JSON with comments/);
    await giveFile(workbench, 'Export Organisation', folder);
    await workbench.waitForEditor(/^vättern-university/);
    await workbench.waitForEditorText(/"name": "Vättern University"/);
    await host().record('files-exported');
    const text = await readFile(path.join(folder, fileName), 'utf8');
    assert.ok(!text.includes(sample.tokenOf(usernameOf('staff'))));
    assert.match(text, /"kind": "organisation",\n {4}"uuid": "[0-9a-f]{32}",\n {4}"server": "http/);

    await writeFile(
      path.join(folder, fileName),
      text.replace('"name": "Vättern University"', '"name": "Mine"'),
    );
    await organisations.contextMenu('Export Organisation…', organisation);
    await quickInput.pick('Organisations alone');
    await quickInput.pick(/JSON with comments/);
    await giveFile(workbench, 'Export Organisation', folder);
    const question = await notifications.waitForDialog(/Replace 1 file that the folder has already\?/);
    assert.match(question, /“vättern-university\.waldur\.jsonc”/);
    await host().record('files-replace');
    await notifications.pressInDialog('Cancel');
    assert.match(await readFile(path.join(folder, fileName), 'utf8'), /"name": "Mine"/);
    await writeFile(path.join(folder, fileName), text);
  });

  it('writes all that the view lists, as YAML, with what belongs to them', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    const list = path.join(folder, 'list');
    await mkdir(list);
    await workbench.runCommand('Waldur: Export Organisation…');
    await quickInput.pick('All organisations that the view lists');
    await quickInput.pick('With their projects and managing organisations');
    await quickInput.pick(/YAML/);
    await giveFile(workbench, 'Export Organisation', list);
    await notifications.waitFor(/files are in the folder/);
    await host().record('files-list');
    const names = await readdir(list);
    assert.ok(names.includes('vättern-university.waldur.yaml'));
    assert.ok(names.some((name) => /^vättern-university\..+\.waldur\.yaml$/.test(name)));
    assert.ok(names.some((name) => name.endsWith('.managing-organisation.waldur.yaml')));
  });

  it('marks what is wrong in a file while it is open', async () => {
    const { workbench } = host();
    const text = await readFile(path.join(folder, fileName), 'utf8');
    const file = path.join(folder, 'wrong.waldur.jsonc');
    await writeFile(file, text.replace(/"email": "[^"]*"/, '"email": "nope"'));
    await workbench.runCommand('File: Open File...');
    await giveFile(workbench, 'Open File', file);
    await workbench.waitForEditor(/^wrong/);
    const document = new DocumentEditor(workbench);
    await document.waitForProblem(/Enter an e-mail address/);
    await host().record('files-problem');
    await document.set('email', 'right@vattern.example');
    await waitUntil(
      'no problem',
      async () => workbench.page.locator('.markers-panel').innerText(),
      (shown) => shown.includes('No problems'),
    );
    await document.save();
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('View: Toggle Panel Visibility');
  });

  it('compares a file with what the server has, in its own form', async () => {
    const { workbench } = host();
    const file = path.join(folder, fileName);
    const before = await readFile(file, 'utf8');
    await workbench.runCommand('File: Open File...');
    await giveFile(workbench, 'Open File', file);
    await workbench.waitForEditor(/^vättern-university/);
    const document = new DocumentEditor(workbench);
    await document.set('email', 'file@vattern.example');
    await workbench.runCommand('Waldur: Compare with Server');
    await workbench.waitForEditor(/\(Server ↔ File\)/);
    await waitUntil(
      'one line that differs',
      () => workbench.page.locator('.monaco-diff-editor .modified .line-insert').count(),
      (lines) => lines > 0,
    );
    await host().record('files-compare');
    assert.ok(
      (await workbench.page.locator('.monaco-diff-editor .original .view-lines').innerText()).includes(
        '"email"',
      ),
    );
    await workbench.runCommand('View: Revert and Close Editor');
    await workbench.runCommand('View: Close All Editors');
    // In a browser VS Code saves by itself.
    await writeFile(file, before);
  });

  it('compares two objects as documents', async () => {
    const { workbench } = host();
    const { organisations } = workbench;
    const [first, second] = (await organisations.rows()).filter(({ level }) => level === 1);
    assert.ok(first !== undefined && second !== undefined);
    await selectOrganisations(organisations, first.label, second.label);
    await organisations.contextMenu('Compare Selected', second.label);
    await workbench.waitForEditor(/ ↔ /);
    await waitUntil(
      'lines that differ',
      () => workbench.page.locator('.monaco-diff-editor .modified .line-insert').count(),
      (lines) => lines > 0,
    );
    await host().record('files-compare-selected');
    await workbench.runCommand('View: Close All Editors');
  });
});
