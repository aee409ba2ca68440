import assert from 'node:assert/strict';
import { openTeam, usernameOf } from './fixtures/steps';
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
    await openTeam(workbench, organisation);
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
      /Revoke the role Organization reader of Liisa Mets in Kalev Institute of Genomics\?/,
    );
    assert.match(question, /Server: Nordic Research Cloud/);
    assert.match(question, /Permanent\./);
    await host().record('roles-revoke-question');
    await notifications.pressInDialog('Revoke');
    await notifications.waitFor(
      /Liisa Mets is no longer Organization reader of Kalev Institute of Genomics\./,
    );
    assert.deepEqual(effort.counts, { commands: 0, typed: 0, picks: 2 });
    assert.deepEqual(await roles(), []);
    await organisations.waitForNoRow(...row);
    await sample.clearRequests();
    await notifications.press(/is no longer/, 'Undo');
    await notifications.waitFor(/is now Organization reader of/);
    assert.deepEqual(await roles(), before);
    await organisations.waitForRow(...row);
    const reads = (await sample.requests()).filter(({ path }) => path.includes('customers/?o='));
    assert.deepEqual(reads, [], 'the list of organisations is not read again');
  });

  it('sets an end with three picks, prolongs it without a second grant, and takes it back', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    effort.reset();
    await organisations.inlineAction('Set Expiry…', ...row);
    await quickInput.waitForStep('Select when the role expires');
    assert.match(await quickInput.title(), /Liisa Mets, Organization reader of Kalev .*, permanent/);
    await quickInput.pick('30 days');
    await quickInput.waitForItems('both ends', (all) =>
      all.some(({ detail }) => / · until .* instead of permanently/.test(detail)),
    );
    await quickInput.pick(/Change Expiry of 1 Role/);
    await notifications.waitFor(/is now Organization reader of Kalev Institute of Genomics until /);
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
    // It was seen beside the choice that the role only lasts longer.
    await quickInput.pick('1 year');
    await notifications.waitFor(/is now .* until /);
    const writes = (await sample.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(
      writes.map(({ path }) => path.split('/').at(-2)),
      ['update_user'],
    );
    await notifications.press(/is now .* until /, 'Undo');
    await waitUntil('the end from before', roles, ([now]) => now?.[1] === first[1]);
    assert.deepEqual(await roles(), [first]);
  });

  it('makes a role permanent, with a look at its end', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Make Permanent', ...row);
    await quickInput.waitForItems('both ends', (all) =>
      all.some(({ detail }) => detail.includes(' · permanently instead of until ')),
    );
    await quickInput.pick(/Change Expiry of 1 Role/);
    await notifications.waitFor(/is now Organization reader of Kalev Institute of Genomics permanently\./);
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
    await organisations.waitForRows('the role without an end', (all) =>
      all.some(({ label, description }) => label === row.at(-1) && description === ''),
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
    await quickInput.pick(/Run 1 Change/);
    await notifications.waitFor(/is now Organization owner instead of Organization reader/);
    const writes = (await sample.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(
      writes.map(({ path }) => path.split('/').at(-2)),
      ['add_user', 'delete_user'],
    );
    assert.deepEqual(await roles(), [['CUSTOMER.OWNER', null]]);
    await notifications.press(/is now Organization owner/, 'Undo');
    await notifications.waitFor(/is now Organization reader instead of Organization owner/);
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
    await quickInput.pick(/Change Expiry of 1 Role/);
    await notifications.waitFor(/^You do not have permission.* Failed: /);
    await host().record('roles-failed');
    assert.deepEqual(await roles(), [['CUSTOMER.READER', null]]);
    await notifications.press(/Failed: /, 'Copy Report');
    await waitUntil(
      'the report in the clipboard',
      async () => String(await page.evaluate('navigator.clipboard.readText()')),
      (text) => text.includes('Failed: '),
    );
    await notifications.press(/Failed: /, 'Retry Unfinished');
    await notifications.waitFor(/is now .* until /);
    assert.ok((await roles())[0]?.[1]);
  });

  it('groups the team by role and filters it by name', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    await organisations.waitForRow(organisation, 'Team', 'Reader', person);
    await host().record('roles-grouped');
    await organisations.contextMenu(/Group Teams by Role/, organisation, 'Team');
    await organisations.waitForNoRow(organisation, 'Team', 'Reader');
    await organisations.waitForDescription(/Reader/, ...row);
    await organisations.contextMenu(/Group Teams by Role/, organisation, 'Team');
    await organisations.waitForRow(organisation, 'Team', 'Reader', person);
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
