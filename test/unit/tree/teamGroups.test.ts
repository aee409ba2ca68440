import { largeTeam, worldWithLargeTeam } from './largeTeam';
import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';
import { LoadMoreNode } from '../../../src/tree/messageNodes';
import type { TreeNode } from '../../../src/tree/treeNode';

const team = [largeTeam, 'Team'] as const;

const shown = (node: TreeNode): string => {
  const { label, description } = node.treeItem();
  return `${typeof label === 'string' ? label : ''}${description ? ` (${String(description)})` : ''}`;
};

describe('a team', () => {
  let window: OrganisationsWindow;

  afterEach(() => window.close());

  const rows = async (...path: readonly string[]): Promise<readonly string[]> =>
    (await window.view.tree.getChildren(await window.row(...path))).map(shown);

  describe('of a few people', () => {
    beforeEach(async () => {
      window = await OrganisationsWindow.open();
      await window.store.caller.get();
    });

    it('is grouped by role: the most powerful first, then those who have roles in projects only, then invitations', async () => {
      assert.deepEqual(await rows(...team), [
        'Owner (4)',
        'Reader (7)',
        'Support (1)',
        'Only in projects (22)',
        'Invitations',
      ]);
    });

    it('has names in order, and below them those whose role has expired', async () => {
      const names = await window.open(...team, 'Reader');
      assert.deepEqual(names, [
        'Andres Tamm',
        'Eha Kivi',
        'Liisa Mets',
        'Liisa Pärn',
        'Merike Lepik',
        'Priit Lepik',
        'Mart Lepik',
      ]);
      assert.match((await rows(...team, 'Reader')).at(-1) ?? '', /expired/);
      const inProjects = await window.open(...team, 'Only in projects');
      assert.deepEqual(inProjects, inProjects.toSorted(new Intl.Collator('en').compare));
    });

    it('begins a row with the time left where that is short, and names a role without the organisation', async () => {
      assert.ok((await rows(...team, 'Reader')).includes('Priit Lepik (3 days)'));
      await window.groupTeams(false);
      const flat = await rows(...team);
      assert.ok(flat.includes('Priit Lepik (3 days · Reader)'), flat.join('\n'));
      assert.ok(flat.some((row) => row.startsWith('Merike Lepik (Reader · expires ')));
      const row = await window.row(...team, 'Priit Lepik');
      assert.equal(row.treeItem().accessibilityInformation?.label, 'Priit Lepik · Reader · 3 days left');
    });

    it('is flat where that was chosen, without another request, and its invitations are still the last row', async () => {
      await window.open(...team);
      window.asked('');
      await window.groupTeams(false);
      const flat = await window.open(...team);
      assert.equal(window.asked(''), 0);
      assert.equal(flat.length, 4 + 7 + 1 + 22 + 1);
      assert.equal(flat.at(-1), 'Invitations');
      await window.groupTeams(true);
      assert.equal((await window.open(...team))[0], 'Owner');
      assert.equal(window.asked(''), 0);
    });

    it('has an icon for invitations that no other row has', async () => {
      const nodes = await window.view.tree.getChildren(await window.row(...team));
      const icons = nodes.map((node) => node.treeItem().iconPath);
      const invitations = icons.at(-1);
      const [invitation] = await window.view.tree.getChildren(await window.row(...team, 'Invitations'));
      assert.ok(invitation);
      for (const icon of [...icons.slice(0, -1), invitation.treeItem().iconPath]) {
        assert.notDeepEqual(icon, invitations);
      }
    });

    it('is grouped in projects as well', async () => {
      const [project = ''] = await window.open(largeTeam, 'Projects');
      const [group] = await window.open(largeTeam, 'Projects', project);
      assert.equal(group, 'Manager');
    });
  });

  describe('of more people than a page has', () => {
    beforeEach(async () => {
      window = await OrganisationsWindow.open({ world: worldWithLargeTeam(120) });
      await window.store.caller.get();
      window.asked('');
    });

    it('is asked for once a list, and each group says that there may be more', async () => {
      const groups = await rows(...team);
      assert.equal(window.asked('/list_users/'), 1);
      assert.ok(groups.slice(0, 3).every((group) => /^(Owner|Reader|Support) \(\d+ so far\)$/.test(group)));
      assert.equal(groups[3], 'Load more (50 of 120)');
      const owner = await window.row(...team, 'Owner');
      assert.match(owner.treeItem().accessibilityInformation?.label ?? '', /^Owner, \d+ people so far$/);
      assert.equal(window.asked('/list_users/'), 0);
    });

    it('takes in their places those who come later, and then says how many there are', async () => {
      await window.open(...team);
      const more = await window.row(...team, 'Load more');
      assert.ok(more instanceof LoadMoreNode);
      for (let page = 1; page < 3; page++) {
        await more.list.loadMore();
      }
      assert.deepEqual((await rows(...team)).slice(0, 3), ['Owner (30)', 'Reader (60)', 'Support (30)']);
      const readers = (await window.view.tree.getChildren(await window.row(...team, 'Reader'))).map(shown);
      const expired = readers.filter((row) => row.includes('expired'));
      assert.equal(expired.length, 12);
      assert.deepEqual(readers.slice(-expired.length), expired);
      const others = readers.slice(0, -expired.length);
      assert.deepEqual(others, others.toSorted());
    });
  });
});
