import { OrganisationsWindow } from './organisationsWindow';
import assert from 'node:assert/strict';

describe('Rows behind a gateway that closes', () => {
  let window: OrganisationsWindow;
  beforeEach(async () => {
    window = await OrganisationsWindow.open();
  });
  afterEach(() => window.close());

  it('stay, too, below the row that offers to sign in, when Waldur itself refuses the token', async () => {
    for (const grouped of [false, true]) {
      await window.list({ grouped });
      const before = await window.open();
      Object.assign(window.connection, { state: { kind: 'signInNeeded', reason: 'revoked' } });
      window.asked('');
      assert.deepEqual(await window.open(), ['Sign in again…', ...before]);
      assert.equal(window.asked(''), 0);
      Object.assign(window.connection, { state: { kind: 'ready' } });
      assert.deepEqual(await window.open(), before);
    }
  });

  it('are not there where none were read', async () => {
    Object.assign(window.connection, { state: { kind: 'signInNeeded', reason: 'expired' } });
    assert.deepEqual(await window.open(), ['Sign in again…']);
  });

  it('stay as they were read, and are read anew once it opens', async () => {
    const before = await window.open();
    const team = await window.open(before[0] ?? '', 'Team');
    window.server.faults.add({
      path: /./,
      fault: { kind: 'status', status: 401, headers: { 'www-authenticate': 'Basic' }, body: '<h1>No</h1>' },
    });
    await window.view.tree.refresh();
    const behind = await window.open();
    assert.deepEqual(behind, ['Retry', ...before]);
    assert.match(window.view.tree.view.message ?? '', /^Not refreshed since/);
    const { tooltip } = (await window.row('Retry')).treeItem();
    assert.match(typeof tooltip === 'string' ? tooltip : '', /did not come from Waldur \(HTTP 401\)/);
    const teamBehind = await window.open(before[0] ?? '', 'Team');
    assert.deepEqual(
      team.filter((label) => !teamBehind.includes(label)),
      [],
    );
    window.server.faults.clear();
    await window.view.tree.refresh();
    assert.deepEqual(await window.open(), before);
    assert.deepEqual(await window.open(before[0] ?? '', 'Team'), team);
  });
});
