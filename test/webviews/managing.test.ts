import assert from 'node:assert/strict';
import type { Cell, Figure, PanelView, Section } from '../../src/panels/panelView';
import { violations } from '../e2e/fixtures/accessibility';
import { PanelPage } from './panelPage';
import { sectionOf, tableOf, viewOf } from './views';

const hostile = [
  '<img src=x onerror="window.broken = 1">',
  'مكان \u202e evil',
  '😀'.repeat(2_000),
  'x'.repeat(10_000),
];

const figure = (id: string, group: string, parts: Partial<Figure> = {}): Figure => ({
  ...{ id, group, label: id, value: '4', note: 'Taking proposals' },
  ...{ action: `figure ${id}`, section: 'calls' },
  ...parts,
});
const figures = [
  ...['Open calls', 'Active rounds', 'Calls closing', 'Rounds closing'].map((id) => figure(id, 'Running')),
  ...['Pending', 'Reviews', 'Offering requests', 'Accepted'].map((id) => figure(id, 'Proposals')),
];
const bars: NonNullable<Cell['lane']>['bars'] = [
  { from: 0, to: 0.1, state: 'ended', label: 'Round 1 ended', isCut: true },
  { from: 0.3, to: 0.4, state: 'open', label: 'Round 2' },
  { from: 0.9, to: 1, state: 'scheduled', label: 'Round 3 scheduled' },
];

function callsOf(lanes: Readonly<Record<string, NonNullable<Cell['lane']>>>): Section {
  return sectionOf(
    tableOf(
      Object.entries(lanes).map(([name, lane]) => ({
        ...{ key: name.slice(0, 40), action: `open ${name.slice(0, 40)}`, tools: [] },
        cells: [
          { text: name, second: 'FT-2026' },
          { text: 'Open', tone: 'good' as const },
          { text: lane.title, lane },
          { text: 'In 3 days', second: '27 Nov 2026, 23:59', sort: 1 },
        ],
      })),
      {
        isTall: true,
        columns: [
          { id: 'name', title: 'Call' },
          { id: 'state', title: 'State', width: 108 },
          {
            ...{ id: 'rounds', title: 'Rounds', optional: true, width: 520 },
            scale: {
              marks: Array.from({ length: 8 }, (_, at) => ({ at: at / 8, title: `Month ${at}` })),
              today: { at: 0.35, title: 'Today' },
            },
          },
          { id: 'number', title: 'Next cutoff', width: 144 },
        ],
        few: 9,
      },
    ),
    { id: 'calls', title: 'Calls', search: 'Search calls' },
  );
}

