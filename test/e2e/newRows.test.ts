import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { Keyboard } from './pages/keyboard';
import type { TreeRow } from './pages/treeRow';

const organisation = 'Emajõe University';
const team = [organisation, 'Team'] as const;

const isSelected =
  (name: string) =>
  (rows: readonly TreeRow[]): boolean =>
    rows.some(({ label, selected }) => selected && label === name);

describe('A new row is revealed and selected', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  before(async () => {
    await openWaldur(host().workbench);
    await host().workbench.organisations.expand(organisation);
  });

  it('after a grant by mouse, while what is typed elsewhere stays there', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Grant Role…', organisation);
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('ottilie');
    await quickInput.pick('Ottilie Weber');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.pick(/^Permanent/);
    await sample.addFault({ path: '/add_user/', fault: { kind: 'delay', ms: 1_500 } });
    await quickInput.pick(/Grant 1 Role/);
    await workbench.runCommand('Waldur: Go to Organisation…');
    await quickInput.type('kalev');
    await organisations.waitForRows('the new row selected', isSelected('Ottilie Weber'));
    await organisations.waitForRow(...team, 'Reader', 'Ottilie Weber');
    assert.equal(await quickInput.value(), 'kalev');
    await host().record('new-row');
    await sample.clearFaults();
    await quickInput.cancel();
    await notifications.clear();
  });

  it('after an invitation by the keyboard, in a list that no one had opened', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    const keyboard = new Keyboard(workbench);
    await organisations.focus();
    await keyboard.goTo(organisations, ...team);
    await keyboard.contextMenu('Invite by E-mail…');
    await quickInput.waitForMessage(/Enter e-mail addresses/);
    await keyboard.type('brand.new@example.org');
    await keyboard.press('Enter');
    await keyboard.choose('reader', 'Organization reader');
    await quickInput.waitForMessage(/Enter a message for the invitation/);
    await keyboard.press('Enter');
    await quickInput.waitForStep('Review the plan');
    await keyboard.press('Enter');
    await notifications.waitFor(/The invitation for brand\.new@example\.org was sent/);
    await organisations.waitForRows('the invitation selected', isSelected('brand.new@example.org'));
    await notifications.clear();
  });

  it('not where the person has closed the team', async () => {
    const { organisations, quickInput, notifications } = host().workbench;
    await organisations.collapse(...team);
    await organisations.contextMenu('Grant Role…', ...team);
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('wei li');
    await quickInput.pick('Wei Li');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.pick(/^Permanent/);
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/Wei Li is now/);
    assert.equal((await organisations.waitForRow(...team)).expanded, false);
    await notifications.clear();
  });

  it('after a project was created, and no view is opened for it', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Create Project…', organisation);
    await quickInput.waitForStep('Create Project');
    await quickInput.type('Aalto waves');
    await quickInput.accept();
    await notifications.waitFor(/Aalto waves/);
    await organisations.waitForRows('the project selected', isSelected('Aalto waves'));
    await notifications.clear();
    await workbench.openContainer('Explorer');
    await workbench.runCommand('Waldur: Create Organisation…');
    await quickInput.waitForStep('Create Organisation');
    await quickInput.type('Aardvark Institute');
    await quickInput.accept();
    await notifications.waitFor(/Aardvark Institute was created/);
    assert.equal(await organisations.pane.isVisible(), false);
  });
});
