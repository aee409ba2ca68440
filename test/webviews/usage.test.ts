import assert from 'node:assert/strict';
import type { Comparison, ComparisonCell, PanelView } from '../../src/panels/panelView';
import { violations } from '../e2e/fixtures/accessibility';
import { waitUntil } from '../e2e/pages/waitUntil';
import { PanelPage } from './panelPage';
import { rowOf, sectionOf, tableOf, viewOf } from './views';

const groups = [
  { id: 'hpc', title: 'Kratt HPC', note: '2 components' },
  { id: 'disk', title: 'Lumivaara', note: '1 component' },
  { id: 'none', title: 'Nothing found in it' },
];
const rows = [
  rowOf('Tape', 1, { group: 'disk', tools: [] }),
  rowOf('GPU', 9, { group: 'hpc', tools: [] }),
  rowOf('CPU', 5, { group: 'hpc', tools: [] }),
];
const grouped = (more = rows): PanelView =>
  viewOf({ main: [sectionOf(tableOf(more, { groups, few: undefined }))] });

const cell = (text: string, share: number | null, parts: Partial<ComparisonCell> = {}): ComparisonCell => ({
  ...{ text, unit: 'GPU-h', share: share === null ? 'No limit' : `${share * 100}%`, limit: { share } },
  ...parts,
});
const comparison: Comparison = {
  ...{ kind: 'comparison', label: 'Comparison', head: 'Component', noteHead: 'Offering' },
  columns: [
    { key: 'a', title: 'Kalev' },
    { key: 'b', title: 'Saimaa', remove: { action: 'remove b', title: 'Remove Saimaa', icon: 'close' } },
  ],
  rows: [
    {
      ...{ key: 'gpu', title: 'GPU hours', note: 'Kratt' },
      cells: [
        cell('18,942', 1.05, { state: 'Over limit', limit: { share: 1.05, tone: 'bad' } }),
        { text: 'Not used here' },
      ],
    },
    { key: 'cpu', title: 'CPU', note: 'Kratt', cells: [cell('1', null), cell('0', 0)] },
  ],
};

