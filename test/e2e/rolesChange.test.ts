import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { rolesOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Kalev Institute of Genomics';
const person = 'Liisa Mets';
const username = 'liisa.mets';
const row = [organisation, 'Team', person] as const;

describe('Changing roles as staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });
  const roles = () => rolesOf(host().sample, 'customers', organisation, username);

  before(async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.expand(organisation);
    await workbench.organisations.expand(organisation, 'Team');
    await workbench.organisations.waitForRow(...row);
  });

  afterEach(async () => {
    await host().workbench.notifications.clear();
  });

  it('revokes a role with two picks, names it before, and takes it back', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications, effort } = workbench;
    const before = await roles();
    effort.reset();
    await organisations.inlineAction('Revoke Role…', ...row);
    const question = await notifications.waitForDialog(/Revoke/);
    assert.match(
      question,
      /“Organization reader” of Liisa Mets in Kalev Institute of Genomics \(Nordic Research Cloud\)/,
    );
    assert.match(question, /Granted permanently/);
    await host().record('roles-revoke-question');
    await notifications.pressInDialog('Revoke');
    await notifications.waitFor(
      /Liisa Mets is no longer Organization reader of Kalev Institute of Genomics: done/,
    );
    assert.deepEqual(effort.counts, { commands: 0, typed: 0, picks: 2 });
    assert.deepEqual(await roles(), []);
    await organisations.waitForNoRow(...row);
    await sample.clearRequests();
    await notifications.press(/is no longer/, 'Undo');
    await notifications.waitFor(/Undo: .*becomes Organization reader.*done/);
    assert.deepEqual(await roles(), before);
    await organisations.waitForRow(...row);
    const reads = (await sample.requests()).filter(({ path }) => path.includes('customers/?o='));
    assert.deepEqual(reads, [], 'the list of organisations is not read again');
  });

  it('sets an end with three picks, prolongs it without a second grant, and takes it back', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    effort.reset();
    await organisations.contextMenu('Set Expiry…', ...row);
    await quickInput.waitForStep('Select when the role expires');
    await quickInput.pick('30 days');
    await notifications.waitFor(
      /stays Organization reader of Kalev Institute of Genomics, until .* instead of permanently: done/,
    );
    assert.deepEqual(effort.counts, { commands: 0, typed: 0, picks: 3 });
    const [first, ...none] = await roles();
    assert.ok(first?.[1]);
    assert.deepEqual(none, []);
    await organisations.waitForRows('the end beside the role', (rows) =>
      rows.some(({ label, description }) => label === person && description.includes('expires ')),
    );
    await notifications.clear();
    await sample.clearRequests();
    await organisations.contextMenu('Set Expiry…', ...row);
    await quickInput.pick('1 year');
    await notifications.waitFor(/stays .*: done/);
    const writes = (await sample.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(
      writes.map(({ path }) => path.split('/').at(-2)),
      ['update_user'],
    );
    await notifications.press(/stays .*: done/, 'Undo');
    await notifications.waitFor(/Undo: .*done/);
    assert.deepEqual(await roles(), [first]);
  });

  it('makes a role permanent at once', async () => {
    const { workbench } = host();
    const { organisations, notifications } = workbench;
    await organisations.contextMenu('Make Permanent', ...row);
    await notifications.waitFor(
      /stays Organization reader of Kalev Institute of Genomics, permanently instead of .*: done/,
    );
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
    await organisations.waitForRows('the role without an end', (all) =>
      all.some(({ label, description }) => label === row.at(-1) && description === 'Organization reader'),
    );
    const items = await organisations.contextMenuItems(...row);
    assert.ok(!items.includes('Make Permanent'), 'not offered for what lasts');
  });

  it('changes a role by adding the new one before it removes the old one', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await sample.clearRequests();
    await organisations.contextMenu('Change Role…', ...row);
    await quickInput.waitForStep('Select the new role');
    const offered = (await quickInput.items()).map(({ label }) => label);
    assert.ok(!offered.includes('Organization reader'));
    await quickInput.pick('Organization owner');
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Run 2 changes/);
    await notifications.waitFor(/Change Role: 2 done/);
    const writes = (await sample.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(
      writes.map(({ path }) => path.split('/').at(-2)),
      ['add_user', 'delete_user'],
    );
    assert.deepEqual(await roles(), [['CUSTOMER.OWNER', null]]);
    await notifications.press(/Change Role: 2 done/, 'Undo');
    await notifications.waitFor(/Undo: Change Role: 2 done/);
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
  });

  it('says what the server refused, and tries it again', async () => {
    const { workbench, sample, page } = host();
    const { organisations, quickInput, notifications } = workbench;
    await sample.addFault({
      path: 'update_user',
      times: 1,
      fault: {
        kind: 'status',
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: '{"detail":"You do not have permission to perform this action."}',
      },
    });
    await organisations.contextMenu('Set Expiry…', ...row);
    await quickInput.pick('90 days');
    await notifications.waitFor(/Set Expiry: .*failed: /);
    await host().record('roles-failed');
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
    await notifications.press(/failed: /, 'Copy Report');
    await waitUntil(
      'the report in the clipboard',
      async () => String(await page.evaluate('navigator.clipboard.readText()')),
      (text) => text.includes('failed: '),
    );
    await notifications.press(/failed: /, 'Retry Unfinished');
    await notifications.waitFor(/stays .*: done/);
    assert.ok((await roles())[0]?.[1]);
  });

  it('groups the team by role and filters it by name', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    await organisations.contextMenu('Toggle Team Grouping by Role', organisation, 'Team');
    await organisations.waitForRow(organisation, 'Team', 'Organization reader', person);
    await host().record('roles-grouped');
    await organisations.contextMenu('Toggle Team Grouping by Role', organisation, 'Team');
    await organisations.waitForNoRow(organisation, 'Team', 'Organization reader');
    await organisations.contextMenu('Filter Team…', organisation, 'Team');
    await quickInput.type('liisa mets');
    await quickInput.accept();
    await organisations.waitForRow(organisation, 'Team', 'Filter: “liisa mets”');
    await organisations.waitForNoRow(organisation, 'Team', 'Mari Kask');
    await organisations.waitForRow(...row);
    await organisations.contextMenu('Filter Team…', organisation, 'Team');
    await quickInput.pick('Show everyone');
    await organisations.waitForRow(organisation, 'Team', 'Mari Kask');
  });
});
