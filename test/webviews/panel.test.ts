import assert from 'node:assert/strict';
import type { Notice } from '../../src/panels/panelView';
import { png } from '../contract/suite/cases/pictures';
import { violations } from '../e2e/fixtures/accessibility';
import { PanelPage } from './panelPage';
import { rowOf, sectionOf, tableOf, viewOf } from './views';

const hostile = [
  '<img src=x onerror="window.broken = 1">',
  '[a](command:workbench.action.quit)',
  'مكان \u202e evil',
  '😀'.repeat(2_000),
  'x'.repeat(10_000),
  '${1+1} {{x}} <script>window.broken = 1</script>',
];

describe('The page of a panel', () => {
  let panel: PanelPage;
  const open = async (options?: Parameters<typeof PanelPage.open>[0]): Promise<void> => {
    await (panel as PanelPage | undefined)?.close();
    panel = await PanelPage.open(options);
  };
  beforeEach(() => open());
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  const rowNames = () => panel.page.locator('tbody tr[data-key] th').allInnerTexts();
  const rows = [rowOf('Delta', 4), rowOf('Alpha', null), rowOf('Charlie', 3), rowOf('Bravo', 20)];

  it('says that it is there, and draws nothing before it is told what', async () => {
    assert.deepEqual(await panel.sent(), [{ kind: 'ready' }]);
    assert.equal(await panel.page.locator('main').count(), 0);
  });

  it('draws every part of a view, and reports which action was chosen', async () => {
    await panel.show(
      viewOf({
        subtitle: ['KIG'],
        initials: 'KI',
        primary: { action: 'edit', title: 'Edit Organisation' },
        figures: [{ id: 'projects', label: 'Projects', value: '23', note: '2 end soon', tone: 'warning' }],
        main: [sectionOf(tableOf(rows))],
        side: [
          {
            ...{ id: 'profile', title: 'Profile', tools: [] },
            content: {
              kind: 'facts',
              groups: [
                {
                  title: 'Contact',
                  facts: [
                    {
                      ...{ key: 'phone', label: 'Phone', value: '+372' },
                      tools: [{ action: 'copy phone', title: 'Copy Phone', icon: 'copy' }],
                    },
                  ],
                },
              ],
            },
          },
          {
            ...{ id: 'events', title: 'Events', tools: [] },
            content: { kind: 'lines', lines: [{ key: 'e', when: '14:05', text: 'Ann did it.' }] },
          },
        ],
      }),
    );
    const text = await panel.page.locator('main').innerText();
    for (const part of ['Kalev Institute', 'KIG', '23', '2 end soon', 'Delta', '+372', 'Ann did it.']) {
      assert.ok(text.includes(part), part);
    }
    await panel.page.getByRole('button', { name: 'Edit Organisation' }).click();
    await panel.page.getByRole('button', { name: 'Refresh' }).click();
    await panel.page.getByRole('button', { name: 'Delta', exact: true }).click();
    await panel.page.getByText('+372').hover();
    await panel.page.getByRole('button', { name: 'Copy Phone' }).click();
    assert.deepEqual(
      (await panel.sent()).flatMap((message) => (message.kind === 'act' ? [message.action] : [])),
      ['edit', 'refresh', 'open Delta', 'copy phone'],
    );
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  it('shows the image, and letters where it cannot be drawn', async () => {
    const { page } = panel;
    const uri = `data:image/png;base64,${Buffer.from(png.content).toString('base64')}`;
    const image = page.locator('.mark img');
    await panel.show(viewOf({ initials: 'KI', image: uri }));
    await page.waitForFunction("document.querySelector('.mark img').naturalWidth > 0");
    assert.equal(await image.isVisible(), true);
    assert.deepEqual(await violations(page, 'main'), []);
    await panel.show(viewOf({ initials: 'KI', image: 'data:image/png;base64,AAAA' }));
    await image.waitFor({ state: 'hidden' });
    assert.equal(await page.locator('.mark').innerText(), 'KI');
    await panel.show(viewOf({ initials: 'KI', image: uri }));
    await image.waitFor({ state: 'visible' });
    await panel.show(viewOf({ initials: 'KI' }));
    await image.waitFor({ state: 'detached' });
    // One from elsewhere is no image: the whole message is dropped.
    await panel.send({
      kind: 'snapshot',
      revision: 100,
      view: viewOf({ title: 'Elsewhere', image: 'https://elsewhere.test/a.png' }),
    });
    await panel.show(viewOf({ title: 'Here' }), 101);
    assert.equal(await page.locator('h1').innerText(), 'Here');
  });

  it('shows facts that are rare to those who ask, and keeps that', async () => {
    const fact = (label: string, rare?: boolean) => ({
      ...{ key: label, label, value: 'Not set', quiet: true },
      ...(rare === undefined ? {} : { rare }),
      tools: [{ action: `edit ${label}`, title: `Edit ${label}…`, icon: 'edit' as const }],
    });
    const groups = [
      { title: 'Contact', facts: [fact('E-mail'), fact('Fax', true)] },
      { title: 'Address', facts: [fact('Parish', true)] },
    ];
    const showAll = 'Show fields that are not set (2)';
    await panel.show(
      viewOf({
        side: [{ id: 'profile', title: 'Profile', tools: [], content: { kind: 'facts', groups, showAll } }],
      }),
    );
    const labels = () => panel.page.locator('.facts dt').allInnerTexts();
    assert.deepEqual(
      [await labels(), await panel.page.locator('h3').allInnerTexts()],
      [['E-mail'], ['Contact']],
    );
    await panel.page.getByRole('button', { name: showAll }).click();
    assert.deepEqual(await labels(), ['E-mail', 'Fax', 'Parish']);
    assert.deepEqual(await violations(panel.page, 'main'), []);
    await panel.page.getByRole('button', { name: 'Edit Parish…' }).click();
    assert.deepEqual((await panel.sent()).at(-1), { kind: 'act', action: 'edit Parish' });
    assert.equal((await panel.kept()).sections?.profile?.all, true);
    await panel.page.getByRole('button', { name: 'Show fewer' }).click();
    assert.deepEqual(await labels(), ['E-mail']);
  });

  it('shows bones of what is being read, and says so to readers', async () => {
    await panel.show(
      viewOf({ figuresLoading: 4, main: [{ ...sectionOf(undefined), loading: { rows: 6 } }] }),
    );
    assert.equal(await panel.page.locator('.bone-row').count(), 7);
    assert.equal(await panel.page.locator('.figure.bones').count(), 4);
    assert.deepEqual(await panel.page.getByRole('status').allInnerTexts(), [
      'Loading…',
      'Loading…',
      'Read at 14:32',
    ]);
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  it('has bones that breathe, and stand still for those who want less motion', async () => {
    await panel.show(viewOf({ figuresLoading: 4 }));
    const animation = () =>
      panel.page.evaluate<string>(`getComputedStyle(document.querySelector('.bone')).animationName`);
    assert.equal(await animation(), 'breathe');
    await panel.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await animation(), 'none');
  });

  it('keeps what is shown beside why it could not be read again', async () => {
    const notice: Notice = {
      ...{ kind: 'notice', tone: 'bad' },
      ...{ title: 'The projects could not be read', text: 'The server is busy.' },
      buttons: [{ action: 'retry', title: 'Retry' }],
    };
    await panel.show(viewOf({ main: [{ ...sectionOf(tableOf(rows)), notice }] }));
    assert.match(await panel.page.getByRole('alert').innerText(), /could not be read\. The server is busy\./);
    assert.ok((await rowNames()).includes('Charlie'));
    await panel.page.getByRole('button', { name: 'Retry' }).click();
    assert.deepEqual((await panel.sent()).at(-1), { kind: 'act', action: 'retry' });
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  it('sorts by numbers and texts, those without a value last', async () => {
    await panel.show(viewOf({ main: [sectionOf(tableOf(rows, { few: 9 }))] }));
    assert.deepEqual(await rowNames(), ['Charlie', 'Delta', 'Bravo', 'Alpha']);
    const head = panel.page.getByRole('columnheader');
    await head.getByText('Number').click();
    assert.deepEqual(await rowNames(), ['Bravo', 'Delta', 'Charlie', 'Alpha']);
    await head.getByText('Name').click();
    assert.deepEqual(await rowNames(), ['Alpha', 'Bravo', 'Charlie', 'Delta']);
    assert.equal(await head.first().getAttribute('aria-sort'), 'ascending');
  });

  it('searches without case and accents, and says how much it found', async () => {
    await panel.show(viewOf({ main: [sectionOf(tableOf([...rows, rowOf('Põhjatäht', 5)]))] }));
    assert.equal((await rowNames()).length, 3, 'few at first');
    const field = panel.page.getByRole('searchbox');
    await field.fill('POHJA');
    assert.deepEqual(await rowNames(), ['Põhjatäht']);
    assert.match(await panel.page.locator('p.foot').innerText(), /^1 of 5 found/);
    await field.fill('nowhere');
    assert.match(await panel.page.locator('p.foot').innerText(), /^No row matches the search\./);
    await panel.page.getByRole('button', { name: 'Clear the search' }).click();
    assert.equal((await rowNames()).length, 3);
    await panel.page.getByRole('button', { name: 'Show all 5' }).click();
    assert.equal((await rowNames()).length, 5);
  });

  it('of 5,000 rows draws those in sight, and is walked by keys', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => rowOf(`Project ${at}`, at));
    await panel.show(viewOf({ main: [sectionOf(tableOf(many))] }));
    await panel.page.getByRole('button', { name: 'Show all 5000' }).click();
    await panel.page.getByRole('rowheader', { name: 'Project 9', exact: true }).waitFor();
    assert.ok((await rowNames()).length < 100);
    await panel.page.locator('tr[data-key="key of Project 0"]').focus();
    await panel.page.keyboard.press('End');
    await panel.page.getByRole('rowheader', { name: 'Project 4999' }).waitFor();
    await panel.page.locator('tr[data-key="key of Project 4999"]:focus').waitFor();
    assert.ok((await rowNames()).length < 100);
  });

  it('has one stop in a table: arrows move between rows, Enter opens, F2 leads to the actions, Escape back', async () => {
    await panel.show(viewOf({ main: [sectionOf(tableOf(rows, { few: 9 }))] }));
    const { page } = panel;
    await page.locator('tr[data-key="key of Charlie"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('tr[data-key="key of Delta"]:focus').waitFor();
    assert.equal(await page.locator('tbody [tabindex="0"]').count(), 1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('F2');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.locator('tr[data-key="key of Delta"]:focus').waitFor();
    assert.deepEqual((await panel.sent()).slice(1), [
      { kind: 'act', action: 'open Delta' },
      { kind: 'act', action: 'revoke Delta' },
    ]);
  });

  it('shows what servers say as text, whatever it is', async () => {
    await panel.show(
      viewOf({
        ...{
          title: hostile[0] ?? '',
          subtitle: hostile,
          context: hostile.map((text) => ({ text, action: text, title: text })),
        },
        figures: hostile.map((text, at) => ({ id: String(at), label: text, value: text, note: text })),
        main: [
          sectionOf(
            tableOf(
              hostile.map((text, at) => rowOf(text, at)),
              { few: 99 },
            ),
            { title: hostile[0] ?? '' },
          ),
        ],
        side: [
          {
            ...{ id: 'events', title: 'Events', tools: [] },
            content: { kind: 'lines', lines: hostile.map((text) => ({ key: text, when: text, text })) },
          },
        ],
      }),
    );
    assert.equal(await panel.page.evaluate('window.broken'), undefined);
    assert.equal(await panel.page.locator('main img, main script, main a').count(), 0);
    assert.ok((await panel.page.locator('h1').innerText()).startsWith('<img src=x'));
    const [width, room] = await panel.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    assert.ok(width <= room, 'nothing is wider than the page');
  });

  it('heeds no message that is none, nor one from before', async () => {
    await panel.show(viewOf({ title: 'Second' }), 2);
    for (const message of [
      null,
      'snapshot',
      { kind: 'snapshot' },
      { kind: 'snapshot', revision: 3, view: { title: 'Half' } },
      { kind: 'snapshot', revision: '3', view: viewOf({ title: 'Text' }) },
      { kind: 'snapshot', revision: 1, view: viewOf({ title: 'Older' }) },
    ]) {
      await panel.send(message);
    }
    await panel.show(viewOf({ title: 'Last' }), 3);
    await panel.page.getByRole('heading', { name: 'Last' }).waitFor();
  });

  it('keeps where the person was, and takes it up again', async () => {
    await panel.show(viewOf({ main: [sectionOf(tableOf(rows))] }));
    await panel.page.getByRole('columnheader').getByText('Name').click();
    await panel.page.getByRole('searchbox').fill('a');
    const kept = await panel.kept();
    assert.deepEqual(kept.sections, {
      projects: { sorted: { column: 'name', descending: false }, search: 'a' },
    });
    await open({ kept });
    await panel.show(viewOf({ main: [sectionOf(tableOf(rows))] }));
    assert.deepEqual(await rowNames(), ['Alpha', 'Bravo', 'Charlie', 'Delta']);
  });

  it('leaves names room beside what stands aside: columns that may go do so', async () => {
    await open({ width: 840 });
    const columns = [
      { id: 'name', title: 'Name' },
      { id: 'cost', title: 'Cost', end: true, optional: true, width: 112 },
      { id: 'number', title: 'Number', end: true, width: 208 },
    ];
    const wide = rows.map((row) => ({
      ...row,
      cells: [...row.cells.slice(0, 1), { text: '1' }, ...row.cells.slice(1)],
    }));
    await panel.show(
      viewOf({
        main: [sectionOf(tableOf(wide, { columns }))],
        side: [{ id: 'profile', title: 'Profile', tools: [] }],
      }),
    );
    const name = await panel.page.getByRole('rowheader').first().boundingBox();
    assert.ok((name?.width ?? 0) > 100, String(name?.width));
    assert.equal(await panel.page.getByRole('columnheader', { name: 'Cost' }).count(), 0);
  });

  for (const width of [320, 640]) {
    it(`fits in ${width} pixels`, async () => {
      await open({ width });
      await panel.show(
        viewOf({
          figures: [1, 2, 3, 4, 5].map((at) => ({
            id: String(at),
            label: 'Cost this month',
            value: '€86,227',
          })),
          main: [sectionOf(tableOf(rows))],
          primary: { action: 'edit', title: 'Edit Organisation' },
          secondary: { action: 'grant', title: 'Grant Role…' },
        }),
      );
      const [wide, room] = await panel.page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      assert.ok(wide <= room, `${wide} of ${room}`);
      assert.deepEqual(await violations(panel.page, 'main'), []);
    });
  }

  describe('tabs, choices and bars', () => {
    const tabs = (selected: string) => ({
      label: 'Parts',
      selected,
      all: [
        { id: 'projects', title: 'Projects', note: '42', action: 'tab projects' },
        { id: 'questions', title: 'Questions', action: 'tab questions' },
        { id: 'details', title: 'Details', action: 'tab details' },
      ],
    });

    it('moves among tabs by arrows, and is told which was meant', async () => {
      await panel.show(viewOf({ tabs: tabs('projects'), main: [sectionOf(tableOf(rows))] }));
      await panel.page.getByRole('tab', { name: 'Projects' }).focus();
      await panel.page.keyboard.press('ArrowLeft');
      await panel.page.keyboard.press('ArrowLeft');
      await panel.show(viewOf({ tabs: tabs('questions'), main: [] }));
      const asked = (await panel.sent()).flatMap((message) => (message.kind === 'act' ? message.action : []));
      assert.deepEqual(asked, ['tab details', 'tab questions']);
      assert.equal(await panel.page.locator('[role=tab]:focus').innerText(), 'Questions');
      assert.equal(await panel.page.getByRole('tabpanel', { name: 'Questions' }).count(), 1);
      assert.equal(await panel.page.locator('[role=tab][tabindex="0"]').count(), 1);
    });

    it('keeps the place over reloads', async () => {
      await panel.show(viewOf({ tabs: tabs('details'), place: 'details 1' }));
      await panel.page.waitForFunction("window.kept.place === 'details 1'");
    });

    it('offers the choices of a section, and shows the one in force', async () => {
      const choices = [
        {
          ...{ id: 'state', label: 'State', selected: 1 },
          options: [
            { action: 'state all', title: 'All states' },
            { action: 'state done', title: 'Complete' },
          ],
        },
      ];
      await panel.show(viewOf({ main: [sectionOf(tableOf(rows), { choices })] }));
      const choice = panel.page.getByLabel('State');
      assert.equal(await choice.inputValue(), 'Complete');
      await choice.selectOption('All states');
      assert.deepEqual((await panel.sent()).at(-1), { kind: 'act', action: 'state all' });
    });

    it('draws bars no longer than their place, and accessibly', async () => {
      const bars = [-1, 0.5, 7].map((share, at) =>
        rowOf(`Row ${at}`, at, { cells: [{ text: `Row ${at}` }, { text: '50 %', bar: { share } }] }),
      );
      await panel.show(viewOf({ tabs: tabs('projects'), main: [sectionOf(tableOf(bars))] }));
      const values = await panel.page.locator('.bar .value').all();
      const lengths = await Promise.all(values.map((value) => value.getAttribute('width')));
      assert.deepEqual(lengths, ['0', '50', '100']);
      assert.deepEqual(await violations(panel.page, 'main'), []);
    });
  });
});
