import type { Locator, Page } from 'playwright-core';
import { ContextMenu } from './contextMenu';
import type { Effort } from './effort';
import { escapeRegExp, type Label } from './label';
import { childRows, matches, readRows, rowAt, type TreeRow } from './treeRow';
import { waitUntil } from './waitUntil';

/** How long a row is looked for before it is scrolled to or pressed again. */
const patienceMs = 3_000;

/** How long rows that were scrolled to are looked at. */
const betweenScrollsMs = 300;

/** How long VS Code may take to draw what was scrolled to. */
const drawnWithinMs = 2_000;

/** A long name goes on beyond the view; clicking in the middle of it would scroll it out of sight. */
const atStart = { x: 12, y: 10 };

/** A menu opens to the right of the pointer. */
const besideMenu = 8;

/** A tree view of the side bar. Only rows within the window are there, as VS Code draws no others. */
export class TreeView {
  readonly pane: Locator;
  private readonly rowElements: Locator;

  constructor(
    private readonly page: Page,
    private readonly effort: Effort,
    readonly title: string,
  ) {
    this.pane = page.locator('.pane').filter({
      has: page.locator(`.pane-header h3.title`, { hasText: new RegExp(`^${escapeRegExp(title)}$`) }),
    });
    this.rowElements = this.pane.locator('.monaco-list-row');
  }

  get header(): Locator {
    return this.pane.locator('.pane-header');
  }

  /** Unfolds the view within its container. */
  async open(): Promise<void> {
    if ((await this.header.getAttribute('aria-expanded')) === 'false') {
      await this.header.click();
    }
    await this.pane.locator('.pane-body').waitFor({ state: 'visible' });
  }

  /** Gives the tree the keyboard. */
  async focus(): Promise<void> {
    await this.pane.locator('.monaco-list').first().focus();
  }

  async rows(): Promise<readonly TreeRow[]> {
    return this.rowElements.evaluateAll(readRows);
  }

  /** The row that the keyboard acts on. */
  async focusedRow(): Promise<TreeRow | undefined> {
    return (await this.rows()).find(({ focused }) => focused);
  }

  /** The text beside the view's title. */
  async description(): Promise<string> {
    return (await this.header.locator('.description').allInnerTexts()).join('');
  }

  /** The text above the rows. */
  async message(): Promise<string> {
    return (await this.pane.locator('.message').allInnerTexts()).join('');
  }

  /** The text of the welcome that stands where rows would. */
  async welcome(): Promise<string> {
    return (await this.pane.locator('.welcome-view-content').allInnerTexts()).join('');
  }

  async waitForWelcome(pattern: RegExp): Promise<void> {
    await waitUntil(
      `a welcome like ${String(pattern)}`,
      () => this.welcome(),
      (text) => pattern.test(text),
    );
  }

  /** Presses a button of the welcome; counts as one pick. */
  async pressWelcomeButton(label: string): Promise<void> {
    await this.pane.locator('.welcome-view-content .monaco-button', { hasText: label }).click();
    this.effort.picks++;
  }

  async waitForRows(
    what: string,
    holds: (rows: readonly TreeRow[]) => boolean,
    timeoutMs?: number,
  ): Promise<readonly TreeRow[]> {
    return waitUntil(`${what} in ${this.title}`, () => this.rows(), holds, timeoutMs);
  }

  /** Waits for the row at the end of this path of labels, and looks for it above and below what is in sight. */
  async waitForRow(...path: readonly Label[]): Promise<TreeRow> {
    let scrollsAt = Date.now() + patienceMs;
    const rows = await waitUntil(
      `the row ${path.map(String).join(' › ')} in ${this.title}`,
      async () => {
        const all = await this.rows();
        if (rowAt(all, path) !== undefined || Date.now() < scrollsAt) {
          return all;
        }
        await this.scrollOn();
        scrollsAt = Date.now() + betweenScrollsMs;
        return this.rows();
      },
      (all) => rowAt(all, path) !== undefined,
    );
    const row = rowAt(rows, path);
    if (row === undefined) {
      throw new Error('The row has gone again.');
    }
    return row;
  }

