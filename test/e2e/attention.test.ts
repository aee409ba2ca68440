import assert from 'node:assert/strict';
import { brokenByEveryTree, violations } from './fixtures/accessibility';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { Keyboard } from './pages/keyboard';
import { OrganisationPanel } from './pages/organisationPanel';
import type { TreeRow } from './pages/treeRow';
import type { TreeView } from './pages/treeView';
import type { Workbench } from './pages/workbench';

const roles = 'Roles that end soon';
const projects = 'Projects that end soon';
const compliance = 'Behind on compliance';
const organisation = 'Kalev Institute of Genomics';

/** Opens the view alone, so that many rows are in sight. */
async function openAttention(workbench: Workbench): Promise<TreeView> {
  await openWaldur(workbench);
  const view = workbench.view('Attention');
  await view.open();
  await workbench.organisations.header.click();
  await view.waitForRows('what ends', (rows) => rows.some(({ label }) => label === roles));
  return view;
}

/** The rows below a group that are in sight. */
function below(rows: readonly TreeRow[], group: string): readonly TreeRow[] {
  const first = rows.findIndex(({ label }) => label === group) + 1;
  const next = rows.findIndex(({ level }, index) => index >= first && level === 1);
  return rows.slice(first, next === -1 ? undefined : next);
}

