import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { rolesOf, selectOrganisations } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { waitUntil } from './pages/waitUntil';

const kalev = 'Kalev Institute of Genomics';
const vattern = 'Vättern University';
const teamCommands = ['Grant Role…', 'Invite by E-mail…', 'Import Team from CSV…'];
const memberCommands = ['Revoke Role…', 'Set Expiry…', 'Change Role…', 'Revoke All Access…'];

describe('An owner who may not change the team of the organisation', () => {
  const host = withWorkbench({ persona: usernameOf('owner') });

  it('is not offered what cannot be done, and told why from the palette', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications } = workbench;
    await openWaldur(workbench);
    await organisations.expand(kalev);
    await organisations.expand(kalev, 'Team');
    const onScope = await organisations.contextMenuItems(kalev, 'Team');
    assert.deepEqual(
      teamCommands.filter((title) => onScope.includes(title)),
      [],
    );
    assert.ok(onScope.includes('Export Team as CSV…'));
    const onMember = await organisations.contextMenuItems(kalev, 'Team', 'Liisa Mets');
    assert.deepEqual(
      memberCommands.filter((title) => onMember.includes(title)),
      [],
    );
    await organisations.click(kalev, 'Team', 'Liisa Mets');
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Revoke Role…');
    const told = await notifications.waitFor(/You cannot do this in Kalev Institute of Genomics/);
    assert.match(told, /CUSTOMER\.DELETE_PERMISSION.*Can be done by: Organisation administrator or staff/);
    await host().record('roles-why-not');
    assert.deepEqual(
      (await sample.requests()).filter(({ method }) => method !== 'GET'),
      [],
    );
    await notifications.clear();
    for (const title of ['Grant Role…', 'Invite by E-mail…']) {
      await workbench.runCommand(`Waldur: ${title}`);
      assert.match(
        await notifications.waitFor(/You cannot do this in Kalev Institute of Genomics/),
        /CUSTOMER\.CREATE_PERMISSION.*Can be done by: Organisation administrator or staff/,
      );
      await notifications.clear();
    }
  });

  it('changes the team of a project', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.collapse(kalev, 'Team');
    const projects = await organisations.expand(kalev, 'Projects');
    const project = projects.find(({ expanded }) => expanded !== undefined)?.label ?? '';
    await organisations.contextMenu('Grant Role…', kalev, 'Projects', project);
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('liisa mets');
    await quickInput.pick('Liisa Mets');
    await quickInput.accept();
    await quickInput.waitForStep('Select a role');
    assert.ok((await quickInput.items()).every(({ label }) => !label.startsWith('Organization')));
    await quickInput.pick('Project member');
    await quickInput.pick('30 days');
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/Liisa Mets is now Project member of /);
    await organisations.expand(kalev, 'Projects', project);
    await organisations.inlineAction('Revoke Role…', kalev, 'Projects', project, 'Liisa Mets');
    await notifications.waitForDialog(/Revoke the role Project member of Liisa Mets/);
    await notifications.pressInDialog('Revoke');
    await organisations.waitForNoRow(kalev, 'Projects', project, 'Liisa Mets');
    await notifications.clear();
  });
});

