import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { rolesOf, selectOrganisations, teamOf } from './fixtures/teams';
import { withWorkbench } from './fixtures/withWorkbench';

const three = ['Kalev Institute of Genomics', 'Saimaa University', 'Vättern University'] as const;

describe('Granting roles as staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  it('asks in the palette on what, of one kind, and keeps the answers on the way back', async () => {
    const { workbench } = host();
    const { quickInput } = workbench;
    await openWaldur(workbench);
    await workbench.organisations.waitForRow(three[0]);
    await workbench.runCommand('Waldur: Grant Role…');
    await quickInput.waitForStep('Search organisations and projects');
    await quickInput.type('saimaa');
    await quickInput.pick('Saimaa University');
    await quickInput.type('genome 2030');
    await quickInput.pick(/Estonian Genome 2030/);
    await quickInput.accept();
    await quickInput.waitForItems('why not', (items) =>
      items.some(({ detail }) => detail.includes('Select items of one kind only')),
    );
    await quickInput.pick(/Estonian Genome 2030/);
    await quickInput.type('vättern');
    await quickInput.pick('Vättern University');
    await quickInput.accept();
    await quickInput.waitForStep('select people and press Enter');
    assert.match(await quickInput.title(), /Saimaa University and 1 more \(2\/5\)/);
    await quickInput.pressButton('Back');
    await quickInput.waitForStep('Search organisations and projects');
    const kept = await quickInput.waitForItems('the answers', (items) => items.length >= 2);
    assert.deepEqual(
      kept.slice(0, 2).map(({ label }) => label),
      ['Saimaa University', 'Vättern University'],
    );
    await quickInput.accept();
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.cancel();
  });

  it('grants two people a role in three organisations from a multi-selection, and takes it back', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, notifications } = workbench;
    await openWaldur(workbench);
    await selectOrganisations(organisations, ...three);
    const before = await Promise.all(three.map((name) => teamOf(sample, 'customers', name)));
    await organisations.contextMenu('Grant Role…', three[2]);
    await quickInput.waitForStep('select people and press Enter');
    assert.match(await quickInput.title(), /Kalev Institute of Genomics and 2 more \(1\/4\)/);
    await quickInput.type('ottilie');
    await quickInput.pick('Ottilie Weber');
    await quickInput.type('nele');
    await quickInput.pick('Nele Uibo');
    // Once nothing is typed, those chosen stand first.
    await quickInput.type('');
    await quickInput.waitForItems('those chosen', (items) =>
      ['Ottilie Weber', 'Nele Uibo'].every((name, index) => items[index]?.label === name),
    );
    assert.deepEqual((await quickInput.checkedItems()).toSorted(), ['Nele Uibo', 'Ottilie Weber']);
    await host().record('roles-people');
    await quickInput.accept();
    await quickInput.waitForStep('Select a role');
    const roles = (await quickInput.items()).map(({ label }) => label);
    assert.ok(roles.includes('Organization reader'));
    assert.ok(!roles.includes('Organization support'), 'a role that is switched off is not offered');
    await quickInput.pick('Organization reader');
    await quickInput.waitForStep('Select when the role expires');
    await quickInput.pick('90 days');
    await quickInput.waitForStep('Review the plan');
    const plan = await quickInput.items();
    assert.equal(plan.filter(({ label }) => label.includes('will become Organization reader of')).length, 6);
    assert.ok(plan.filter(({ detail }) => /^(ottilie\.weber|nele\.uibo) · until /.test(detail)).length === 6);
    await host().record('roles-plan');
    await quickInput.pick(/Grant 6 Roles/);
    await notifications.waitFor(/6 changes made/);
    await host().record('roles-result');
    for (const name of three) {
      for (const username of ['ottilie.weber', 'nele.uibo']) {
        const [role, ...more] = await rolesOf(sample, 'customers', name, username);
        assert.equal(role?.[0], 'CUSTOMER.READER');
        assert.ok(role[1] !== null);
        assert.deepEqual(more, []);
      }
    }
    await notifications.press(/6 changes made/, 'Undo');
    await notifications.waitFor(/6 changes undone/);
    const after = await Promise.all(three.map((name) => teamOf(sample, 'customers', name)));
    assert.deepEqual(after, before);
    await notifications.clear();
  });

  for (const count of [1, 3] as const) {
    it(`grants one person a role with an end in ${count} selected at six picks`, async () => {
      const { workbench } = host();
      const { organisations, quickInput, notifications, effort } = workbench;
      await selectOrganisations(organisations, three[0], ...three.slice(1, count));
      effort.reset();
      await organisations.contextMenu('Grant Role…', three[0]);
      await quickInput.waitForStep('select people and press Enter');
      await quickInput.type(count === 1 ? 'ottilie' : 'nele');
      await quickInput.pick(count === 1 ? 'Ottilie Weber' : 'Nele Uibo');
      await quickInput.accept();
      await quickInput.pick('Organization reader');
      await quickInput.pick('30 days');
      await quickInput.waitForStep('Review the plan');
      await quickInput.pick(/Grant \d Role/);
      await notifications.waitFor(/is now|changes made/);
      assert.deepEqual(effort.counts, { commands: 0, typed: 1, picks: 6 });
      await notifications.clear();
    });
  }

  it('works with the keyboard alone, from the palette, and takes the row in focus', async () => {
    const { workbench, sample } = host();
    const { quickInput, notifications, organisations } = workbench;
    await selectOrganisations(organisations, 'Emajõe University');
    await workbench.runCommand('Waldur: Grant Role…');
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.field.fill('ottilie');
    await quickInput.waitForItems('Ottilie', (all) => all.some(({ label }) => label === 'Ottilie Weber'));
    await quickInput.accept();
    await quickInput.waitForStep('Select a role');
    await quickInput.field.fill('reader');
    await quickInput.accept();
    await quickInput.waitForStep('Select when the role expires');
    await quickInput.field.fill('date');
    await quickInput.accept();
    await quickInput.waitForMessage(/Enter the last day/);
    await quickInput.field.fill('2001-01-01');
    await quickInput.accept();
    await quickInput.waitForMessage(/in the future/);
    await quickInput.field.fill('2031-02-03');
    await quickInput.accept();
    await quickInput.waitForStep('Review the plan');
    await quickInput.accept();
    await notifications.waitFor(/Ottilie Weber is now Organization reader of Emajõe University until .*2031/);
    const [role] = await rolesOf(sample, 'customers', 'Emajõe University', 'ottilie.weber');
    assert.match(role?.[1] ?? '', /^2031-02-0/);
    await notifications.clear();
  });

  it('says in the plan what cannot be done and why', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput } = workbench;
    await selectOrganisations(organisations, 'Boreal Biobank', three[1]);
    await sample.clearRequests();
    // The menu of a selection offers only what can be done with all of it; the palette tries.
    await workbench.runCommand('Waldur: Grant Role…');
    await quickInput.waitForStep('select people and press Enter');
    await quickInput.type('sofia');
    await quickInput.pick('Sofia Rossi');
    await quickInput.accept();
    await quickInput.pick('Organization owner');
    await quickInput.pick('Permanent');
    await quickInput.waitForStep('Review the plan');
    const plan = await quickInput.items();
    assert.ok(
      plan.some(({ detail }) => detail.includes('blocked')),
      JSON.stringify(plan),
    );
    await quickInput.cancel();
    assert.deepEqual(
      (await sample.requests()).filter(({ method }) => method === 'POST'),
      [],
    );
  });
});
