import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';

const organisation = 'Kalev Institute of Genomics';

describe('A server that fails', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  it('is told of where the rows would be, and Retry works once it is back', async function () {
    this.timeout(90_000);
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    await organisations.expand(organisation);
    await sample.down();
    const failed = await organisations.expand(organisation, 'Projects');
    assert.equal(failed.length, 1);
    assert.equal(failed[0]?.description, 'Retry');
    await sample.up();
    await organisations.click(organisation, 'Projects', failed[0].label);
    await organisations.waitForNoRow(organisation, 'Projects', failed[0].label);
    assert.ok((await organisations.childrenOf(organisation, 'Projects')).length > 0);
  });

  it('is read over what it sends instead of JSON', async () => {
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await organisations.expand('Vättern University');
    await sample.addFault({ path: '/list_users/', fault: { kind: 'garbage' } });
    const rows = await organisations.expand('Vättern University', 'Team');
    assert.ok(rows.some(({ description }) => description === 'Retry'));
    await sample.clearFaults();
  });
});
