import assert from 'node:assert/strict';
import { dropFileOn } from './fixtures/dropFile';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { Keyboard } from './pages/keyboard';
import { OrganisationPanel } from './pages/organisationPanel';

const organisation = 'Daugava University of Science';
const other = 'Emajõe University';
const person = 'Imbi Oja';
const second = 'Erki Holm';

describe('Rows answer', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });
  let keyboard: Keyboard;

  before(async () => {
    keyboard = new Keyboard(host().workbench);
    await openWaldur(host().workbench);
    await host().workbench.organisations.expand(other);
    await host().workbench.organisations.expand(other, 'Team');
  });

  const closeEditors = () => host().workbench.runCommand('View: Close All Editors');
  const focus = async (...path: readonly string[]): Promise<void> => {
    await host().workbench.organisations.focus();
    await keyboard.goTo(host().workbench.organisations, ...path);
  };

  it('to Enter: a page, the document of a project, the access of a person', async () => {
    const { workbench } = host();
    const { organisations } = workbench;
    await focus(other);
    await keyboard.press('Enter');
    await new OrganisationPanel(workbench).frame(other);
    await closeEditors();
    const [project] = await organisations.expand(other, 'Projects');
    await focus(other, 'Projects', project?.label ?? '');
    await keyboard.press('Enter');
    await workbench.waitForEditorText(/"name"/);
    await closeEditors();
    await organisations.collapse(other, 'Projects');
    await focus(other, 'Team', 'Reader', person);
    await keyboard.press('Enter');
    await host().record('rows-enter-access');
    await new OrganisationPanel(workbench).frame('Access');
    await closeEditors();
  });

  it('to a double click: the access of a person, the document of a project', async () => {
    const { workbench } = host();
    const { organisations } = workbench;
    await organisations.click(other, 'Team', person);
    await organisations.doubleClick(other, 'Team', person);
    await new OrganisationPanel(workbench).frame('Access');
    await closeEditors();
    const [project] = await organisations.expand(other, 'Projects');
    await organisations.doubleClick(other, 'Projects', project?.label ?? '');
    await workbench.waitForEditorText(/"name"/);
    await closeEditors();
    await organisations.collapse(other, 'Projects');
  });

  it('to F2 and Delete on the row in focus, also where another one is selected', async () => {
    const { quickInput, notifications, organisations } = host().workbench;
    await organisations.click(other, 'Team', second);
    await focus(other, 'Team', 'Reader', person);
    await keyboard.press('F2');
    await quickInput.waitForStep(new RegExp(`${person}, Organization reader of ${other}`));
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await focus(other, 'Team', 'Reader', person);
    await keyboard.press('Delete');
    await notifications.waitForDialog(new RegExp(`Revoke the role Organization reader of ${person}`));
    await keyboard.press('Escape');
    await focus(other);
    await keyboard.press('F2');
    await quickInput.waitForStep(new RegExp(`^Name of ${other}`));
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await focus(other);
    await keyboard.press('Delete');
    // What stands in its way is told instead of the question.
    await notifications.waitFor(new RegExp(other));
    await notifications.clear();
  });

  it('to keys that stand in the menus', async () => {
    const { organisations } = host().workbench;
    const keysOf = async (...path: readonly string[]) =>
      (await organisations.contextMenuKeys(...path)).flatMap(([title, key]) =>
        key === '' ? [] : [[title, key === 'Del' ? 'Delete' : key] as const],
      );
    assert.deepEqual(
      new Map(await keysOf(other, 'Team', person)),
      new Map([
        ['Set Expiry…', 'F2'],
        ['Revoke Role…', 'Delete'],
        ['Show Access…', 'Enter'],
      ]),
    );
  });

  it('to people dragged onto an organisation: Grant Role asks for the role and when it ends alone', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.click(other, 'Team', person);
    await organisations.addToSelection(other, 'Team', second);
    await sample.clearRequests();
    await organisations.drag([other, 'Team', person], [organisation]);
    await quickInput.waitForStep(new RegExp(`^Grant Role in ${organisation}|Select a role for`));
    await host().record('rows-dragged');
    assert.match(
      await quickInput.placeholder(),
      /^Select a role for (Imbi Oja and Erki Holm|Erki Holm and Imbi Oja)/,
    );
    await quickInput.pick('Organization reader');
    await quickInput.pick(/^90 days|^Permanent/);
    const plan = await quickInput.waitForItems('the plan', (items) =>
      items.some(({ label }) => label.includes('will become Organization reader')),
    );
    for (const name of [person, second]) {
      assert.ok(
        plan.some(({ label }) => label.includes(name)),
        name,
      );
    }
    await quickInput.cancel();
    await quickInput.waitForClosed();
    assert.deepEqual(
      (await sample.requests()).filter(({ method }) => method !== 'GET'),
      [],
    );
    await notifications.clear();
  });

  it('to a CSV file dropped on a team with its import, and to other files with nothing', async () => {
    const { organisations, quickInput } = host().workbench;
    const target = await organisations.dropTarget(other, 'Team');
    await dropFileOn(target, { name: 'notes.pdf', type: 'application/pdf', content: Buffer.from('x') });
    const content = Buffer.from('person,role\nwei.li,CUSTOMER.READER\n');
    await dropFileOn(target, { name: 'team.csv', type: 'text/csv', content });
    await quickInput.waitForItems('what to do', (items) =>
      items.some(({ label }) => label === 'Add and change the roles in the file'),
    );
    await quickInput.pick('Add and change the roles in the file');
    await quickInput.waitForItems('the plan', (items) =>
      items.some(({ label }) => label.includes(`Wei Li will become Organization reader of ${other}`)),
    );
    await quickInput.cancel();
  });
});
