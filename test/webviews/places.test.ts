import assert from 'node:assert/strict';
import { violations } from '../e2e/fixtures/accessibility';
import { waitUntil } from '../e2e/pages/waitUntil';
import { PanelPage } from './panelPage';
import { rowOf, sectionOf, tableOf, viewOf } from './views';

const pageSize = 300;
const more = { action: 'more', title: 'Load more' };

/** A list of which so many pages were read. */
const pages = (read: number, of = 9) =>
  viewOf({
    main: [
      sectionOf(
        tableOf(
          Array.from({ length: read * pageSize }, (_, at) => rowOf(`Project ${at}`, at)),
          { few: undefined, ...(read < of ? { more } : {}) },
        ),
      ),
    ],
  });
const signedOut = viewOf({
  notice: {
    ...{ kind: 'notice', title: 'You are signed out', text: 'Sign in again.' },
    buttons: [{ action: 'signIn', title: 'Sign In…' }],
  },
});

describe('How far a panel was read', () => {
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
  const height = () => panel.page.evaluate<number>('document.documentElement.scrollHeight');
  const scrollTo = async (top: number): Promise<void> => {
    await panel.page.evaluate(`new Promise((resolve) => {
      addEventListener('scrollend', resolve, { once: true });
      scrollTo(0, ${top});
    })`);
  };
  const top = () => panel.page.evaluate<number>('window.scrollY');

  it('goes on where its end comes near, once a page', async () => {
    await panel.show(pages(1));
    await scrollTo(1_000);
    assert.deepEqual(await panel.acted(), []);
    await scrollTo((await height()) - 1_500);
    await scrollTo(await height());
    assert.deepEqual(await panel.acted(), ['more']);
    await panel.show(pages(2));
    await scrollTo(await height());
    assert.deepEqual(await panel.acted(), ['more', 'more']);
    await panel.page.getByRole('button', { name: 'Load more' }).click();
    assert.equal((await panel.acted()).length, 3, 'by its button at any time');
  });

  it('does not go on for what a search has found, nor by itself', async () => {
    await panel.show(pages(1));
    await panel.page.getByRole('searchbox').fill('Project 1');
    await scrollTo(await height());
    await panel.page.getByRole('searchbox').fill('Project 11');
    assert.deepEqual(await panel.acted(), []);
  });

  it('is read as far again after a reload, and is at the row it was at', async () => {
    await panel.show(pages(1));
    await scrollTo(await height());
    await panel.show(pages(2));
    await scrollTo(14_000);
    const kept = await panel.kept();
    assert.equal(kept.sections?.projects?.rows, 2 * pageSize);
    await open({ kept });
    await panel.show(pages(1));
    await waitUntil(
      'the second page',
      () => panel.acted(),
      (all) => all.length === 1,
    );
    assert.equal(await top(), 0);
    await panel.show(pages(2));
    await waitUntil('the row', top, (at) => at === 14_000);
    assert.deepEqual(await panel.acted(), ['more'], 'and no further');
  });

  it('stays where the rest could not be read, and with whoever went elsewhere', async () => {
    const kept = { scroll: 14_000, sections: { projects: { rows: 600 } } };
    await open({ kept });
    await panel.show(pages(1));
    const [list] = pages(1).main;
    assert.ok(list);
    await panel.show(
      viewOf({ main: [{ ...list, notice: { kind: 'notice', tone: 'bad', text: 'Busy.', buttons: [] } }] }),
    );
    await waitUntil('as near as there are rows', top, (at) => at > 5_000);
    await open({ kept });
    await panel.show(pages(1));
    await panel.page.keyboard.press('Tab');
    await panel.show(pages(2));
    await panel.page.getByRole('rowheader', { name: 'Project 1', exact: true }).waitFor();
    assert.equal(await top(), 0);
  });

  it('is kept while the person is signed out', async () => {
    await panel.show(pages(2));
    await panel.page.getByRole('columnheader').getByText('Name').click();
    await scrollTo(5_000);
    await panel.show(signedOut);
    await panel.page.getByRole('button', { name: 'Sign In…' }).click();
    assert.equal(await top(), 0);
    await panel.show(viewOf({ main: [{ ...sectionOf(undefined), loading: { rows: 3 } }] }));
    await panel.show(pages(2));
    await waitUntil('the row', top, (at) => at === 5_000);
    assert.equal(await panel.page.locator('th[aria-sort=ascending]').innerText(), 'Name');
  });

  it('leads to where it belongs', async () => {
    await panel.show(
      viewOf({
        context: [
          { text: 'Nordic Research Cloud', action: 'show connection', title: 'Show in the Tree' },
          { text: 'Kalev', action: 'open organisation', title: 'Open Organisation' },
          { text: 'Universities' },
        ],
      }),
    );
    const { page } = panel;
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.context').getByRole('button', { name: 'Kalev' }).click();
    assert.deepEqual(await panel.acted(), ['show connection', 'open organisation']);
    assert.equal(await page.locator('.context').getByRole('button').count(), 2);
    assert.deepEqual(await violations(page, 'main'), []);
  });
});
