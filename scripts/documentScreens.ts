import { usernameOf } from '../test/e2e/fixtures/steps';
import { selectOrganisations, uuidOf } from '../test/e2e/fixtures/teams';
import type { Host } from '../test/e2e/fixtures/withWorkbench';
import { DocumentEditor } from '../test/e2e/pages/documentEditor';
import type { Screen } from './screen';

const organisation = 'Kalev Institute of Genomics';

const editorOf = ({ workbench }: Host): DocumentEditor => new DocumentEditor(workbench);

async function revert(host: Host): Promise<void> {
  const { workbench } = host;
  await workbench.notifications.clear();
  await workbench.runCommand('File: Revert File');
  await editorOf(host).waitForSaved(organisation);
}

/** An organisation as a document, in the states it can be in. */
export const documentScreens: readonly Screen[] = [
  {
    name: 'document',
    show: async ({ workbench }) => {
      await workbench.organisations.scrollToTop();
      await workbench.organisations.contextMenu('Edit', organisation);
      await workbench.waitForEditorText(/"name": "Kalev/);
    },
  },
  {
    name: 'document-hover',
    show: async (host) => {
      const { page } = host.workbench;
      await editorOf(host).goTo('notification_emails');
      // Where it is when the picture is taken: the hover goes when the pointer moves.
      await page.mouse.move(1119, 360);
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+I');
      await page
        .locator('.monaco-resizable-hover:visible, .monaco-editor .monaco-hover:not(.hidden)')
        .first()
        .waitFor();
      await page.locator('.hover-contents:visible', { hasText: 'notif' }).first().waitFor();
    },
    leave: async ({ workbench }) => workbench.page.keyboard.press('Escape'),
  },
  {
    name: 'document-completion',
    show: async (host) => {
      const { page } = host.workbench;
      await editorOf(host).replaceLine('country', '"country": ""', { keepsComma: true });
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget.visible .monaco-list-row').nth(2).waitFor();
    },
    leave: async (host) => {
      await host.workbench.page.keyboard.press('Escape');
      await revert(host);
    },
  },
  {
    name: 'document-problems',
    show: async (host) => {
      const document = editorOf(host);
      await document.set('email', 'no address');
      await document.set('abbreviation', 'far too long for this');
      await document.save();
      await host.workbench.notifications.waitFor(/2 problems stand in the way/);
      await document.waitForProblem(/Enter an e-mail address/);
    },
    leave: async (host) => {
      await host.workbench.runCommand('View: Toggle Panel Visibility');
      await revert(host);
    },
  },
  {
    name: 'document-conflict',
    show: async (host) => {
      const { workbench, sample } = host;
      const document = editorOf(host);
      await document.set('native_name', 'Kalevi Instituut');
      const uuid = await uuidOf(sample, 'customers', organisation);
      const theirs = { native_name: `Kalevi Genoomikainstituut ${Date.now()}` };
      await sample.api(usernameOf('staff'), `api/customers/${uuid}/`, theirs, 'PATCH');
      await document.save();
      await workbench.notifications.waitFor(/content of the file is newer/);
      await workbench.notifications.press(/content of the file is newer/, 'Compare');
      await workbench.page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    },
    leave: async (host) => {
      await host.workbench.runCommand('View: Close Editor');
      await revert(host);
    },
  },
  ...(['blocked', 'project_metadata_checklist'] as const).map((field): Screen => ({
    name: `document-asks-${field === 'blocked' ? 'block' : 'checklist'}`,
    show: async (host) => {
      const document = editorOf(host);
      await document.set(field, field === 'blocked' ? true : null);
      await document.save();
      await host.workbench.notifications.waitForDialog(/Kalev/);
    },
    leave: async (host) => {
      await host.workbench.notifications.pressInDialog('Cancel');
      await revert(host);
    },
  })),
  {
    name: 'fields-of-several',
    show: async ({ workbench }) => {
      const { organisations, quickInput } = workbench;
      await workbench.runCommand('View: Close All Editors');
      await organisations.scrollToTop();
      await selectOrganisations(organisations, 'Bothnia Data Centre', 'Boreal Biobank', 'Guests');
      await organisations.contextMenu('Edit Field…', 'Guests');
      await quickInput.type('phone');
      await quickInput.pick('Phone number');
      await quickInput.waitForStep(/^(?!Edit Field)/);
      await quickInput.type('+372 620 2200');
      await quickInput.accept();
      await quickInput.waitForStep('Review the plan');
    },
    leave: async ({ workbench }) => workbench.quickInput.cancel(),
  },
];
