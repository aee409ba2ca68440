import assert from 'node:assert/strict';
import { openTeam, usernameOf } from './fixtures/steps';
import { rolesOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';
import { OrganisationPanel } from './pages/organisationPanel';

const organisation = 'Vättern University';
const person = 'Ottilie Weber';
const row = [organisation, 'Team', person] as const;

describe('Roles on a server of 2024, as staff', () => {
  const host = withWorkbench({
    persona: usernameOf('staff'),
    sample: { server: '7.0' },
    // Rows are there only while they are in sight.
    viewport: { width: 1280, height: 1800 },
  });
  const roles = () => rolesOf(host().sample, 'customers', organisation, 'ottilie.weber');

  before(async () => {
    const { workbench } = host();
    await openTeam(workbench, organisation);
  });

  afterEach(async () => {
    await host().workbench.notifications.clear();
  });

  it('are granted, prolonged, changed, revoked and taken back', async () => {
    const { organisations, quickInput, notifications } = host().workbench;
    await organisations.contextMenu('Grant Role…', organisation, 'Team');
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('ottilie');
    await quickInput.pick(person);
    await quickInput.accept();
    await quickInput.pick('Organisation reader');
    await quickInput.pick('30 days');
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/Ottilie Weber is now Organisation reader of /);
    const [first] = await roles();
    assert.equal(first?.[0], 'CUSTOMER.READER');
    await notifications.clear();
    await organisations.contextMenu('Set Expiry…', ...row);
    // A role that only lasts longer needs no plan.
    await quickInput.pick('1 year');
    await notifications.waitFor(/is now Organisation reader .* until /);
    const [prolonged, ...none] = await roles();
    assert.ok((prolonged?.[1] ?? '') > (first[1] ?? ''));
    assert.deepEqual(none, []);
    await notifications.clear();
    await organisations.contextMenu('Change Role…', ...row);
    await quickInput.pick('Organization owner');
    await quickInput.pick(/Run 1 Change/);
    await notifications.waitFor(/is now Organization owner instead of/);
    assert.deepEqual(await roles(), [['CUSTOMER.OWNER', prolonged?.[1] ?? null]]);
    await organisations.waitForRow(organisation, 'Team', 'Owner', person);
    await notifications.clear();
    await organisations.inlineAction('Revoke Role…', ...row);
    await notifications.pressInDialog('Revoke');
    await notifications.press(/is no longer Organization owner/, 'Undo');
    await notifications.waitFor(/is now Organization owner/);
    assert.deepEqual(await roles(), [['CUSTOMER.OWNER', prolonged?.[1] ?? null]]);
  });

  it('are shown with all a person can reach, and all revoked', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Show Access…', ...row);
    await new OrganisationPanel(workbench).waitForRow('Access', 'roles', new RegExp(organisation));
    await organisations.contextMenu('Revoke All Access…', ...row);
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Revoke 1 Role/);
    await notifications.waitFor(/is no longer Organization owner/);
    assert.deepEqual(await roles(), []);
  });

  it('have no teams of managing organisations, which says why', async () => {
    const { workbench } = host();
    const { managingOrganisations } = workbench;
    await managingOrganisations.open();
    const [first] = await managingOrganisations.waitForRows('rows', (rows) => rows.length > 0);
    await managingOrganisations.expand(first?.label ?? '');
    await managingOrganisations.expand(first?.label ?? '', 'Team');
    await managingOrganisations.waitForRow(first?.label ?? '', 'Team', /no roles in managing organisations/);
    await host().record('old-server-team');
  });
});
