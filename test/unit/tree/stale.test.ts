import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';
import { ErrorNode, LoadMoreNode } from '../../../src/tree/messageNodes';

const organisation = 'Kalev Institute of Genomics';

describe('a refresh that fails', () => {
  let window: OrganisationsWindow;

  beforeEach(async () => {
    window = await OrganisationsWindow.open();
  });

  afterEach(() => window.close());

  const breakDown = (path: string): void => {
    window.server.faults.add({ path, fault: { kind: 'body', body: '<p>sorry', contentType: 'text/html' } });
  };
  const message = () => window.view.tree.view.message;
  const notRefreshed = /^Not refreshed since \d?\d:\d\d/;

  it('leaves old rows and says since when they are, with a row to retry, until one succeeds', async () => {
    const rows = await window.open();
    breakDown('/customers/?');
    await window.view.tree.refresh();
    assert.match(message() ?? '', notRefreshed);
    assert.deepEqual(await window.open(), ['Retry', ...rows]);
    const retry = await window.row('Retry');
    assert.equal(retry.treeItem().command?.command, 'waldur.refresh');
    const { tooltip } = retry.treeItem();
    assert.match(
      typeof tooltip === 'string' ? tooltip : '',
      /^These rows are as they were at \d?\d:\d\d.*\. \S/,
    );
    window.server.faults.clear();
    await window.view.tree.refresh();
    assert.equal(message(), '');
    assert.deepEqual(await window.open(), rows);
  });

  it('is told of beside the filter', async () => {
    await window.list({ filter: { archived: false, name: 'university' } });
    await window.open();
    breakDown('/customers/?');
    await window.view.tree.refresh();
    assert.match(message() ?? '', /^Filter: .*university.* · Not refreshed since /);
  });

  it('is told of while organisations are grouped, of groups and of what is in them', async () => {
    await window.list({ grouped: true });
    const groups = await window.open();
    const estonia = await window.open('Baltic countries', 'Estonia');
    breakDown('/organization-groups/');
    await window.view.tree.refresh();
    assert.match(message() ?? '', notRefreshed);
    assert.deepEqual(await window.open(), ['Retry', ...groups]);
    window.server.faults.clear();
    await window.view.tree.refresh();
    assert.equal(message(), '');
    breakDown('organization_group_uuid=');
    await window.view.tree.refresh();
    assert.match(message() ?? '', notRefreshed);
    assert.deepEqual(await window.open('Baltic countries', 'Estonia'), estonia);
  });

  it('is told of once for a team, also by role, whose old rows stay', async () => {
    for (const grouped of [false, true]) {
      await window.groupTeams(grouped);
      const team = await window.open(organisation, 'Team');
      breakDown('users/');
      await window.view.tree.refresh(await window.row(organisation, 'Team'));
      assert.match(message() ?? '', notRefreshed);
      assert.deepEqual(await window.open(organisation, 'Team'), team);
      assert.equal((await window.open())[0], 'Retry');
      window.server.faults.clear();
      await window.view.tree.refresh(await window.row(organisation, 'Team'));
      assert.equal(message(), '');
    }
  });

  it('is one row that begins with Retry where there are no rows', async () => {
    for (const grouped of [false, true]) {
      await window.groupTeams(grouped);
      breakDown('users/');
      const team = await window.open(organisation, 'Team');
      assert.deepEqual(team, ['Retry', 'Invitations']);
      const row = await window.row(organisation, 'Team', 'Retry');
      assert.ok(row instanceof ErrorNode);
      const item = window.view.tree.getTreeItem(row);
      assert.ok(typeof item.description === 'string' && item.description !== '');
      assert.equal(item.description, item.tooltip);
      assert.equal(item.accessibilityInformation?.label, `Retry · ${item.description}`);
      assert.equal(message() ?? '', '', 'there is nothing old to be told of');
      window.server.faults.clear();
      await window.view.tree.refresh(await window.row(organisation, 'Team'));
      assert.equal((await window.open(organisation, 'Team')).includes('Retry'), false);
      await window.collapse(organisation);
      await window.view.tree.refresh();
    }
  });

  it('of more rows makes the row to load more one to retry', async () => {
    await window.list({ pageSize: 3 });
    const rows = await window.open();
    breakDown('page=2');
    const more = await window.row('Load more');
    assert.ok(more instanceof LoadMoreNode);
    await assert.rejects(more.list.loadMore());
    assert.deepEqual(await window.open(), [...rows.slice(0, -1), 'Retry loading more']);
    assert.equal(message() ?? '', '');
    window.server.faults.clear();
    await more.list.loadMore();
    assert.equal((await window.open()).at(-1), 'Load more');
  });

  it('is no longer told of once nobody shows the rows', async () => {
    await window.open(organisation, 'Team');
    breakDown('users/');
    await window.view.tree.refresh();
    assert.match(message() ?? '', notRefreshed);
    await window.collapse(organisation, 'Team');
    await window.view.tree.refresh();
    assert.equal(message(), '');
  });
});
