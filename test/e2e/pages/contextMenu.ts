import type { Locator, Page } from 'playwright-core';
import { type Label, patternOf } from './label';
import type { PageElement } from './pageElement';
import { waitUntil } from './waitUntil';

/** Runs in the page. */
const readMenuRows = (items: readonly PageElement[]): readonly (readonly [string, string])[] =>
  items.map((item) => [
    item.querySelector('.action-label')?.textContent ?? '',
    item.querySelector('.keybinding')?.textContent ?? '',
  ]);

/** What stands in menus below others. */
const submenus: Readonly<Record<string, readonly string[]>> = {
  Copy: ['Copy Name', 'Copy UUID', 'Copy Link', 'Copy Link to VS Code'],
  Team: [
    'Filter Team…',
    'Group Teams by Role',
    '✓ Group Teams by Role',
    'Export Team as CSV…',
    'Import Team from CSV…',
  ],
};

/** The menu that a choice is in, where it is below another one. */
export function submenuOf(item: Label): string | undefined {
  return Object.keys(submenus).find((name) =>
    submenus[name]?.some((title) => (typeof item === 'string' ? item === title : item.test(title))),
  );
}

/** The context menu of a row, with what is in the menus below it. */
export class ContextMenu {
  private readonly items: Locator;

  constructor(
    private readonly page: Page,
    /** Clicks the row with the right button. */
    private readonly press: () => Promise<void>,
    /** Whether the menu that opened is that of the row: VS Code has put the focus on it. */
    private readonly isOfRow: () => Promise<boolean>,
  ) {
    this.items = page.locator('.monaco-menu .action-item .action-label');
  }

  /** @returns how many picks that were */
  async choose(item: Label): Promise<number> {
    await this.openWith(item);
    const chosen = this.items.filter({ hasText: patternOf(item) }).first();
    // A menu that has just opened takes no clicks for a moment.
    await waitUntil(
      `the menu to take '${String(item)}'`,
      async () => {
        await chosen.click({ timeout: 1_000 }).catch(() => undefined);
        return this.items.count();
      },
      (count) => count === 0,
    );
    return submenuOf(item) === undefined ? 2 : 3;
  }

  /** All titles. */
  async titles(): Promise<readonly string[]> {
    await this.open();
    return this.readAndClose();
  }

  /** All titles, once this one is among them. */
  async titlesWith(item: Label): Promise<readonly string[]> {
    await this.openWith(item);
    return this.readAndClose();
  }

  /** The titles of the menu itself in turn, each with its key. */
  async keys(): Promise<readonly (readonly [string, string])[]> {
    await this.open();
    const rows = await this.page.locator('.monaco-menu .action-item').evaluateAll(readMenuRows);
    await this.close();
    return rows;
  }

  private async readAndClose(): Promise<readonly string[]> {
    const titles = new Set(await this.items.allInnerTexts());
    for (const name of Object.keys(submenus).filter((each) => titles.has(each))) {
      await this.openSubmenu(name);
      for (const title of await this.items.allInnerTexts()) {
        titles.add(title);
      }
    }
    await this.close();
    return [...titles].filter((title) => title !== '');
  }

  /** What is offered comes with what the caller may do, which may still be on its way. */
  private async openWith(item: Label): Promise<void> {
    const submenu = submenuOf(item);
    await waitUntil(
      `a menu with '${String(item)}'`,
      async () => {
        await this.open();
        if (submenu !== undefined && (await this.has(submenu))) {
          await this.openSubmenu(submenu);
        }
        if (await this.has(item)) {
          return true;
        }
        await this.close();
        return false;
      },
      (isThere) => isThere,
    );
  }

  private async has(item: Label): Promise<boolean> {
    return (await this.items.filter({ hasText: patternOf(item) }).count()) > 0;
  }

  private async openSubmenu(name: string): Promise<void> {
    const [first] = submenus[name] ?? [];
    const inside = this.page.locator('.monaco-submenu .action-item .action-label');
    await waitUntil(
      `the menu '${name}'`,
      async () => {
        await this.items
          .filter({ hasText: patternOf(name) })
          .first()
          .click({ timeout: 1_000 })
          .catch(() => undefined);
        const titles = await inside.allInnerTexts();
        return titles.some((title) => submenuOf(title) === name) || titles.includes(first ?? '');
      },
      (isOpen) => isOpen,
    );
  }

  /** Opens it, again where a row that is drawn anew as it is pressed closed it. */
  async open(): Promise<void> {
    await waitUntil(
      'the context menu',
      async () => {
        await this.press();
        if (!(await appears(this.items.first()))) {
          return false;
        }
        const isOfRow = await this.isOfRow();
        if (!isOfRow) {
          await this.close();
        }
        return isOfRow;
      },
      (isOpen) => isOpen,
    );
  }

  async close(): Promise<void> {
    await waitUntil(
      'the menu to close',
      async () => {
        await this.page.keyboard.press('Escape');
        return this.items.count();
      },
      (count) => count === 0,
    );
  }
}

async function appears(item: Locator): Promise<boolean> {
  return item.waitFor({ timeout: 2_000 }).then(
    () => true,
    () => false,
  );
}
