import assert from 'node:assert/strict';
import { giveCopiedRolesTo, openWaldur, usernameOf } from './fixtures/steps';
import { giveRole, rolesOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';

/** Where the colleague is given a role for this. */
const places = [
  'Emajõe University',
  'Põhjala Technical University',
  'Ruhnu Marine Observatory',
  'Daugava University of Science',
  'Lielupe Institute of Agronomy',
  'Nemunas Institute of Physics',
  'Revontuli Supercomputing Centre',
  'Siljan Institute of Technology',
  'Bothnia Data Centre',
  'Öresund Protein Facility',
  'University of Hardanger',
  'Limfjord University',
] as const;
const colleague = 'ottilie.weber';

describe('The access of a colleague', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  before(async () => {
    const { workbench, sample } = host();
    for (const name of places) {
      await giveRole(sample, name, colleague, 'CUSTOMER.READER');
    }
    await openWaldur(workbench);
    await workbench.organisations.expand(places[0]);
    await workbench.organisations.expand(places[0], 'Team');
    await workbench.organisations.waitForRow(places[0], 'Team', 'Ottilie Weber');
  });

  it('is copied to a newcomer with four picks and one plan', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    effort.reset();
    await organisations.contextMenu('Copy Access From…', places[0], 'Team', 'Ottilie Weber');
    await quickInput.waitForStep('Select the roles to copy');
    assert.equal((await quickInput.checkedItems()).length, 12, 'all of them are selected at first');
    await giveCopiedRolesTo(quickInput, 'nele', 'Nele Uibo');
    await quickInput.waitForStep('Select where the roles are granted');
    assert.equal(await quickInput.focusedItem(), 'In the same places');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    await quickInput.waitForItems('the plan', (items) =>
      items.some(({ label }) => label.includes('Nele Uibo')),
    );
    await host().record('roles-copy-plan');
    await quickInput.pick(/Grant 12 Roles/);
    await notifications.waitFor(/12 changes made/);
    assert.deepEqual(effort.counts, { commands: 0, typed: 1, picks: 4 });
    for (const name of places) {
      assert.deepEqual(await rolesOf(sample, 'customers', name, 'nele.uibo'), [['CUSTOMER.READER', null]]);
    }
    await notifications.press(/12 changes made/, 'Undo');
    await notifications.waitFor(/12 changes undone/);
    await notifications.clear();
  });

  it('is copied in part, and to another place', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.contextMenu('Copy Access From…', places[0], 'Team', 'Ottilie Weber');
    await quickInput.waitForStep('Select the roles to copy');
    await quickInput.pick(places[1]);
    await giveCopiedRolesTo(quickInput, 'nele', 'Nele Uibo');
    await quickInput.pick('In other places…');
    await quickInput.waitForStep('Search organisations and projects');
    await quickInput.type('hekla');
    await quickInput.pick('Hekla Volcano Observatory');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/Nele Uibo is now Organization reader of Hekla Volcano Observatory/);
    assert.deepEqual(await rolesOf(sample, 'customers', places[1], 'nele.uibo'), []);
    await notifications.clear();
  });

  it('is explained: organisation, role, permissions, and what each role alone gives', async () => {
    const { workbench, sample } = host();
    await giveRole(sample, places[0], colleague, 'CUSTOMER.OWNER');
    await workbench.organisations.contextMenu('Explain Access', places[0], 'Team', 'Ottilie Weber');
    const text = await workbench.waitForEditorText(/Only this role gives here: .*organisation: update/);
    assert.match(text, /Organisation Emajõe University/);
    assert.match(text, /→ Organization owner, permanent/);
    assert.match(text, /Can edit the organisation, grant roles in projects, create projects/);
    await host().record('roles-explained');
  });
});
