import assert from 'node:assert/strict';
import { brokenByEveryMenu, brokenByEveryPick, violations } from './fixtures/accessibility';
import { openTeam, usernameOf } from './fixtures/steps';
import { themes } from './fixtures/themes';
import { withWorkbench } from './fixtures/withWorkbench';

const organisation = 'Kalev Institute of Genomics';
const person = 'Liisa Mets';
const addresses = Array.from({ length: 20 }, (_, index) => `guest${index}@example.org`);

describe('Menus, picks and plans', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  before(async () => {
    const { workbench } = host();
    await openTeam(workbench, organisation);
    await workbench.organisations.waitForRow(organisation, 'Team', person);
  });

  for (const theme of themes) {
    it(`have nothing for axe to report in ${theme}`, async () => {
      const { workbench, page } = host();
      const { organisations, quickInput } = workbench;
      await workbench.setTheme(theme);

      const menu = organisations.menuOf(organisation, 'Team', person);
      await menu.open();
      assert.deepEqual(
        await violations(page, '.context-view', brokenByEveryMenu),
        [],
        'the menu of a person',
      );
      await menu.close();

      const ofPick = () => violations(page, '.quick-input-widget', brokenByEveryPick);
      await organisations.inlineAction('Set Expiry…', organisation, 'Team', person);
      await quickInput.waitForStep('Select when the role expires');
      assert.deepEqual(await ofPick(), [], 'until when');
      await quickInput.type('soon');
      await quickInput.waitForItems('what is wrong', ([only]) => only?.label.includes('soon') === true);
      assert.deepEqual(await ofPick(), [], 'until when, as it cannot be read');
      await quickInput.cancel();
      await quickInput.waitForClosed();

      await organisations.contextMenu('Invite by E-mail…', organisation);
      await quickInput.waitForStep('Invite to');
      await quickInput.type(addresses.join(', '));
      await quickInput.accept();
      await quickInput.waitForStep('Select a role');
      assert.deepEqual(await ofPick(), [], 'which role');
      await quickInput.pick('Organization reader');
      await quickInput.waitForMessage(/Enter a message for the invitation/);
      await quickInput.accept();
      await quickInput.waitForItems('the plan', (items) =>
        items.some(({ separator }) => separator.startsWith('Invited, 20')),
      );
      assert.deepEqual(await ofPick(), [], 'a plan');
      await host().record(`picks-plan-${theme}`);
      await quickInput.cancel();
      await quickInput.waitForClosed();
    });
  }
});