  /** Waits until what stands beside the label of this row is as wanted. */
  async waitForDescription(pattern: RegExp, ...path: readonly Label[]): Promise<void> {
    await this.waitForRows(`${path.map(String).join(' › ')} with ${String(pattern)}`, (all) =>
      pattern.test(rowAt(all, path)?.description ?? ''),
    );
  }

  /** Waits until no row is at the end of this path of labels. */
  async waitForNoRow(...path: readonly Label[]): Promise<void> {
    await this.waitForRows(`no row ${path.map(String).join(' › ')}`, (all) => rowAt(all, path) === undefined);
  }

  /** The children of a row that are in sight. */
  async childrenOf(...path: readonly Label[]): Promise<readonly TreeRow[]> {
    const parent = await this.waitForRow(...path);
    return childRows(await this.rows(), parent);
  }

  /** Opens a row by its twistie and waits for its children; counts as one pick unless it is open already. */
  async expand(...path: readonly Label[]): Promise<readonly TreeRow[]> {
    const row = await this.waitForRow(...path);
    if (row.expanded !== true) {
      await this.element(row).locator('.monaco-tl-twistie').click();
      this.effort.picks++;
    }
    // VS Code draws rows one after the other: they are there when two looks in a row see the same.
    let before = '';
    let since = Date.now();
    const rows = await waitUntil(
      `children of ${path.map(String).join(' › ')} in ${this.title}`,
      async () => {
        const all = await this.rows();
        const parent = rowAt(all, path);
        if (parent !== undefined && Date.now() - since > patienceMs) {
          if (parent.expanded === false) {
            // A row that is drawn anew as it is pressed takes no click.
            await this.element(parent).locator('.monaco-tl-twistie').click();
          } else if (parent.index === all.at(-1)?.index) {
            await this.scrollOn();
          }
          since = Date.now();
        }
        return all;
      },
      (all) => {
        const parent = rowAt(all, path);
        const children = parent?.expanded === true ? childRows(all, parent) : [];
        const now = JSON.stringify(children);
        const settled = children.length > 0 && now === before;
        before = now;
        return settled;
      },
    );
    const parent = rowAt(rows, path);
    return parent === undefined ? [] : childRows(rows, parent);
  }

  async collapse(...path: readonly Label[]): Promise<void> {
    const row = await this.waitForRow(...path);
    if (row.expanded === true) {
      await this.element(row).locator('.monaco-tl-twistie').click();
      this.effort.picks++;
    }
    await this.waitForRows(
      `${path.map(String).join(' › ')} closed`,
      (all) => rowAt(all, path)?.expanded === false,
    );
  }

  /** Clicks a row; counts as one pick. */
  async click(...path: readonly Label[]): Promise<void> {
    await this.label(await this.waitForRow(...path)).click({ position: atStart });
    this.effort.picks++;
  }

  /** Clicks a row twice at once; counts as one pick. */
  async doubleClick(...path: readonly Label[]): Promise<void> {
    await this.label(await this.waitForRow(...path)).dblclick({ position: atStart });
    this.effort.picks++;
  }

  /** Adds a row to the selection; counts as one pick. */
  async addToSelection(...path: readonly Label[]): Promise<void> {
    await this.label(await this.waitForRow(...path)).click({
      position: atStart,
      modifiers: ['ControlOrMeta'],
    });
    this.effort.picks++;
  }

  /** Drags a row, or the selection that it is part of, onto another; counts as one pick. */
  async drag(from: readonly Label[], to: readonly Label[], view: TreeView = this): Promise<void> {
    const target = await view.dropTarget(...to);
    await this.label(await this.waitForRow(...from)).dragTo(target, {
      sourcePosition: atStart,
      targetPosition: atStart,
    });
    this.effort.picks++;
  }

  /** What is dropped on a row is dropped here. */
  async dropTarget(...path: readonly Label[]): Promise<Locator> {
    return this.label(await this.waitForRow(...path));
  }

  /** Presses an inline action of a row by its title; counts as one pick. */
  async inlineAction(title: string, ...path: readonly Label[]): Promise<void> {
    const element = this.element(await this.waitForRow(...path));
    await element.hover();
    // A key that does the same stands in brackets behind it.
    await element
      .locator(`.actions .action-label:is([aria-label="${title}"], [aria-label^="${title} ("])`)
      .click();
    this.effort.picks++;
  }

