import assert from 'node:assert/strict';
import { openWaldur, signInWithToken, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { waitUntil } from './pages/waitUntil';

describe('A window that was signed in before', () => {
  const host = withWorkbench();

  it('shows rows after three requests at most', async () => {
    const { workbench, sample } = host();
    const { organisations } = workbench;
    await openWaldur(workbench);
    await signInWithToken(workbench, sample.url, sample.tokenOf(usernameOf('staff')));
    await organisations.waitForRow('Kalev Institute of Genomics');
    await sample.clearRequests();
    await workbench.reload();
    await openWaldur(workbench);
    await organisations.waitForRow('Kalev Institute of Genomics');
    const requests = (await sample.requests()).map(({ method, path }) => `${method} ${path}`);
    assert.ok(requests.length <= 3, requests.join('\n'));
  });

  it('waits for nothing but the list itself', async () => {
    const { workbench, sample } = host();
    await sample.addFault({ pattern: '^(?!.*customers).*$', fault: { kind: 'delay', ms: 600_000 } });
    await workbench.reload();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow('Kalev Institute of Genomics');
  });
});

describe('A window that was signed in before and shows something else', () => {
  const host = withWorkbench();

  it('asks no server for anything, says who is signed in, and has its commands', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput } = workbench;
    await openWaldur(workbench);
    await signInWithToken(workbench, sample.url, sample.tokenOf(usernameOf('staff')));
    await organisations.waitForRow('Kalev Institute of Genomics');
    await workbench.runCommand('View: Show Explorer');
    await quickInput.waitForClosed();
    await workbench.reload();
    await sample.clearRequests();
    await waitUntil(
      'the item in the status bar',
      () => workbench.statusBar(),
      (texts) => texts.some((text) => text.includes('Nordic Research Cloud')),
    );
    assert.deepEqual(await sample.requests(), []);
    await workbench.runCommand('Waldur: Go to Organisation…');
    await quickInput.type('kalev');
    await quickInput.pick('Kalev Institute of Genomics');
    await organisations.waitForRows('the choice in focus', (rows) =>
      rows.some(({ label, selected }) => selected && label === 'Kalev Institute of Genomics'),
    );
  });
});
