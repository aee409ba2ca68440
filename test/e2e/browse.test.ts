import assert from 'node:assert/strict';
import { openWaldur, usernameOf } from './fixtures/steps';
import { waitUntil } from './pages/waitUntil';
import { withWorkbench } from './fixtures/withWorkbench';
import { brokenByEveryTree, violations } from './fixtures/accessibility';

const organisation = 'Kalev Institute of Genomics';

describe('Browsing as staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  it('opens down to the members of a project', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    const { organisations } = workbench;
    await organisations.expand(organisation);
    const projects = await organisations.expand(organisation, 'Projects');
    const project = projects.find(({ expanded }) => expanded !== undefined);
    assert.ok(project, 'a project that can be opened');
    const members = await organisations.expand(organisation, 'Projects', project.label);
    assert.ok(members.length > 0);
    assert.notEqual(members[0]?.description, '', 'the role stands beside the name');
    await organisations.collapse(organisation);
  });

  it('says on hover what an organisation is', async () => {
    const { workbench } = host();
    const tooltip = await workbench.organisations.tooltip(organisation);
    assert.match(tooltip, /Kalev Institute of Genomics/);
    assert.match(tooltip, /Registration code/);
  });

  it('copies a name, a UUID and the address of the page in HomePort', async () => {
    const { workbench, page, sample } = host();
    const { organisations } = workbench;
    const copied = async (item: string): Promise<string> => {
      await organisations.contextMenu(item, organisation);
      return waitUntil(
        `what ${item} copies`,
        async () => String(await page.evaluate('navigator.clipboard.readText()')),
        (text) => text !== '' && !seen.includes(text),
      );
    };
    const seen: string[] = [];
    seen.push(await copied('Copy Name'));
    seen.push(await copied('Copy UUID'));
    seen.push(await copied('Copy Link'));
    const [name, uuid, link] = seen;
    assert.equal(name, organisation);
    assert.match(uuid ?? '', /^[0-9a-f]{32}$/);
    assert.equal(link, `${sample.url}organizations/${uuid ?? ''}/dashboard/`);
  });

  it('shows the whole object as a read-only document', async () => {
    const { workbench } = host();
    await workbench.organisations.contextMenu('Show Details', organisation);
    await workbench.waitForEditor(/Kalev Institute of Genomics/);
    await workbench.waitForEditorText(/"uuid"/);
  });

  it('filters on the server, and shows that it does', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput } = workbench;
    await workbench.runCommand('Waldur: Filter Organisations…');
    await quickInput.waitForStep('Filter Organisations');
    await quickInput.pick('Name');
    await quickInput.waitForStep('Name');
    await sample.clearRequests();
    await quickInput.type('university');
    await quickInput.accept();
    const rows = await organisations.waitForRows(
      'only universities',
      (all) => all.length > 0 && all.every(({ label }) => /university/i.test(label)),
    );
    assert.ok(rows.length > 2);
    assert.ok((await sample.requests()).some(({ path }) => /customers\/\?.*name=university/.test(path)));
    assert.match(`${await organisations.description()} ${await organisations.message()}`, /university/);
    await organisations.titleAction('Clear Filter');
    await organisations.waitForRow(organisation);
  });

  it('finds an organisation and its team with one command, one field, two picks and three requests', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput, effort } = workbench;
    await organisations.scrollToTop();
    await sample.clearRequests();
    effort.reset();
    await workbench.runCommand('Waldur: Go to Organisation…');
    await quickInput.type('vättern');
    await quickInput.pick('Vättern University');
    await organisations.waitForRows('the choice in focus', (all) =>
      all.some(({ label, selected }) => selected && label === 'Vättern University'),
    );
    const team = await organisations.expand('Vättern University', 'Team');
    assert.ok(team.length > 0);
    assert.deepEqual(effort.counts, { commands: 1, typed: 1, picks: 2 });
    const requests = (await sample.requests()).map(({ method, path }) => `${method} ${path}`);
    assert.ok(requests.length <= 3, requests.join('\n'));
  });

  it('goes to a project and to a person', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    await workbench.runCommand('Waldur: Go to Project…');
    await quickInput.type('genom');
    const [project] = await quickInput.waitForItems('a project', (all) =>
      all.some(({ description }) => description !== ''),
    );
    assert.ok(project);
    await quickInput.pick(project.label);
    await organisations.waitForRows('the project in focus', (all) =>
      all.some(({ selected, level }) => selected && level > 1),
    );
    await workbench.runCommand('Waldur: Go to Person…');
    await quickInput.type('sofia');
    await quickInput.pick(/Sofia Rossi/);
    await organisations.waitForRows('the person in focus', (all) =>
      all.some(({ selected, label }) => selected && label === 'Sofia Rossi'),
    );
  });

  it('groups and sorts organisations', async () => {
    const { workbench, sample } = host();
    const { organisations, quickInput } = workbench;
    await workbench.runCommand('Waldur: Group Organisations…');
    await quickInput.pick('By organisation group');
    await organisations.waitForRow('Baltic countries');
    await organisations.expand('Baltic countries');
    await organisations.expand('Baltic countries', 'Estonia');
    await organisations.waitForRow('Baltic countries', 'Estonia', organisation);
    await workbench.runCommand('Waldur: Group Organisations…');
    await quickInput.pick('No grouping');
    await organisations.waitForRow(organisation);
    await sample.clearRequests();
    await workbench.runCommand('Waldur: Sort Organisations…');
    await quickInput.pick('Creation date (descending)');
    await waitUntil(
      'the newest first',
      () => sample.requests(),
      (all) => all.some(({ path }) => path.includes('o=-created')),
    );
    await workbench.runCommand('Waldur: Sort Organisations…');
    await quickInput.pick(/^Name$/);
    await organisations.waitForRows('the first by name', ([first]) => first?.label === 'Boreal Biobank');
  });

  it('shows managing organisations with their calls', async () => {
    const { workbench } = host();
    const { managingOrganisations } = workbench;
    await managingOrganisations.open();
    const rows = await managingOrganisations.waitForRows('managing organisations', (all) => all.length > 1);
    const first = rows[0]?.label ?? '';
    const parts = await managingOrganisations.expand(first);
    assert.deepEqual(parts.map(({ label }) => label).sort(), ['Calls', 'Team']);
  });

  it('can be used with a screen reader, as far as axe can tell', async () => {
    const { workbench } = host();
    assert.deepEqual(
      await violations(workbench.page, '.sidebar .pane-body .monaco-list', brokenByEveryTree),
      [],
    );
  });
});
