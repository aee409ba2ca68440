import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { giveFile } from '../test/e2e/fixtures/fileDialog';
import type { Host } from '../test/e2e/fixtures/withWorkbench';
import type { Screen } from './screen';

const organisation = 'Kalev Institute of Genomics';
const folder = mkdtempSync(path.join(tmpdir(), 'waldur-screens-'));
const file = path.join(folder, 'kalev-institute-of-genomics.waldur.jsonc');

async function exportOne({ workbench }: Host): Promise<void> {
  const { organisations, quickInput } = workbench;
  await organisations.scrollToTop();
  await organisations.contextMenu('Export Organisation…', organisation);
  await quickInput.pick('Organisations alone');
  await quickInput.pick(/JSON with comments/);
  await giveFile(workbench, 'Export Organisation', folder);
}

async function closeAll({ workbench }: Host): Promise<void> {
  await workbench.notifications.clear();
  await workbench.runCommand('View: Close All Editors');
}

/** An organisation as a file, and what is done with it. */
export const fileScreens: readonly Screen[] = [
  {
    name: 'file-format',
    show: async ({ workbench }) => {
      // Of the theme before.
      await rm(file, { force: true });
      await workbench.organisations.scrollToTop();
      await workbench.organisations.contextMenu('Export Organisation…', organisation);
      await workbench.quickInput.pick('Organisations alone');
      await workbench.quickInput.waitForItems('formats', (items) => items.length === 2);
    },
    leave: async ({ workbench }) => workbench.quickInput.cancel(),
  },
  {
    name: 'file-compare',
    show: async (host) => {
      const { workbench } = host;
      await exportOne(host);
      await workbench.waitForEditorText(/"\$waldur"/);
      const text = await readFile(file, 'utf8');
      await writeFile(
        file,
        text
          .replace(/"email": "[^"]*"/, '"email": "help@kalev.example.org"')
          .replace(/"phone_number": "[^"]*"/, '"phone_number": "+372 5550 100"'),
      );
      await workbench.waitForEditorText(/help@kalev/);
      await workbench.runCommand('Waldur: Compare with Server');
      await workbench.page.locator('.monaco-diff-editor .modified .line-insert').first().waitFor();
    },
    leave: closeAll,
  },
  {
    name: 'file-plan',
    show: async ({ workbench }) => {
      await workbench.runCommand('File: Open File...');
      await giveFile(workbench, 'Open File', file);
      await workbench.waitForEditorText(/help@kalev/);
      await workbench.runCommand('Waldur: Apply to Server…');
      await workbench.quickInput.waitForStep('Review the plan');
    },
    leave: async ({ workbench }) => workbench.quickInput.cancel(),
  },
  {
    name: 'file-replace',
    show: async (host) => {
      await exportOne(host);
      await host.workbench.notifications.waitForDialog(/Replace 1 file/);
    },
    leave: async (host) => {
      await host.workbench.notifications.pressInDialog('Replace');
      await closeAll(host);
    },
  },
  {
    name: 'file-problems',
    show: async ({ workbench }) => {
      const text = await readFile(file, 'utf8');
      await writeFile(
        file,
        text.replace(/"email": "[^"]*"/, '"email": "nope"').replace('"name"', '"colour": "blue",\n  "name"'),
      );
      await workbench.runCommand('File: Open File...');
      await giveFile(workbench, 'Open File', file);
      await workbench.waitForEditorText(/"colour"/);
      await workbench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    },
    leave: closeAll,
  },
];
