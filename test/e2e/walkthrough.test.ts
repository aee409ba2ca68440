import assert from 'node:assert/strict';
import { violations } from './fixtures/accessibility';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { Keyboard } from './pages/keyboard';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Kalev Institute of Genomics';

/** Rules that VS Code’s own steps break: buttons in buttons that are ticked, in a list of no items. */
const brokenByVscode = [
  'aria-allowed-attr',
  'aria-required-children',
  'label-content-name-mismatch',
  'nested-interactive',
];

describe('The walkthrough', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    viewport: { width: 1600, height: 1000 },
  });
  const steps = () => host().page.locator('.gettingStartedContainer .getting-started-step');

  /** The titles of the steps that are ticked off. */
  async function done(): Promise<readonly string[]> {
    const checked = host().page.locator('.getting-started-step:has(.codicon.complete) .step-title');
    return checked.allTextContents();
  }

  async function open(): Promise<void> {
    const { workbench } = host();
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.quickInput.pick('Get Started with Waldur');
    await steps().first().waitFor();
  }

  it('opens with six steps, each with its picture and its button', async () => {
    const { workbench, page } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(organisation);
    assert.equal(await page.locator('.gettingStartedContainer').count(), 0, 'nothing opens by itself');
    await open();
    assert.equal(await steps().count(), 6);
    const buttons: string[] = [];
    for (const step of await steps().all()) {
      await step.click();
      const button = step.locator('.button-container .monaco-button').first();
      await button.waitFor();
      buttons.push((await button.textContent())?.trim() ?? '');
    }
    assert.deepEqual(buttons, [
      'Try with Sample Data',
      'Sign In…',
      'Go to Organisation…',
      'Grant Role…',
      'Edit Field…',
      'Open Compliance',
    ]);
    await host().record('walkthrough');
  });

  for (const theme of ['Light Modern', 'Dark Modern', 'Dark High Contrast']) {
    it(`has nothing for axe to report in ${theme}`, async () => {
      await host().workbench.setTheme(theme);
      assert.deepEqual(
        await violations(host().page, '.gettingStartedContainer .steps-container', brokenByVscode),
        [],
      );
    });
  }

  it('is walked through by keys alone', async () => {
    const { workbench, page } = host();
    const keyboard = new Keyboard(workbench);
    const tabTo = async (what: string, holds: (text: string) => boolean): Promise<void> => {
      for (let tabs = 0; tabs < 20; tabs++) {
        if (holds(String(await page.evaluate("document.activeElement?.textContent?.trim() ?? ''")))) {
          return;
        }
        await keyboard.press('Tab');
      }
      assert.fail(`No Tab led to ${what}.`);
    };
    await steps().first().focus();
    await tabTo('the step', (text) => text.includes('Find an organisation'));
    await keyboard.press('Enter');
    // A step that has just opened may lose a key, and the focus.
    let pressed = 0;
    await waitUntil(
      'Go to Organisation',
      async () => {
        if (Date.now() - pressed > 5_000 && !(await workbench.quickInput.isOpen())) {
          if (pressed > 0) {
            await steps().filter({ hasText: 'Find an organisation' }).focus();
          }
          await tabTo('its button', (text) => text === 'Go to Organisation…');
          pressed = Date.now();
          await keyboard.press('Enter');
        }
        return workbench.quickInput.title();
      },
      (title) => title.includes('Go to Organisation'),
    );
    // It closes by itself where VS Code draws the page anew, which takes the focus.
    await keyboard.press('Escape');
    await workbench.quickInput.waitForClosed();
  });

  it('ticks steps off by what was really done', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    // To a server that is not the sample server of this window.
    const already = await waitUntil('being signed in', done, (all) => all.length > 0);
    assert.deepEqual(already, ['Sign in to your server']);
    await workbench.runCommand('Waldur: Go to Organisation…');
    await quickInput.cancel();
    await quickInput.waitForClosed();
    assert.deepEqual(await done(), already, 'by nothing that was left');
    await workbench.runCommand('Waldur: Go to Organisation…');
    await quickInput.type('kalev');
    await quickInput.pick(new RegExp(`^${organisation}`));
    await waitUntil('the organisation found', done, (all) => all.includes('Find an organisation'));
    await organisations.contextMenu('Grant Role…', organisation);
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('ottilie');
    await quickInput.pick('Ottilie Weber');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.pick('30 days');
    await quickInput.waitForStep('Review the plan');
    await quickInput.accept();
    await notifications.waitFor(/Ottilie Weber/);
    await waitUntil('the role granted', done, (all) => all.includes('Grant a role'));
    await notifications.clear();
    await organisations.contextMenu('Open Compliance', organisation);
    await open();
    await waitUntil('compliance seen', done, (all) => all.includes('See compliance'));
    assert.ok(!(await done()).includes('Edit an organisation'));
  });
});
