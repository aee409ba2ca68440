import assert from 'node:assert/strict';
import type { PanelView, Table } from '../../src/panels/panelView';
import { violations } from '../e2e/fixtures/accessibility';
import { PanelPage } from './panelPage';
import { rowOf, sectionOf, tableOf, viewOf } from './views';

const hostile = '<img src=x onerror="window.broken = 1"> مكان \u202e [a](command:x) ' + '😀'.repeat(500);
const groups = [
  { id: 'kalev', title: 'Kalev University', note: '2 roles' },
  { id: 'saimaa', title: 'Saimaa University', note: '1 role' },
];
const rows = [
  rowOf('Kalev University', 1, { group: 'kalev' }),
  rowOf('Genomics', 2, { group: 'kalev' }),
  rowOf('Saimaa University', 3, { group: 'saimaa' }),
];
const selecting = (...names: readonly string[]): NonNullable<Table['selection']> => ({
  keys: names.map((name) => `key of ${name}`),
  ...{ one: 'Select {0}', all: 'Select all roles' },
  told: names.length === 0 ? '' : `${names.length} roles selected`,
});
const showing = (selected: readonly string[] = [], parts: Partial<Table> = {}): PanelView =>
  viewOf({
    main: [
      sectionOf(tableOf(rows, { groups, few: undefined, selection: selecting(...selected), ...parts }), {
        ...(selected.length === 0
          ? {}
          : { tools: [{ action: 'revoke selected', title: `Revoke ${selected.length} Roles…` }] }),
      }),
    ],
  });

