import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';

const organisation = 'Kalev Institute of Genomics';

describe('A server that fails', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  afterEach(async () => {
    await host().sample.up();
    await host().sample.clearFaults();
  });

  it('is told of where the rows would be, and Retry works once it is back', async () => {
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    await organisations.expand(organisation);
    await sample.down();
    const failed = await organisations.expand(organisation, 'Team');
    const error = failed.find(({ label }) => label === 'Retry');
    assert.ok(error, 'a row that says what failed');
    await sample.up();
    await organisations.click(organisation, 'Team', error.label);
    await organisations.waitForNoRow(organisation, 'Team', error.label);
    await organisations.waitForRow(organisation, 'Team', /Andres Tamm/);
  });

  it('that sends garbage for one list breaks only that list', async () => {
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await organisations.collapse(organisation);
    await organisations.expand('Vättern University');
    await sample.addFault({ path: '/list_users/', fault: { kind: 'garbage' } });
    const rows = await organisations.expand('Vättern University', 'Team');
    assert.ok(rows.some(({ label }) => label === 'Retry'));
  });
});
