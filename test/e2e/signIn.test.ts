import assert from 'node:assert/strict';
import type { TreeRow } from './pages/treeRow';
import { giveToken, openWaldur, signInWithToken, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';

const hasTwoConnections = (rows: readonly TreeRow[]): boolean =>
  rows.filter(({ level }) => level === 1).length === 2 && rows.some(({ level }) => level === 2);

describe('Signing in', () => {
  const host = withWorkbench();

  it('starts with a welcome that offers to sign in and to try sample data', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForWelcome(/Sign in to a Waldur server/);
    assert.deepEqual(await workbench.organisations.rows(), []);
  });

  it('says what is wrong with a token, and takes the right one in its place', async () => {
    const { workbench, sample } = host();
    const token = sample.tokenOf(usernameOf('staff'));
    await signInWithToken(workbench, sample.url, token.replace(/^.{8}/, 'deadbeef'));
    await workbench.quickInput.waitForMessage(/does not accept|not accepted|no longer|wrong|not know/i);
    await workbench.quickInput.type(token);
    await workbench.quickInput.accept();
    await workbench.quickInput.waitForClosed();
    await workbench.organisations.waitForRow('Kalev Institute of Genomics');
  });

  it('signs out again', async () => {
    const { workbench } = host();
    await workbench.runCommand('Waldur: Sign Out…');
    await workbench.notifications.waitForDialog(/Sign out of .* as Astrid Lund/);
    await workbench.notifications.pressInDialog('Sign Out');
    await workbench.organisations.waitForWelcome(/Sign in to a Waldur server/);
  });
});

describe('Trying with sample data', () => {
  const host = withWorkbench({ sample: false });

  it('shows the sample as the persona chosen', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.pressWelcomeButton('Try with Sample Data');
    await workbench.quickInput.waitForStep('Try with Sample Data');
    const personas = (await workbench.quickInput.items()).map(({ description }) => description);
    assert.deepEqual(personas.slice(0, 3), ['Service manager', 'Head of research IT', 'Call officer']);
    await workbench.quickInput.pick('Astrid Lund');
    await workbench.organisations.waitForRow('Kalev Institute of Genomics');
  });
});

describe('Several connections', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  it('stand side by side, each with what it may see', async () => {
    const { workbench, sample } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow('Kalev Institute of Genomics');
    const staffRows = (await workbench.organisations.rows()).length;
    await signInWithToken(workbench, sample.url, sample.tokenOf(usernameOf('owner')));
    await workbench.quickInput.waitForClosed();
    await workbench.organisations.collapse('Nordic Research Cloud');
    const rows = await workbench.organisations.waitForRows('two connections', hasTwoConnections);
    const connections = rows.filter(({ level }) => level === 1).map(({ description }) => description);
    assert.deepEqual(connections, ['Astrid Lund', 'Mari Kask']);
    const ownerRows = rows.filter(({ level }) => level === 2).length;
    assert.ok(
      ownerRows > 0 && ownerRows < staffRows,
      `${ownerRows} rows of the owner, ${staffRows} of staff`,
    );
  });

  it('outlive a reload of the window', async () => {
    const { workbench } = host();
    await workbench.reload();
    await openWaldur(workbench);
    await workbench.organisations.collapse('Nordic Research Cloud');
    await workbench.organisations.waitForRows('two connections', hasTwoConnections);
  });
});

describe('Another persona', () => {
  const host = withWorkbench({ persona: usernameOf('stranger') });

  it('sees that there is nothing to see, and why', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    const rows = await workbench.organisations.waitForRows('a row that says so', (all) => all.length > 0);
    assert.equal(rows.length, 1);
    assert.match(rows[0]?.label ?? '', /[Nn]o organisation/);
  });
});

describe('A token that expires', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  it('is asked for once, and what was asked before goes on', async () => {
    const { workbench, sample } = host();
    await openWaldur(workbench);
    await workbench.organisations.waitForRow('Kalev Institute of Genomics');
    const next = await sample.expireToken(usernameOf('staff'));
    const expanded = workbench.organisations.expand('Kalev Institute of Genomics', 'Projects');
    // It goes on once there is a new token.
    expanded.catch(() => undefined);
    await workbench.organisations.expand('Kalev Institute of Genomics');
    await workbench.notifications.press(/has expired/, 'Sign In');
    await giveToken(workbench, next);
    await workbench.quickInput.waitForClosed();
    assert.ok((await expanded).length > 0);
  });
});