  /** Chooses from the context menu of a row; counts as two picks, the menu and the choice, and one for a menu below. */
  async contextMenu(item: Label, ...path: readonly Label[]): Promise<void> {
    this.effort.picks += await this.menuOf(...path).choose(item);
  }

  /** The titles in the context menu of a row, and in the menus below it. */
  contextMenuItems(...path: readonly Label[]): Promise<readonly string[]> {
    return this.menuOf(...path).titles();
  }

  /** The same, once this one is among them. */
  contextMenuItemsWith(item: Label, ...path: readonly Label[]): Promise<readonly string[]> {
    return this.menuOf(...path).titlesWith(item);
  }

  /** The titles in the context menu of a row alone, each with its key. */
  contextMenuKeys(...path: readonly Label[]): Promise<readonly (readonly [string, string])[]> {
    return this.menuOf(...path).keys();
  }

  /** The context menu of a row, closed. */
  menuOf(...path: readonly Label[]): ContextMenu {
    return new ContextMenu(
      this.page,
      async () => {
        const label = this.label(await this.waitForRow(...path));
        await this.pointAt(label);
        const box = await label.boundingBox();
        await this.page.mouse.down({ button: 'right' });
        if (box !== null) {
          // A button that is let go late over a menu chooses there.
          await this.page.mouse.move(box.x + atStart.x - besideMenu, box.y + atStart.y);
        }
        await this.page.mouse.up({ button: 'right' });
      },
      // A row that is scrolled or laid out anew after the pointer came leaves another one below it. One that is held at
      // the top while those below it are scrolled shows no focus.
      async () => {
        const focused = await this.focusedRow();
        return focused === undefined || path.slice(-1).every((label) => matches(label, focused));
      },
    );
  }

  /** Moves the pointer onto a row, from elsewhere where the hover of another row lies over it. */
  private async pointAt(label: Locator): Promise<void> {
    await label.hover({ position: atStart, timeout: patienceMs }).catch(async () => {
      await this.page.mouse.move(0, 0);
      await label.hover({ position: atStart });
    });
  }

  /** Presses an action in the view's title; counts as one pick. */
  async titleAction(title: string): Promise<void> {
    await this.header.hover();
    await this.header.locator(`.actions .action-label[aria-label^="${title}"]`).first().click();
    this.effort.picks++;
  }

  /** Shows the hover of a row and reads it, once VS Code has been told what is in it. */
  async tooltip(...path: readonly Label[]): Promise<string> {
    await this.pointAt(this.label(await this.waitForRow(...path)));
    const hover = this.page.locator('.workbench-hover:visible').last();
    await hover.waitFor();
    return waitUntil(
      'the text of the hover',
      () => hover.innerText(),
      (text) => text !== 'Loading...',
    );
  }

  /** Scrolls to the first row. */
  async scrollToTop(): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Home');
  }

  /** Scrolls to the last row. */
  async scrollToEnd(): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('End');
  }

  /** Scrolls by less than what is in sight; from the last row to the first. */
  private async scrollOn(): Promise<void> {
    const list = this.pane.locator('.monaco-list').first();
    const box = await list.boundingBox();
    if (box === null) {
      return;
    }
    const lastInSight = async () => (await this.rows()).at(-1)?.index;
    const before = await lastInSight();
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    // A tree moves by half of that or less.
    await this.page.mouse.wheel(0, 0.9 * box.height);
    const hasMoved = await waitUntil(
      'other rows',
      async () => (await lastInSight()) !== before,
      (moved) => moved,
      drawnWithinMs,
    ).catch(() => false);
    if (!hasMoved) {
      // VS Code takes little of a long way at once.
      for (let turns = 0; turns < 30; turns++) {
        await this.page.mouse.wheel(0, -box.height);
      }
    }
  }

  private label(row: TreeRow): Locator {
    return this.element(row).locator('.custom-view-tree-node-item-resourceLabel');
  }

  private element(row: TreeRow): Locator {
    return this.pane.locator(`.monaco-list-row[data-index="${row.index}"]`);
  }
}
