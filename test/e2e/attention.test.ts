import assert from 'node:assert/strict';
import { brokenByEveryTree, violations } from './fixtures/accessibility';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import type { TreeRow, TreeView } from './pages/treeView';
import type { Workbench } from './pages/workbench';

const roles = 'Roles that end soon';

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
      return ['Projects that end soon', 'Invitations that wait'].every((label) => groups.includes(label));
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

  it('can be used with a screen reader, as far as axe can tell', async () => {
    assert.deepEqual(
      await violations(host().workbench.page, '.sidebar .pane-body .monaco-list', brokenByEveryTree),
      [],
    );
  });
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