describe('An owner who may change the team of the organisation', () => {
  const host = withWorkbench({ persona: usernameOf('administrator') });
  const roles = () => rolesOf(host().sample, 'customers', vattern, 'manon.girard');

  it('extends, changes, revokes and takes back', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await openWaldur(workbench);
    await organisations.expand(vattern);
    await organisations.expand(vattern, 'Team');
    const row = [vattern, 'Team', 'Manon Girard'] as const;
    const [before] = await roles();
    await organisations.contextMenu('Set Expiry…', ...row);
    // A role that only lasts longer needs no plan.
    await quickInput.pick('1 year');
    await notifications.waitFor(/is now Organization reader of Vättern University until/);
    const [after] = await roles();
    assert.ok((after?.[1] ?? '') > (before?.[1] ?? ''));
    await notifications.clear();
    await organisations.contextMenu('Change Role…', ...row);
    await quickInput.pick('Organization owner');
    await quickInput.pick(/Run 1 Change/);
    await notifications.waitFor(/is now Organization owner instead of/);
    assert.deepEqual(await roles(), [['CUSTOMER.OWNER', after?.[1] ?? null]]);
    await organisations.waitForRow(vattern, 'Team', 'Owner', 'Manon Girard');
    await notifications.clear();
    await organisations.inlineAction('Revoke Role…', ...row);
    await notifications.pressInDialog('Revoke');
    await notifications.waitFor(/is no longer Organization owner/);
    assert.deepEqual(await roles(), []);
    await organisations.waitForNoRow(...row);
    await notifications.press(/is no longer/, 'Undo');
    await notifications.waitFor(/is now Organization owner of/);
    await organisations.waitForRow(...row);
    assert.deepEqual(await roles(), [['CUSTOMER.OWNER', after?.[1] ?? null]]);
    await notifications.clear();
  });

  it('grants a role, takes it back, and invites', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    const before = await roles();
    await organisations.contextMenu('Grant Role…', vattern, 'Team');
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('manon');
    await quickInput.pick('Manon Girard');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.pick('90 days');
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/is now Organization reader of Vättern University until/);
    assert.equal((await roles()).length, before.length + 1);
    await notifications.press(/is now Organization reader/, 'Undo');
    await waitUntil('the roles from before', roles, (now) => now.length === before.length);
    assert.deepEqual(await roles(), before);
    await notifications.clear();
    await organisations.contextMenu('Invite by E-mail…', vattern, 'Team');
    await quickInput.waitForMessage(/Enter e-mail addresses/);
    await quickInput.type('new.colleague@example.org');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.waitForMessage(/Enter a message for the invitation/);
    await quickInput.accept();
    await quickInput.pick(/Send 1 Invitation/);
    await notifications.waitFor(/new\.colleague@example\.org/);
    await organisations.expand(vattern, 'Team', 'Invitations');
    await organisations.waitForRow(vattern, 'Team', 'Invitations', 'new.colleague@example.org');
    await notifications.clear();
  });

  it('is warned before losing the own role and the sight of the organisation', async () => {
    const { workbench } = host();
    const { organisations, notifications } = workbench;
    await organisations.inlineAction('Revoke Role…', vattern, 'Team', 'Erik Nyman');
    const question = await notifications.waitForDialog(/Erik Nyman/);
    assert.match(question, /This is your own role/);
    await notifications.pressInDialog('Cancel');
  });

  it('loses a permission half-way and is told, and is offered it no more', async () => {
    const { workbench, sample } = host();
    const { organisations, notifications, quickInput } = workbench;
    await sample.addFault({
      path: 'update_user',
      fault: {
        kind: 'status',
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: '{"detail":"No."}',
      },
    });
    await sample.clearRequests();
    await organisations.contextMenu('Set Expiry…', vattern, 'Team', 'Manon Girard');
    await quickInput.pick('30 days');
    await quickInput.pick(/Change Expiry of 1 Role/);
    await notifications.waitFor(/Failed: /);
    const me = (await sample.requests()).filter(({ path }) => path.startsWith('/api/users/me/'));
    assert.equal(me.length, 1, 'what the caller may do is read once more');
    await sample.clearFaults();
    await notifications.clear();
  });

  it('offboards a person as far as the own permissions reach', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await selectOrganisations(organisations, vattern);
    await workbench.runCommand('Waldur: Revoke All Access…');
    await quickInput.waitForStep('Search by name, user name or e-mail');
    await quickInput.type('manon');
    await quickInput.pick('Manon Girard');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Revoke 1 Role/);
    await notifications.waitFor(/is no longer Organization owner of Vättern University\./);
    assert.deepEqual(await roles(), []);
  });
});