describe('The page of usage', () => {
  let panel: PanelPage;
  const open = async (options?: Parameters<typeof PanelPage.open>[0]): Promise<void> => {
    await (panel as PanelPage | undefined)?.close();
    panel = await PanelPage.open({ script: 'usage', ...options });
  };
  beforeEach(() => open());
  afterEach(async () => {
    assert.deepEqual(panel.errors, []);
    await panel.close();
  });
  const lines = async () => {
    const texts = await panel.page.locator('tbody tr[data-key] th').allInnerTexts();
    return texts.map((text) => text.replace('\n', ', '));
  };

  it('parts rows by groups, in which they are sorted', async () => {
    await panel.show(grouped());
    assert.deepEqual(await lines(), [
      'Kratt HPC, 2 components',
      'CPU',
      'GPU',
      'Lumivaara, 1 component',
      'Tape',
    ]);
    await panel.page.getByRole('columnheader').getByText('Number').click();
    assert.deepEqual(await lines(), [
      'Kratt HPC, 2 components',
      'GPU',
      'CPU',
      'Lumivaara, 1 component',
      'Tape',
    ]);
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  it('folds a group by pointer and by keys, and keeps it so', async () => {
    await panel.show(grouped());
    await panel.page.getByRole('button', { name: 'Kratt HPC' }).click();
    assert.deepEqual(await lines(), ['Kratt HPC, 2 components', 'Lumivaara, 1 component', 'Tape']);
    const { page } = panel;
    await page.locator('tr[data-key="group hpc"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('tr[data-key="group disk"]:focus').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.locator('tr[data-key="key of Tape"]').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    assert.equal((await lines()).length, 2);
    const kept = await panel.kept();
    assert.deepEqual(kept.sections?.projects?.folded, ['hpc', 'disk']);
    await open({ kept });
    await panel.show(grouped());
    assert.equal((await lines()).length, 2);
    await panel.page.locator('tr[data-key="group hpc"]').focus();
    await panel.page.keyboard.press('Enter');
    assert.equal((await lines()).length, 4);
  });

  it('opens what is folded to show what a search has found, of 5,000 rows too', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) =>
      rowOf(`Component ${at}`, at, { group: at % 2 === 0 ? 'hpc' : 'disk', tools: [] }),
    );
    await panel.show(grouped(many));
    await panel.page.getByRole('button', { name: 'Kratt HPC' }).click();
    await panel.page.getByRole('rowheader', { name: 'Component 1', exact: true }).waitFor();
    assert.ok((await lines()).length < 100);
    await panel.page.getByRole('searchbox').fill('component 1234');
    assert.deepEqual(await lines(), ['Kratt HPC, 2 components', 'Component 1234']);
  });

  it('knows the height of heads of groups, where there is little room too', async () => {
    const many = Array.from({ length: 300 }, (_, at) => ({ id: `g${at}`, title: `Group ${at}` }));
    const folded = { projects: { folded: many.map(({ id }) => id) } };
    const members = many.map(({ id }, at) => rowOf(`Row ${at}`, at, { group: id, tools: [] }));
    for (const [width, height] of [
      [1000, 40],
      [400, 44],
    ] as const) {
      await open({ width, kept: { sections: folded } });
      await panel.show(viewOf({ main: [sectionOf(tableOf(members, { groups: many, few: undefined }))] }));
      const drawn = panel.page.locator('tbody');
      await waitUntil(
        `as high as its ${many.length} heads`,
        async () => (await drawn.boundingBox())?.height ?? 0,
        (all) => Math.abs(all - many.length * height) < 2 * height,
      );
    }
  });

  it('marks the limit at the same place in every bar, and runs on behind it', async () => {
    const bars = [0.5, 1, 1.05, 4, 0, null].map((share, at) =>
      rowOf(`Bar ${at}`, at, {
        tools: [],
        cells: [
          { text: `Bar ${at}` },
          { text: '', limit: { share, ...(share !== null && share > 1 ? { tone: 'bad' as const } : {}) } },
        ],
      }),
    );
    await panel.show(viewOf({ main: [sectionOf(tableOf(bars, { few: undefined }))] }));
    const drawn = await panel.page.evaluate<unknown>(
      `[...document.querySelectorAll('tbody .limit')].map((svg) =>
        [...svg.querySelectorAll('rect.value, line')].map((each) => [
          each.getAttribute('class').trim(),
          Math.round(each.getAttribute('width') ?? each.getAttribute('x1')),
        ]),
      )`,
    );
    assert.deepEqual(drawn, [
      [
        ['value', 40],
        ['value bad', 0],
        ['tick', 80],
      ],
      [
        ['value', 80],
        ['value bad', 0],
        ['tick', 80],
      ],
      [
        ['value bad', 80],
        ['value bad', 3],
        ['tick', 80],
      ],
      [
        ['value bad', 80],
        ['value bad', 19],
        ['tick', 80],
      ],
      [
        ['value', 0],
        ['value bad', 0],
        ['tick', 80],
      ],
      [['none', 0]],
    ]);
    assert.equal(await panel.page.locator('.limit-bar .icon').count(), 1, 'an arrow for what is far over');
  });

  it('shows organisations beside each other, and takes one out', async () => {
    await panel.show(viewOf({ main: [sectionOf(comparison, { id: 'comparison', title: 'Compared' })] }));
    const texts = await panel.page.locator('.comparison tbody tr').allInnerTexts();
    assert.deepEqual(
      texts.map((text) => text.replace(/\s+/g, ' ').trim()),
      ['GPU hours Kratt 18,942 GPU-h Over limit 105% Not used here', 'CPU Kratt 1 GPU-h No limit 0 GPU-h 0%'],
    );
    await panel.page.getByRole('button', { name: 'Remove Saimaa' }).click();
    assert.deepEqual((await panel.sent()).at(-1), { kind: 'act', action: 'remove b' });
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  it('has room for the numbers of five organisations', async () => {
    await open({ width: 900 });
    const all = Array.from({ length: 5 }, (_, at) => at);
    const over = cell('1,013,999.6', 1.073, {
      unit: 'core hours',
      state: 'Over',
      limit: { share: 1.073, tone: 'bad' },
    });
    await panel.show(
      viewOf({
        main: [
          sectionOf(
            {
              ...comparison,
              columns: all.map((at) => ({ key: `${at}`, title: `Organisation ${at}` })),
              rows: [{ key: 'cpu', title: 'CPU', note: 'Kratt', cells: all.map(() => over) }],
            },
            { id: 'comparison', title: 'Compared' },
          ),
        ],
      }),
    );
    const overlaps = await panel.page
      .evaluate<number>(`[...document.querySelectorAll('.compared-cell')].filter((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell.children[0]);
      return range.getBoundingClientRect().right > cell.children[1].getBoundingClientRect().left;
    }).length`);
    assert.equal(overlaps, 0);
  });

  it('leads from a figure to what it counts', async () => {
    await panel.show(
      viewOf({
        heading: 'Usage',
        figures: [{ id: 'over', label: 'Over limit', value: '2', action: 'state over', tone: 'bad' }],
      }),
    );
    await panel.page.getByRole('heading', { level: 1, name: 'Usage' }).waitFor();
    await panel.page.getByRole('button', { name: /^Over limit/ }).click();
    assert.deepEqual((await panel.sent()).at(-1), { kind: 'act', action: 'state over' });
    assert.deepEqual(await violations(panel.page, 'main'), []);
  });

  describe('asked for a picture', () => {
    /** What it answers to one question. */
    const draw = async (part: string, form: 'svg' | 'png', id = 7): Promise<string> => {
      await panel.send({ kind: 'draw', id, part, form });
      const answers = await waitUntil(
        'the picture',
        async () => (await panel.sent()).filter((each) => each.kind === 'drawing' && each.id === id),
        (all) => all.length > 0,
      );
      const [answer, ...more] = answers;
      assert.ok(answer?.kind === 'drawing' && more.length === 0, 'one answer');
      return answer.data;
    };
    beforeEach(() =>
      panel.show(
        viewOf({
          main: [
            sectionOf(
              tableOf(
                [
                  rowOf('Tape <b>', 1, {
                    cells: [
                      {
                        text: 'Tape <b> & a name that is far too long for the column that it stands in '.repeat(
                          3,
                        ),
                      },
                      { text: '', limit: { share: 1.2, tone: 'bad' } },
                    ],
                  }),
                ],
                { few: undefined },
              ),
              { note: 'all of it' },
            ),
            sectionOf(comparison, { id: 'comparison', title: 'Compared' }),
          ],
        }),
      ),
    );

    it('draws texts as texts and bars as shapes, where they are', async () => {
      const svg = await draw('projects', 'svg');
      const texts = await panel.page.evaluate<string[]>(
        `[...new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelectorAll('svg > text')].map((each) => each.textContent)`,
      );
      assert.deepEqual(texts.slice(0, 4), ['Projects', 'all of it', 'Name', 'Number']);
      assert.match(texts[4] ?? '', /^Tape <b> & a name.*…$/);
      assert.ok(!texts.includes('Revoke Tape <b>'), 'nothing that is pressed');
      assert.equal(svg.match(/<rect/g)?.length, 4, 'the ground, and the parts of a bar');
      assert.doesNotMatch(svg, /class=|style=|<foreignObject|href/);
    });

    it('makes a PNG of it, and of the whole width of a comparison', async () => {
      const png = Buffer.from(await draw('comparison', 'png'), 'base64');
      assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
      assert.ok(png.readUInt32BE(16) > 1000, 'twice as wide as on the page');
    });

    it('answers that there is none of what is not there', async () => {
      assert.equal(await draw('nothing"]', 'svg'), '');
    });
  });

  for (const width of [320, 640]) {
    it(`fits in ${width} pixels; the comparison alone scrolls sideways`, async () => {
      await open({ width });
      await panel.show(
        viewOf({
          main: [
            ...grouped().main,
            sectionOf(comparison, { id: 'comparison', title: 'Compared with 1 organisation' }),
          ],
        }),
      );
      const [wide, room] = await panel.page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      assert.ok(wide <= room, `${wide} of ${room}`);
      assert.deepEqual(await violations(panel.page, 'main'), []);
    });
  }
});
