import assert from 'node:assert/strict';
import { giveToken, openWaldur, usernameOf } from './fixtures/steps';
import { withWorkbench } from './fixtures/withWorkbench';
import { waitUntil } from './pages/waitUntil';

const organisation = 'Kalev Institute of Genomics';
const pinned = 'Vättern University';

describe('Finding one’s way as staff', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  it('goes to the first by name, to pinned and to recent ones, without anything typed', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRow(organisation);
    const selected = (label: string) =>
      organisations.waitForRows(`${label} in focus`, (all) =>
        all.some((row) => row.selected && row.label === label),
      );
    const shown = async (isThere: (label: string) => boolean) =>
      (
        await quickInput.waitForItems('what stands there', (all) => all.some(({ label }) => isThere(label)))
      ).map(({ separator, label }) => [separator, label] as const);

    await workbench.runCommand('Waldur: Go to Organisation…');
    const [first] = await shown((label) => label === 'Boreal Biobank');
    assert.deepEqual(first, ['', 'Boreal Biobank']);
    await quickInput.field.press('ArrowDown');
    const second = await waitUntil(
      'the second in focus',
      async () => (await quickInput.focusedItem()) ?? '',
      (label) => label !== '' && label !== 'Boreal Biobank',
    );
    await quickInput.accept();
    await selected(second);

    await organisations.contextMenu('Pin', pinned);
    await organisations.waitForRows('the pinned one first', ([row]) => row?.label === pinned);
    assert.match(
      (await organisations.rows())[0]?.ariaLabel ?? '',
      /Organisation Vättern University · pinned/,
    );
    await workbench.runCommand('Waldur: Go to Organisation…');
    assert.deepEqual(await shown((label) => label === pinned), [
      ['Pinned', pinned],
      ['Recent', second],
    ]);
    await quickInput.accept();
    await selected(pinned);
    await workbench.runCommand('Waldur: Unpin');
    await waitUntil(
      'the first by name first again',
      () => organisations.rows(),
      ([row]) => row?.label === 'Boreal Biobank',
    );
  });

  it('searches for what is typed into the filter with Enter, and sets how rows show behind its button', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    await organisations.titleAction('Filter Organisations');
    await quickInput.waitForStep('Filter Organisations');
    const offered = (await quickInput.items()).map(({ label }) => label);
    assert.deepEqual(offered.slice(0, 3), ['Owned by me', 'Organisation group', 'Archived']);
    await quickInput.type('genom');
    await quickInput.waitForItems('the search first', ([first]) =>
      (first?.label ?? '').includes('Search for “genom”'),
    );
    await quickInput.accept();
    await organisations.waitForRows(
      'what is found',
      (all) => all.length > 0 && all.every(({ label }) => /genom/i.test(label)),
    );
    assert.match(await organisations.message(), /“genom”/);
    await organisations.titleAction('Clear Filter');
    await organisations.waitForRow('Boreal Biobank');
    await organisations.titleAction('Filter Organisations');
    await quickInput.waitForStep('Filter Organisations');
    await quickInput.pressButton('Display Settings');
    await quickInput.waitForStep('Display Settings');
    assert.deepEqual(
      (await quickInput.items()).map(({ label }) => label),
      ['Show in rows', 'Rows per page', 'Start at page'],
    );
    await quickInput.cancel();
    await quickInput.waitForClosed();
  });

  it('says how many of all a filter shows, that archived ones are hidden, and the order', async () => {
    const { workbench } = host();
    const { organisations, quickInput } = workbench;
    assert.equal(await organisations.description(), 'Nordic Research Cloud · archived hidden');
    await organisations.titleAction('Filter Organisations');
    await quickInput.waitForStep('Filter Organisations');
    await quickInput.type('university');
    await quickInput.accept();
    const message = (pattern: RegExp) =>
      waitUntil(
        `the head of the view with ${String(pattern)}`,
        () => organisations.message(),
        (text) => pattern.test(text),
      );
    await message(/^Filter: “university” · \d+ of \d+ · archived hidden$/);
    await workbench.runCommand('Waldur: Sort Organisations…');
    await quickInput.pick('Creation date (descending)');
    await message(
      /^Filter: “university” · \d+ of \d+ · archived hidden · Sort: Creation date \(descending\)$/,
    );
    await organisations.titleAction('Clear Filter');
    await message(/^Sort: Creation date \(descending\)$/);
    await workbench.runCommand('Waldur: Sort Organisations…');
    await quickInput.pick(/^Name$/);
    await organisations.waitForRows('the first by name', ([first]) => first?.label === 'Boreal Biobank');
    assert.match(
      await organisations.tooltip('Boreal Biobank'),
      /Blocked\. Nothing in the organisation can be changed/,
    );
  });
});

describe('Finding one’s way with one organisation', () => {
  const host = withWorkbench({ persona: usernameOf('member') });

  it('finds it opened', async () => {
    const { workbench } = host();
    await openWaldur(workbench);
    const rows = await workbench.organisations.waitForRows('what is in it', (all) => all.length > 1);
    assert.deepEqual(
      rows.map(({ level, expanded }) => [level, expanded]),
      [
        [1, true],
        [2, false],
        [2, false],
      ],
    );
  });
});

