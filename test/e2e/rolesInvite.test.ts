import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';

const organisation = 'Kalev Institute of Genomics';
const team = [organisation, 'Team'] as const;

describe('Invitations as staff', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    // Rows are there only while they are in sight.
    viewport: { width: 1280, height: 1800 },
  });

  before(async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    await workbench.organisations.expand(organisation);
    await workbench.organisations.expand(...team);
  });

  afterEach(async () => {
    await host().workbench.notifications.clear();
  });

  it('invites several people, with a message, and shows them with their age and end', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.expand(...team, 'Invitations');
    await organisations.contextMenu('Invite by E-mail…', ...team);
    await quickInput.waitForMessage(/Enter e-mail addresses/);
    await quickInput.type('new.one@example.org; nobody');
    await quickInput.accept();
    await quickInput.waitForMessage(/Not a valid e-mail address: nobody/);
    await quickInput.type('New One <new.one@example.org>, new.two@example.org new.two@example.org');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.waitForMessage(/Enter a message for the invitation/);
    await quickInput.type('x'.repeat(2001));
    await quickInput.accept();
    await quickInput.waitForMessage(/Shorten the message by 1 character\./);
    await quickInput.type('Welcome');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    const plan = await quickInput.items();
    assert.ok(plan.some(({ detail }) => detail.includes('listed twice')));
    await host().record('roles-invite-plan');
    await sample.clearRequests();
    await quickInput.pick(/Send 2 Invitations, 1 Not Possible/);
    await notifications.waitFor(/2 of 3 invitations sent/);
    const row = await organisations.waitForRow(...team, 'Invitations', 'new.one@example.org');
    assert.match(row.description, /^Reader · invited today/);
    await host().record('roles-invitations');
  });

  it('notices that somebody is invited already', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    await organisations.contextMenu('Invite by E-mail…', ...team);
    await quickInput.waitForMessage(/Enter e-mail addresses/);
    await quickInput.type('new.one@example.org');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.waitForMessage(/Enter a message for the invitation/);
    await quickInput.accept();
    await quickInput.waitForStep('Nothing to change');
    assert.ok((await quickInput.items()).some(({ detail }) => detail.includes('pending')));
    await quickInput.cancel();
  });

  it('sends an invitation again and cancels it', async () => {
    const { workbench } = host();
    const { organisations, notifications } = workbench;
    const row = [...team, 'Invitations', 'new.two@example.org'] as const;
    await organisations.contextMenu('Resend Invitation', ...row);
    await notifications.waitFor(/invitation for new.two@example.org was resent/);
    await organisations.contextMenu('Cancel Invitation', ...row);
    await notifications.waitForDialog(
      /Cancel the invitation for new.two@example.org to Kalev Institute of Genomics/,
    );
    await notifications.pressInDialog('Cancel Invitation');
    await notifications.waitFor(/was cancelled/);
    await organisations.waitForNoRow(...row);
  });

  it('makes an invitation of an address that nobody has', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Grant Role…', ...team);
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('new.three@example.org');
    await quickInput.pick('new.three@example.org');
    await quickInput.accept();
    await quickInput.pick('Organization reader');
    await quickInput.waitForMessage(/Enter a message for the invitation/);
    await quickInput.accept();
    await quickInput.pick(/Send 1 Invitation/);
    await notifications.waitFor(/The invitation for new.three@example.org was sent/);
    await organisations.waitForRow(...team, 'Invitations', 'new.three@example.org');
    await notifications.press(/new.three@example.org was sent/, 'Undo');
    await organisations.waitForNoRow(...team, 'Invitations', 'new.three@example.org');
  });
});
