import assert from 'node:assert/strict';
import '../vscodeFake';
import { Drawings } from '../../../src/panels/drawings';
import { printPage } from '../../../src/panels/printPage';
import { chartsOf } from '../../../src/panels/saveChart';
import type { Comparison } from '../../../src/panels/panelView';
import { rowOf, sectionOf, tableOf, viewOf } from '../../webviews/views';

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>1 &lt; 2</text></svg>';
const comparison: Comparison = {
  ...{ kind: 'comparison', label: 'Compared', head: 'Component', noteHead: 'Offering' },
  columns: [{ key: 'a', title: 'Kalev' }],
  rows: [
    {
      ...{ key: 'gpu', title: 'GPU', note: 'Kratt' },
      cells: [{ text: '9', unit: 'h', share: '90%', limit: { share: 0.9 } }],
    },
  ],
};
const bars = tableOf([
  rowOf('Tape', 1, { group: 'disk', cells: [{ text: 'Tape' }, { text: '', limit: { share: 0.5 } }] }),
  rowOf('Disk', 2, { group: 'disk', cells: [{ text: '<b>Disk' }, { text: '', limit: { share: null } }] }),
]);

describe('pictures of the page of a panel', () => {
  let asked: number[];
  let hasPage: boolean;
  let drawings: Drawings;
  beforeEach(() => {
    [asked, hasPage] = [[], true];
    drawings = new Drawings(({ id }) => {
      asked.push(id);
      return hasPage;
    });
  });
  const answer = (data: string, id = asked.at(-1) ?? 0): boolean =>
    drawings.take({ kind: 'drawing', id, data });

  it('are taken once each, as what they were asked for', async () => {
    const first = drawings.draw('usage', 'svg');
    assert.equal(answer(svg), true);
    assert.equal((await first)?.toString(), svg);
    assert.equal(answer(svg), false, 'a second answer');
    const second = drawings.draw('usage', 'png');
    assert.equal(answer(svg, asked[0]), false, 'an answer to the first');
    assert.equal(answer(Buffer.from('\x89PNG\r\n', 'latin1').toString('base64')), true);
    assert.equal((await second)?.length, 6);
  });

  it('are none of what could do something where they are opened', async () => {
    for (const data of [
      '',
      'svg',
      '<html>',
      '<svg ><script>1</script></svg>',
      '<svg onload="x()"></svg>',
      '<svg ><a href="command:x">1</a></svg>',
      '<svg ><image href="https://example.org/"/></svg>',
      '<svg ><foreignObject></foreignObject></svg>',
    ]) {
      const picture = drawings.draw('usage', 'svg');
      answer(data);
      assert.equal(await picture, undefined, data);
    }
    const picture = drawings.draw('usage', 'png');
    answer(svg);
    assert.equal(await picture, undefined);
  });

  it('are not waited for where there is no page, or another is wanted', async () => {
    const first = drawings.draw('usage', 'svg');
    const second = drawings.draw('other', 'svg');
    assert.equal(await first, undefined);
    drawings.stop();
    assert.equal(await second, undefined);
    hasPage = false;
    assert.equal(await drawings.draw('usage', 'svg'), undefined);
  });

  it('can be had of what draws numbers', () => {
    const view = viewOf({
      figures: [{ id: 'a', label: 'Average', value: '58%', ring: { share: 0.58 } }],
      main: [
        sectionOf(bars, { id: 'bars', title: 'Bars' }),
        sectionOf(tableOf([rowOf('Plain', 1)]), { id: 'plain' }),
        sectionOf(undefined, { id: 'none' }),
      ],
      side: [sectionOf(comparison, { id: 'comparison', title: 'Compared' })],
    });
    assert.deepEqual(
      chartsOf(view).map(({ part }) => part),
      ['figures', 'bars', 'comparison'],
    );
  });
});

describe('the page that is printed', () => {
  it('has every row, under its group, and no markup of a server', () => {
    const page = printPage(
      viewOf({
        heading: 'Usage',
        title: '<img onerror="x">',
        figures: [{ id: 'over', label: 'Over limit', value: '2', note: 'More "used"' }],
        main: [
          sectionOf({ ...bars, groups: [{ id: 'disk', title: 'Lumivaara' }], few: 1 }),
          sectionOf(comparison, { title: 'Compared' }),
        ],
        side: [
          sectionOf({
            kind: 'facts',
            groups: [{ title: 'Contact', facts: [{ key: 'p', label: 'Phone', value: '+372', tools: [] }] }],
          }),
          sectionOf({ kind: 'lines', lines: [{ key: 'e', when: '14:05', text: 'Ann did it.' }] }),
          sectionOf({ kind: 'prose', text: 'Two lines\nof text' }),
        ],
      }),
    );
    for (const text of ['Lumivaara', 'Tape', '&#60;b&#62;Disk', '90%', '+372', 'Ann did it.', 'Two lines']) {
      assert.ok(page.includes(text), text);
    }
    assert.doesNotMatch(page, /<(?:script|img|b|a)[\s>]|onerror="/);
    assert.match(page, /default-src 'none'/);
  });
});
