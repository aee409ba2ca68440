import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { waitUntil } from './pages/waitUntil';

describe('Ten thousand organisations', () => {
  const host = withWorkbench({ sample: { scale: 10_000 }, persona: usernameOf('staff') });

  it('are all listed with 34 requests, in a window that answers meanwhile', async () => {
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRows('the first page', (rows) => rows.length > 10);
    await organisations.scrollToEnd();
    await organisations.waitForRow('Load more');
    await workbench.runCommand('Waldur: Load All');
    assert.ok((await workbench.commandsMatching('Waldur: Go to')).length > 0);
    const last = await waitUntil(
      'the last row',
      async () => {
        await organisations.scrollToEnd();
        return (await organisations.rows()).at(-1);
      },
      (row) => row !== undefined && row.index > 9_000 && row.label !== 'Load more',
    );
    assert.ok(last);
    const lists = (await sample.requests()).filter(({ path }) => path.startsWith('/api/customers/?'));
    assert.equal(lists.length, 34);
  });
});
