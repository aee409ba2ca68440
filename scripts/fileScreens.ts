import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { giveFile } from '../test/e2e/fixtures/fileDialog';
import { uuidOf } from '../test/e2e/fixtures/teams';
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

/** A table beside it: what locks an organisation, and cells that are wrong. */
async function openTable({ workbench, sample }: Host): Promise<void> {
  const [guests = '', vattern = '', kalev = ''] = await Promise.all(
    ['Guests', 'Vättern University', organisation].map((name) => uuidOf(sample, 'customers', name)),
  );
  const table = path.join(folder, 'organisations.csv');
  await writeFile(
    table,
    [
      'uuid,name,email,archived,colour',
      `${guests},,,TRUE,`,
      `${vattern},,nonsense,,`,
      `${kalev},,genomics@kalev.example.org,,`,
      `${'1'.repeat(32)},Nowhere,,,`,
    ].join('\n'),
  );
  await workbench.runCommand('File: Open File...');
  await giveFile(workbench, 'Open File', table);
  await workbench.waitForEditorText(/nonsense/);
  await workbench.runCommand('Waldur: Apply CSV to Server…');
  await workbench.notifications.waitForDialog(/not read: “colour”/);
  await workbench.notifications.pressInDialog('Leave Out 1 Column');
  await workbench.notifications.waitFor(/2 lines have problems/);
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
      // As it was left in another theme, it would be asked about.
      await rm(file, { force: true });
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
  {
    name: 'file-plan-costs',
    show: async ({ workbench }) => {
      const text = (await readFile(file, 'utf8'))
        .replace('"nope"', '"help@kalev.example.org"')
        .replace(/ *"colour": "blue",\n/, '');
      await writeFile(
        file,
        text
          .replace('"blocked": false', '"blocked": true')
          .replace(/"project_metadata_checklist": "[^"]*"/, '"project_metadata_checklist": null'),
      );
      await workbench.runCommand('File: Open File...');
      await giveFile(workbench, 'Open File', file);
      await workbench.waitForEditorText(/"name": "Kalev/);
      await workbench.runCommand('Waldur: Apply to Server…');
      await workbench.quickInput.waitForStep('Review the plan');
    },
  },
  {
    name: 'file-costs',
    show: async ({ workbench }) => {
      await workbench.quickInput.pick(/Change 1 Organisation/);
      await workbench.notifications.waitForDialog(/Make these changes/);
    },
    leave: async (host) => {
      await host.workbench.notifications.pressInDialog('Cancel');
      await closeAll(host);
    },
  },
  {
    name: 'table-problems',
    show: async (host) => {
      await openTable(host);
      await host.workbench.runCommand('Problems: Focus on Problems View');
    },
  },
  {
    name: 'table-plan-costs',
    show: async ({ workbench }) => {
      await workbench.notifications.press(/2 lines have problems/, 'Plan 2 Valid Lines');
      await workbench.quickInput.waitForStep('Review the plan');
    },
    leave: async (host) => {
      await host.workbench.quickInput.cancel();
      await host.workbench.runCommand('View: Hide Panel');
      await closeAll(host);
    },
  },
];
