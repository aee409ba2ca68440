import assert from 'node:assert/strict';
import { openTeam, usernameOf } from './fixtures/steps';
import { rolesOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';

const organisation = 'Kalev Institute of Genomics';

interface ProjectRow {
  readonly name: string;
  readonly end_date: string | null;
}

describe('Until when, and which role', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  before(async () => {
    const { workbench } = host();
    await openTeam(workbench, organisation);
    await workbench.organisations.waitForRow(organisation, 'Team', 'Liisa Mets');
  });

  afterEach(async () => {
    await host().workbench.notifications.clear();
  });

  it('takes what is typed for the end, and says in the row what cannot be read', async () => {
    const { workbench } = host();
    const { organisations, quickInput, notifications } = workbench;
    await organisations.inlineAction('Set Expiry…', organisation, 'Team', 'Liisa Mets');
    await quickInput.waitForStep('Select when the role expires');
    const rowFor = async (text: string, label: RegExp): Promise<void> => {
      await quickInput.type(text);
      await quickInput.waitForItems(`the row for ${text}`, (items) => {
        const [only, ...more] = items;
        return more.length === 0 && only !== undefined && label.test(only.label);
      });
    };
    await rowFor('soon', /“soon” is not a date/);
    await quickInput.accept();
    await rowFor('9', /^9 days, until /);
    await rowFor('+6m', /^6 months, until /);
    await rowFor('2099-03-01', /^until Mar 1, 2099/);
    await rowFor('45', /^45 days, until /);
    await host().record('roles-until-typed');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    await quickInput.pick(/Change Expiry of 1 Role/);
    await notifications.waitFor(/is now Organization reader of Kalev Institute of Genomics until /);
    const [role] = await rolesOf(host().sample, 'customers', organisation, 'liisa.mets');
    const days = (Date.parse(role?.[1] ?? '') - Date.now()) / 86_400_000;
    assert.ok(days > 44 && days < 46, String(days));
  });

  it('prolongs one role with two picks, as both ends were seen', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    effort.reset();
    await organisations.inlineAction('Set Expiry…', organisation, 'Team', 'Liisa Mets');
    await quickInput.waitForItems('both ends', (items) =>
      items.some(
        ({ label, description }) => label === '90 days' && description.includes(' instead of until '),
      ),
    );
    await quickInput.pick('90 days');
    await notifications.waitFor(/is now Organization reader of Kalev Institute of Genomics until /);
    assert.deepEqual(effort.counts, { commands: 0, typed: 0, picks: 2 });
    const [role] = await rolesOf(sample, 'customers', organisation, 'liisa.mets');
    assert.ok(Date.parse(role?.[1] ?? '') > Date.now() + 80 * 86_400_000);
  });

  it('grants the role used last for 90 days with five picks', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications, effort } = workbench;
    const grant = async (person: string, role: () => Promise<void>): Promise<void> => {
      await organisations.contextMenu('Grant Role…', organisation);
      await quickInput.waitForStep('select people and press Enter');
      await quickInput.type(person);
      await quickInput.pick(new RegExp(person, 'i'));
      await quickInput.accept();
      await quickInput.waitForStep('Select a role');
      await role();
      await quickInput.waitForStep('Select when the role expires');
      await quickInput.pick('90 days');
      await quickInput.waitForStep('Review the plan');
      await quickInput.pick(/Grant 1 Role/);
      await notifications.waitFor(/is now Organization reader of/);
      await notifications.clear();
    };
    await grant('ottilie', async () => {
      const items = await quickInput.items();
      const owner = items.find(({ label }) => label === 'Organization owner');
      assert.match(
        owner?.detail ?? '',
        /^Can edit the organisation, grant roles in projects, create projects, manage /,
      );
      await host().record('roles-role-words');
      await quickInput.pressItemButton('Organization owner', 'Show All Permissions');
      await quickInput.waitForStep('Permissions of Organization owner');
      await quickInput.type('PROJECT.CREATE_PERMISSION');
      await quickInput.waitForItems('the permission', (found) =>
        found.some(({ description }) => description === 'PROJECT.CREATE_PERMISSION'),
      );
      await quickInput.pressButton('Back');
      await quickInput.waitForStep('Select a role');
      await quickInput.pick('Organization reader');
    });
    effort.reset();
    await grant('nele', async () => {
      assert.equal(await quickInput.focusedItem(), 'Organization reader');
      await quickInput.accept();
    });
    assert.deepEqual(effort.counts, { commands: 0, typed: 1, picks: 5 });
    const [role] = await rolesOf(sample, 'customers', organisation, 'nele.uibo');
    assert.equal(role?.[0], 'CUSTOMER.READER');
  });

  it('offers the end of a project where it has one', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    const rows = (await sample.api(
      usernameOf('staff'),
      `api/projects/?customer_name=${encodeURIComponent(organisation)}&o=name&field=name&field=end_date&page_size=100`,
    )) as readonly ProjectRow[];
    const ends = rows.find(({ end_date: end }) => end !== null && Date.parse(end) > Date.now());
    assert.ok(ends?.end_date);
    await organisations.expand(organisation, 'Projects');
    await organisations.contextMenu('Grant Role…', organisation, 'Projects', ends.name);
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('nele');
    await quickInput.pick('Nele Uibo');
    await quickInput.accept();
    await quickInput.pick('Project manager');
    await quickInput.pick('Until the project ends');
    await quickInput.pick(/Grant 1 Role/);
    await notifications.waitFor(/is now Project manager of/);
    const granted = await rolesOf(sample, 'projects', ends.name, 'nele.uibo');
    assert.deepEqual(
      granted.map(([name, end]) => [name, end === null ? null : Date.parse(end)]),
      [['PROJECT.MANAGER', Date.parse(`${ends.end_date}T00:00:00Z`)]],
    );
  });
});
