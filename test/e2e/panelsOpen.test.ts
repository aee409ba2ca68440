import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import type { TreeView } from './pages/treeView';
import { OrganisationPanel } from './pages/organisationPanel';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Kalev Institute of Genomics';
const managing = 'Nordic Compute Allocation Board';

const isExpanded = async (view: TreeView, label: string): Promise<boolean | undefined> =>
  (await view.waitForRow(label)).expanded;

describe('Opening panels from rows', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });
  const closeEditors = async (): Promise<void> => {
    await host().workbench.runCommand('View: Close All Editors');
    assert.deepEqual(await host().workbench.editorTitles(), []);
  };

  it('a click shows what is below, a double click opens the page and leaves the row as it was', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    const view = workbench.organisations;
    await view.waitForRow(organisation);
    await view.click(organisation);
    await view.waitForRow(organisation, 'Projects');
    assert.deepEqual(await workbench.editorTitles(), []);
    await view.doubleClick(organisation);
    await new OrganisationPanel(workbench).frame(organisation);
    assert.equal(await isExpanded(view, organisation), true);
    await closeEditors();
  });

  it('Enter opens the page, arrows show what is below', async () => {
    const { workbench, page } = host();
    const view = workbench.organisations;
    await view.focus();
    // A row that is drawn anew may lose a key.
    let pressed = 0;
    await waitUntil(
      'the row closed',
      async () => {
        if (Date.now() - pressed > 3_000) {
          pressed = Date.now();
          await page.keyboard.press('ArrowLeft');
        }
        return isExpanded(view, organisation);
      },
      (expanded) => expanded === false,
    );
    await page.keyboard.press('Enter');
    await new OrganisationPanel(workbench).frame(organisation);
    assert.equal(await isExpanded(view, organisation), false);
    await closeEditors();
    await view.focus();
    // Not at once after it was closed: that would be a double click.
    await page.keyboard.press('ArrowRight');
    await view.waitForRow(organisation, 'Projects');
  });

  it('a double click on a managing organisation opens its page', async () => {
    const { workbench } = host();
    await workbench.managingOrganisations.open();
    await workbench.managingOrganisations.waitForRow(managing);
    await workbench.managingOrganisations.doubleClick(managing);
    await new OrganisationPanel(workbench).frame('Managing organisation');
    await closeEditors();
  });
});

describe('Opening panels from rows by a click', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    settings: { 'waldur.openPanelWith': 'click' },
  });

  it('a click opens the page, the arrow shows what is below', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    const view = workbench.organisations;
    await view.waitForRow(organisation);
    // A row that is drawn anew as it is pressed takes no click.
    await waitUntil(
      'the page',
      async () => {
        await view.click(organisation);
        return workbench.editorTitles();
      },
      (titles) => titles.length > 0,
    );
    await new OrganisationPanel(workbench).frame(organisation);
    assert.equal(await isExpanded(view, organisation), false);
    await view.expand(organisation);
    await view.waitForRow(organisation, 'Projects');
  });
});