describe('Attention, for staff', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    viewport: { width: 1280, height: 1400 },
  });
  let view: TreeView;
  before(async () => {
    view = await openAttention(host().workbench);
  });

  it('lists what ends, closes or waits, soonest first', async () => {
    const rows = await view.waitForRows('roles', (all) => below(all, roles).length > 10);
    assert.match(below(rows, roles)[0]?.description ?? '', /^(expired|\d+ days? left)/);
    await view.collapse(roles);
    await view.waitForRows('the other groups', (all) => {
      const groups = all.filter(({ level }) => level === 1).map(({ label }) => label);
      return [projects, 'Invitations that wait'].every((label) => groups.includes(label));
    });
    await host().record('attention');
    await view.expand(roles);
  });

  it('extends ten roles with four picks and ten requests, and takes it back', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications, effort } = workbench;
    const isRunning = ({ description }: TreeRow): boolean => description.includes('left');
    const all = below(
      await view.waitForRows('ten roles', (rows) => below(rows, roles).filter(isRunning).length > 10),
      roles,
    );
    const first = all.findIndex(isRunning);
    const ten = all.slice(first, first + 10);
    const label = ten[0]?.label ?? '';
    assert.ok(!all.slice(0, first).some((row) => row.label === label), 'its label finds it');
    await view.click(roles, label);
    for (let more = 1; more < 10; more++) {
      await workbench.page.keyboard.press('Shift+ArrowDown');
    }
    await view.waitForRows('ten selected', (rows) => rows.filter(({ selected }) => selected).length === 10);
    await sample.clearRequests();
    effort.reset();
    await view.contextMenu('Set Expiry…', roles, label);
    await quickInput.pick('90 days');
    await quickInput.pick(/Change Expiry of 10 Roles/);
    await notifications.waitFor(/10 /);
    assert.equal(effort.picks, 4);
    const posts = (await sample.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(
      posts.map(({ path }) => path.split('/').at(-2)),
      Array.from({ length: 10 }, () => 'update_user'),
    );
    // What tells namesakes apart comes and goes with them.
    const textOf = ({ label: name, description }: TreeRow): string =>
      [name, ...description.split(' · ').slice(0, 3)].join(' · ');
    const shown = (rows: readonly TreeRow[]): readonly string[] => below(rows, roles).map(textOf);
    const texts = ten.map(textOf);
    await view.waitForRows('other roles', (rows) => !texts.some((text) => shown(rows).includes(text)));
    await notifications.press(/10 /, 'Undo');
    await view.waitForRows('the same roles', (rows) => texts.every((text) => shown(rows).includes(text)));
    await notifications.clear();
  });

  it('revokes three roles that were selected by mouse with three requests, and takes it back', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications, effort } = workbench;
    const isRunning = ({ description }: TreeRow): boolean => description.includes('left');
    const all = below(
      await view.waitForRows('three roles', (rows) => below(rows, roles).filter(isRunning).length > 2),
      roles,
    );
    const only = all.filter((row) => all.filter(({ label }) => label === row.label).length === 1);
    const [first = '', ...others] = only
      .filter(isRunning)
      .slice(0, 3)
      .map(({ label }) => label);
    await view.click(roles, first);
    for (const other of others) {
      await view.addToSelection(roles, other);
    }
    await view.waitForRows('three selected', (rows) => rows.filter(({ selected }) => selected).length === 3);
    await sample.clearRequests();
    effort.reset();
    await view.inlineAction('Revoke Role…', roles, first);
    await quickInput.pick(/Revoke 3 Roles/);
    await notifications.waitFor(/3 /);
    assert.equal(effort.picks, 2);
    const posts = (await sample.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(
      posts.map(({ path }) => path.split('/').at(-2)),
      ['delete_user', 'delete_user', 'delete_user'],
    );
    const revoked = [first, ...others];
    const labels = (rows: readonly TreeRow[]): readonly string[] =>
      below(rows, roles).map(({ label }) => label);
    await view.waitForRows('the others', (rows) => !revoked.some((label) => labels(rows).includes(label)));
    await notifications.press(/3 /, 'Undo');
    await view.waitForRows('the same roles', (rows) =>
      revoked.every((label) => labels(rows).includes(label)),
    );
    await notifications.clear();
  });

  it('answers keys: F2, Delete and Enter on a role, F2 on a project', async () => {
    const { workbench } = host();
    const { quickInput, notifications } = workbench;
    const keyboard = new Keyboard(workbench);
    const rows = await view.waitForRows('roles', (all) => below(all, roles).length > 0);
    const person = below(rows, roles)[0]?.label ?? '';
    const focus = async (...path: readonly string[]): Promise<void> => {
      await view.scrollToTop();
      await view.focus();
      await keyboard.goTo(view, ...path);
    };
    await focus(roles, person);
    await keyboard.press('F2');
    await quickInput.waitForStep(new RegExp(person));
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await focus(roles, person);
    await keyboard.press('Delete');
    await notifications.waitForDialog(new RegExp(`Revoke .*${person}`));
    await keyboard.press('Escape');
    await focus(roles, person);
    await keyboard.press('Enter');
    await new OrganisationPanel(workbench).frame('Access');
    await workbench.runCommand('View: Close All Editors');
    await view.collapse(roles);
    const all = await view.waitForRows('projects', (them) => below(them, projects).length > 0);
    await focus(projects, below(all, projects)[0]?.label ?? '');
    await keyboard.press('F2');
    await quickInput.waitForStep(/^Name of/);
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('sets the end of a project, and reminds organisations that are behind on compliance once they are pinned', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    const [project] = below(await view.rows(), projects);
    await view.inlineAction('Set End Date…', projects, project?.label ?? '');
    await quickInput.waitForStep(/End date/i);
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await organisations.open();
    await organisations.contextMenu('Pin', organisation);
    await organisations.header.click();
    await view.waitForRow(compliance, organisation);
    await view.inlineAction('Copy Reminder', compliance, organisation);
    await notifications.waitFor(/[Rr]eminders? for .* copied/);
    await notifications.clear();
    await view.expand(roles);
  });

  for (const theme of ['Light Modern', 'Dark Modern', 'Dark High Contrast']) {
    it(`has nothing for axe to report in ${theme}`, async () => {
      await host().workbench.setTheme(theme);
      assert.deepEqual(
        await violations(host().workbench.page, '.sidebar .pane-body .monaco-list', brokenByEveryTree),
        [],
      );
    });
  }
});

describe('Attention, for someone who manages nothing', () => {
  const host = withWorkbench({ persona: usernameOf('newcomer') });

  it('says that there is nothing', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    const view = workbench.view('Attention');
    await view.open();
    await view.waitForRow('Nothing needs your attention');
  });
});
