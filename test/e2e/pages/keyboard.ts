import type { Page } from 'playwright-core';
import { submenuOf } from './contextMenu';
import { type Label, patternOf } from './label';
import type { PageElement } from './pageElement';
import type { TreeView } from './treeView';
import { waitUntil } from './waitUntil';
import type { Workbench } from './workbench';

/** Runs in the page. */
const readLabels = (elements: readonly PageElement[]): readonly string[] =>
  elements.map((element) => element.textContent?.trim() ?? '');

/** What a person does who has no pointer. */
export class Keyboard {
  private readonly page: Page;

  constructor(private readonly workbench: Workbench) {
    this.page = workbench.page;
  }

  /** Presses a key, such as `Enter` or `Control+A`. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Types into what has the focus. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Runs a command by its title, in the palette. */
  async runCommand(title: string): Promise<void> {
    await waitUntil(
      `the palette to take '${title}'`,
      async () => {
        await this.workbench.openPalette();
        // A window that is still starting may take the keys away.
        await this.press('Control+A');
        await this.type(`>${title}`);
        return this.workbench.quickInput.value();
      },
      (value) => value === `>${title}`,
    );
    await this.choose('', title);
  }

  /** Gives the focus to a row of a view that has the focus; each label is found below the one before. */
  async goTo(view: TreeView, ...path: readonly string[]): Promise<void> {
    await this.press('Home');
    for (const [depth, label] of path.entries()) {
      await this.stepUntil(
        `the row ${path.slice(0, depth + 1).join(' › ')} in focus`,
        () => view.focusedRow(),
        (row) => row?.label === label,
      );
      if (depth < path.length - 1) {
        await this.open(view, path.slice(0, depth + 1));
      }
    }
  }

  /** Chooses from the context menu of the row in focus. */
  async contextMenu(title: Label): Promise<void> {
    await this.press('Shift+F10');
    await this.page.locator('.monaco-menu .action-item').first().waitFor();
    const submenu = submenuOf(title);
    await this.stepInMenu('.monaco-menu', submenu ?? title);
    await this.press('Enter');
    if (submenu !== undefined) {
      await this.stepInMenu('.monaco-submenu', title);
      await this.press('Enter');
    }
    await this.page.locator('.monaco-menu').waitFor({ state: 'detached' });
  }

  private async stepInMenu(menu: string, title: Label): Promise<void> {
    const focused = this.page.locator(`${menu} .action-item.focused .action-label`);
    await this.stepUntil(
      `'${String(title)}' in the menu in focus`,
      async () => (await focused.evaluateAll(readLabels)).at(-1),
      (label) => label !== undefined && patternOf(title).test(label),
    );
  }

  /** Types into a quick pick, goes down to the row with this label, and takes it. */
  async choose(text: string, label: string): Promise<void> {
    const { quickInput } = this.workbench;
    await quickInput.waitForOpen();
    await this.type(text);
    await quickInput.waitForItems(`the choice '${label}'`, (items) =>
      items.some((item) => item.label === label),
    );
    await this.stepUntil(
      `the choice '${label}' in focus`,
      () => quickInput.focusedItem(),
      (item) => item === label,
    );
    await this.press('Enter');
  }

  /** Types into a quick pick that takes several, and checks the row with this label; then its field is empty again. */
  async check(text: string, label: string): Promise<void> {
    const { quickInput } = this.workbench;
    await this.type(text);
    await quickInput.waitForItems(label, (items) => items.some((item) => item.label === label));
    await this.stepUntil(
      `the row '${label}' in focus`,
      async () => ({ item: await quickInput.focusedItem(), inList: await quickInput.isListFocused() }),
      ({ item, inList }) => inList && item === label,
    );
    await this.press('Space');
    await waitUntil(
      `the row '${label}' checked`,
      () => quickInput.checkedItems(),
      (labels) => labels.includes(label),
    );
    await waitUntil(
      'the field in focus',
      async () => {
        if (await quickInput.isFieldFocused()) {
          return true;
        }
        // From the list over the OK button back to the field; one step more would leave the quick pick.
        await this.press('Shift+Tab');
        return false;
      },
      (focused) => focused,
    );
    await this.press('Control+A');
    await this.press('Delete');
  }

  /** Presses the first button of the notification that came last. */
  async pressNotification(pattern: RegExp): Promise<void> {
    await this.workbench.notifications.waitFor(pattern);
    await this.runCommand('Notifications: Accept Notification Primary Action');
  }

  /** Goes down, a row at a time and once round, until what has the focus is what is wanted. */
  private async stepUntil<T>(
    what: string,
    read: () => Promise<T>,
    holds: (value: T) => boolean,
  ): Promise<void> {
    const seen = new Set<string>();
    for (let now = await read(); !holds(now);) {
      const last = JSON.stringify(now);
      if (seen.has(last)) {
        throw new Error(`Went round without coming to ${what}.`);
      }
      seen.add(last);
      let reads = 0;
      now = await waitUntil(
        what,
        async () => {
          // A window that is still starting may lose a key.
          if (reads++ % 40 === 0) {
            await this.press('ArrowDown');
            // Leaving a list is put off until the key is through.
            await this.page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve)));
          }
          return read();
        },
        (value) => JSON.stringify(value) !== last,
      );
    }
  }

  private async open(view: TreeView, path: readonly string[]): Promise<void> {
    const { expanded } = await view.waitForRow(...path);
    if (expanded === false) {
      await this.press('ArrowRight');
    }
    await view.expand(...path);
  }
}
