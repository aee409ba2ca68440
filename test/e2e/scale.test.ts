import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';

describe('Ten thousand organisations', () => {
  const host = withWorkbench({ sample: { scale: 10_000 }, persona: usernameOf('staff') });

  it('are all listed with 34 requests, in a window that answers meanwhile', async function () {
    this.timeout(180_000);
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRows('the first page', (rows) => rows.length > 10);
    await organisations.scrollToEnd();
    await organisations.waitForRow('Load more');
    await workbench.runCommand('Waldur: Load All');
    assert.ok((await workbench.commandsMatching('Waldur: Go to')).length > 0);
    await organisations.scrollToEnd();
    await organisations.waitForNoRow('Load more');
    const lists = (await sample.requests()).filter(({ path }) => path.startsWith('/api/customers/?'));
    assert.equal(lists.length, 34);
    await organisations.scrollToEnd();
    const rows = await organisations.waitForRows('the last row', (all) => (all.at(-1)?.index ?? 0) > 9_000);
    assert.ok((rows.at(-1)?.index ?? 0) >= 9_000);
  });
});