describe('Finding one’s way among servers', () => {
  const host = withWorkbench({ persona: usernameOf('staff') });

  it('is told apart by host, as sample data and in Go to, from a menu in the status bar', async () => {
    const { workbench, page, sample } = host();
    const { organisations, managingOrganisations, quickInput } = workbench;
    await openWaldur(workbench);
    await organisations.waitForRow(organisation);
    await workbench.runCommand('Waldur: Go to Organisation…');
    await quickInput.type('kalev');
    await quickInput.pick(organisation);
    await quickInput.waitForClosed();
    await workbench.runCommand('Waldur: Try with Sample Data');
    await quickInput.pick('Mari Kask');
    const { host: own } = new URL(sample.url);
    // The rows of the first push the second out of sight.
    await organisations.collapse('Nordic Research Cloud');
    const rows = await organisations.waitForRows(
      'two connections',
      (all) => all.filter(({ level }) => level === 1).length === 2,
    );
    const told = rows.filter(({ level }) => level === 1).map(({ description }) => description);
    assert.equal(told[0], `Astrid Lund · ${own}`);
    assert.match(told[1] ?? '', /^Mari Kask · sample · 127\.0\.0\.1:\d+$/);
    await workbench.runCommand('Waldur: Go to Organisation…');
    const [recent] = await quickInput.waitForItems('what was gone to', (all) => all.length > 0);
    assert.deepEqual(
      [recent?.separator, recent?.label],
      [`Recent · Nordic Research Cloud · ${own}`, organisation],
    );
    await quickInput.cancel();
    await quickInput.waitForClosed();
    await page.locator('.statusbar-item', { hasText: 'Waldur: 2 connections' }).click();
    await quickInput.waitForItems('both connections', (all) => all.length === 2);
    await quickInput.accept();
    await quickInput.waitForItems('the menu', (all) => all.length > 2);
    assert.deepEqual(
      (await quickInput.items()).map(({ label }) => label.trim()),
      [
        'Go to Organisation…',
        'Organisations',
        'Managing Organisations',
        'Attention',
        'Sign In Again…',
        'Sign Out…',
        'Sign In to Another Server…',
        'Settings',
        'Show Log',
        'Report Issue…',
      ],
    );
    await quickInput.pick(/ Managing Organisations$/);
    await managingOrganisations.waitForRows('the connection in focus', (all) =>
      all.some(({ selected, description }) => selected && description.startsWith('Astrid Lund')),
    );
  });
});

describe('Finding one’s way among calls', () => {
  const host = withWorkbench({ persona: usernameOf('callOrganiser') });

  it('starts with one’s own and open ones, by Go to, and with a filter', async () => {
    const { workbench } = host();
    const { managingOrganisations, quickInput } = workbench;
    await openWaldur(workbench);
    await managingOrganisations.open();
    const [first] = await managingOrganisations.waitForRows(
      'one’s own first',
      ([row]) => row?.description.startsWith('yours') === true,
    );
    const own = first?.label ?? '';
    await workbench.runCommand('Waldur: Go to Call…');
    const [call] = await quickInput.waitForItems('calls', (all) => all.length > 0);
    await quickInput.pick(call?.label ?? '');
    await managingOrganisations.waitForRows('the call in focus', (all) =>
      all.some(({ selected, label }) => selected && label === call?.label),
    );
    const rows = await managingOrganisations.waitForRows('a round that closes', (all) =>
      all.some(({ description }) => /^round \d+ closes /.test(description)),
    );
    assert.ok(rows.length > 2);
    await managingOrganisations.titleAction('Filter Managing Organisations');
    await quickInput.waitForStep('Filter Managing Organisations');
    await quickInput.pick('Where I have a role');
    await managingOrganisations.waitForRows('one’s own only', (all) =>
      all.filter(({ level }) => level === 1).every(({ description }) => description.startsWith('yours')),
    );
    await managingOrganisations.waitForRow(own);
    await waitUntil(
      'the filter in the head',
      () => managingOrganisations.message(),
      (text) => text === 'Filter: yours',
    );
  });
});

describe('Finding one’s way to a server', () => {
  const host = withWorkbench();

  it('leads over http where https was typed for a server without it, and ends with the tree in view', async () => {
    const { workbench, sample } = host();
    const { quickInput } = workbench;
    await workbench.runCommand('View: Show Explorer');
    await workbench.runCommand('Waldur: Sign In…');
    await quickInput.waitForStep('https://waldur.example.com');
    await quickInput.type(sample.url.replace('http:', 'https:'));
    await quickInput.accept();
    await quickInput.waitForStep(/There is no HTTPS at 127\.0\.0\.1/);
    await quickInput.pick(/Use HTTP instead/);
    await giveToken(workbench, sample.tokenOf(usernameOf('staff')));
    await quickInput.waitForClosed();
    await workbench.organisations.waitForRow('Kalev Institute of Genomics');
  });
});