describe('The page of the panel of a managing organisation', () => {
  let panel: PanelPage;
  const open = async (view: Partial<PanelView>, width?: number): Promise<void> => {
    panel = await PanelPage.open({ script: 'managing', ...(width === undefined ? {} : { width }) });
    await panel.show(viewOf({ figures, ...view }));
  };
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  const fits = async (): Promise<void> => {
    const [wide, room] = await panel.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    assert.ok(wide <= room, `${wide} of ${room}`);
    assert.deepEqual(await violations(panel.page, 'main'), []);
  };

  it('has figures in two groups that lead to what they count', async () => {
    await open({ wide: [callsOf({ 'Fast track': { bars, title: 'Three rounds' } })] });
    assert.deepEqual(await panel.page.locator('.figures-head').allInnerTexts(), ['Running', 'Proposals']);
    await panel.page.getByRole('button', { name: /^Calls closing/ }).click();
    assert.deepEqual((await panel.sent()).at(-1), { kind: 'act', action: 'figure Calls closing' });
    await panel.page.locator('h2#h-calls:focus').waitFor();
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  it('draws rounds where they lie, and says the same in words', async () => {
    await open({ wide: [callsOf({ 'Fast track': { bars, title: 'Round 1 ended, and Round 2' } })] });
    const lane = panel.page.getByRole('img', { name: 'Round 1 ended, and Round 2' });
    const box = await lane.boundingBox();
    const rounds = await Promise.all(
      ['ended', 'open', 'scheduled'].map((state) => lane.locator(`rect.${state}`).first().boundingBox()),
    );
    assert.deepEqual(
      rounds.map((round) => Math.round((((round?.x ?? 0) - (box?.x ?? 0)) / (box?.width ?? 1)) * 10) / 10),
      [0, 0.3, 0.9],
    );
    assert.deepEqual(await lane.locator('text').allTextContents(), [
      'Round 1 ended',
      'Round 2',
      'Round 3 scheduled',
    ]);
    const end = await lane
      .locator('text')
      .last()
      .evaluate((text: unknown) => {
        const { x, width } = (text as { getBBox(): { x: number; width: number } }).getBBox();
        return x + width;
      });
    assert.ok(end <= (box?.width ?? 0) + 1, `${end} within the lane`);
    assert.match(await panel.page.locator('th.lane-head').innerText(), /Rounds/);
  });

  for (const width of [1100, 900, 700, 400]) {
    it(`has bones as high as the figures, and months beside each other, in ${width} pixels`, async () => {
      await open({ wide: [callsOf({ 'Fast track': { bars, title: 'Rounds' } })] }, width);
      const top = () =>
        panel.page.evaluate<number>(`document.querySelector('.body').getBoundingClientRect().top`);
      const loaded = await top();
      const months = await panel.page.evaluate<[number, number][]>(
        `[...document.querySelectorAll('.scale text:not(.today)')].map((text) => text.getBoundingClientRect())
          .filter(({ width }) => width > 0).map(({ left, right }) => [left, right])`,
      );
      for (const [at, [left]] of months.entries()) {
        assert.ok(at === 0 || left >= (months[at - 1]?.[1] ?? 0), `${at}: ${months.join(' ')}`);
      }
      await panel.show(viewOf({ figuresLoading: 8 }));
      assert.ok(Math.abs((await top()) - loaded) < 2, `${await top()} and ${loaded}`);
    });
  }

  it('says where a call has no rounds, and what else is not there', async () => {
    await open({
      figures: [],
      wide: [callsOf({ Draft: { bars: [], text: 'No rounds yet', title: 'No rounds yet' } })],
      main: [
        { id: 'team', title: 'Team', tools: [], notice: { kind: 'notice', text: 'No one.', buttons: [] } },
      ],
      side: [{ id: 'description', title: 'Description', tools: [] }],
    });
    await panel.page.getByRole('img', { name: 'No rounds yet' }).waitFor();
    await fits();
  });

  it('shows bones of its size while it is read', async () => {
    await open({ figures: [], figuresLoading: 8, wide: [{ ...sectionOf(undefined), loading: { rows: 6 } }] });
    assert.equal(await panel.page.locator('.figure.bones').count(), 8);
    await fits();
  });

  it('shows what servers say as text, and the lines of a description', async () => {
    await open({
      wide: [
        callsOf(
          Object.fromEntries(
            hostile.map((text) => [
              text,
              { bars: [{ from: 0.5, to: 0.6, state: 'open', label: text }], title: text },
            ]),
          ),
        ),
      ],
      side: [
        {
          ...{ id: 'description', title: 'Description', tools: [] },
          content: { kind: 'prose', text: `${hostile[0]}\nsecond line` },
        },
      ],
    });
    assert.equal(await panel.page.evaluate('window.broken'), undefined);
    assert.equal(await panel.page.locator('main img:not([alt=""])').count(), 0);
    assert.match(await panel.page.locator('.prose').innerText(), /^<img src=x.*\nsecond line$/);
    await fits();
  });

  it('draws a call with forty rounds, and those that last no time', async () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      ...{ from: at / 40, to: at / 40, state: 'open' as const, label: '' },
    }));
    await open({ wide: [callsOf({ Many: { bars: many, title: 'Forty rounds' } })] });
    const widths = await panel.page
      .locator('.lane rect')
      .evaluateAll((all: readonly { getBoundingClientRect(): { width: number } }[]) =>
        all.map((each) => each.getBoundingClientRect().width),
      );
    assert.ok(widths.length === 40 && widths.every((width) => width > 1), widths.join(' '));
  });

  for (const width of [320, 640, 1100]) {
    it(`fits in ${width} pixels`, async () => {
      await open(
        { wide: [callsOf({ 'Fast track for climate emergencies': { bars, title: 'Rounds' } })] },
        width,
      );
      await fits();
      const name = panel.page.getByRole('rowheader').first().getByText('Fast track', { exact: false });
      assert.ok(((await name.boundingBox())?.width ?? 0) > 150, 'the name has room');
    });
  }
});