describe('The page of a person’s access', () => {
  let panel: PanelPage;
  const open = async (options?: Parameters<typeof PanelPage.open>[0]): Promise<void> => {
    await (panel as PanelPage | undefined)?.close();
    panel = await PanelPage.open({ script: 'access', ...options });
  };
  beforeEach(() => open());
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    assert.equal(await panel.page.evaluate('window.broken'), undefined);
    await panel.close();
  });
  const selects = async (): Promise<readonly unknown[]> =>
    (await panel.sent()).flatMap((message) =>
      message.kind === 'select'
        ? [[message.isSelected, message.keys.map((key) => key.replace('key of ', ''))]]
        : [],
    );
  const box = (name: string) => panel.page.getByRole('checkbox', { name, exact: true });

  it('selects a row, a group and all by their boxes', async () => {
    await panel.show(showing());
    await box('Select Genomics').click();
    await panel.show(showing(['Genomics']));
    assert.equal(await box('Select Genomics').isChecked(), true);
    const half = (name: string) => panel.page.locator(`input[aria-label="${name}"]:indeterminate`).count();
    assert.deepEqual([await half('Select all roles'), await half('Select Kalev University')], [1, 1]);
    await panel.page.locator('tr.group input').first().click();
    await panel.show(showing(['Kalev University', 'Genomics']));
    await panel.page.locator('tr.group input').first().click();
    await panel.show(showing());
    await box('Select all roles').click();
    assert.deepEqual(await selects(), [
      [true, ['Genomics']],
      [true, ['Kalev University', 'Genomics']],
      [false, ['Kalev University', 'Genomics']],
      [true, ['Kalev University', 'Genomics', 'Saimaa University']],
    ]);
    assert.deepEqual((await panel.acted()).length, 0, 'a box opens no row');
  });

  it('selects by keys, and says how many', async () => {
    await panel.show(showing());
    const { page } = panel;
    await page.locator('tr[data-key="key of Kalev University"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('tr[data-key="key of Genomics"]:focus').waitFor();
    await page.keyboard.press('Space');
    await panel.show(showing(['Genomics']));
    assert.equal(await page.locator('p.selected').innerText(), '1 roles selected');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Home');
    await page.locator('tr[data-key="group kalev"]:focus').waitFor();
    await page.keyboard.press('Space');
    assert.deepEqual(await selects(), [
      [true, ['Genomics']],
      [false, ['Genomics']],
      [true, ['Kalev University', 'Genomics', 'Saimaa University']],
      [true, ['Kalev University', 'Genomics']],
    ]);
    assert.equal(await page.locator('tbody [tabindex="0"]').count(), 1, 'one stop');
  });

  it('of what a search has found selects that alone', async () => {
    await panel.show(
      viewOf({
        main: [
          sectionOf(
            tableOf(
              [
                ...rows,
                ...Array.from({ length: 6 }, (_, at) => rowOf(`Role ${at}`, at, { group: 'saimaa' })),
              ],
              {
                ...{ groups, few: undefined, selection: selecting() },
              },
            ),
          ),
        ],
      }),
    );
    await panel.page.getByRole('searchbox').fill('role');
    await panel.page.keyboard.press('Control+a');
    assert.deepEqual(await selects(), [], 'in a field it selects text');
    await box('Select all roles').click();
    const [[isSelected, keys] = []] = (await selects()) as [boolean, string[]][];
    assert.deepEqual([isSelected, keys?.length], [true, 6]);
  });

  it('has nothing for axe to report, selected or not, and draws hostile texts as texts', async () => {
    for (const selected of [[], ['Genomics'], ['Kalev University', 'Genomics', 'Saimaa University']]) {
      await panel.show(showing(selected));
      assert.deepEqual(await violations(panel.page, 'main'), []);
    }
    await panel.show(
      viewOf({
        title: hostile,
        main: [
          sectionOf(
            tableOf([rowOf(hostile, 1, { group: hostile })], {
              ...{ few: undefined, groups: [{ id: hostile, title: hostile }] },
              selection: { keys: [], one: `Select {0} ${hostile}`, all: hostile, told: hostile },
            }),
          ),
        ],
      }),
    );
    assert.equal(await panel.page.locator('main img').count(), 0);
  });

  it('of 2,000 roles draws those in sight, and selects all of them at once', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) =>
      rowOf(`Project ${at}`, at, { group: at % 2 === 0 ? 'kalev' : 'saimaa' }),
    );
    const all = (names: readonly string[]) =>
      viewOf({
        main: [sectionOf(tableOf(many, { groups, few: undefined, selection: selecting(...names) }))],
      });
    await panel.show(all([]));
    await panel.page.getByRole('rowheader', { name: /Project 0$/ }).waitFor();
    assert.ok((await panel.page.locator('tbody tr[data-key]').count()) < 100);
    await box('Select all roles').click();
    assert.equal(((await selects()) as [boolean, string[]][])[0]?.[1].length, 2_000);
    await panel.show(all(many.map(({ cells }) => cells[0]?.text ?? '')));
    assert.equal(await box('Select Project 0').isChecked(), true);
  });

  it('beside another page keeps room for names, with what else is told below them', async () => {
    const columns = [
      { id: 'name', title: 'Where' },
      { id: 'role', title: 'Role', optional: true, width: 170 },
      { id: 'number', title: 'Time left', width: 104 },
    ];
    const told = rows.map((row) => ({
      ...row,
      cells: [
        {
          ...row.cells[0],
          text: `${row.cells[0]?.text} of the northern Baltic coast and its islands`,
          ...{ second: 'Project administrator', aside: 'managing organisation' },
        },
        { text: 'Project administrator' },
        ...row.cells.slice(1),
      ],
    }));
    for (const [width, isBelow] of [
      [1000, false],
      [570, true],
    ] as const) {
      await open({ width });
      await panel.show(
        viewOf({
          main: [
            sectionOf(
              tableOf(told, { ...{ groups, columns, few: undefined, folds: true }, selection: selecting() }),
            ),
          ],
        }),
      );
      const second = panel.page.locator('.second').first();
      assert.equal(await second.isVisible(), isBelow);
      assert.equal(await panel.page.locator('th.optional').isVisible(), !isBelow);
      const name = await panel.page.locator('tr:not(.group) > .name').first().boundingBox();
      assert.deepEqual(
        [(name?.width ?? 0) > 200, name?.height === (isBelow ? 48 : 28)],
        [true, true],
        JSON.stringify(name),
      );
      assert.deepEqual(await violations(panel.page, 'main'), []);
      const opens = await panel.page.locator('tr:not(.group) > .name > .open').first().boundingBox();
      const ends = [opens, name].map((box) => (box?.x ?? 0) + (box?.width ?? 0));
      // Without room for the dots behind it, a name is left out as a whole.
      assert.ok((ends[0] ?? 0) + 8 + 16 <= (ends[1] ?? 0), 'a long name is cut, not left out');
    }
  });

  it('has room for what can be done with those selected, and for names, in 320 pixels', async () => {
    await open({ width: 320 });
    const tools = ['calendar', 'close', 'ellipsis'].map((icon) => ({
      ...{ action: icon, title: icon, icon: icon as 'close' },
    }));
    const many = Array.from({ length: 8 }, (_, at) =>
      rowOf(`Managing organisation ${at} of the northern Baltic coast`, at, { group: 'kalev', tools }),
    );
    const view = showing(['Genomics'], { rows: many, folds: true });
    const [section] = view.main;
    const buttons = ['Set Expiry of 2 Roles…', 'Revoke 2 Roles…'].map((title) => ({ action: title, title }));
    await panel.show({ ...view, main: section === undefined ? [] : [{ ...section, tools: buttons }] });
    const [wide, room] = await panel.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    assert.ok(wide <= room, `${wide} of ${room}`);
    const [name, left, first, row] = await Promise.all(
      ['.open', 'td.end', '.tools', ':scope'].map((part) =>
        panel.page.locator('tr[data-key]:not(.group)').first().locator(part).first().boundingBox(),
      ),
    );
    assert.ok((name?.x ?? 0) + (name?.width ?? 0) <= (first?.x ?? 0), 'no action lies over a name');
    assert.ok((left?.x ?? 0) + (left?.width ?? 0) <= (first?.x ?? 0), 'nor over what is told');
    assert.ok((row?.height ?? 0) <= 56, `two lines: ${row?.height}`);
  });

  for (const width of [320, 640]) {
    it(`fits in ${width} pixels`, async () => {
      await open({ width });
      await panel.show(showing(['Genomics']));
      const [wide, room] = await panel.page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      assert.ok(wide <= room, `${wide} of ${room}`);
      assert.equal(await box('Select Genomics').isVisible(), true);
      assert.deepEqual(await violations(panel.page, 'main'), []);
    });
  }
});
