import assert from 'node:assert/strict';
import type { PanelView } from '../../src/panels/panelView';
import { violations } from '../e2e/fixtures/accessibility';
import { PanelPage } from './panelPage';
import { rowOf, sectionOf, tableOf, viewOf } from './views';

const longName = 'Institute of Computational Biology and Ecology of the Northern Baltic Coast';
const rows = Array.from({ length: 80 }, (_, at) => rowOf(`${longName} ${at}`, at, { group: 'a' }));

const viewsOf = (script: string): PanelView =>
  viewOf({
    title: longName,
    context: [{ text: 'Nordic Research Cloud', action: 'show' }, { text: longName }],
    subtitle: ['You: Organisation owner until 31 Dec 2027'],
    primary: { action: 'edit', title: 'Edit Organisation' },
    secondary: { action: 'grant', title: 'Grant Role…' },
    menu: { action: 'menu', title: 'More Actions…', icon: 'ellipsis' },
    figures: ['Projects', 'People', 'Cost this month', 'Credit', 'Compliance'].map((label) => ({
      ...{ id: label, label, value: '€86,227', unit: '.40', note: '12 end soon', tone: 'warning' as const },
    })),
    tabs: {
      ...{ label: 'Parts', selected: 'projects' },
      all: ['projects', 'questions', 'details'].map((id) => ({ id, title: id, action: `tab ${id}` })),
    },
    main: [
      sectionOf(
        tableOf(rows, {
          few: undefined,
          ...(['usage', 'access'].includes(script)
            ? { groups: [{ id: 'a', title: longName, note: '80 rows' }] }
            : {}),
        }),
      ),
    ],
    side: [
      {
        ...{ id: 'profile', title: 'Profile', tools: [] },
        content: {
          kind: 'facts',
          groups: [{ title: 'Contact', facts: [{ key: 'a', label: 'Address', value: longName, tools: [] }] }],
        },
      },
    ],
  });

for (const script of ['organisation', 'compliance', 'usage', 'managing', 'access']) {
  describe(`The page ${script} at a zoom of 200 %`, () => {
    it('fits, leaves every text room, and keeps what has the focus in sight', async () => {
      const panel = await PanelPage.open({ script, zoom: 2 });
      const { page } = panel;
      await panel.show(viewsOf(script));
      const [wide, room, ratio] = await page.evaluate<[number, number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth, devicePixelRatio]',
      );
      assert.deepEqual([room, ratio], [640, 2]);
      assert.ok(wide <= room, `${wide} of ${room}`);
      const cut = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.button, .figure .value, .tab, thead button')]
          .filter((element) => element.scrollWidth > element.clientWidth)
          .map((element) => element.innerText)`,
      );
      assert.deepEqual(cut, []);
      await page.locator('tbody tr[tabindex="0"]').focus();
      for (const [key, at] of [
        ['End', 79],
        ['PageUp', 67],
        ['PageUp', 55],
      ] as const) {
        await page.keyboard.press(key);
        await page.locator('tr:focus', { hasText: `Coast ${at}` }).waitFor({ timeout: 5_000 });
      }
      const isInSight = await page.evaluate<boolean>(`(() => {
        const { top, bottom, left } = document.activeElement.getBoundingClientRect();
        return document.activeElement.contains(document.elementFromPoint(left + 20, (top + bottom) / 2)) && bottom <= innerHeight;
      })()`);
      assert.ok(isInSight, 'below the head of the table and above the end of the window');
      assert.deepEqual(await violations(page, 'main'), []);
      assert.deepEqual(panel.errors, []);
      await panel.close();
    });
  });
}
